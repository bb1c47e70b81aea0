"""A review as rows: the same for CSV and for the workbook.

Text of a plan is one line with nothing invisible in it; no cell is longer than Excel reads.
"""

from collections.abc import Iterator

from checker.assessment.outcome import Assessment, Status
from checker.finding import Finding
from checker.location import route_text
from checker.render.printable import one_line
from checker.review.results import Review, Submission

Cell = str | int
Row = tuple[Cell, ...]

MOST_TEXT = 32_767
"""Characters of a cell, by Excel's own specification."""
_CUT = " … (cut)"

SUBMISSIONS = (
    "agency", "standing", "reason", "due", "submitted", "rating", "errors", "warnings", "notes",
    *(status.words for status in Status), "fiscal year", "as of", "label", "plan", "source", "commit", "author", "signature",
    "SHA-256",
)  # fmt: skip
FINDINGS = (
    "agency", "fiscal year", "rule", "level", "waived", "clauses", "message", "place in the plan", "file", "line", "column",
    "remedy", "reason of the waiver",
)  # fmt: skip
OUTCOMES = ("agency", "fiscal year", "rule", "title", "clauses", "outcome", "level", "judged", "reason")


def text(value: str) -> str:
    """`value` on one line, and cut where it is longer than a cell holds."""
    shown = one_line(value)
    return shown if len(shown) <= MOST_TEXT else shown[: MOST_TEXT - len(_CUT)] + _CUT


def submission_rows(review: Review) -> Iterator[Row]:
    """A row for each submission, in the columns of `SUBMISSIONS`."""
    for submission in review.submissions:
        yield _submission(submission)


def finding_rows(review: Review) -> Iterator[Row]:
    """A row for each finding of the submissions that count, the excused ones too, in the columns of `FINDINGS`."""
    for submission, assessment in assessed(review):
        clauses = {outcome.rule.id: ", ".join(outcome.rule.clauses) for outcome in assessment.outcomes}
        who = (text(submission.agency), assessment.fiscal_year or "")
        for finding in assessment.findings:
            yield (*who, *_finding(finding, clauses, waived=False, reason=""))
        for outcome in assessment.outcomes:
            for finding in outcome.waived:
                yield (*who, *_finding(finding, clauses, waived=True, reason=text(outcome.reason)))


def outcome_rows(review: Review) -> Iterator[Row]:
    """A row for each rule on each submission that counts, in the columns of `OUTCOMES`."""
    for submission, assessment in assessed(review):
        for outcome in assessment.outcomes:
            yield (
                text(submission.agency), assessment.fiscal_year or "", outcome.rule.id, text(outcome.rule.title),
                ", ".join(outcome.rule.clauses), outcome.status.words, outcome.level.value, outcome.judged,
                text(outcome.reason),
            )  # fmt: skip


def assessed(review: Review) -> Iterator[tuple[Submission, Assessment]]:
    """The submissions that count, with their assessments."""
    for submission in review.submissions:
        if submission.standing.assessed and submission.assessment is not None:
            yield submission, submission.assessment


def _submission(submission: Submission) -> Row:
    provenance, assessment = submission.provenance, submission.assessment
    head = (
        text(submission.agency), submission.standing.value, text(submission.reason), submission.due, provenance.submitted,
    )  # fmt: skip
    tail = (
        text(provenance.member), text(provenance.source), provenance.commit, text(provenance.author),
        provenance.signature, provenance.sha256,
    )  # fmt: skip
    if assessment is None:
        return (*head, *("" for _ in range(len(SUBMISSIONS) - len(head) - len(tail))), *tail)
    return (
        *head, assessment.rating.value, *assessment.levels.values(), *assessment.counts.values(),
        assessment.fiscal_year or "", assessment.as_of, text(assessment.label), *tail,
    )  # fmt: skip


def _finding(finding: Finding, clauses: dict[str, str], *, waived: bool, reason: str) -> Row:
    return (
        finding.rule, finding.level.value, "yes" if waived else "no", clauses.get(finding.rule, ""), text(finding.message),
        text(route_text(finding.route)), text(finding.location.file), finding.location.line, finding.location.column,
        text(finding.remedy), reason,
    )  # fmt: skip
