"""The functions that a rule may call beside CEL's own. A closed list: a rule cannot add to it."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from checker.policy import dates


class Function(NamedTuple):
    """A function of the rule language: its result type by CEL name, what it does, and the argument types it takes.

    CEL chooses an overload by the types that it meets, so each combination is named.
    """

    name: str
    overloads: tuple[tuple[str, ...], ...]
    result: str
    implementation: Callable[..., Any]
    does: str


def share(part: float, whole: float) -> float:
    """`part` over `whole`. Raises ValueError where the whole is nothing."""
    if whole == 0:
        raise ValueError("share() of a whole of 0")
    return part / whole


def percent(value: float) -> str:
    """A share in words: 0.042 → "4.2 %"; small shares keep two digits that say something."""
    shown = value * 100
    return f"{shown:.1f} %" if abs(shown) >= 0.1 or shown == 0 else f"{shown:.2g} %"


def total(values: Sequence[Any]) -> float:
    """The sum of a list of numbers."""
    return float(sum(values))


def listed(values: Sequence[Any]) -> str:
    """A list in words: "a, b and c"."""
    words = [str(value) for value in values]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def distinct(values: Sequence[Any]) -> list[Any]:
    """A list without repetitions, in its order."""
    return list(dict.fromkeys(values))


# The whole text is a mark of a form; a mark inside a sentence is left to the rules that look for it.
_UNFILLED = re.compile(
    r"\s*(\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|t\.?b\.?[acd]\.?|to be (added|announced|confirmed|decided|determined)|todo"
    r"|[._?x-]{3,}|…|lorem ipsum\b.*)?[\s.]*",
    re.IGNORECASE | re.DOTALL,
)


def filled(text: str) -> bool:
    """Whether a field says something: it is not empty, and not the mark of a form such as `[name]` or TBD."""
    return _UNFILLED.fullmatch(text) is None


_NUMBERS = tuple((one, other) for one in ("int", "double") for other in ("int", "double"))

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "days_between",
        (("string", "string"),),
        "int",
        dates.days_between,
        "days from the first date to the second",
    ),
    Function("add_days", (("string", "int"),), "string", dates.add_days, "the date so many days later"),
    Function(
        "in_force",
        (("string", "string", "string"),),
        "bool",
        dates.in_force,
        "whether a register's entry counts on a day: in_force(entry.since, entry.until, as_of)",
    ),
    Function("fiscal_year", (("string",),), "int", dates.fiscal_year, "the federal fiscal year of a date"),
    Function(
        "fiscal_quarter", (("string",),), "int", dates.fiscal_quarter, "the fiscal quarter of a date, 1 to 4"
    ),
    Function(
        "quarter_start",
        (("int", "int"),),
        "string",
        dates.quarter_start,
        "first day of a fiscal year's quarter",
    ),
    Function(
        "quarter_end", (("int", "int"),), "string", dates.quarter_end, "last day of a fiscal year's quarter"
    ),
    Function("share", _NUMBERS, "double", share, "the first number as a share of the second"),
    Function("percent", (("double",),), "string", percent, "a share in words, such as 4.2 %"),
    Function("total", (("list",),), "double", total, "the sum of a list of numbers"),
    Function("distinct", (("list",),), "list", distinct, "a list of words or numbers without repetitions"),
    Function("lower", (("string",),), "string", str.lower, "the text in lower case"),
    Function("trim", (("string",),), "string", str.strip, "the text without space around it"),
    Function(
        "filled", (("string",),), "bool", filled, "whether the text is more than a mark such as [name] or TBD"
    ),
    Function("listed", (("list",),), "string", listed, "a list in words: a, b and c"),
)
