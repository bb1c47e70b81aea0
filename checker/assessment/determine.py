"""From a question and a person's answer to an outcome."""

from checker.assessment.outcome import Outcome, Status
from checker.finding import Finding, Related
from checker.location import Location, Route
from checker.policy.determination import Determination

_STATUS = {"met": Status.PASS, "not_met": Status.FAIL, "not_applicable": Status.NOT_APPLICABLE}


def determine(outcome: Outcome, determination: Determination, as_of: str, where: Location) -> Outcome:
    """The outcome of a rule that needs review, once a person has judged it.

    Unchanged, but for the reason, where the determination does not count on the day of assessment. `where` is the place
    in the plan that the question is about.
    """
    if silent := why_silent(determination, as_of):
        return outcome._replace(reason=f"{outcome.reason} ({silent})")
    status = _STATUS[determination.answer]
    findings = (_finding(outcome, determination, where),) if status is Status.FAIL else ()
    return outcome._replace(status=status, findings=findings, reason=determination.in_words, determined=True)


def why_silent(determination: Determination, as_of: str) -> str:
    """Why a determination says nothing on the day of assessment; empty where it counts."""
    if as_of < determination.on:
        return f"the determination of {determination.on} is of a later day"
    if as_of > determination.valid_until:
        return f"the determination of {determination.on} was valid until {determination.valid_until}"
    return ""


def _finding(outcome: Outcome, determination: Determination, where: Location) -> Finding:
    route: Route = outcome.routes[0] if outcome.routes else ()
    related = (Related("the determination", determination.location),)
    message = f"judged as not met: {determination.why.strip()}"
    return Finding(outcome.rule.id, outcome.level, message, route, where, outcome.rule.remedy, related)
