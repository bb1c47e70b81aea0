"""The words of a letter to an agency, in plain language."""

from datetime import date

from checker.assessment.outcome import Rating
from checker.assessment.waiver import State
from checker.render.report_view import Mark
from checker.review.results import Standing, Submission

RATING_MEANS = {
    Rating.GREEN: "We found no error in your plan. You need not send it again.",
    Rating.YELLOW: "Your plan came in and could be read, but it does not yet show everything that the order asks for. Mend what "
    "is listed below and send the plan again.",
    Rating.RED: "Nothing in your plan could be used. Send a plan that can be read.",
}

STANDINGS = {
    Standing.RECEIVED: Mark("pass", "✓", "Received"),
    Standing.LATE: Mark("warning", "!", "Received late"),
    Standing.MISSING: Mark("fail", "✗", "Not received"),
    Standing.UNREADABLE: Mark("fail", "✗", "Could not be read"),
    Standing.DUPLICATE: Mark("note", "i", "Not counted"),
    Standing.REFUSED: Mark("fail", "✗", "Set aside"),
}

STATES = {
    State.IN_USE: "it excuses what was found",
    State.UNUSED: "nothing was found that it could excuse",
    State.EXPIRED: "it has expired and excuses nothing",
    State.STALE: "what stands there has changed since, so it excuses nothing",
    State.NOT_YET: "it was not approved yet on the day of assessment and excuses nothing",
    State.REFUSED: "something in it is wrong, so it excuses nothing",
    State.NOT_JUDGED: "its rule was not asked",
}

_OPENINGS = {
    Standing.RECEIVED: "We received your customer service plan and reviewed it.",
    Standing.LATE: "We received your customer service plan after its due date, and reviewed it all the same.",
    Standing.MISSING: "We have not received your customer service plan.",
    Standing.UNREADABLE: "We received your customer service plan, but no part of it could be read, so none of it was reviewed.",
    Standing.DUPLICATE: "We received more than one submission from you. This one was not reviewed, because another one counts.",
    Standing.REFUSED: "We received a submission from you and set it aside. It was not safe to open, or it cost more than a "
    "submission may, so none of it was reviewed.",
}

_NEXT = {
    Standing.RECEIVED: "",
    Standing.LATE: "",
    Standing.MISSING: "Send your plan {by}. If you sent it already, tell us where it is.",
    Standing.UNREADABLE: "Mend the file and send your plan again {by}. `cxcheck check` on the file shows the same problems on your "
    "own machine.",
    Standing.DUPLICATE: "If the other submission is the one that you mean, you need to do nothing. If this one is, tell us {by}.",
    Standing.REFUSED: "Send your plan again {by}: one YAML file, a folder, or a ZIP or tar archive with nothing but the "
    "plan in it.",
}  # fmt: skip


def opening(submission: Submission) -> str:
    """What became of the submission, and why, as sentences."""
    said = _OPENINGS[submission.standing]
    if submission.due and submission.standing is not Standing.DUPLICATE:
        said += f" It was due on {day(submission.due)}."
    if submission.reason:
        end = "" if submission.reason.endswith(("?", ".")) else "."
        said += f" What we know: {submission.reason}{end}"
    return said


def next_step(standing: Standing, by: str) -> str:
    """What the agency has to do about a submission that was not assessed; empty where it was."""
    return _NEXT[standing].format(by=by)


def until(answer_by: str) -> str:
    """`by December 31, 2026`. Where no day was given none is invented."""
    return f"by {day(answer_by)}" if answer_by else "by the day that your examiner names"


def day(iso: str) -> str:
    """`2026-12-31` → `December 31, 2026`; what is no day stays as it is."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{_MONTHS[found.month - 1]} {found.day}, {found.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def family(topic: str) -> str:
    """A family of rules as people read it: `customer-definition` → `Customer definition`."""
    return topic.replace("-", " ").capitalize()
