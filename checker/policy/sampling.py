"""Values that pass or fail an operator, for the examples of a new rule. What cannot be told from the operator is None."""

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from checker.plan.schema import EACH, Pattern
from checker.policy.plantypes import PlanTypes

EXAMPLE_DAY = date(2024, 9, 30)
"""The day of assessment of an example that names none."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ORDERED = {
    "before": (-1, 0), "after": (1, 0), "on_or_before": (0, 1), "on_or_after": (0, -1),
    "at_least": (0, -1), "at_most": (0, 1),
}  # fmt: skip
"""How far a passing and a failing value lie from the argument, in days or in whole numbers."""


DATED = ("before", "after", "on_or_before", "on_or_after", "within_days")
"""The operators that are about days: their examples say on which day they are judged."""


class Absent:
    """In place of a value: the field is not in the plan."""


ABSENT = Absent()

KNOWN_ID = "first"
"""The id of the entry that a passing example refers to."""


class Samples(NamedTuple):
    """One value that passes and one that fails; None where that has to be asked for."""

    passes: Any
    fails: Any


def sample(pattern: Pattern, types: PlanTypes) -> Any:
    """Some value that fits the field: the first of its words, or the plainest of its kind."""
    field = types.schema.field(pattern) or {}
    if "enum" in field:
        return field["enum"][0]
    if field.get("format") == "date":
        return EXAMPLE_DAY.isoformat()
    if pattern[-1] == "id":
        return KNOWN_ID
    kind = types.kind(pattern)
    if kind == "list":
        return [sample((*pattern, EACH), types)]
    if kind == "object":
        name = next(iter(types.schema.names(pattern)))
        return {name: sample((*pattern, name), types)}
    return {"string": "some words", "int": field.get("minimum", 1), "double": 1.0, "bool": True}[kind]


def samples(pattern: Pattern, operator: str, argument: Any, types: PlanTypes) -> Samples:
    """A passing and a failing value of the field at `pattern` for one operator and its argument."""
    if operator == "present":
        given = sample(pattern, types)
        return Samples(given, ABSENT) if argument else Samples(ABSENT, given)
    if operator == "filled":
        return Samples(sample(pattern, types), "TBD")
    if operator in ("equals", "one_of", "includes", "includes_any"):
        return _words(pattern, operator, argument, types)
    if operator in _ORDERED:
        return _ordered(pattern, operator, argument, types)
    if operator == "refers_to" and types.kind(pattern) == "list":
        return Samples([KNOWN_ID], ["unknown"])
    return Samples(KNOWN_ID, "unknown") if operator == "refers_to" else _window(operator, argument)


def _words(pattern: Pattern, operator: str, argument: Any, types: PlanTypes) -> Samples:
    wanted = argument if isinstance(argument, list) else [argument]
    many = types.kind(pattern) == "list"
    one = (*pattern, EACH) if many else pattern
    other = _another(one, wanted, types)
    passing = list(wanted) if operator == "includes" else [wanted[0]]
    if not many:
        return Samples(passing[0], other)
    return Samples(passing, [other] if other is not None else None)


def _another(pattern: Pattern, wanted: list[Any], types: PlanTypes) -> Any:
    """A value that is none of those wanted."""
    field, kind = types.schema.field(pattern) or {}, types.kind(pattern)
    if "enum" in field:
        return next((word for word in field["enum"] if word not in wanted), None)
    if kind == "bool":
        return not wanted[0]
    if kind in ("int", "double"):
        return max(wanted) + 1
    return "something else" if field.get("format") != "date" else None


def _ordered(pattern: Pattern, operator: str, argument: Any, types: PlanTypes) -> Samples:
    passing, failing = _ORDERED[operator]
    if argument == "as_of" or (isinstance(argument, str) and _DATE.match(argument)):
        day = EXAMPLE_DAY if argument == "as_of" else date.fromisoformat(argument)
        return Samples(_shifted(day, passing), _shifted(day, failing))
    if isinstance(argument, bool) or not isinstance(argument, int | float):
        return Samples(None, None)
    if types.kind(pattern) == "list":
        entry = sample((*pattern, EACH), types)
        return Samples([entry] * int(argument + passing), [entry] * int(argument + failing))
    return Samples(argument + passing, argument + failing)


def _window(operator: str, argument: Any) -> Samples:
    """Only a window that ends on the day of assessment and is given in days is known without asking."""
    known = operator == "within_days" and isinstance(argument, dict) and argument.get("of") == "as_of"
    if not known or not isinstance(argument.get("days"), int):
        return Samples(None, None)
    return Samples(EXAMPLE_DAY.isoformat(), _shifted(EXAMPLE_DAY, -argument["days"] - 1))


def _shifted(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
