"""How a comparison is said: the words that its text and its Markdown share."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from checker.assessment.causes import Cause, Why
from checker.assessment.compare import Comparison, FindingDiff, OutcomeDiff, PlanDiff
from checker.assessment.judged import Judged, Kept
from checker.assessment.standing import Kind, Standing
from checker.render.counts import counted

SHOWN = tuple(kind for kind in Kind if kind is not Kind.UNCHANGED)
"""The kinds that are listed; what is unchanged is only counted."""


class Entry(NamedTuple):
    """What is said of one rule, or of one kind of problem of the file: its outcome and its findings, where they differ."""

    rule: str
    kind: Kind
    outcome: OutcomeDiff | None
    findings: tuple[FindingDiff, ...]


def entries(plan: PlanDiff) -> Iterator[Entry]:
    """Every rule of which something differs, the gravest kind first. The kind is the outcome's, or else the gravest of the findings'."""
    found: dict[str, list[FindingDiff]] = {}
    for finding in plan.findings:
        if finding.kind is not Kind.UNCHANGED:
            found.setdefault(finding.key.rule, []).append(finding)
    outcomes = {each.rule: each for each in plan.outcomes if each.kind is not Kind.UNCHANGED}
    order = list(Kind)
    made = []
    for rule in sorted({*found, *outcomes}):
        findings, outcome = tuple(found.get(rule, ())), outcomes.get(rule)
        kinds = [finding.kind for finding in findings]
        kind = outcome.kind if outcome is not None else min(kinds, key=order.index)
        made.append(Entry(rule, kind, outcome, findings))
    yield from sorted(made, key=lambda entry: order.index(entry.kind))


def status_word(kept: Kept | None) -> str:
    """`pass`, `fail`, `not applicable`; `not asked` where there is no outcome."""
    return kept.status.words if kept is not None else "not asked"


def step(outcome: OutcomeDiff) -> str:
    """`pass → fail`, with the levels where only those differ."""
    before, after = status_word(outcome.before), status_word(outcome.after)
    if before == after and outcome.before is not None and outcome.after is not None:
        before, after = f"{before} ({outcome.before.level.value})", f"{after} ({outcome.after.level.value})"
    return f"{before} → {after}"


def kind_of(finding: FindingDiff) -> str:
    """`new`, `fixed`, or what it was and is where the kind alone does not say it."""
    was, now = finding.was, finding.now
    if was[0] is now[0] is Standing.FOUND and was[1] is not None and now[1] is not None:
        return f"{finding.kind.value}: {was[1].value} → {now[1].value}"
    plain = {(Standing.ABSENT, Standing.FOUND), (Standing.FOUND, Standing.ABSENT)}
    if (was[0], now[0]) in plain:
        return finding.kind.value
    return f"{finding.kind.value}: {was[0].value} → {now[0].value}"


def place(finding: FindingDiff, comparison: Comparison) -> str:
    """`plan.yaml:3:5`, with the revision before the name where the finding is of one."""
    edition = comparison.new if finding.after is not None else comparison.old
    return f"{edition.prefix}{finding.finding.location}"


def cause(outcome: OutcomeDiff) -> str:
    """The cause with what else is to know of it."""
    notes = f" ({'; '.join(outcome.notes)})" if outcome.notes else ""
    return f"{outcome.why.words}{notes}"


def because(why: Why, words: str) -> str:
    """`because the plan changed`, or that the cause is not known and why."""
    return f"because {words}" if why.ways else words


def rating(plan: PlanDiff) -> str:
    """`yellow → green`."""
    return f"{_rating(plan.old)} → {_rating(plan.new)}"


def kinds_in_words(kinds: Counter[Kind]) -> str:
    """`1 regressed, 2 new, …`: every kind."""
    return ", ".join(f"{kinds[kind]} {kind.value}" for kind in Kind)


def causes_in_words(causes: Counter[Cause | None]) -> str:
    """`the plan changed (3 differences), …`; nothing where there is no difference."""
    said = [(cause.words, causes[cause]) for cause in Cause if causes[cause]]
    if causes[None]:
        said.append(("cause unknown", causes[None]))
    return ", ".join(f"{words} ({counted(count, 'difference')})" for words, count in said)


def still(plan: PlanDiff) -> str:
    """How many findings stand as they did: `unchanged` is not `fine`."""
    left = sum(diff.now[0] is Standing.FOUND for diff in plan.findings if diff.kind is Kind.UNCHANGED)
    return f"{counted(left, 'finding')} of OLD {'stands' if left == 1 else 'stand'} unchanged" if left else ""


def _rating(judged: Judged | None) -> str:
    return judged.rating.value if judged is not None else "none"
