"""Part 10: root causes by source, and what the agency asks of Congress and OMB (clause S2.p1.s5)."""

from collections.abc import Iterator

from checker.annual.cells import measured_cell
from checker.annual.report import Block, Cell, Column, Heading, Part, Table
from checker.annual.wording import NOT_GIVEN, count_cell, counted, figure, joined, missing, said
from checker.annual.year import Account
from checker.measures.causes import ASKED_OF, SOURCES, Cause


def root_causes(account: Account) -> Part:
    """How many there are of each source, the asks that only others can grant, and each cause with its resolution."""
    found = account.year.measures.causes
    blocks: list[Block] = []
    if found:
        blocks += [
            _by_source(found),
            *_audiences(found),
            Heading("What is asked of Congress and OMB"),
            *_asks(found),
        ]
        blocks += [Heading("Each root cause"), _all(found, account.year.measures.names)]
    else:
        blocks.append(missing("The plan names no root cause (root_causes)."))
    return Part(10, "root-causes", "Root causes", ("S2.p1.s5",), tuple(blocks))


def _by_source(found: tuple[Cause, ...]) -> Table:
    columns = (
        Column("Source"), Column("Causes", is_number=True), Column("Open", is_number=True), Column("Overdue", is_number=True),
        Column("Resolved", is_number=True), Column("Affect the public", is_number=True), Column("Affect the workforce", is_number=True),
    )  # fmt: skip
    others = sorted({cause.source for cause in found} - set(SOURCES))
    rows = [
        _source(source, [cause for cause in found if cause.source == source])
        for source in (*SOURCES, *others)
    ]
    rows.append(_source("all", list(found)))
    return Table("root-causes-by-source", "Root causes by source", columns, tuple(rows))


def _source(source: str, causes: list[Cause]) -> tuple[Cell, ...]:
    return (
        Cell(source or NOT_GIVEN), count_cell(len(causes)), count_cell(sum(cause.is_open for cause in causes)),
        count_cell(sum(bool(cause.overdue.value) for cause in causes)), count_cell(sum(not cause.is_open for cause in causes)),
        count_cell(sum("public" in cause.affects for cause in causes)), count_cell(sum("workforce" in cause.affects for cause in causes)),
    )  # fmt: skip


def _audiences(found: tuple[Cause, ...]) -> Iterator[Block]:
    for audience in ("public", "workforce"):
        if not any(audience in cause.affects for cause in found):
            yield missing(f"No root cause concerns the {audience} (root_causes.affects).")


def _asks(found: tuple[Cause, ...]) -> Iterator[Block]:
    asked = sorted((cause for cause in found if cause.asked_of), key=lambda cause: cause.asked_of)
    if not asked:
        yield said(
            "No open cause lies in a statute or a regulation, so nothing is asked of Congress or of OMB."
        )
        return
    of = [
        f"{counted(number, 'open cause')} for {who}" for who in ASKED_OF.values()
        if (number := sum(cause.asked_of == who for cause in asked))
    ]  # fmt: skip
    yield said(f"Causes that the agency cannot settle alone: {joined(of)}.")
    columns = (
        Column("Asked of"),
        Column("What is asked"),
        Column("Because"),
        Column("Where it stands"),
        Column("By"),
    )
    rows = tuple(
        (Cell(cause.asked_of), Cell(cause.action or NOT_GIVEN, places=(cause.place,)), Cell(cause.statement or NOT_GIVEN, places=(cause.place,)),
         Cell(_stands(cause)), Cell(cause.due or NOT_GIVEN))
        for cause in asked
    )  # fmt: skip
    note = "A cause in a statute needs Congress; one in a regulation goes through OMB."
    yield Table("asks", "Open causes in statutes and regulations", columns, rows, note)


def _stands(cause: Cause) -> str:
    words = cause.status.replace("_", " ") or NOT_GIVEN
    return f"{words}: {cause.escalated_to}" if cause.escalated_to else words


def _all(found: tuple[Cause, ...], names: dict[str, str]) -> Table:
    columns = (
        Column("Root cause"), Column("Problem that it makes"), Column("Source"), Column("Affects"), Column("Concerns"), Column("Resolution"),
        Column("Owner"), Column("Due"), Column("Status"), Column("Days overdue", is_number=True),
    )  # fmt: skip
    return Table(
        "root-causes",
        "Root causes and their resolution",
        columns,
        tuple(_cause(cause, names) for cause in found),
    )


def _cause(cause: Cause, names: dict[str, str]) -> tuple[Cell, ...]:
    overdue = measured_cell(cause.overdue)
    if cause.overdue.value:
        overdue = overdue._replace(text=figure(cause.overdue.value), tone="bad")
    return (
        Cell(cause.statement or NOT_GIVEN, places=(cause.place,)), Cell(cause.challenge or NOT_GIVEN), Cell(cause.source or NOT_GIVEN),
        Cell(joined(cause.affects) or NOT_GIVEN), Cell(joined([names.get(each, each) for each in cause.linked]) or NOT_GIVEN),
        Cell(cause.action or NOT_GIVEN), Cell(cause.owner or NOT_GIVEN), Cell(cause.due or NOT_GIVEN), Cell(_stands(cause)), overdue,
    )  # fmt: skip
