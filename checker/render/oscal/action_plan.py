"""What is open as an OSCAL plan of action and milestones: an item for each rule with findings, waived ones and those that wait for a person too."""

from collections.abc import Iterable

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.assessment.waiver import State, Waiver
from checker.policy.rulebook import Rulebook
from checker.render.oscal.assessment_results import Assessed
from checker.render.oscal.common import Object, identifier, label, metadata, moment, prop, text
from checker.render.oscal.observations import observation, observation_uuid, plan_resource

_OPEN = (Status.FAIL, Status.WAIVED, Status.NEEDS_REVIEW, Status.NOT_EVALUATED)


def action_plan(assessed: Iterable[Assessed], rulebook: Rulebook, title: str, day: str) -> Object | None:
    """The plan of action over plans of one report, dated `day`; None where nothing is open, since OSCAL knows no empty one."""
    every = [
        (assessment, outcome)
        for assessment, _ in assessed
        for outcome in assessment.outcomes
        if _is_open(outcome)
    ]
    if not every:
        return None
    plans = {assessment.plan_digest: assessment for assessment, _ in every}
    digests = "".join(sorted(plans))
    system = identifier("system", *sorted({assessment.agency for assessment in plans.values()}))
    return {
        "plan-of-action-and-milestones": {
            "uuid": identifier("action-plan", rulebook.digest, digests, day),
            "metadata": metadata(title, day, identifier("actions", digests, day), prop("pack-sha256", rulebook.digest)),
            "system-id": {"identifier-type": "http://ietf.org/rfc/rfc4122", "id": system},
            "observations": [observation(assessment, outcome, None) for assessment, outcome in every],
            "risks": [_risk(assessment, outcome) for assessment, outcome in every],
            "poam-items": [_item(assessment, outcome) for assessment, outcome in every],
            "back-matter": {"resources": [plan_resource(assessment) for assessment in plans.values()]},
        }
    }  # fmt: skip


def _is_open(outcome: Outcome) -> bool:
    return outcome.status in _OPEN or bool(outcome.waived)


def _risk_uuid(assessment: Assessment, outcome: Outcome) -> str:
    return identifier("risk", assessment.agency, str(assessment.fiscal_year), outcome.rule.id)


def _item(assessment: Assessment, outcome: Outcome) -> Object:
    rule = outcome.rule
    return {
        "uuid": identifier("item", assessment.agency, str(assessment.fiscal_year), rule.id), "title": text(rule.title),
        "description": text(outcome.reason or f"{len(outcome.findings)} places in the plan do not show it."),
        "props": [label(rule.id), prop("status", outcome.status.value), prop("level", outcome.level.value), prop("agency", assessment.agency or "not named")],
        "related-observations": [{"observation-uuid": observation_uuid(assessment, rule.id)}],
        "related-risks": [{"risk-uuid": _risk_uuid(assessment, outcome)}],
    }  # fmt: skip


def _risk(assessment: Assessment, outcome: Outcome) -> Object:
    rule = outcome.rule
    used = [
        waiver for waiver in assessment.waivers if waiver.rule == rule.id and waiver.state is State.IN_USE
    ]
    made: Object = {
        "uuid": _risk_uuid(assessment, outcome), "title": text(rule.title), "description": text(rule.rationale or rule.title),
        "statement": text(f"{', '.join(rule.clauses)}: {rule.quote}"), "status": _standing(outcome, used),
        "remediations": [{
            "uuid": identifier("remedy", assessment.agency, str(assessment.fiscal_year), rule.id), "lifecycle": "recommendation",
            "title": "How to mend it", "description": text(rule.question or rule.remedy or rule.title),
        }],
        "related-observations": [{"observation-uuid": observation_uuid(assessment, rule.id)}],
    }  # fmt: skip
    if used:
        made["props"] = [prop("waiver", _in_words(waiver), waiver.reason) for waiver in used]
        made["deadline"] = moment(min(waiver.expires for waiver in used))
    return made


def _standing(outcome: Outcome, used: list[Waiver]) -> str:
    """OSCAL's word: a waiver that an agency gave itself asks for a deviation, one of OMB's approves it."""
    if outcome.status is Status.FAIL:
        return "open"
    if outcome.status in (Status.NEEDS_REVIEW, Status.NOT_EVALUATED):
        return "investigating"
    return "deviation-approved" if used and all(waiver.granted for waiver in used) else "deviation-requested"


def _in_words(waiver: Waiver) -> str:
    by = "granted by OMB" if waiver.granted else "claimed by the agency"
    return f"{by}; approved by {waiver.approved_by or 'nobody named'}, until {waiver.expires or 'no day'}"
