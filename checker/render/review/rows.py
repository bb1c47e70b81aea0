"""A review as rows: the same for CSV and for the workbook.

Text of a plan is one line with nothing invisible in it; no cell is longer than Excel reads.
"""

from collections.abc import Iterable, Iterator, Mapping

from checker.assessment.outcome import Assessment, Status
from checker.finding import Finding
from checker.location import route_text
from checker.policy.rule import Rule
from checker.render.printable import one_line
from checker.review.answering import answers_to
from checker.review.answers import FILLED_IN, Answer, Trouble
from checker.review.results import Submission

Cell = str | int
Row = tuple[Cell, ...]

MOST_TEXT = 32_767
"""Characters of a cell, by Excel's own specification."""
_CUT = " … (cut)"

SUBMISSIONS = (
    "agency", "standing", "reason", "due", "submitted", "rating", "errors", "warnings", "notes",
    *(status.words for status in Status), "fiscal year", "as of", "label", "plan", "source", "commit", "author", "signature",
    "SHA-256", "signed off by", "signed off on",
)  # fmt: skip
FINDINGS = (
    "agency", "fiscal year", "rule", "level", "waived", "clauses", "message", "place in the plan", "file", "line", "column",
    "remedy", "reason of the waiver", *(f"agency: {name}" for name in FILLED_IN),
)  # fmt: skip
OUTCOMES = ("agency", "fiscal year", "rule", "outcome", "level", "judged", "reason")
ANSWERS = (
    "agency", "fiscal year", "rule", "place in the plan", "what was found", *FILLED_IN, "found no longer", "stands at",
)  # fmt: skip
TROUBLES = ("agency", "stands at", "what is wrong")
RULES = ("rule", "title", "clauses", *(status.words for status in Status))
QUIET = (Status.PASS, Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
"""What a rule came to where there is nothing to read."""


def text(value: str) -> str:
    """`value` on one line, and cut where it is longer than a cell holds."""
    shown = one_line(value)
    return shown if len(shown) <= MOST_TEXT else shown[: MOST_TEXT - len(_CUT)] + _CUT


def finding_rows(submission: Submission) -> Iterator[Row]:
    """A row for each finding of a submission that counts, the excused ones too, in the columns of `FINDINGS`."""
    assessment = _counting(submission)
    if assessment is None:
        return
    clauses = {outcome.rule.id: ", ".join(outcome.rule.clauses) for outcome in assessment.outcomes}
    who = (text(submission.agency), assessment.fiscal_year or "")
    for finding in assessment.findings:
        yield (*who, *_finding(finding, clauses, waived=False, reason=""), *said_of(finding, submission))
    for outcome in assessment.outcomes:
        for finding in outcome.waived:
            reason = text(outcome.reason)
            yield (
                *who,
                *_finding(finding, clauses, waived=True, reason=reason),
                *said_of(finding, submission),
            )


def said_of(finding: Finding, submission: Submission) -> Row:
    """What the agency says about a finding in its action plan, in the columns `FILLED_IN`; of several answers the first."""
    answers = answers_to(finding, submission, text)
    return _filled_in(answers[0]) if answers else ("",) * len(FILLED_IN)


def answer_rows(submission: Submission) -> Iterator[Row]:
    """A row for each answer in the agency's action plan, to what is found no longer too, in the columns of `ANSWERS`."""
    year = submission.assessment.fiscal_year if submission.assessment is not None else None
    for answer in submission.answers:
        yield (
            text(submission.agency or submission.key), year or "", answer.rule, text(answer.place), text(answer.found),
            *_filled_in(answer), "yes" if answer.mended else "no", text(answer.at),
        )  # fmt: skip


def trouble_rows(troubles: Iterable[Trouble]) -> Iterator[Row]:
    """A row for each thing that cannot be used of action plans, in the columns of `TROUBLES`."""
    for trouble in troubles:
        yield text(trouble.agency), text(trouble.at), text(trouble.message)


def _filled_in(answer: Answer) -> Row:
    return tuple(map(text, (answer.action, answer.owner, answer.date, answer.status, answer.reason)))


def outcome_rows(submission: Submission) -> Iterator[Row]:
    """A row for each rule that came to something to read on a submission that counts, in the columns of `OUTCOMES`."""
    assessment = _counting(submission)
    for outcome in assessment.outcomes if assessment is not None else ():
        if assessment is not None and (outcome.status not in QUIET or outcome.determined):
            yield (
                text(submission.agency), assessment.fiscal_year or "", outcome.rule.id, outcome.status.words, outcome.level.value,
                outcome.judged, text(outcome.reason),
            )  # fmt: skip


def rule_rows(rules: Iterable[Rule], counts: Mapping[str, Mapping[Status, int]]) -> Iterator[Row]:
    """A row for each rule: what it is, and how many plans came to what, in the columns of `RULES`."""
    for rule in rules:
        came_to = counts[rule.id]
        yield (
            rule.id, text(rule.title), ", ".join(rule.clauses), *(came_to.get(status, 0) for status in Status),
        )  # fmt: skip


def _counting(submission: Submission) -> Assessment | None:
    """The assessment of a submission that counts."""
    return submission.assessment if submission.standing.assessed else None


def submission_row(submission: Submission) -> Row:
    """In the columns of `SUBMISSIONS`."""
    provenance, assessment = submission.provenance, submission.assessment
    head = (
        text(submission.agency), submission.standing.value, text(submission.reason), submission.due, provenance.submitted,
    )  # fmt: skip
    tail = (
        text(provenance.member), text(provenance.source), provenance.commit, text(provenance.author),
        text(provenance.signature), provenance.sha256, *_signed(submission),
    )  # fmt: skip
    if assessment is None:
        return (*head, *("" for _ in range(len(SUBMISSIONS) - len(head) - len(tail))), *tail)
    return (
        *head, assessment.rating.value, *assessment.levels.values(), *assessment.counts.values(),
        assessment.fiscal_year or "", assessment.as_of, text(assessment.label), *tail,
    )  # fmt: skip


def _signed(submission: Submission) -> Row:
    signed = submission.ruling.sign_off if submission.ruling is not None else None
    return (text(signed.by), signed.on) if signed is not None else ("", "")


def _finding(finding: Finding, clauses: dict[str, str], *, waived: bool, reason: str) -> Row:
    return (
        finding.rule, finding.level.value, "yes" if waived else "no", clauses.get(finding.rule, ""), text(finding.message),
        text(route_text(finding.route)), text(finding.location.file), finding.location.line, finding.location.column,
        text(finding.remedy), reason,
    )  # fmt: skip
