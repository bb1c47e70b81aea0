"""Results as GitLab's Code Quality report: a JSON list, one entry a finding.

GitLab drops an entry whose fingerprint stands twice, and takes an empty list for "all is well"; so what could not be evaluated
has entries too. It finds out by itself what is new, so that what is not new has entries as well.
"""

from collections.abc import Iterator
from typing import Any

from checker.assessment.outcome import Status
from checker.finding import Finding, Level
from checker.location import Location
from checker.render.fingerprint import Fingerprints
from checker.render.grouped import by_reason
from checker.render.json_text import json_text
from checker.render.places import repository_path
from checker.render.printable import one_line
from checker.render.run import Checkout, Failure, Run

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}
_UNSURE = "major"
_FAILED = "blocker"


def render_gitlab(run: Run) -> Iterator[str]:
    """The list, plan by plan."""
    fingerprints = Fingerprints()
    lead = "["
    for assessment in run.assessments:
        found = (*assessment.not_new, *assessment.findings)
        entries = [_finding(finding, fingerprints, run.checkout) for finding in found]
        unsure = (outcome for outcome in assessment.outcomes if outcome.status is Status.NOT_EVALUATED)
        path = repository_path(assessment.plan, run.checkout)
        for reason, group in by_reason(unsure).items():
            rules = group[0].rule.id if len(group) == 1 else f"{len(group)} rules"
            message = f"{rules} could not be evaluated: {reason or 'no reason was given'}"
            mark = fingerprints.of_words("not-evaluated", path, reason, group[0].rule.id)
            entries.append(_entry("not-evaluated", message, _UNSURE, mark, path, 1, 1))
        for entry in entries:
            yield f"{lead}\n  {json_text(entry, 2)}"
            lead = ","
    yield "[]\n" if lead == "[" else "\n]\n"


def gitlab_failure(failure: Failure) -> str:
    """The list of a run that came to no results: one entry that blocks, because an empty list would look like success."""
    place = failure.location or Location(".", 1, 1, 1, 1)
    path = repository_path(place.file, failure.checkout)
    mark = Fingerprints().of_words("run-failed", path, failure.message)
    entry = _entry("run-failed", failure.message, _FAILED, mark, path, place.line, place.end_line)
    return json_text([entry]) + "\n"


def _finding(finding: Finding, fingerprints: Fingerprints, checkout: Checkout) -> dict[str, Any]:
    at = finding.location
    path = repository_path(at.file, checkout)
    severity = _SEVERITIES[finding.level]
    mark = fingerprints.of(finding, path)
    return _entry(finding.rule, finding.message, severity, mark, path, at.line, at.end_line)


def _entry(
    rule: str, message: str, severity: str, fingerprint: str, path: str, begin: int, end: int
) -> dict[str, Any]:
    return {
        "description": one_line(message),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
