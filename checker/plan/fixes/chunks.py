"""The lines of a plan that belong to each key of a block, so that they can change places.

Only whole lines move. A comment above a key is about that key, and so is one below it that is indented deeper; empty lines
keep their places. What stands above the first key of a file is about the file, unless an empty line is above it.
"""

import re
from typing import NamedTuple

from checker.plan.nodes import MappingNode, Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BREAK = re.compile(r"\r\n|\r|\n")


class _Chunk(NamedTuple):
    """The lines of a key: the empty ones above it, the comments above it, and from the key's own column on its value."""

    blanks: str
    comments: str
    body: str


class Chunks(NamedTuple):
    """The keys of a block in their order, each with its lines. `lead` is what stands before the first key on its line."""

    span: Span
    lead: str
    chunks: dict[str, _Chunk]
    newline: str

    def ordered(self, keys: list[str]) -> str:
        """The lines in another order of the keys, empty lines in their old places."""
        places = list(self.chunks.values())
        pieces: list[str] = []
        for place, key in zip(places, keys, strict=True):
            chunk = self.chunks[key]
            lead = " " * len(self.lead) if pieces else self.lead
            pieces.append(f"{place.blanks}{chunk.comments}{lead}{chunk.body}{self.newline}")
        return "".join(pieces).removesuffix(self.newline)


def chunks_of(node: MappingNode, text: str, wanted: list[str]) -> tuple[Chunks | None, str]:
    """The lines of each key of a block; or None and the reason why they cannot be brought into the order `wanted`."""
    if len(node.keys) < len(node.children):
        return None, "a merge key stands among its fields"
    keys = sorted(node.keys, key=lambda key: node.keys[key][0])
    starts = [_line_start(text, node.keys[key][0]) for key in keys]
    leads = [text[start : node.keys[key][0]] for key, start in zip(keys, starts, strict=True)]
    indent = len(leads[0])
    if leads[0].strip(" -") or any(lead != " " * indent for lead in leads[1:]):
        return None, "its fields do not stand on lines of their own"
    in_list = "-" in leads[0]
    ends = [_line_end(text, node.children[key].end) for key in keys]
    tops = [starts[0] if in_list else _comments_above(text, starts[0], indent)]
    blanks = [""]
    for index in range(1, len(keys)):
        ends[index - 1], gap, top = _between(text, ends[index - 1], starts[index], indent)
        blanks.append(gap)
        tops.append(top)
    ends[-1] = _comments_below(text, ends[-1], indent)
    if in_list and tops[keys.index(wanted[0])] < starts[keys.index(wanted[0])]:
        return None, f"the comment above {wanted[0]} would come to stand before the entry's hyphen"
    found = {}
    for index, key in enumerate(keys):
        body = _unbroken(text[starts[index] + indent : ends[index]])
        found[key] = _Chunk(blanks[index], text[tops[index] : starts[index]], body)
    last = _unbroken(text[: ends[-1]])
    line_break = _BREAK.search(text)
    return Chunks((tops[0], len(last)), leads[0], found, line_break[0] if line_break else "\n"), ""


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _line_end(text: str, index: int) -> int:
    """The end of the line that a value ends on, its break included; of a block of text, `index` itself."""
    if index and text[index - 1] in "\r\n":
        return index
    match = _LINE.match(text, index)
    return match.end() if match else index


def _unbroken(text: str) -> str:
    return (
        text[: -len(end)]
        if (end := next((e for e in ("\r\n", "\n", "\r") if text.endswith(e)), ""))
        else text
    )


def _lines(text: str, start: int, end: int) -> list[Span]:
    spans = []
    while start < end:
        match = _LINE.match(text, start)
        stop = match.end() if match else end
        spans.append((start, stop))
        start = stop
    return spans


def _comment_indent(text: str, span: Span) -> int:
    """How far a comment is indented; -1 for a line that is none."""
    line = text[span[0] : span[1]]
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.startswith("#") else -1


def _between(text: str, start: int, end: int, indent: int) -> tuple[int, str, int]:
    """Of the lines between two keys: where those of the upper key end, the empty lines, and where the lower key's begin."""
    lines = _lines(text, start, end)
    upper = max((at + 1 for at, span in enumerate(lines) if _comment_indent(text, span) > indent), default=0)
    rest = lines[upper:]
    empty = next((at for at, span in enumerate(rest) if text[span[0] : span[1]].strip()), len(rest))
    begin = lines[upper][0] if rest else end
    top = rest[empty][0] if empty < len(rest) else end
    return begin, text[begin:top], top


def _comments_above(text: str, start: int, indent: int) -> int:
    """Where the comments directly above a first key begin; they are the file's where nothing stands above them."""
    top = start
    while top > 0:
        above = _line_start(text, top - (2 if text[:top].endswith("\r\n") else 1))
        if _comment_indent(text, (above, top)) != indent:
            return top
        top = above
    return start


def _comments_below(text: str, end: int, indent: int) -> int:
    for span in _lines(text, end, len(text)):
        if _comment_indent(text, span) <= indent:
            break
        end = span[1]
    return end
