"""A comparison for programs, in the shape of `schemas/diff.schema.json`; `docs/diff.md` tells what the words mean."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from checker.assessment.causes import Cause, Why
from checker.assessment.compare import Comparison, Edition, FindingDiff, OutcomeDiff, PlanDiff
from checker.assessment.judged import Judged, Kept
from checker.assessment.standing import FindingState, Kind
from checker.finding import Finding
from checker.location import route_text
from checker.render.json_text import json_text

SCHEMA_VERSION = "1.0"


def render_json(comparison: Comparison, program: str) -> Iterator[str]:
    """One JSON object. The same comparison gives the same bytes."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "cxcheck", "version": program},
        "fail_on": comparison.fail_on.value if comparison.fail_on is not None else None,
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "plans": [_plan(plan) for plan in comparison.plans],
    }
    yield json_text(content) + "\n"


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "commit": edition.commit or None,
        "skipped": [{"path": path, "reason": reason} for path, reason in edition.skipped],
    }


def _plan(plan: PlanDiff) -> dict[str, Any]:
    return {
        "old": _judged(plan.old),
        "new": _judged(plan.new),
        "changes": [{"cause": change.cause.value, "words": change.words} for change in plan.changes],
        "counts": {"outcomes": _kinds(plan.outcome_kinds), "findings": _kinds(plan.finding_kinds)},
        "causes": {**{cause.value: plan.causes[cause] for cause in Cause}, "unknown": plan.causes[None]},
        "outcomes": [_outcome(diff) for diff in plan.outcomes],
        "findings": [_finding_diff(diff) for diff in plan.findings],
    }


def _judged(judged: Judged | None) -> dict[str, Any] | None:
    if judged is None:
        return None
    return {
        "name": judged.name,
        "digest": judged.digest,
        "agency": judged.agency,
        "fiscal_year": judged.fiscal_year,
        "as_of": judged.as_of,
        "rating": judged.rating.value,
        "profile": judged.profile,
        "pack_digest": judged.pack,
        "prior": judged.prior or None,
    }


def _kinds(kinds: Counter[Kind]) -> dict[str, int]:
    return {kind.value: kinds[kind] for kind in Kind}


def _outcome(diff: OutcomeDiff) -> dict[str, Any]:
    return {
        "rule": diff.rule,
        "title": diff.title,
        "kind": diff.kind.value,
        "old": _kept(diff.before),
        "new": _kept(diff.after),
        "why": _why(diff.kind, diff.why),
        "notes": list(diff.notes),
    }


def _kept(kept: Kept | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {
        "status": kept.status.value,
        "level": kept.level.value,
        "reason": kept.reason,
        "version": kept.version,
        "digest": kept.digest,
    }


def _why(kind: Kind, why: Why) -> dict[str, Any] | None:
    if kind is Kind.UNCHANGED:
        return None
    return {
        "ways": [[cause.value for cause in way] for way in why.ways],
        "unknown": why.unknown or None,
        "possible": [cause.value for cause in why.possible],
        "words": why.words,
    }


def _finding_diff(diff: FindingDiff) -> dict[str, Any]:
    return {
        "rule": diff.key.rule,
        "identity": diff.key.identity,
        "kind": diff.kind.value,
        "old": _finding(diff.was, diff.before),
        "new": _finding(diff.now, diff.after),
        "why": _why(diff.kind, diff.why),
    }


def _finding(state: FindingState, finding: Finding | None) -> dict[str, Any]:
    return {
        "standing": state[0].name.lower(),
        "level": finding.level.value if finding is not None else None,
        "message": finding.message if finding is not None else None,
        "route": route_text(finding.route) if finding is not None else None,
        "location": finding.location._asdict() if finding is not None else None,
    }
