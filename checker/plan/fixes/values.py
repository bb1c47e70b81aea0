"""What should stand in place of one value, by what the plan format says of its field."""

import re
from typing import Any

from checker.plan.fixes.days import day_written
from checker.plan.fixes.fix import Proposal
from checker.plan.fixes.words import identifier, is_identifier, known_word
from checker.plan.nodes import ScalarNode
from checker.plan.scalars import plain_value, yaml_1_1_reading

_YES, _NO = frozenset(("true", "yes", "y", "on")), frozenset(("false", "no", "n", "off"))
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:([,_ ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?\Z")


def proposal(node: ScalarNode, field: dict[str, Any] | None, name: str) -> Proposal | None:
    """What should be written for the value of the field called `name`; None where it is right or no word is near.

    Of a field that the format does not know, only quotes are proposed.
    """
    if node.data is None:
        return None
    kind = (field or {}).get("type", "string")
    if kind == "boolean":
        return _truth(node)
    if kind in ("integer", "number"):
        return _number(node, whole=kind == "integer")
    if kind != "string":
        return None
    return (_text(node, field, name) if field is not None else None) or _quotes(node, known=field is not None)


def _text(node: ScalarNode, field: dict[str, Any], name: str) -> Proposal | None:
    if "enum" in field:
        word = known_word(node.text, field["enum"]) if node.text not in field["enum"] else None
        return Proposal("spelling", *word) if word else None
    if field.get("format") == "date":
        day = day_written(node.text)
        return Proposal("date", *day) if day and day[0] != node.text else None
    if is_identifier(name):
        text, certain = identifier(node.text, name)
        kind = "space" if certain else "control number"
        return Proposal(kind, text, certain) if text and text != node.text else None
    return None


def _quotes(node: ScalarNode, *, known: bool) -> Proposal | None:
    """Quotes around what is text here, and would not be elsewhere; or here, where the field is known to hold text."""
    if not node.plain:
        return None
    text_elsewhere = isinstance(node.data, str) and yaml_1_1_reading(node.text) is None
    if text_elsewhere or not (known or isinstance(node.data, str)):
        return None
    return Proposal("quotes", node.text, True)


def _truth(node: ScalarNode) -> Proposal | None:
    word = node.text.strip().lower()
    if isinstance(node.data, bool) or word not in _YES | _NO:
        return None
    return Proposal("spelling", word in _YES, True)


def _number(node: ScalarNode, *, whole: bool) -> Proposal | None:
    if isinstance(node.data, bool):
        return None
    if isinstance(node.data, int | float):
        differs = node.plain and yaml_1_1_reading(node.text) is not None
        return Proposal("number", node.data, True) if differs else None
    text = node.text.strip()
    grouped = _GROUPED.match(text)
    number = plain_value(re.sub(r"[,_ ]", "", text) if grouped else text)
    fits = isinstance(number, int | float) and not isinstance(number, bool)
    if not fits or (whole and number != int(number)) or (not grouped and yaml_1_1_reading(text) is not None):
        return None
    return Proposal("number", number, not grouped)
