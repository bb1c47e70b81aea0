"""Assessments as OSCAL assessment-results: a result for each plan, an observation for each rule, a finding for each clause that was asked."""

from collections.abc import Iterable

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.plan.document import Document
from checker.policy.clauses import Clause
from checker.policy.rulebook import Rulebook
from checker.render.oscal.catalog import statement_id
from checker.render.oscal.common import Object, identifier, metadata, moment, prop, text, token
from checker.render.oscal.observations import observation, observation_uuid, plan_resource

Assessed = tuple[Assessment, Document | None]
"""A plan that was assessed, and the plan itself where it is at hand."""

_ASKED_NOTHING = (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
_BAD = {
    Status.FAIL: "a rule fails",
    Status.NOT_EVALUATED: "a rule could not be evaluated, so nothing is known",
    Status.NEEDS_REVIEW: "a rule waits for a person, so nothing is known yet",
}


def assessment_results(assessed: Iterable[Assessed], rulebook: Rulebook, title: str, day: str) -> Object:
    """The results of plans of one report, dated `day`."""
    every = list(assessed)
    plan_of_assessment = identifier("assessment-plan", rulebook.digest)
    digests = "".join(sorted(assessment.plan_digest for assessment, _ in every))
    version = identifier("results", digests, day)
    return {
        "assessment-results": {
            "uuid": identifier("assessment-results", rulebook.digest, digests, day),
            "metadata": metadata(title, day, version, prop("pack-sha256", rulebook.digest)),
            "import-ap": {
                "href": f"#{plan_of_assessment}",
                "remarks": "There is no assessment plan of its own: every rule of the pack is asked of every plan, as its profile says.",
            },
            "results": [_result(assessment, document, rulebook) for assessment, document in every],
            "back-matter": {
                "resources": [
                    {"uuid": plan_of_assessment, "title": "The rules that are asked", "description": f"Rule pack with the SHA-256 {rulebook.digest}."},
                    *[plan_resource(assessment) for assessment, _ in every],
                ]
            },
        }
    }  # fmt: skip


def _result(assessment: Assessment, document: Document | None, rulebook: Rulebook) -> Object:
    props = [
        prop("rating", assessment.rating.value), prop("profile", assessment.profile), prop("agency", assessment.agency or "not named"),
        *(prop(f"rules-{status.value.replace('_', '-')}", str(count)) for status, count in assessment.counts.items()),
        *(prop("bypass", bypass) for bypass in assessment.bypasses),
    ]  # fmt: skip
    made: Object = {
        "uuid": identifier("result", assessment.plan_digest, assessment.as_of, assessment.pack_digest),
        "title": text(f"{assessment.agency or assessment.plan}, fiscal year {assessment.fiscal_year or 'not named'}"),
        "description": text(f"The plan {assessment.plan} held against the order, as of {assessment.as_of or 'no day'}."),
        "start": moment(assessment.as_of), "props": props, "reviewed-controls": {"control-selections": [_selection(assessment)]},
    }  # fmt: skip
    observations = [observation(assessment, outcome, document) for outcome in assessment.outcomes]
    findings = [
        each for clause in rulebook.clauses.values() if (each := _finding(assessment, clause)) is not None
    ]
    if observations:
        made["observations"] = observations
    if findings:
        made["findings"] = findings
    return made


def _selection(assessment: Assessment) -> Object:
    asked = dict.fromkeys(token(clause) for outcome in assessment.outcomes for clause in outcome.rule.clauses)
    return (
        {"include-controls": [{"control-id": control} for control in asked]} if asked else {"include-all": {}}
    )


def _finding(assessment: Assessment, clause: Clause) -> Object | None:
    """What a clause came to; None where no rule asked for it. It is satisfied where every rule that asked something passed or is waived."""
    asked = [outcome for outcome in assessment.outcomes if clause.id in outcome.rule.clauses]
    if not asked:
        return None
    return {
        "uuid": identifier("finding", assessment.agency, str(assessment.fiscal_year), clause.id), "title": f"Clause {clause.id}",
        "description": text(clause.quote), "props": [prop("rules", str(len(asked)))],
        "target": {"type": "statement-id", "target-id": statement_id(clause.id), "status": _status(asked)},
        "related-observations": [{"observation-uuid": observation_uuid(assessment, outcome.rule.id)} for outcome in asked],
    }  # fmt: skip


def _status(asked: list[Outcome]) -> Object:
    for status, why in _BAD.items():
        bad = [outcome.rule.id for outcome in asked if outcome.status is status]
        if bad:
            reason = "fail" if status is Status.FAIL else "other"
            return {"state": "not-satisfied", "reason": reason, "remarks": text(f"{why}: {', '.join(bad)}")}
    if all(outcome.status in _ASKED_NOTHING for outcome in asked):
        return {
            "state": "satisfied",
            "reason": "other",
            "remarks": "no rule asked anything of this plan: none applies, or no law behind them is in force",
        }
    waived = [outcome.rule.id for outcome in asked if outcome.status is Status.WAIVED]
    if waived:
        return {
            "state": "satisfied",
            "reason": "other",
            "remarks": text(f"passed but for what a waiver excuses: {', '.join(waived)}"),
        }
    return {"state": "satisfied", "reason": "pass"}
