"""From a submission to its page."""

import re
from collections.abc import Iterable, Iterator

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Finding
from checker.render.counts import levels_in_words
from checker.render.printable import one_line
from checker.render.report_outcomes import anchor
from checker.render.report_words import (
    LEVELS,
    MEANINGS,
    NO_RULE,
    RATINGS,
    SECTIONS,
    STATUSES,
    WORST_FIRST,
    rating_reason,
)
from checker.render.review.rows import text
from checker.render.review.site_changes import differences, moves, same, since
from checker.render.review.site_people import (
    excuses_in_words,
    judged_view,
    signature,
    signed_view,
    titled,
    waiver_view,
)
from checker.render.review.site_view import (
    AgencyView,
    ClauseRows,
    Fact,
    FindingRow,
    JudgedView,
    OutcomeRow,
    SectionRows,
    WaiverView,
)
from checker.render.review.site_words import NOT_RATED, STANDINGS, name
from checker.review.answering import answers_to
from checker.review.changes import Step
from checker.review.results import Review, Standing, Submission

_SHORT = (Status.PASS, Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
_CLAUSE = re.compile(r"\d+|\D+")
_NOT_ASSESSED = {
    Standing.MISSING: "Nothing was submitted, so nothing was assessed.",
    Standing.REFUSED: "The submission was set aside, so nothing was assessed.",
    Standing.UNREADABLE: "No plan could be read, so no rule could be asked.",
    Standing.DUPLICATE: "Another submission of the agency counts. This one was not assessed.",
}


def agency_view(step: Step, submission: Submission, review: Review, previous: Review | None) -> AgencyView:
    """Everything that the page of one submission says."""
    assessment = submission.assessment
    rows = (
        {outcome.rule.id: _outcome(outcome, submission) for outcome in assessment.outcomes}
        if assessment
        else {}
    )
    counts = submission.standing.assessed and assessment is not None

    def having(*statuses: Status) -> tuple[OutcomeRow, ...]:
        every = assessment.outcomes if assessment is not None and counts else ()
        return tuple(rows[outcome.rule.id] for outcome in every if outcome.status in statuses)

    rating, ruling = submission.rating, submission.ruling
    return AgencyView(
        agency=name(submission.key, submission.agency),
        title=(one_line(assessment.title) if assessment else "") or "No title is known",
        label=one_line(assessment.label) if assessment else "", standing=STANDINGS[submission.standing],
        reason=one_line(submission.reason), rating=RATINGS[rating] if rating is not None else NOT_RATED,
        rating_reason=rating_reason(assessment) if assessment and counts else _NOT_ASSESSED[submission.standing],
        facts=tuple(_facts(submission, review)),
        bypasses=tuple(map(one_line, assessment.bypasses if assessment else review.bypasses)),
        statuses=tuple((STATUSES[status], count, MEANINGS[status]) for status, count in assessment.counts.items())
        if assessment and counts else (),
        findings=levels_in_words(assessment.levels) if assessment else "",
        first=tuple(row for row in having(Status.FAIL) if row.level.key == "error"),
        problems=_findings(assessment.problems, submission) if assessment else (),
        sections=tuple(_sections(assessment, rows)) if assessment and counts else (),
        waiting=having(Status.NEEDS_REVIEW),
        granted=_waivers(assessment if counts else None, granted=True),
        claimed=_waivers(assessment if counts else None, granted=False),
        signed=signed_view(ruling.sign_off) if ruling is not None and ruling.sign_off is not None else None,
        signature=signature(ruling.sign_off if ruling is not None else None, submission.standing),
        judged=tuple(_judged(submission)), noted=tuple(map(signed_view, ruling.notes if ruling is not None else ())),
        not_evaluated=having(Status.NOT_EVALUATED),
        not_asked=tuple(
            Fact(one_line(dropped.rule.title), one_line(dropped.reason)) for dropped in (assessment.dropped if assessment else ())
        ),
        since=since(previous) if previous is not None else "", moves=tuple(moves(step)) if previous is not None else (),
        differences=differences(step.diff), same=same(step.diff),
        mended=tuple(Fact(one_line(f"{one.rule} at {one.place}"), one_line(one.in_words)) for one in submission.answers if one.mended),
        troubles=tuple(Fact(one_line(one.at), one_line(one.message)) for one in submission.troubles), tool=f"cxcheck {review.tool_version}",
    )  # fmt: skip


def _waivers(assessment: Assessment | None, *, granted: bool) -> tuple[WaiverView, ...]:
    """Those that OMB granted, or those that the agency claims, in force or not; those that end first on top."""
    if assessment is None:
        return ()
    titles = {outcome.rule.id: outcome.rule.title for outcome in assessment.outcomes}
    mine = (waiver for waiver in assessment.waivers if waiver.granted is granted)
    ordered = sorted(mine, key=lambda one: (one.expires, one.rule, one.route))
    return tuple(waiver_view(waiver, titled(waiver.rule, titles)) for waiver in ordered)


def _judged(submission: Submission) -> Iterator[JudgedView]:
    assessment = submission.assessment
    every, as_of = (assessment.outcomes, assessment.as_of) if assessment is not None else ((), "")
    outcomes = {outcome.rule.id: outcome for outcome in every}
    for judged in submission.ruling.judged if submission.ruling is not None else ():
        outcome = outcomes.get(judged.rule)
        yield judged_view(judged, outcome.rule.title if outcome is not None else judged.rule, outcome, as_of)


def _facts(submission: Submission, review: Review) -> Iterator[Fact]:
    """Where it is from and how it was judged; what is not known is said to be so."""
    from_, assessment = submission.provenance, submission.assessment
    yield Fact("Key in this review", one_line(submission.key), code=True)
    yield Fact("Due", submission.due or "no roster says")
    yield Fact("Submitted", from_.submitted or "not known")
    yield Fact("Source", one_line(from_.source) or "not known", code=bool(from_.source))
    if from_.member:
        yield Fact("Plan in it", one_line(from_.member), code=True)
    if from_.commit:
        yield Fact("Commit", one_line(from_.commit), code=True)
        yield Fact("Author", one_line(from_.author) or "not known")
        yield Fact("Signature", one_line(from_.signature) or "not checked")
    yield Fact("Digest as it came (SHA-256)", from_.sha256 or "not known", code=bool(from_.sha256))
    if assessment is not None:
        year = assessment.fiscal_year
        yield Fact("Fiscal year", str(year) if year is not None else "not named")
        yield Fact("Day of assessment", one_line(assessment.as_of) or "none: the plan names no day")
        yield Fact("Profile", one_line(assessment.profile), code=True)
        if assessment.prior:
            yield Fact("Compared with", one_line(assessment.prior))
        yield Fact("Plan digest (SHA-256)", assessment.plan_digest, code=True)
    if submission.ruling is not None:
        yield Fact("Reviewers’ file", one_line(submission.ruling.file), code=True)
        yield Fact("Digest of it (SHA-256)", submission.ruling.digest, code=True)
    yield Fact("Rule pack digest (SHA-256)", review.pack_digest, code=True)


def _sections(assessment: Assessment, rows: dict[str, OutcomeRow]) -> Iterator[SectionRows]:
    """By section and clause, each rule under the first of its clauses."""
    clauses: dict[str, list[Outcome]] = {}
    for outcome in assessment.outcomes:
        clauses.setdefault(outcome.rule.clauses[0], []).append(outcome)
    sections: dict[int, list[ClauseRows]] = {}
    for clause in sorted(clauses, key=_natural):
        sections.setdefault(_section(clause), []).append(_clause(clause, clauses[clause], rows))
    for number, found in sections.items():
        title = SECTIONS.get(number)
        yield SectionRows(
            f"Section {number}: {title}" if title else f"Section {number}", f"section-{number}", tuple(found)
        )


def _clause(clause: str, outcomes: Iterable[Outcome], rows: dict[str, OutcomeRow]) -> ClauseRows:
    outcomes = tuple(outcomes)
    statuses = {outcome.status for outcome in outcomes}
    worst = next((STATUSES[status] for status in WORST_FIRST if status in statuses), NO_RULE)
    full = tuple(rows[each.rule.id] for each in outcomes if not _is_short(each))
    short = tuple(rows[each.rule.id] for each in outcomes if _is_short(each))
    return ClauseRows(clause, anchor("clause", clause), worst, full, short)


def _is_excused(outcome: Outcome) -> bool:
    return bool(outcome.waived) or outcome.status is Status.WAIVED


def _is_short(outcome: Outcome) -> bool:
    return outcome.status in _SHORT and not outcome.determined


def _outcome(outcome: Outcome, submission: Submission) -> OutcomeRow:
    rule = outcome.rule
    said = one_line(outcome.reason)
    if _is_excused(outcome):
        waivers = submission.assessment.waivers if submission.assessment is not None else ()
        said = excuses_in_words(outcome, waivers)
    elif outcome.status is Status.NEEDS_REVIEW and not outcome.determined:
        said = one_line(rule.question) or said
    return OutcomeRow(
        anchor("rule", rule.id), rule.id, one_line(rule.title), STATUSES[outcome.status], LEVELS[outcome.level], said,
        _findings(outcome.findings, submission), _findings(outcome.waived, submission),
    )  # fmt: skip


def _findings(findings: Iterable[Finding], submission: Submission) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            LEVELS[finding.level], one_line(finding.message),
            one_line(f"{finding.location.file}:{finding.location.line}"), one_line(finding.remedy), _answers(finding, submission),
        )
        for finding in findings
    )  # fmt: skip


def _answers(finding: Finding, submission: Submission) -> tuple[str, ...]:
    return tuple(one_line(answer.in_words) for answer in answers_to(finding, submission, text))


def _section(clause: str) -> int:
    found = re.search(r"\d+", clause)
    return int(found[0]) if found else 0


def _natural(clause: str) -> list[tuple[int, str]]:
    """`S2.p2` comes before `S2.p10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _CLAUSE.findall(clause)]
