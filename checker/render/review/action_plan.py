"""The action plan that an agency fills in: what must be mended, a row each, with columns for its answer.

They are blank, or hold what the agency answered last time.
"""

from collections.abc import Iterator

from checker.render.review.csv_text import csv_text
from checker.render.review.letter_build import must_be_mended
from checker.render.review.rows import Row, said_of, text
from checker.review.answers import ASKED, FILLED_IN
from checker.review.results import Submission

HEADING = "\ufeff" + csv_text([(*ASKED, *FILLED_IN)])
"""The mark by which Excel knows UTF-8, and the first line."""


def action_plan_lines(submission: Submission) -> str:
    """The lines about one submission, as RFC 4180 has them; empty where nothing must be mended. Nothing in them is a formula."""
    return csv_text(_rows(submission))


def _rows(submission: Submission) -> Iterator[Row]:
    assessment = submission.assessment
    if assessment is None:
        return
    rules = {outcome.rule.id: outcome.rule for outcome in assessment.outcomes}
    for finding in must_be_mended(submission):
        rule = rules.get(finding.rule)
        yield (
            text(submission.agency or submission.key), assessment.fiscal_year or "", finding.rule, text(finding.identity),
            ", ".join(rule.clauses) if rule is not None else "", text(finding.message),
            text(f"{finding.location.file}:{finding.location.line}"), text(finding.remedy),
            *said_of(finding, submission),
        )  # fmt: skip
