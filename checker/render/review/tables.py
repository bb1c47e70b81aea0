"""The tables of a review: CSV, and one JSON file in the shape of `schemas/review.schema.json`."""

from collections.abc import Iterable, Iterator
from typing import Any

from checker.assessment.outcome import Outcome
from checker.policy.rule import Rule
from checker.render.json_results import plan_json, result_json, rule_json
from checker.render.json_text import json_line, json_text
from checker.render.review.csv_text import csv_text
from checker.render.review.rows import FINDINGS, QUIET, finding_rows
from checker.review.answers import Answer
from checker.review.results import Review, Submission
from checker.review.ruling import Ruling

SCHEMA_VERSION = "2.0"
HEADING = csv_text([FINDINGS])
"""The first line of `findings.csv`."""


def finding_lines(submission: Submission) -> str:
    """The lines of `findings.csv` about one submission. Nothing in them is a formula."""
    return csv_text(finding_rows(submission))


def review_json(review: Review) -> Iterator[str]:
    """`review.json`: one JSON object, a line for each submission. The same review gives the same bytes."""
    rules: dict[str, Rule] = {}
    yield json_head(review)
    for number, submission in enumerate(review.submissions):
        if submission.assessment is not None:
            rules.update((outcome.rule.id, outcome.rule) for outcome in submission.assessment.outcomes)
        yield json_between(number) + json_submission(submission)
    yield json_tail(rules.values())


def json_head(review: Review) -> str:
    """All that stands before the first submission."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "cxcheck", "version": review.tool_version},
        "review": review.id,
        "as_of": review.as_of or None,
        "profile": review.profile,
        "pack_digest": review.pack_digest,
        "roster_digest": review.roster or None,
        "answer_by": review.answer_by or None,
        "bypasses": list(review.bypasses),
        "troubles": [trouble._asdict() for trouble in review.troubles],
        "skipped": [{"path": path, "reason": reason} for path, reason in review.skipped],
    }
    return json_text(head, 0).removesuffix("\n}") + ',\n  "submissions": ['


def json_between(number: int) -> str:
    """What stands before the submission of that number."""
    return ",\n    " if number else "\n    "


def json_tail(rules: Iterable[Rule]) -> str:
    """All that stands behind the last submission: the rules that were asked."""
    lines = ",".join(
        f"\n    {json_line(rule_json(rule))}" for rule in sorted(rules, key=lambda rule: rule.id)
    )
    return f'\n  ],\n  "rules": [{lines}\n  ]\n}}\n'


def json_submission(submission: Submission) -> str:
    """One submission, on one line."""
    provenance = {name: value or None for name, value in submission.provenance._asdict().items()}
    return json_line({
        "key": submission.key,
        "agency": submission.agency or None,
        "standing": submission.standing.value,
        "reason": submission.reason or None,
        "due": submission.due or None,
        "answers": [_answer(answer) for answer in submission.answers],
        "troubles": [trouble._asdict() for trouble in submission.troubles],
        "provenance": provenance,
        "ruling": _ruling(submission.ruling) if submission.ruling is not None else None,
        "plan": plan_json(submission.assessment, _outcome) if submission.assessment is not None else None,
    })  # fmt: skip


def _outcome(outcome: Outcome) -> dict[str, Any]:
    """What came of a rule; no more than its status where there is nothing to read."""
    named = {"rule": outcome.rule.id}
    said = outcome.determined or outcome.findings or outcome.waived or outcome.known
    if outcome.status in QUIET and not said:
        return {**named, "status": outcome.status.value}
    return {**named, **result_json(outcome)}


def _ruling(ruling: Ruling) -> dict[str, Any]:
    signed = ruling.sign_off._asdict() if ruling.sign_off is not None else None
    return {
        "file": ruling.file, "sha256": ruling.digest, "notes": [note._asdict() for note in ruling.notes], "sign_off": signed,
        "judged": [one._asdict() for one in ruling.judged],
    }  # fmt: skip


def _answer(answer: Answer) -> dict[str, Any]:
    said = {
        name: value or None
        for name, value in answer._asdict().items()
        if name not in ("agency", "fiscal_year", "mended")
    }
    return {**said, "mended": answer.mended}
