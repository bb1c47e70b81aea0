"""The outcome of a rule on a plan as an OSCAL observation, with the lines of the plan as its evidence."""

from collections.abc import Iterable

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Finding
from checker.plan.document import Document
from checker.render.oscal.common import Object, identifier, label, moment, prop, text
from checker.render.places import uri

_MOST_EVIDENCE = 20
"""Lines of a plan that are named for a rule that passes; of one that fails, all are."""


def plan_uuid(assessment: Assessment) -> str:
    """What the plan is called in the document: the same bytes have the same."""
    return identifier("plan", assessment.plan_digest)


def observation_uuid(assessment: Assessment, rule: str) -> str:
    """What the observation of a rule is called: of the same agency, year and rule it is the same in every run."""
    return identifier("observation", assessment.agency, str(assessment.fiscal_year), rule)


def observation(assessment: Assessment, outcome: Outcome, document: Document | None) -> Object:
    """What one rule came to on one plan. `document` gives the lines that a pass rests on; without it there are none."""
    rule = outcome.rule
    found = (*outcome.findings, *outcome.waived, *outcome.known)
    made: Object = {
        "uuid": observation_uuid(assessment, rule.id), "title": text(rule.title), "description": text(_words(outcome)),
        "props": [
            label(rule.id), prop("status", outcome.status.value, outcome.reason), prop("level", outcome.level.value),
            prop("rule-version", str(rule.version)), prop("rule-sha256", rule.version_digest),
        ],
        "methods": ["EXAMINE"], "types": ["finding" if found else "control-objective"],
        "subjects": [{"subject-uuid": plan_uuid(assessment), "type": "resource", "title": text(assessment.title or assessment.plan)}],
        "collected": moment(assessment.as_of),
    }  # fmt: skip
    evidence = [_of_finding(finding) for finding in found] or _of_pass(outcome, document)
    if evidence:
        made["relevant-evidence"] = evidence
    return made


def plan_resource(assessment: Assessment) -> Object:
    """The plan as a resource, with the SHA-256 of its bytes."""
    return {
        "uuid": plan_uuid(assessment), "title": text(assessment.title or assessment.plan),
        "props": [prop("agency", assessment.agency or "not named"), prop("fiscal-year", str(assessment.fiscal_year or "not named"))],
        "rlinks": [{"href": uri(assessment.plan), "media-type": "application/yaml", "hashes": [{"algorithm": "SHA-256", "value": assessment.plan_digest}]}],
    }  # fmt: skip


def _words(outcome: Outcome) -> str:
    if outcome.findings:
        return "; ".join(finding.message for finding in outcome.findings)
    if outcome.status is Status.PASS:
        return outcome.rule.require_in_words or outcome.rule.title
    return outcome.reason or outcome.status.words


def _of_finding(finding: Finding) -> Object:
    return {
        "href": f"{uri(finding.location.file)}#L{finding.location.line}",
        "description": text(f"{finding.message}. Remedy: {finding.remedy}"),
    }


def _of_pass(outcome: Outcome, document: Document | None) -> list[Object]:
    if document is None or outcome.status is not Status.PASS:
        return []
    places = dict.fromkeys((at.file, at.line) for at in map(document.locate, _some(outcome.routes)))
    return [
        {"href": f"{uri(file)}#L{line}", "description": "what the rule looked at"} for file, line in places
    ]


def _some(routes: Iterable[tuple[str | int, ...]]) -> list[tuple[str | int, ...]]:
    return list(routes)[:_MOST_EVIDENCE]
