"""Why two assessments differ: what may have changed between them, and the smallest changes that make a difference."""

from collections.abc import Callable, Iterable
from enum import Enum
from itertools import combinations
from typing import NamedTuple


class Cause(Enum):
    """What may change between two assessments. The order is the one in which causes are shown."""

    PLAN = "plan"
    DAY = "day"
    RULES = "rules"
    WAIVERS = "waivers"
    PROFILE = "profile"
    OPTIONS = "options"
    PRIOR = "prior"
    DETERMINATIONS = "determinations"
    PROGRAM = "program"

    @property
    def words(self) -> str:
        """As a sentence."""
        return _WORDS[self]


_WORDS = {
    Cause.PLAN: "the plan changed",
    Cause.DAY: "a date passed",
    Cause.RULES: "the rules changed",
    Cause.WAIVERS: "a waiver changed",
    Cause.PROFILE: "the profile changed",
    Cause.OPTIONS: "the options changed",
    Cause.PRIOR: "last year's plan changed",
    Cause.DETERMINATIONS: "a determination changed",
    Cause.PROGRAM: "the program changed",
}


class Change(NamedTuple):
    """Something that is not the same in OLD and NEW, and what it was and is, in words."""

    cause: Cause
    words: str


class Why(NamedTuple):
    """Why something differs.

    `ways`: each of them makes the difference alone; what one way names makes it only together. Where it cannot be told,
    there is no way, `unknown` says why not, and `possible` what may have made it.
    """

    ways: tuple[tuple[Cause, ...], ...] = ()
    unknown: str = ""
    possible: tuple[Cause, ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Every cause that is named, each once."""
        named = {cause for way in self.ways for cause in way}
        return tuple(cause for cause in Cause if cause in named)

    @property
    def words(self) -> str:
        """`the plan changed`; `the plan changed and a date passed, only together`; `the plan changed, or a date passed`."""
        if not self.ways:
            may = f" ({', or '.join(cause.words for cause in self.possible)})" if self.possible else ""
            return f"cause unknown{may}: {self.unknown}"
        said = ", or ".join(" and ".join(cause.words for cause in way) for way in self.ways)
        return said if len(self.ways[0]) == 1 else f"{said}, only together"


def smallest(
    changed: Iterable[Cause], makes: Callable[[frozenset[Cause]], bool]
) -> tuple[tuple[Cause, ...], ...]:
    """The smallest sets of changes that make a difference when nothing else changes; empty where not even all do."""
    changed = tuple(changed)
    for size in range(1, len(changed) + 1):
        if found := tuple(way for way in combinations(changed, size) if makes(frozenset(way))):
            return found
    return ()
