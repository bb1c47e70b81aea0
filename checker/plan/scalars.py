"""What an unquoted value means: the core schema of YAML 1.2.2, section 10.3.2.

Dates stay text until the plan's schema says that they are dates. So do numbers that no rule can compare: infinity,
not-a-number, and whole numbers beyond 64 bits. Where a YAML 1.1 tool (most of those in use) would read the same
characters as something else, `yaml_1_1_reading` says what.
"""

import math
import re
from typing import Any

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER_START = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_MAX_LENGTH = 300
_LEAST_INT, _MOST_INT = -(2**63), 2**63 - 1

_WORDS_1_1 = {
    word: reading
    for words, reading in (("y yes on", "true"), ("n no off", "false"), ("= <<", "a sign of their own"))
    for lower in words.split()
    for word in (lower, lower.capitalize(), lower.upper())
}
_SAME = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z|[-+]?[0-9]{1,18}\.[0-9]{0,18}\Z")
_LONG_1_1 = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9_]*)?\Z")
_INT_1_1 = re.compile(
    r"[-+]?(?:(?P<two>0b[01_]+)|(?P<eight>0[0-7_]+)|(?P<ten>0|[1-9][0-9_]*)|(?P<sixteen>0x[0-9a-fA-F_]+)"
    r"|(?P<sixty>[1-9][0-9_]*(?::[0-5]?[0-9])+))\Z"
)
_BASES_1_1 = {"two": 2, "eight": 8, "ten": 10, "sixteen": 16}
_FLOAT_1_1 = re.compile(
    r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?\Z"
    r"|[-+]?(?P<sixty>[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)\Z|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
)


def plain_value(text: str) -> Any:
    """The value of an unquoted scalar: None, a bool, an int, a float, or the text itself."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in _NUMBER_START or len(text) > _MAX_LENGTH:
        return text
    number: int | float
    if _INT.match(text):
        number = int(text)
    elif _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    elif _OCTAL_OR_HEX.match(text):
        number = int(text, 0)
    else:
        return text
    return number if _LEAST_INT <= number <= _MOST_INT else text


def yaml_1_1_reading(text: str) -> str | None:
    """How a YAML 1.1 tool reads an unquoted scalar, in words, where that differs from `plain_value`; else None.

    Dates, which YAML 1.1 tools read as dates, are not told: the plan format asks for them unquoted.
    """
    if text in _WORDS_1_1:
        return _WORDS_1_1[text]
    if text[:1] not in _NUMBER_START or _SAME.match(text):
        return None
    if len(text) > _MAX_LENGTH:
        return "a number" if _LONG_1_1.match(text) else None
    old, new = _number_1_1(text), plain_value(text)
    if old is None:
        return None if isinstance(new, str) else "text"
    if not math.isfinite(old):
        return "a number without end" if math.isinf(old) else "no number at all"
    return None if old == new else f"the number {old}"


def _number_1_1(text: str) -> int | float | None:
    """The number that a YAML 1.1 tool sees, by the regular expressions of its type repository; None for text."""
    sign = -1 if text[0] == "-" else 1
    digits = text.lstrip("+-").replace("_", "")
    if match := _FLOAT_1_1.match(text):
        if match["sixty"]:
            return sign * _sexagesimal([float(part) for part in digits.split(":")])
        return sign * float(digits[1:].lower() if digits[-1] in "fFnN" else digits)
    if match := _INT_1_1.match(text):
        kind = match.lastgroup or ""
        if kind == "sixty":
            return sign * _sexagesimal([int(part) for part in digits.split(":")])
        number = digits[2:] if kind in ("two", "sixteen") else digits
        return sign * int(number, _BASES_1_1[kind]) if number else None
    return None


def _sexagesimal(parts: list[int] | list[float]) -> int | float:
    total: int | float = 0
    for part in parts:
        total = total * 60 + part
    return total
