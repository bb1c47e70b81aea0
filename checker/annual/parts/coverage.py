"""Part 14: every clause of the order, the rules that ask for it, and what they came to."""

from collections import Counter

from checker.annual.parts.determination import worst
from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import caution, counted, joined, said
from checker.annual.year import Account
from checker.assessment.outcome import Outcome, Status
from checker.policy.clauses import Clause

_TONES = {"error": "bad", "not known": "bad", "warning": "caution", "met": "good"}
_NAMED = (Status.FAIL, Status.NOT_EVALUATED, Status.NEEDS_REVIEW, Status.WAIVED)
_COUNTED = (Status.PASS, Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)


def coverage(account: Account) -> Part:
    """A row for each clause; those that no plan can show, and those that no rule asked for, are named as such."""
    outcomes = account.year.assessment.outcomes
    clauses = account.rulebook.clauses
    rows, silent = [], []
    for clause in clauses.values():
        asked = [outcome for outcome in outcomes if clause.id in outcome.rule.clauses]
        rows.append(_row(clause, asked))
        if not asked:
            silent.append(clause)
    columns = (
        Column("Clause"),
        Column("What the order says"),
        Column("Worst outcome"),
        Column("Rules", is_number=True),
        Column("What they came to"),
    )
    blocks: list[Block] = [
        said(
            f"The order has {counted(len(clauses), 'clause')} here; {len(clauses) - len(silent)} were asked for by rules."
        )
    ]
    statements = [clause.id for clause in silent if not clause.shows]
    unasked = [clause.id for clause in silent if clause.shows]
    if statements:
        blocks.append(said(f"Statements of policy, which no plan can show by itself: {joined(statements)}."))
    if unasked:
        blocks.append(
            caution(
                f"A plan can show these, and no rule was asked about them in this run: {joined(unasked)}."
            )
        )
    blocks.append(
        Table("coverage", "Clauses of the order and what their rules came to", columns, tuple(rows))
    )
    return Part(14, "coverage", "Coverage of the order, clause by clause", ("S1.p6.s7",), tuple(blocks))


def _row(clause: Clause, asked: list[Outcome]) -> tuple[Cell, ...]:
    amended = " (in the amendment alone)" if clause.amendment_only else ""
    nobody_asks = "not asked" if clause.shows else "a statement of policy"
    word = worst(asked) if asked else nobody_asks
    return (
        Cell(clause.id), Cell(f"“{clause.quote}”{amended}"), Cell(word, tone=_TONES.get(word, "")), Cell(str(len(asked)), len(asked)),
        Cell(_came_to(asked) or "no rule"),
    )  # fmt: skip


def _came_to(asked: list[Outcome]) -> str:
    words = [
        f"{status.words}: {', '.join(outcome.rule.id for outcome in asked if outcome.status is status)}"
        for status in _NAMED if any(outcome.status is status for outcome in asked)
    ]  # fmt: skip
    counts = Counter(outcome.status for outcome in asked)
    words += [f"{status.words}: {counts[status]}" for status in _COUNTED if counts[status]]
    return "; ".join(words)
