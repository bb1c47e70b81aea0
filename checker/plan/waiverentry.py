"""A waiver written into the text of a file of waivers: all that stands there already stays, byte for byte."""

from collections.abc import Mapping

from checker.errors import CheckerError
from checker.finding import Level
from checker.plan.limits import Limits
from checker.plan.nodes import SequenceNode
from checker.plan.waiverfile import WaiverFile, read_waivers
from checker.plan.yaml_text import text_value
from checker.sources.source import SourceFile

_AS_WRITTEN = ("approved_on", "expires", "value_digest")
"""Fields that need no quotes: days and digests."""


def with_entry(path: str, before: bytes, entry: Mapping[str, str], heading: str) -> str:
    """The text of a file of waivers with one entry more at its end; under `heading` as a comment where it is new.

    Raises CheckerError where something in the file is wrong, or the entry cannot be added to it as it is written.
    """
    found = _read(path, before)
    for problem in found.problems:
        if problem.level is Level.ERROR:
            raise CheckerError(f"{problem.message}; mend the file first", problem.location)
    root = found.document.root if found.document is not None else None
    text = before.decode("utf-8")
    line_break = "\r\n" if "\r\n" in text else "\n"
    old = root.data if root is not None else []
    if not text.strip():
        after = f"# {heading}\n{_entry(entry, '', line_break)}"
    elif isinstance(root, SequenceNode) and found.text.text[root.start : root.start + 1] == "[" and not old:
        start = root.start + len(text) - len(found.text.text)  # a byte order mark is no part of what is read
        end = root.end + start - root.start
        after = text[:start] + _entry(entry, "", line_break).rstrip() + text[end:]
    else:
        indent = " " * (found.text.location(root.start, root.start).column - 1) if root is not None else ""
        gap = "" if text.endswith("\n") else line_break
        after = text + gap + _entry(entry, indent, line_break)
    again = _read(path, after.encode())
    written = again.document.data if again.document is not None else []
    if written != [*old, dict(entry)] or len(again.problems) > len(found.problems):
        by_hand = _entry(entry, "", "\n")
        raise CheckerError(
            f"{path}: an entry cannot be added at its end; add this one by hand:\n{by_hand.rstrip()}"
        )
    return after


def _read(path: str, content: bytes) -> WaiverFile:
    return read_waivers(SourceFile(path, content, len(content)), Limits())


def _entry(entry: Mapping[str, str], indent: str, line_break: str) -> str:
    lines = [f"{key}: {value if key in _AS_WRITTEN else text_value(value)}" for key, value in entry.items()]
    return "".join(
        f"{indent}{'- ' if not number else '  '}{line}{line_break}" for number, line in enumerate(lines)
    )
