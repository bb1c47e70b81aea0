"""Text that Markdown shows letter by letter: nothing in it becomes a link, a heading, a table or HTML."""

import re

from checker.render.printable import one_line, visible

_BREAK = "\u200b"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", _BREAK: "&#8203;"}
# GitHub and GitLab look for mentions of people and issues in the finished text, where a backslash or an entity is gone.
_MENTION = re.compile(r"(?<=@)|(?<=[#!])(?=\d)|(?<=\bGH-)(?=\d)", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\`*_\[\]|~$]")
_LEADING = re.compile(r"^( ?(?:\d+(?=[.)](?:\s|$)))?)([-+=#:.)])")
# GitHub makes links of bare addresses; a backslash inside keeps them text.
_ADDRESS = re.compile(r"(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_TICKS = re.compile("`+")


def escaped(text: str) -> str:
    """`text` on one line, every character that Markdown or HTML would act on escaped."""
    shown = _SPECIAL.sub(r"\\\g<0>", visible(_SPACE.sub(" ", text)))
    shown = _MENTION.sub(_BREAK, shown)
    shown = _ADDRESS.sub(r"\\\g<0>", shown)
    shown = _LEADING.sub(r"\1\\\2", shown)
    return "".join(_ENTITIES.get(character, character) for character in shown)


def code(text: str) -> str:
    """`text` as a code span, in which Markdown acts on nothing; fenced by more backticks than it holds in a row."""
    shown = one_line(text) or " "
    fence = "`" * (max((len(ticks) for ticks in _TICKS.findall(shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def cell(text: str) -> str:
    """`text` as a code span in a table; as plain text where a bar would end the cell, or a build service see a command."""
    return escaped(text) if "|" in text or "##[" in text else code(text)
