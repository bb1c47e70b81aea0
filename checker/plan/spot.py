"""A plan as a program reads it that must not stumble: whatever is missing or of another kind is empty, and has a place."""

from collections.abc import Iterator
from typing import Any

from checker.location import Location, Route
from checker.plan.document import Document

_NOTHING = object()
_MOST = 10**18
"""Numbers from here on are no figures of any agency, and some of them could not even be written out."""


class Spot:
    """A value somewhere in a plan. Any step from it leads to another spot, if only to one where nothing stands.

    A plan that is reported on may have any findings: text where a number should be, a list where the format has a block.
    """

    __slots__ = ("_document", "_value", "route")

    def __init__(self, document: Document, route: Route = (), value: Any = _NOTHING) -> None:
        self._document = document
        self._value = document.data if value is _NOTHING and not route else value
        self.route = route

    def at(self, *steps: str | int) -> "Spot":
        """The spot that these steps lead to."""
        value = self._value
        for step in steps:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step, _NOTHING)
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                value = value[step]
            else:
                value = _NOTHING
        return Spot(self._document, (*self.route, *steps), value)

    def __iter__(self) -> Iterator["Spot"]:
        """The entries of a list; of anything else, none."""
        for number in range(len(self._value) if isinstance(self._value, list) else 0):
            yield self.at(number)

    def __bool__(self) -> bool:
        """Whether something stands here. An empty text, list or block is as good as nothing."""
        return self._value is not _NOTHING and self._value not in (None, "", [], {})

    @property
    def text(self) -> str:
        """The text here, or the number in decimal (`90` for 90.0); empty for anything else. `true` is "yes"."""
        if isinstance(self._value, bool):
            return "yes" if self._value else "no"
        if isinstance(self._value, str):
            return " ".join(self._value.split())
        number = self.number
        return "" if number is None else str(int(number) if number == int(number) else number)

    @property
    def word(self) -> str:
        """A word of a fixed list as people read it: `on_track` is "on track"."""
        return self.text.replace("_", " ")

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(each.text for each in self if each.text)

    @property
    def number(self) -> int | float | None:
        """The number here; None for anything else, for `true`, and for what is not finite or beyond all counting."""
        value = self._value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return value if -_MOST < value < _MOST else None

    @property
    def flag(self) -> bool | None:
        """Yes or no; None where the plan says neither."""
        return self._value if isinstance(self._value, bool) else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a block, in its order."""
        return tuple(self._value) if isinstance(self._value, dict) else ()

    @property
    def place(self) -> Location:
        """Where it stands; for what is missing, the nearest thing above it."""
        return self._document.locate(self.route)

    @property
    def places(self) -> tuple[Location, ...]:
        """Its place, if anything stands here."""
        return (self.place,) if self else ()
