"""The finding: what is wrong, where, how bad it is, and how to mend it."""

from enum import Enum
from typing import NamedTuple

from checker.location import Location, Route


class Level(Enum):
    """How much a finding weighs. The order's own verb decides: must → error, should → warning, recital → note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting by rank puts errors first."""
        return _RANKS[self]


_RANKS = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


class Related(NamedTuple):
    """Another place that a person needs to see to understand the finding."""

    message: str
    location: Location


class Finding(NamedTuple):
    """One thing that is wrong with a plan, at one place.

    `rule` is the id of the rule, or of the format problem (`duplicate-key`), that speaks; `route` is where in the
    plan, `location` where in the file; `remedy` tells a program office what to do.
    """

    rule: str
    level: Level
    message: str
    route: Route
    location: Location
    remedy: str
    related: tuple[Related, ...] = ()
    identity: str = ""
    """What stays the same of `route` from one version of the plan to the next; an assessment gives it."""
    fix: str = ""
    """What `cxcheck fix` does about it, as a sentence; empty where it does nothing. An assessment gives it."""

    @property
    def sort_key(self) -> tuple[Location, int, str, str]:
        """Findings are shown in the order of the file; the same input gives the same order."""
        return (self.location, self.level.rank, self.rule, self.message)
