"""Figures that are worked out from other figures, each with the lines of both, or with what keeps it from being worked out."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from checker.measures.arithmetic import Number, plain, total
from checker.measures.measured import Measured


def worked(formula: Callable[..., Fraction | int | None], *numbers: Measured, otherwise: str) -> Measured:
    """What the formula makes of the numbers. None where one of them is; `otherwise` says why the formula has no answer."""
    places = tuple(dict.fromkeys(place for number in numbers for place in number.places))
    for number in numbers:
        if number.value is None:
            return Measured(None, places, number.why)
    found = formula(*(number.value for number in numbers))
    return Measured(None, places, otherwise) if found is None else Measured(_plain(found), places)


def summed(numbers: Sequence[tuple[str, Measured]], nothing: str) -> Measured:
    """The sum; None where one is missing, which is named, or where there are none (`nothing` says so)."""
    places = tuple(place for _, number in numbers for place in number.places)
    for name, number in numbers:
        if number.value is None:
            return Measured(None, places, f"the figure of {name} is missing")
    if not numbers:
        return Measured(None, (), nothing)
    return Measured(plain(total(_value(number) for _, number in numbers)), places)


def _value(number: Measured) -> Number:
    return 0 if number.value is None else number.value


def _plain(found: Number) -> int | float:
    return plain(found) if isinstance(found, Fraction) else found
