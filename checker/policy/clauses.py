"""The order, clause by clause, and the authorities behind it, with the dates they are in force."""

from typing import NamedTuple

from checker.policy.rule import Strength


class Clause(NamedTuple):
    """One clause: `quote` carries it word for word; `shows` says what a plan must show, empty for a policy statement.

    `amendment_only`: the words are not in EO 14058 as issued, only in the amendment proposed on 2023-12-13.
    """

    id: str
    strength: Strength
    quote: str
    shows: str
    authority: str
    amendment_only: bool

    @property
    def section(self) -> int:
        """The section of the order: 1 Purpose, 2 Policy, 3 Definitions."""
        return int(self.id[1])


class Authority(NamedTuple):
    """A law, order or memorandum. Dates are ISO text; `until` is the day it ended, empty while it is in force."""

    id: str
    title: str
    citation: str
    kind: str
    since: str
    until: str
    ended_by: str
    verified: str
    source: str
    summary: str

    def in_force(self, day: str) -> bool:
        """Whether it is in force on `day`."""
        return self.since <= day and (not self.until or day < self.until)
