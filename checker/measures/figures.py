"""Figures of a plan that may hold anything: a value of the wrong kind is a number that is not there, with the reason."""

from collections.abc import Iterator

from checker.measures.measured import Measured
from checker.plan.spot import Spot

NOT_THERE = "the plan does not give it"
"""Why there is no number where the field is not there."""


def blocks(spot: Spot) -> Iterator[Spot]:
    """The entries of a list that are blocks."""
    return (each for each in spot if each.keys)


def number(spot: Spot) -> Measured:
    """The figure here; negative ones too, because some measures can be."""
    if not spot:
        return Measured(None, (), NOT_THERE)
    value = spot.number
    return Measured(
        value, spot.places, "" if value is not None else "the plan gives no number that can be used"
    )


def count(spot: Spot) -> Measured:
    """How many of something: a whole number of 0 or more."""
    found = number(spot)
    if found.value is None:
        return found
    if found.value < 0:
        return Measured(None, found.places, "the plan gives a negative number")
    if found.value != int(found.value):
        return Measured(None, found.places, "the plan gives no whole number")
    return Measured(int(found.value), found.places)


def whole(spot: Spot) -> int | None:
    """A whole number that names something, such as a year or the number of a question."""
    found = count(spot).value
    return None if found is None else int(found)
