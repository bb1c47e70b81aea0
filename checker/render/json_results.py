"""Results for programs, in the shape of `schemas/results.schema.json`; `docs/results-format.md` tells how it may change."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checker.assessment.grounds import Grounds
from checker.assessment.outcome import Assessment, Outcome, Rating, Status
from checker.assessment.results import SCHEMA_VERSION
from checker.assessment.waiver import Waiver
from checker.finding import Finding, Level
from checker.location import Location, route_text
from checker.policy.rule import Rule
from checker.render.json_text import json_text
from checker.render.run import Run
from checker.render.tally import Tally


def render_json(run: Run) -> Iterator[str]:
    """One JSON object, plan by plan. The same run gives the same bytes."""
    tally = Tally()
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "cxcheck", "version": run.tool_version},
        "profile": {"id": run.profile.id, "title": run.profile.title},
        "pack_digest": run.rulebook.digest,
        "fail_on": run.fail_on.value if run.fail_on is not None else None,
        "origin": {
            "place": run.origin.place,
            "commit": run.origin.commit or None,
            "revision": run.origin.revision or None,
        },
    }
    yield json_text(head, 0).removesuffix("\n}") + ',\n  "plans": ['
    comma = ""
    for assessment in run.assessments:
        tally.add(assessment)
        yield comma + "\n    " + json_text(plan_json(assessment), 4)
        comma = ","
    tail = {
        "skipped": [{"path": path, "reason": reason} for path, reason in run.skipped],
        "totals": _totals(tally, len(run.skipped)),
    }
    yield ("\n  ]," if comma else "],") + json_text(tail, 0).removeprefix("{") + "\n"


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What came of one rule on one plan, with what the rule is."""
    return {**rule_json(outcome.rule), **result_json(outcome)}


def plan_json(
    assessment: Assessment, outcome: Callable[[Outcome], dict[str, Any]] = outcome_json
) -> dict[str, Any]:
    """One plan, in the shape of `plans` in the schema, its outcomes as `outcome` writes them."""
    return {
        "name": assessment.plan,
        "digest": assessment.plan_digest,
        "content_digest": assessment.content_digest or None,
        "agency": assessment.agency,
        "title": assessment.title,
        "fiscal_year": assessment.fiscal_year,
        "as_of": assessment.as_of,
        "label": assessment.label,
        "prior": assessment.prior or None,
        "rating": assessment.rating.value,
        "counts": {status.value: count for status, count in assessment.counts.items()},
        "levels": _levels(assessment.levels),
        "problems": [_finding(problem) for problem in assessment.problems],
        "known": [_finding(problem) for problem in assessment.known],
        "outcomes": [outcome(each) for each in assessment.outcomes],
        "dropped": [{"rule": dropped.rule.id, "reason": dropped.reason} for dropped in assessment.dropped],
        "bypasses": list(assessment.bypasses),
        "waivers": [_waiver(waiver, assessment) for waiver in assessment.waivers],
    }


def _waiver(waiver: Waiver, assessment: Assessment) -> dict[str, Any]:
    fields = waiver._asdict() | {"state": waiver.state.value, "location": _location(waiver.location)}
    return fields | {"excuses": [finding.identity for finding in assessment.excused_by(waiver)]}


def rule_json(rule: Rule) -> dict[str, Any]:
    """What a rule is, whatever came of it."""
    return {
        "rule": rule.id,
        "version": rule.version,
        "digest": rule.version_digest,
        "title": rule.title,
        "clauses": list(rule.clauses),
        "amendment_only": rule.amendment_only,
    }


def result_json(outcome: Outcome) -> dict[str, Any]:
    """What came of a rule."""
    return {
        "status": outcome.status.value,
        "level": outcome.level.value,
        "reason": outcome.reason,
        "determined": outcome.determined,
        "judged": outcome.judged,
        "findings": [_finding(finding) for finding in outcome.findings],
        "waived": [_finding(finding) for finding in outcome.waived],
        "known": [_finding(finding) for finding in outcome.known],
        "rests_on": _grounds(outcome.rests_on) if outcome.rests_on is not None else None,
    }


def _grounds(grounds: Grounds) -> dict[str, Any]:
    windows = {
        name: [window._asdict() for window in getattr(grounds, name)]
        for name in ("authorities", "waivers", "determinations")
    }
    return {**grounds._asdict(), **windows}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        "route": {"text": route_text(finding.route), "steps": list(finding.route)},
        "identity": finding.identity,
        "location": _location(finding.location),
        "remedy": finding.remedy,
        "related": [
            {"message": related.message, "location": _location(related.location)}
            for related in finding.related
        ],
    }


def _location(location: Location) -> dict[str, Any]:
    return location._asdict()


def _levels(levels: Mapping[Level, int]) -> dict[str, int]:
    return {level.value: levels.get(level, 0) for level in Level}


def _totals(tally: Tally, skipped: int) -> dict[str, Any]:
    return {
        "plans": tally.plans,
        "rules": len(tally.rules),
        "outcomes": tally.statuses.total(),
        "counts": {status.value: tally.statuses[status] for status in Status},
        "ratings": {rating.value: tally.ratings[rating] for rating in Rating},
        "levels": _levels(tally.rule_levels + tally.problem_levels),
        "problems": tally.problem_levels.total(),
        "not_new": _levels(tally.not_new),
        "dropped": len(tally.dropped),
        "skipped": skipped,
    }
