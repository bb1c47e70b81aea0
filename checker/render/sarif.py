"""Results as SARIF 2.1.0, as GitHub's code scanning wants them; a run that came to no results is a log too.

A waived finding is not in it, because GitHub does not know suppressions and would show it like any other; it is counted.
"""

from collections.abc import Iterator
from typing import Any

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.assessment.verdict import verdict
from checker.errors import ExitCode
from checker.finding import Finding, Level
from checker.render.grouped import why_nothing_was_evaluated
from checker.render.json_text import json_text
from checker.render.printable import one_line
from checker.render.run import Checkout, Failure, Run
from checker.render.sarif_results import ROOT, Results, plain
from checker.render.sarif_rules import (
    NOTIFICATIONS,
    ORDER_PAGE,
    ended,
    notification_descriptors,
    problem_descriptor,
    rule_descriptor,
)
from checker.render.tally import Tally
from checker.sources.tree import FROM_DISK, Origin

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub refuses a log with more."""

_MOST_NOTIFICATIONS = 1_000
_COUNTING = {
    "columnKind": "unicodeCodePoints",
    "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
}


def render_sarif(run: Run) -> Iterator[str]:
    """One log with one run; the findings in the order of the plans, the gravest kept where there are too many."""
    yield json_text(_Log(run).whole()) + "\n"


def sarif_failure(failure: Failure) -> str:
    """The log of a run that came to no results: it says why, and that nothing was checked."""
    told = _notification("run-failed", Level.ERROR, failure.message)
    if failure.location is not None:
        told["locations"] = [Results({}, failure.checkout).place(failure.location)]
    run = {
        "tool": {"driver": _driver(failure.tool_version, [])},
        "automationDetails": {"id": "cxcheck/"},
        **_provenance(failure.checkout, FROM_DISK),
        "invocations": [_invocation(failure.exit_code, [told], successful=False)],
        **_COUNTING,
        "results": [],
    }
    return json_text(_log(run)) + "\n"


class _Log:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.assessments = list(run.assessments)
        self.results = Results(run.texts, run.checkout)
        self.rules: dict[str, dict[str, Any]] = {}
        self.index: dict[str, int] = {}
        self.told: list[dict[str, Any]] = []
        self.tally = Tally()

    def whole(self) -> dict[str, Any]:
        """The log as JSON values."""
        for assessment in self.assessments:
            self.tally.add(assessment)
            for outcome in assessment.outcomes:
                if outcome.rule.id not in self.index:
                    self.describe(outcome.rule.id, rule_descriptor(outcome.rule))
            for problem in (*assessment.problems, *assessment.known):
                if problem.rule not in self.index:
                    self.describe(problem.rule, problem_descriptor(problem.rule))
        results = [
            self.results.result(self.in_reach(finding), self.index[finding.rule], state)
            for finding, state in self.kept()
        ]
        self.tell()
        # Only a hook on a commit that concerns no plan comes this far without one, and that is well.
        code = verdict(self.assessments, self.run.fail_on) if self.assessments else ExitCode.CLEAN
        successful = not self.tally.statuses[Status.NOT_EVALUATED]
        return _log({
            "tool": {"driver": _driver(self.run.tool_version, list(self.rules.values()))},
            "automationDetails": {"id": f"cxcheck/{self.run.profile.id}/"},
            **_provenance(self.run.checkout, self.run.origin),
            "invocations": [_invocation(code, self.told, successful=successful)],
            **_COUNTING,
            "results": results,
            "properties": self.properties(),
        })  # fmt: skip

    def in_reach(self, finding: Finding) -> Finding:
        """The finding without the place of its rule in the pack: no reader of the log has that file."""
        comes_with = self.run.rulebook.comes_with
        return finding._replace(
            related=tuple(
                each for each in finding.related if not comes_with(finding.rule, each.location.file)
            )
        )

    def describe(self, id_: str, descriptor: dict[str, Any]) -> None:
        """Add a rule to those of the log."""
        self.index[id_] = len(self.rules)
        self.rules[id_] = descriptor

    def kept(self) -> list[tuple[Finding, str]]:
        """As many findings as GitHub takes, errors before warnings before notes, each with its state.

        What is not new is among them: who reads the log tells by itself what is gone, and would miss it.
        """
        new, old = ("new", "unchanged") if self.tally.not_new.total() else ("", "")
        findings = [
            (finding, state)
            for assessment in self.assessments
            for state, found in ((old, assessment.not_new), (new, assessment.findings))
            for finding in found
        ]
        if len(findings) <= MOST_RESULTS:
            return findings
        worst = sorted(range(len(findings)), key=lambda at: findings[at][0].level.rank)[:MOST_RESULTS]
        message = (
            f"{MOST_RESULTS} of {len(findings)} findings are in this log, the gravest; --format json has all"
        )
        self.told.append(_notification("results-cut", Level.WARNING, message))
        return [findings[at] for at in sorted(worst)]

    def tell(self) -> None:
        """Say what is not among the results: what was not evaluated, waits for a person, was skipped or is unusual."""
        for assessment in self.assessments:
            for outcome in _unevaluated(assessment):
                self.tell_outcome("not-evaluated", Level.ERROR, assessment, outcome)
        for path, reason in self.run.skipped:
            told = _notification("file-skipped", Level.NOTE, reason)
            self.told.append({**told, **self.in_file(path)})
        for bypass in self.tally.bypasses:
            self.told.append(_notification("unusual-run", Level.NOTE, bypass))
        for assessment in self.assessments:
            for outcome in assessment.outcomes:
                if outcome.status is Status.NEEDS_REVIEW:
                    self.tell_outcome("needs-review", Level.NOTE, assessment, outcome)
        if (more := len(self.told) - _MOST_NOTIFICATIONS) > 0:
            message = f"{more} more notes on this run are not in this log; --format json has all"
            del self.told[_MOST_NOTIFICATIONS:]
            self.told.append(_notification("results-cut", Level.WARNING, message))

    def tell_outcome(self, kind: str, level: Level, assessment: Assessment, outcome: Outcome) -> None:
        """Say of one rule on one plan what became of it."""
        told = _notification(kind, level, outcome.reason or "no reason was given")
        told |= self.in_file(assessment.plan)
        if not why_nothing_was_evaluated(assessment):
            told["associatedRule"] = {"id": outcome.rule.id, "index": self.index[outcome.rule.id]}
        self.told.append(told)

    def in_file(self, name: str) -> dict[str, Any]:
        """The file that a notification is about."""
        return {"locations": [{"physicalLocation": {"artifactLocation": self.results.file(name)}}]}

    def properties(self) -> dict[str, Any]:
        """What made the results, and how many outcomes there are of each status."""
        return {
            "profile": self.run.profile.id,
            "packDigest": self.run.rulebook.digest,
            "failOn": self.run.fail_on.value if self.run.fail_on is not None else "never",
            **({"readFrom": one_line(words)} if (words := self.run.origin.in_words) else {}),
            "plans": self.tally.plans,
            "outcomes": {status.value: self.tally.statuses[status] for status in Status},
            "dropped": len(self.tally.dropped),
            "skipped": len(self.run.skipped),
        }


def _unevaluated(assessment: Assessment) -> list[Outcome]:
    """The outcomes that could not be evaluated; one for all where they share the reason."""
    outcomes = [outcome for outcome in assessment.outcomes if outcome.status is Status.NOT_EVALUATED]
    return outcomes[:1] if why_nothing_was_evaluated(assessment) else outcomes


def _log(run: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(version: str, rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "cxcheck",
        "fullName": f"cxcheck {version}",
        "semanticVersion": version,
        "informationUri": ORDER_PAGE,
        "rules": rules,
        "notifications": notification_descriptors(),
    }


def _provenance(checkout: Checkout, origin: Origin) -> dict[str, Any]:
    """The revision that was read: what the build service has checked out, unless another was asked for."""
    if not checkout.uri:
        return {}
    from_disk = origin.place == FROM_DISK.place
    known: dict[str, Any] = {
        "repositoryUri": checkout.uri,
        "revisionId": checkout.revision if from_disk else origin.commit,
        "branch": checkout.branch if from_disk else "",
        "mappedTo": {"uriBaseId": ROOT},
    }
    return {"versionControlProvenance": [{name: value for name, value in known.items() if value}]}


def _invocation(code: ExitCode, told: list[dict[str, Any]], *, successful: bool) -> dict[str, Any]:
    return {"executionSuccessful": successful, "exitCode": int(code), "toolExecutionNotifications": told}


def _notification(kind: str, level: Level, message: str) -> dict[str, Any]:
    return {
        "descriptor": {"id": kind, "index": list(NOTIFICATIONS).index(kind)},
        "level": level.value,
        "message": {"text": plain(ended(message))},
    }
