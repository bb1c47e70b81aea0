"""A number with the lines of the plan that it comes from."""

from typing import NamedTuple

from checker.location import Location


class Measured(NamedTuple):
    """A number; None where the plan does not give what it takes, and `why` says what is missing or why it is held back.

    `places` are the values in the plan that the number is made from, in the plan's order.
    """

    value: float | int | None
    places: tuple[Location, ...] = ()
    why: str = ""
