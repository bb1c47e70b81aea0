"""Plan data as YAML that people can go on writing in: the order of the data, one value a line, wide lines.

Text is quoted unless every YAML tool, of version 1.1 or 1.2, reads it as the same text without quotes. What stands
in quotes is escaped where an editor would not show it, so that reading gives back the very same characters.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.location import Route
from checker.plan.scalars import plain_value, yaml_1_1_reading

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.()'-]*(?:,? [A-Za-z0-9_/.()'-]+)*\Z")
_RESERVED = frozenset("yYnN")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_INLINE = 100


def yaml_text(data: Mapping[str, Any], comments: Mapping[Route, str]) -> str:
    """`data` as YAML; each comment stands above the value that its route names, the root's on top.

    `data` holds mappings, lists, text, whole and decimal numbers and truth values.
    """
    lines = [*_comment((), comments, ""), *_mapping(data, (), "", comments)]
    return "\n".join(lines) + "\n"


def _mapping(
    data: Mapping[str, Any], route: Route, indent: str, comments: Mapping[Route, str]
) -> Iterator[str]:
    for key, value in data.items():
        at = (*route, key)
        yield from _comment(at, comments, indent)
        if (inline := _inline(value)) is not None:
            yield f"{indent}{key}: {inline}"
        else:
            yield f"{indent}{key}:"
            nested = _mapping if isinstance(value, Mapping) else _list
            yield from nested(value, at, indent + "  ", comments)


def _list(data: list[Any], route: Route, indent: str, comments: Mapping[Route, str]) -> Iterator[str]:
    for index, value in enumerate(data):
        at = (*route, index)
        yield from _comment(at, comments, indent)
        if isinstance(value, Mapping) and value:
            lines = list(_mapping(value, at, indent + "  ", comments))
            yield f"{indent}- {lines[0].removeprefix(indent + '  ')}"
            yield from lines[1:]
        else:
            yield f"{indent}- {_inline(value)}"


def _inline(value: Any) -> str | None:
    """A value that fits behind its key: a scalar, an empty block, a short list of scalars."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return text_value(value)
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    if isinstance(value, list) and not any(isinstance(item, Mapping | list) for item in value):
        text = f"[{', '.join(str(_inline(item)) for item in value)}]"
        return text if len(text) <= _INLINE else None
    return None


def text_value(text: str) -> str:
    """A text as YAML on one line: as it is where that is safe, in double quotes otherwise."""
    plain = _PLAIN.match(text) and text not in _RESERVED and plain_value(text) == text
    return text if plain and yaml_1_1_reading(text) is None else in_quotes(text)


def in_quotes(text: str) -> str:
    """A text in double quotes, escaped where an editor would not show a character."""
    return _UNSEEN.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _comment(route: Route, comments: Mapping[Route, str], indent: str) -> list[str]:
    lines = comments[route].split("\n") if route in comments else []
    return [f"{indent}# {_UNSEEN.sub(_escape, line)}".rstrip() for line in lines]
