"""A waiver, and what came of it on the day of assessment."""

from enum import Enum
from typing import NamedTuple

from checker.location import Location


class State(Enum):
    """Every way in which a waiver can stand on the day of assessment. Only one `in_use` excuses anything."""

    IN_USE = "in_use"
    UNUSED = "unused"
    EXPIRED = "expired"
    STALE = "stale"
    NOT_YET = "not_yet_approved"
    REFUSED = "refused"
    NOT_JUDGED = "not_judged"
    """Its rule was not asked or could not be evaluated, or there is no day of assessment: nothing is known."""

    @property
    def words(self) -> str:
        """As people read it: "in use"."""
        return self.value.replace("_", " ")


class Waiver(NamedTuple):
    """One entry. Dates are ISO text; `route` is as written, `location` the place of the entry.

    `days_left` counts from the day of assessment to the last day, and is negative after it; None where there is no day.
    """

    rule: str
    route: str
    reason: str
    approved_by: str
    approved_on: str
    expires: str
    value_digest: str
    authority: str
    ticket: str
    location: Location
    state: State = State.NOT_JUDGED
    days_left: int | None = None
    granted: bool = False
    """OMB granted it. One that an agency gave itself is only claimed."""

    @property
    def in_words(self) -> str:
        """Who waived it, until when, and why."""
        return f"waived by {self.approved_by} until {self.expires}: {self.reason.strip()}"

    @property
    def time_left(self) -> str:
        """`1 day left`, `expires at the end of this day`, `ended 3 days ago`; empty where there is no day."""
        if self.days_left is None:
            return ""
        if not self.days_left:
            return "expires at the end of this day"
        count = abs(self.days_left)
        days = f"{count} day" if count == 1 else f"{count} days"
        return f"{days} left" if self.days_left > 0 else f"ended {days} ago"
