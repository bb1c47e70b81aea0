"""Parts 12, 13 and 14: what fails in many plans, what is waived, and what each clause came to."""

from collections import Counter

from checker.annual.government.whole import Whole
from checker.annual.parts.determination import SCALE
from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import caution, count_cell, counted, figure, joined, said
from checker.finding import Level
from checker.review.portfolio import SYSTEMIC

_TONES = {Level.ERROR: "bad", Level.WARNING: "caution", Level.NOTE: ""}
_COUNTED = ("error", "not known", "warning", "needs a person", "note", "waived", "met")


def findings(whole: Whole) -> Part:
    """The rules that fail in the plans of several agencies, the gravest and most common first."""
    gaps = whole.portfolio.gaps
    blocks: list[Block] = []
    if not gaps:
        blocks.append(said(f"No rule fails in the plans of {SYSTEMIC} agencies or more."))
    else:
        blocks.append(
            said(
                f"{counted(len(gaps), 'rule')} {'fails' if len(gaps) == 1 else 'fail'} in the plans of {SYSTEMIC} agencies or more. That is a matter of the whole government."
            )
        )
        columns = (
            Column("What fails"), Column("Clauses"), Column("Level"), Column("Agencies", is_number=True), Column("Of plans asked", is_number=True),
            Column("Findings", is_number=True), Column("Which agencies"),
        )  # fmt: skip
        rows = tuple(
            (Cell(f"{gap.title} ({gap.rule})"), Cell(joined(gap.clauses)), Cell(gap.level.value, tone=_TONES[gap.level]), count_cell(len(gap.agencies)),
             count_cell(gap.asked), count_cell(gap.findings), Cell(joined([agency or key for key, agency in gap.agencies])))
            for gap in gaps
        )  # fmt: skip
        blocks.append(Table("gaps", "What fails across agencies", columns, rows))
    return Part(12, "findings", "Findings across agencies", ("S1.p6.s7",), tuple(blocks))


def waivers(whole: Whole) -> Part:
    """Every waiver in force: whose, of which rule, until when and why; and whether OMB granted it or the agency only claims it."""
    found = whole.portfolio.excused
    blocks: list[Block] = []
    if not found:
        blocks.append(said("No waiver is in force in any plan."))
    else:
        soon = sum(each.soon for each in found)
        granted = sum(each.waiver.granted for each in found)
        claimed = len(found) - granted
        agencies = counted(len({each.key for each in found}), "agency", "agencies")
        blocks.append(
            said(
                f"{counted(len(found), 'waiver')} {'is' if len(found) == 1 else 'are'} in force in the plans of {agencies}: {figure(granted)} granted by OMB, {figure(claimed)} claimed by agencies themselves."
            )
        )
        if soon:
            blocks.append(caution(f"{counted(soon, 'waiver')} {'ends' if soon == 1 else 'end'} soon."))
        columns = (
            Column("Agency"), Column("Rule"), Column("Granted or claimed"), Column("By"), Column("Ends on"), Column("Soon"), Column("Why"),
        )  # fmt: skip
        rows = tuple(
            (Cell(each.agency), Cell(f"{each.title} ({each.waiver.rule})"), Cell("granted by OMB") if each.waiver.granted else Cell("claimed", tone="caution"),
             Cell(each.waiver.approved_by), Cell(each.waiver.expires), Cell("yes" if each.soon else "no", tone="caution" if each.soon else ""),
             Cell(each.waiver.reason.strip()))
            for each in found
        )  # fmt: skip
        blocks.append(Table("waivers", "Waivers in force", columns, rows))
    return Part(13, "waivers", "Waivers", ("S1.p6.s7",), tuple(blocks))


def coverage(whole: Whole) -> Part:
    """For each clause, in the plans of how many agencies its rules came to what; the clause that most fail is named first."""
    rows = []
    fails: Counter[str] = Counter()
    for clause in whole.rulebook.clauses.values():
        words = Counter(entry.worst[clause.id] for entry in whole.assessed if clause.id in entry.worst)
        fails[clause.id] = words["error"]
        if not words:
            rows.append(
                (
                    Cell(clause.id),
                    Cell(f"“{clause.quote}”"),
                    *[Cell("not asked" if clause.shows else "a statement of policy")] * len(_COUNTED),
                )
            )
        else:
            rows.append(
                (Cell(clause.id), Cell(f"“{clause.quote}”"), *(count_cell(words[word]) for word in _COUNTED))
            )
    worst = [f"{clause} ({figure(count)})" for clause, count in fails.most_common(5) if count]
    blocks: list[Block] = [
        said(f"Most plans fail at {joined(worst)}." if worst else "No clause came to an error in any plan.")
    ]
    columns = (
        Column("Clause"),
        Column("What the order says"),
        *(Column(word.capitalize(), is_number=True) for word in _COUNTED),
    )
    note = f"How many plans came to it at worst, in this order: {', '.join(SCALE)}."
    blocks.append(
        Table("coverage", "Clauses of the order, and how many plans came to what", columns, tuple(rows), note)
    )
    return Part(14, "coverage", "Coverage of the order, clause by clause", ("S1.p6.s7",), tuple(blocks))
