"""Results as Markdown for a pull request or the page of a job: what is wrong, the gravest first, in tables.

Nothing of a plan's text is live in it. What does not fit is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.assessment.outcome import Assessment, Status
from checker.finding import Finding, Level
from checker.render.counts import counted, levels_in_words, not_new_in_words, status_words
from checker.render.grouped import by_reason
from checker.render.markdown import cell, escaped
from checker.render.places import repository_path
from checker.render.run import Checkout, Failure, Run
from checker.render.tally import Tally

COMMENT = 65_000
"""Bytes. GitHub takes a comment of 65,536 characters."""
JOB_SUMMARY = 1_000_000
"""Bytes. GitHub takes a job summary of 1 MiB for a step."""

_FINDINGS = "| Where | What is wrong | How to mend it |\n|---|---|---|\n"
_PLANS = (
    "| Plan | Rating | Errors | Warnings | Notes | For a person | Waived | Not evaluated |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|\n"
)
_OUTCOMES = "| Plan | Rules | Why |\n|---|---|---|\n"
_WAITING = (Status.NOT_EVALUATED, Status.NEEDS_REVIEW, Status.WAIVED)
_LONGEST = 500
_MOST_RULES = 5
_MOST_CLOSING = 40
_MARGIN = 500


class _Section(NamedTuple):
    """A table. It is folded where it is not the first thing to look at."""

    title: str
    head: str
    rows: list[str]
    folded: bool


def render_markdown(run: Run) -> Iterator[str]:
    """A page that fits a comment on a pull request."""
    return page(run, COMMENT)


def page(run: Run, room: int) -> Iterator[str]:
    """The page in at most `room` bytes; nothing where not even its frame fits."""
    tally = Tally()
    assessments = list(run.assessments)
    for assessment in assessments:
        tally.add(assessment)
    nothing = "no new findings" if tally.not_new.total() else "no findings"
    levels = levels_in_words(_levels(assessments)) or nothing
    yield from _fitted(
        f"### cxcheck: {levels} in {counted(tally.plans, 'plan')}\n",
        list(_sections(assessments, run.checkout)),
        _closing(tally, run),
        room,
    )


def markdown_failure(failure: Failure) -> str:
    """The page of a run that came to no results."""
    place = failure.location
    where = f"{cell(f'{repository_path(place.file, failure.checkout)}:{place.line}')}: " if place else ""
    return f"### cxcheck could not check the plans\n\n{where}{escaped(failure.message)}\n"


def _fitted(head: str, sections: list[_Section], closing: str, room: int) -> Iterator[str]:
    room -= _size(head) + _size(closing)
    room -= sum(_size(section.title) + _size(section.head) + _MARGIN for section in sections)
    if room < 0:
        return
    yield head
    for section in sections:
        opening, ending = (
            (f"<details><summary>{section.title}</summary>\n\n", "\n</details>\n")
            if section.folded
            else (f"**{section.title}**\n\n", "")
        )
        shown = []
        for row in section.rows:
            if _size(row) > room:
                break
            room -= _size(row)
            shown.append(row)
        left = len(section.rows) - len(shown)
        more = f"\n{left} more do not fit here: `cxcheck check --format text` shows them.\n" if left else ""
        yield f"\n{opening}{section.head}{''.join(shown)}{more}{ending}"
    yield closing


def _sections(assessments: list[Assessment], checkout: Checkout) -> Iterator[_Section]:
    rows = [_plan(assessment, checkout) for assessment in assessments]
    yield _Section(counted(len(assessments), "plan"), _PLANS, rows, folded=False)
    for level in Level:
        findings = [each for assessment in assessments for each in assessment.findings if each.level is level]
        if findings:
            rows = [_finding(finding, checkout) for finding in findings]
            title = counted(len(findings), level.value)
            yield _Section(title, _FINDINGS, rows, folded=level is not Level.ERROR)
    not_new = [finding for assessment in assessments for finding in assessment.not_new]
    if not_new:
        levels = not_new_in_words(Counter(finding.level for finding in not_new))
        not_new.sort(key=lambda finding: finding.level.rank)
        yield _Section(levels, _FINDINGS, [_finding(finding, checkout) for finding in not_new], folded=True)
    for status in _WAITING:
        count = sum(assessment.counts[status] for assessment in assessments)
        if count:
            rows = [row for assessment in assessments for row in _outcomes(assessment, status, checkout)]
            title = f"{counted(count, 'rule')} {status_words(status, count)}"
            yield _Section(title, _OUTCOMES, rows, folded=True)


def _plan(assessment: Assessment, checkout: Checkout) -> str:
    levels, counts = assessment.levels, assessment.counts
    facts = [
        escaped(_cut(fact))
        for fact in (assessment.agency, _year(assessment), assessment.as_of and f"as of {assessment.as_of}")
        if fact
    ]
    name = "<br>".join([cell(repository_path(assessment.plan, checkout)), ", ".join(facts)])
    numbers = [levels[level] for level in Level]
    numbers += [counts[status] for status in (Status.NEEDS_REVIEW, Status.WAIVED, Status.NOT_EVALUATED)]
    return f"| {name} | {assessment.rating.value} | {' | '.join(map(str, numbers))} |\n"


def _finding(finding: Finding, checkout: Checkout) -> str:
    where = cell(f"{repository_path(finding.location.file, checkout)}:{finding.location.line}")
    return f"| {where} | {escaped(_cut(finding.message))} ({cell(finding.rule)}) | {escaped(_cut(finding.remedy))} |\n"


def _outcomes(assessment: Assessment, status: Status, checkout: Checkout) -> Iterator[str]:
    """The rules of one plan with this status: a reason that they share stands once."""
    plan = cell(repository_path(assessment.plan, checkout))
    asked = (outcome for outcome in assessment.outcomes if outcome.status is status)
    for reason, group in by_reason(asked).items():
        names = ", ".join(cell(outcome.rule.id) for outcome in group[:_MOST_RULES])
        more = f" and {len(group) - _MOST_RULES} more" if len(group) > _MOST_RULES else ""
        yield f"| {plan} | {names}{more} | {escaped(_cut(reason)) or 'no reason was given'} |\n"


def _closing(tally: Tally, run: Run) -> str:
    lines = list(tally.closing(run))
    if len(lines) > _MOST_CLOSING:
        left = len(lines) - _MOST_CLOSING
        lines[: left + 1] = [f"{left + 1} more lines on this run: `cxcheck check --format text` shows them"]
    return "\n" + "".join(f"- {escaped(_cut(line))}\n" for line in lines)


def _levels(assessments: Iterable[Assessment]) -> dict[Level, int]:
    counts = dict.fromkeys(Level, 0)
    for assessment in assessments:
        for level, count in assessment.levels.items():
            counts[level] += count
    return counts


def _year(assessment: Assessment) -> str:
    return f"fiscal year {assessment.fiscal_year}" if assessment.fiscal_year is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
