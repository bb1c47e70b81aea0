"""Root causes by source, and what the agency asks of those who can change them."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import slip
from checker.measures.figures import blocks
from checker.measures.measured import Measured
from checker.plan.spot import Spot

SOURCES = ("statutory", "regulatory", "budgetary", "technological", "process")
"""Where a cause may lie (clause S2.p1.s5)."""

ASKED_OF = {"statutory": "Congress", "regulatory": "OMB"}
"""Who can change a cause that lies outside the agency: a statute needs Congress, a regulation goes through OMB's review."""


class Cause(NamedTuple):
    """A root cause. `asked_of` is whom an open cause of its source is taken to, empty where the agency settles it itself.

    `overdue` is the days since the resolution was due, 0 where it is not yet, None where it is settled or has no date.
    """

    id: str
    statement: str
    challenge: str
    source: str
    affects: tuple[str, ...]
    linked: tuple[str, ...]
    action: str
    owner: str
    due: str
    status: str
    escalated_to: str
    asked_of: str
    overdue: Measured
    place: Location

    @property
    def is_open(self) -> bool:
        """Whether it is still to be resolved."""
        return self.status != "resolved"


def causes(plan: Spot, as_of: str) -> Iterator[Cause]:
    """Every root cause of the plan, in its order."""
    for entry in blocks(plan.at("root_causes")):
        resolution = entry.at("resolution")
        source, status = entry.at("source").text, resolution.at("status").text
        yield Cause(
            id=entry.at("id").text,
            statement=entry.at("statement").text,
            challenge=entry.at("challenge").text,
            source=source,
            affects=entry.at("affects").texts,
            linked=entry.at("linked").texts,
            action=resolution.at("action").text,
            owner=resolution.at("owner").text,
            due=resolution.at("due").text,
            status=status,
            escalated_to=resolution.at("escalated_to").text,
            asked_of=ASKED_OF.get(source, "") if status != "resolved" else "",
            overdue=_overdue(resolution, as_of),
            place=entry.place,
        )


def _overdue(resolution: Spot, as_of: str) -> Measured:
    due = resolution.at("due").text
    if resolution.at("status").text == "resolved":
        return Measured(None, (), "it is resolved")
    if not due:
        return Measured(None, (), "the plan gives no date")
    place = resolution.at("due").place
    try:
        return Measured(max(0, slip(due, as_of)), (place,))
    except ValueError:
        return Measured(None, (place,), "the plan gives no day of the calendar")
