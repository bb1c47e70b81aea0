"""The action plan that an agency fills in: what must be mended, a row each, with columns for its answer.

They are blank, or hold what the agency answered last time.
"""

from collections.abc import Iterable, Iterator

from checker.render.review.letter_build import must_be_mended
from checker.render.review.rows import Row, text
from checker.render.review.tables import csv_lines
from checker.review.answering import answers_to
from checker.review.answers import ASKED, FILLED_IN, Answer
from checker.review.results import Submission


def action_plan_csv(submissions: Iterable[Submission]) -> Iterator[str]:
    """RFC 4180, with the mark by which Excel knows UTF-8. Nothing in it is a formula."""
    yield "\ufeff"
    yield from csv_lines([(*ASKED, *FILLED_IN)], _rows(submissions))


def _rows(submissions: Iterable[Submission]) -> Iterator[Row]:
    for submission in submissions:
        assessment = submission.assessment
        findings = must_be_mended(submission)
        if assessment is None or not findings:
            continue
        rules = {outcome.rule.id: outcome.rule for outcome in assessment.outcomes}
        for finding in findings:
            rule = rules.get(finding.rule)
            yield (
                text(submission.agency or submission.key), assessment.fiscal_year or "", finding.rule, text(finding.identity),
                ", ".join(rule.clauses) if rule is not None else "", text(finding.message),
                text(f"{finding.location.file}:{finding.location.line}"), text(finding.remedy),
                *_said(answers_to(finding, submission, text)),
            )  # fmt: skip


def _said(answers: tuple[Answer, ...]) -> Row:
    """What the agency filled in, in the columns `FILLED_IN`."""
    if not answers:
        return tuple("" for _ in FILLED_IN)
    one = answers[0]
    return tuple(text(said) for said in (one.action, one.owner, one.date, one.status, one.reason))
