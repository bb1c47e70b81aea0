"""Writing a corrected value in the place of the old one, in the quotes that it had."""

import re
from decimal import Decimal
from typing import Any

from checker.plan.yaml_text import in_quotes, text_value

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def own_text(text: str, start: int, end: int) -> tuple[int, str]:
    """Where a scalar begins after its anchor and tag, and its own text; and not a character more."""
    match = _PROPERTIES.match(text, start, end)
    begin = match.end() if match else start
    return begin, text[begin:end]


def why_not(text: str, start: int, end: int) -> str:
    """Why the scalar between two indexes is no piece of text that can be replaced; empty where it is one."""
    begin, written = own_text(text, start, end)
    if "!" in text[start:begin]:
        return "a tag says how it is to be read"
    if written[:1] == "*":
        return "it is an alias"
    if "\n" in written or "\r" in written or written[:1] in ("|", ">"):
        return "it is written over several lines"
    return ""


def written(value: Any, old: str, kind: str) -> str:
    """`value` as YAML, in the quotes of `old` where it is text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _decimal(value)
    text = str(value)
    if kind == "quotes" or old[:1] == '"':
        return in_quotes(text)
    if old[:1] == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return text if _DAY.match(text) else text_value(text)


def _decimal(value: float) -> str:
    """A number without an exponent, which YAML 1.1 and 1.2 do not write alike."""
    digits = format(Decimal(repr(value)), "f")
    return digits if isinstance(value, int) or "." in digits else f"{digits}.0"
