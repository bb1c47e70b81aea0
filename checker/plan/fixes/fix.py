"""A correction of a piece of a plan's text, and one that is left to a person."""

from typing import Any, NamedTuple

from checker.location import Location


class Fix(NamedTuple):
    """`old`, as written between the character indexes `start` and `end` of its file, becomes `new`.

    `value` is what a reader reads there afterwards: the value, or the key. `safe`: it can mean nothing else. `said` is what
    to show where the texts are too long.
    """

    kind: str
    location: Location
    start: int
    end: int
    old: str
    new: str
    value: Any
    safe: bool
    said: str = ""


class Left(NamedTuple):
    """A correction that is not made, with the reason: `old` would have become `new`."""

    kind: str
    location: Location
    old: str
    new: str
    reason: str
    said: str = ""


def left(fix: Fix, reason: str) -> Left:
    """The correction as one that is not made."""
    return Left(fix.kind, fix.location, fix.old, fix.new, reason, fix.said)


class Proposal(NamedTuple):
    """What a value or a key should be. `safe`: it can mean nothing else."""

    kind: str
    value: Any
    safe: bool
