"""A comparison for a pull request. Nothing of a plan's text is live in it, and what does not fit is counted."""

from collections.abc import Iterator

from checker.assessment.compare import Comparison, FindingDiff, OutcomeDiff, PlanDiff
from checker.assessment.standing import Kind
from checker.render.counts import counted
from checker.render.diff_words import (
    cause,
    causes_in_words,
    kind_of,
    kinds_in_words,
    place,
    rating,
    step,
    still,
)
from checker.render.markdown import cell, escaped

_FINDINGS = "| Finding | Where | What is wrong | Cause |\n|---|---|---|---|\n"
_OUTCOMES = "| Rule | Outcome | Cause |\n|---|---|---|\n"
_LONGEST = 500
_ROOM = 60_000
"""Bytes. GitHub takes a comment of 65,536 characters."""
_OPEN = (Kind.REGRESSED, Kind.NEW)


def render_markdown(comparison: Comparison) -> Iterator[str]:
    """A heading, then the tables of every plan: what is worse open, the rest folded."""
    findings = sum(plan.finding_kinds[kind] for plan in comparison.plans for kind in _OPEN)
    fixed = sum(plan.finding_kinds[Kind.FIXED] for plan in comparison.plans)
    yield f"### cxcheck: {counted(findings, 'new or regressed finding')}, {fixed} fixed\n"
    yield f"\n{cell(comparison.old.name)} → {cell(comparison.new.name)}\n"
    page = _Page(comparison)
    for plan in comparison.plans:
        yield from page.plan(plan)
    skipped = sum(len(edition.skipped) for edition in (comparison.old, comparison.new))
    if skipped:
        yield f"\n{counted(skipped, 'file')} skipped; `cxcheck diff --format text` names them.\n"


class _Page:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.room = _ROOM

    def plan(self, plan: PlanDiff) -> Iterator[str]:
        """One plan. Its counts are always there; rows are left out, and counted, where there is no room."""
        judged = plan.new or plan.old
        yield f"\n#### {escaped(judged.name if judged is not None else '')}\n\n"
        yield f"- rating {rating(plan)}\n"
        yield from (f"- {escaped(change.words)}\n" for change in plan.changes)
        yield f"- outcomes: {kinds_in_words(plan.outcome_kinds)}\n- findings: {kinds_in_words(plan.finding_kinds)}\n"
        causes = causes_in_words(plan.causes)
        yield from (f"- {line}\n" for line in (causes and f"causes: {causes}", still(plan)) if line)
        for kind in Kind:
            if kind is Kind.UNCHANGED:
                continue
            findings = [diff for diff in plan.findings if diff.kind is kind]
            outcomes = [diff for diff in plan.outcomes if diff.kind is kind]
            title = kind.value.capitalize()
            rows = [self.finding(diff) for diff in findings]
            yield from self.table(f"{title}: {counted(len(findings), 'finding')}", _FINDINGS, rows, kind)
            rows = [_outcome(diff) for diff in outcomes]
            yield from self.table(f"{title}: {counted(len(outcomes), 'outcome')}", _OUTCOMES, rows, kind)

    def table(self, title: str, head: str, rows: list[str], kind: Kind) -> Iterator[str]:
        if not rows:
            return
        shown = []
        for row in rows:
            size = len(row.encode())
            if size > self.room:
                break
            self.room -= size
            shown.append(row)
        left = len(rows) - len(shown)
        more = f"\n{left} more do not fit here: `cxcheck diff --format text` shows them.\n" if left else ""
        body = f"{head}{''.join(shown)}{more}"
        if kind in _OPEN:
            yield f"\n**{title}**\n\n{body}"
        else:
            yield f"\n<details><summary>{title}</summary>\n\n{body}\n</details>\n"

    def finding(self, diff: FindingDiff) -> str:
        seen = diff.finding
        what = f"{seen.level.value}: {escaped(_cut(seen.message))} ({cell(seen.rule)})"
        return f"| {kind_of(diff)} | {cell(place(diff, self.comparison))} | {what} | {escaped(diff.why.words)} |\n"


def _outcome(diff: OutcomeDiff) -> str:
    return f"| {cell(diff.rule)} | {step(diff)} | {escaped(_cut(cause(diff)))} |\n"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
