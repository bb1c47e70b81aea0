"""A comparison for a person at a terminal: what is worse first, each difference with its cause."""

from collections.abc import Iterator

from checker.assessment.compare import Comparison, FindingDiff, PlanDiff
from checker.assessment.standing import Kind
from checker.render.diff_words import (
    Entry,
    because,
    cause,
    causes_in_words,
    entries,
    kind_of,
    kinds_in_words,
    place,
    rating,
    step,
    still,
)
from checker.render.fold import folded
from checker.render.grouped import skipped_groups
from checker.render.paint import Paint
from checker.render.printable import one_line, path_name

_LEAST_WIDTH = 40


def render_text(comparison: Comparison, width: int = 100, *, colour: bool = False) -> Iterator[str]:
    """Plan by plan: the heading with all counts, then what differs."""
    page = _Page(comparison, max(width, _LEAST_WIDTH), Paint(colour))
    for plan in comparison.plans:
        yield "".join(f"{line}\n" for line in page.plan(plan))
    for edition in (comparison.old, comparison.new):
        for group in skipped_groups(edition.skipped):
            yield f"{one_line(edition.name)}: {group.line}\n"


class _Page:
    def __init__(self, comparison: Comparison, width: int, paint: Paint) -> None:
        self.comparison = comparison
        self.width = width
        self.paint = paint

    def plan(self, plan: PlanDiff) -> Iterator[str]:
        """One plan, with an empty line after every rule."""
        yield from self.heading(plan)
        yield ""
        for entry in entries(plan):
            if entry.kind is Kind.CHANGED and entry.outcome is not None and not entry.findings:
                continue
            yield from self.entry(entry)
            yield ""
        if lines := list(self.changed(plan)):
            yield from lines
            yield ""

    def heading(self, plan: PlanDiff) -> Iterator[str]:
        judged = plan.new or plan.old
        name = judged.name if judged is not None else ""
        facts = one_line(judged.agency) or "agency not named" if judged is not None else ""
        yield f"{self.paint.strong(path_name(name))}: {facts}"
        yield f"  {one_line(self.comparison.old.name)} → {one_line(self.comparison.new.name)}, rating {rating(plan)}"
        if not plan.changes:
            yield "  nothing changed between them"
        for change in plan.changes:
            yield f"  {one_line(change.words)}"
        yield f"  outcomes: {kinds_in_words(plan.outcome_kinds)}"
        yield f"  findings: {kinds_in_words(plan.finding_kinds)}"
        if causes := causes_in_words(plan.causes):
            yield f"  causes: {causes}"
        if left := still(plan):
            yield f"  {left}"

    def entry(self, entry: Entry) -> Iterator[str]:
        """A rule: its outcome, the cause, and its findings; a cause that is the outcome's own is said once."""
        kind = self.kind(entry.kind, f"{entry.kind.value.upper()} {entry.rule}")
        said = ""
        if entry.outcome is not None:
            yield f"{kind}: {step(entry.outcome)}"
            said = entry.outcome.why.words
            yield from self.wrapped(because(entry.outcome.why, cause(entry.outcome)), "  ")
        else:
            yield kind
        for finding in entry.findings:
            yield from self.finding(finding, said)

    def finding(self, finding: FindingDiff, said: str) -> Iterator[str]:
        seen = finding.finding
        level = self.paint.level(seen.level, seen.level.value.upper())
        yield from self.wrapped(f"{kind_of(finding)}: {level}: {one_line(seen.message)}", "  ")
        yield f"    {self.paint.gutter('-->')} {one_line(place(finding, self.comparison))}"
        if finding.why.words != said:
            yield from self.wrapped(because(finding.why, finding.why.words), "    ")

    def changed(self, plan: PlanDiff) -> Iterator[str]:
        """What is neither better nor worse, rules that went the same way for the same cause together."""
        groups: dict[tuple[str, str], list[str]] = {}
        for entry in entries(plan):
            if entry.kind is Kind.CHANGED and entry.outcome is not None and not entry.findings:
                groups.setdefault(
                    (step(entry.outcome), because(entry.outcome.why, cause(entry.outcome))), []
                ).append(entry.rule)
        for (way, why), rules in groups.items():
            yield f"{self.kind(Kind.CHANGED, 'CHANGED')} {way}"
            yield from self.wrapped(why, "  ")
            yield from self.wrapped(", ".join(rules), "  ")

    def wrapped(self, text: str, indent: str) -> Iterator[str]:
        yield from folded(f"{indent}{text}", self.width).split("\n")

    def kind(self, kind: Kind, text: str) -> str:
        return self.paint.worse(text) if kind in (Kind.NEW, Kind.REGRESSED) else self.paint.strong(text)
