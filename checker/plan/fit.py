"""Whether a plan has the shape of a plan, yes or no, and its numbers made of the kinds that the format asks for.

Most plans fit, and to know that needs no library: the plan format uses a dozen keywords of JSON Schema. A validator that
knows all of them takes longer to import than a plan takes to read. Whatever this walk does not understand does not fit; then
`jsonschema`, in `shape`, has the last word.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": (int, float), "number": (int, float), "boolean": bool, "array": list, "object": dict,
}  # fmt: skip
_UNDERSTOOD = frozenset({
    "type", "enum", "format", "minLength", "minimum", "maximum", "items", "maxItems", "properties", "required",
    "additionalProperties", "$defs", "$schema", "$id", "title", "description",
})  # fmt: skip
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOST_INT = 2**63


class Fit(NamedTuple):
    """`fits`: nothing is wrong. `numbers`: what holds a number of another kind than asked for, where, and the right one."""

    fits: bool
    numbers: list[tuple[Any, str | int, int | float]]

    def settle(self) -> None:
        """Turn `3` into `3.0` and `2026.0` into `2026` where the format asks for it, so that rules meet one kind only."""
        for holder, place, number in self.numbers:
            holder[place] = number


def fit(data: Any, schema: Mapping[str, Any]) -> Fit:
    """Hold plain values against a JSON Schema. Nothing is changed before `settle`."""
    walk = _Walk(schema.get("$defs", {}))
    return Fit(walk.fits(data, schema, [], 0), walk.numbers)


def is_date(value: object) -> bool:
    """Whether text is a day of the calendar; what is no text is for the schema to refuse."""
    if not isinstance(value, str):
        return True
    try:
        return _DATE.match(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


class _Walk:
    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self.definitions = definitions
        self.numbers: list[tuple[Any, str | int, int | float]] = []

    def fits(self, value: Any, part: Mapping[str, Any], holder: Any, place: str | int) -> bool:
        """Whether the value at `place` of `holder` fits. Goes on after a misfit: its neighbours' numbers count too."""
        if "$ref" in part:
            part = self.definitions[part["$ref"].removeprefix("#/$defs/")]
        kind = part.get("type")
        if not _UNDERSTOOD.issuperset(part):
            good = False
        elif kind is None:
            good = True
        elif not isinstance(value, _TYPES[kind]) or (type(value) is bool and kind != "boolean"):
            return False
        else:
            good = "enum" not in part or value in part["enum"]
        if type(value) is dict:
            return self.all_fields_fit(value, part) and good
        if type(value) is list:
            return self.all_entries_fit(value, part) and good
        if kind == "string":
            return good and len(value) >= part.get("minLength", 0) and self.is_in_format(value, part)
        if kind in ("integer", "number"):
            return self.number_fits(value, part, holder, place) and good
        return good

    def all_fields_fit(self, value: dict[str, Any], part: Mapping[str, Any]) -> bool:
        known = part.get("properties", {})
        good = all(key in value for key in part.get("required", ()))
        for key, child in value.items():
            inner = known.get(key)
            if inner is None:
                good = good and part.get("additionalProperties") is not False
            elif not self.fits(child, inner, value, key):
                good = False
        return good

    def all_entries_fit(self, value: list[Any], part: Mapping[str, Any]) -> bool:
        good = "maxItems" not in part or len(value) <= part["maxItems"]
        inner = part.get("items")
        if inner is not None:
            for index, entry in enumerate(value):
                if not self.fits(entry, inner, value, index):
                    good = False
        return good

    def is_in_format(self, value: str, part: Mapping[str, Any]) -> bool:
        asked = part.get("format")
        return asked is None or (asked == "date" and is_date(value))

    def number_fits(self, value: float, part: Mapping[str, Any], holder: Any, place: str | int) -> bool:
        if part["type"] == "number":
            if type(value) is int:
                self.numbers.append((holder, place, float(value)))
        elif type(value) is float:
            if not value.is_integer():
                return False
            if abs(value) < _MOST_INT:
                self.numbers.append((holder, place, int(value)))
        least, most = part.get("minimum", value), part.get("maximum", value)
        return bool(least <= value <= most)
