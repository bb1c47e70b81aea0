"""What an unquoted value means: the core schema of YAML 1.2.2, section 10.3.2.

Dates stay text until the plan's schema says that they are dates. Where a YAML 1.1 tool (most of those in use)
would read the same characters as something else, `yaml_1_1_reading` says what.
"""

import re
from typing import Any

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER_START = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_INFINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)\Z")
_MAX_DIGITS = 300

_BOOL_1_1 = re.compile(r"(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)\Z")
_OCTAL_1_1 = re.compile(r"[-+]?0[0-7]+\Z")
_SEXAGESIMAL_1_1 = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\Z")
_UNDERSCORE_1_1 = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9_]*)?\Z")
_BINARY_1_1 = re.compile(r"[-+]?0b[01_]+\Z")
_EXPONENT_1_2 = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][0-9]+\Z|[-+]?[0-9]+[eE][-+]?[0-9]+\Z")


def plain_value(text: str) -> Any:
    """The value of an unquoted scalar: None, a bool, an int, a float, or the text itself."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in _NUMBER_START or len(text) > _MAX_DIGITS:
        return text
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if _OCTAL.match(text):
        return int(text[2:], 8)
    if _HEX.match(text):
        return int(text[2:], 16)
    if infinite := _INFINITE.match(text):
        return float(infinite[1] + "inf")
    return float("nan") if text in (".nan", ".NaN", ".NAN") else text


def yaml_1_1_reading(text: str) -> str | None:
    """How a YAML 1.1 tool reads an unquoted scalar, in words, where that differs from its YAML 1.2 value; else None."""
    if _BOOL_1_1.match(text):
        return "true" if text.lower() in ("yes", "on") else "false"
    if text[:1] not in _NUMBER_START:
        return None
    if _OCTAL_1_1.match(text) and set(text.lstrip("+-")) != {"0"}:
        return f"the number {int(text, 8)}"
    if ":" in text and _SEXAGESIMAL_1_1.match(text):
        return f"the number {_sexagesimal(text)}"
    if "_" in text and _UNDERSCORE_1_1.match(text):
        return f"the number {text.replace('_', '')}"
    if _BINARY_1_1.match(text):
        return f"the number {int(text.replace('_', ''), 2)}"
    if _EXPONENT_1_2.match(text):
        return "text"
    return None


def _sexagesimal(text: str) -> str:
    total = 0.0
    for part in text.lstrip("+-").replace("_", "").split(":"):
        total = total * 60 + float(part)
    return f"{'-' if text.startswith('-') else ''}{total:g}" if total % 1 else str(int(total))
