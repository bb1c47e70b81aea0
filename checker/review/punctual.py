"""Whether a submission came in on time: to the end of its last day in Washington, D.C."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from checker.review.gathered import Gathered
from checker.review.results import Standing

WASHINGTON = ZoneInfo("America/New_York")


def punctual(submission: Gathered, received: str) -> Gathered:
    """The submission, late where it was: by the day that the roster wrote down, or else by its own time.

    Where neither is known it counts as received, and says that nobody knows when.
    """
    submitted = submission.provenance.submitted
    day = received or (
        datetime.fromisoformat(submitted).astimezone(WASHINGTON).date().isoformat() if submitted else ""
    )
    if received:
        submission = submission._replace(provenance=submission.provenance._replace(submitted=received))
    if not day:
        return submission._replace(reason="when it came in is not known: the roster does not say `received`")
    if day <= submission.due:
        return submission
    days = (date.fromisoformat(day) - date.fromisoformat(submission.due)).days
    by = "a day" if days == 1 else f"{days} days"
    return submission._replace(
        standing=Standing.LATE, reason=f"it came in on {day}, {by} after {submission.due}"
    )
