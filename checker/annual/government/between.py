"""Parts 10 and 11: what agencies ask of Congress and of OMB, and what their plans say of one another."""

from collections.abc import Iterator

from checker.annual.government.counts import by_agency
from checker.annual.government.whole import Whole
from checker.annual.report import Block, Cell, Column, Part, Table
from checker.annual.wording import counted, joined, said
from checker.location import Location
from checker.measures.causes import ASKED_OF

_LAW = {
    "Congress": "A statute is the cause; only Congress can change it.",
    "OMB": "A regulation is the cause; its change goes through OMB's review.",
}


def root_causes(whole: Whole) -> Part:
    """The open causes that lie in a statute or a regulation, by whom they are taken to."""
    blocks: list[Block] = []
    for asked_of in dict.fromkeys(ASKED_OF.values()):
        rows = [
            (Cell(entry.agency), Cell(ask.statement, places=(ask.place,)), Cell(ask.action or "not given", places=(ask.place,)), Cell(ask.owner or "not given"), Cell(ask.due or "not given"))
            for entry in whole.assessed for ask in entry.figures.asks if ask.asked_of == asked_of
        ]  # fmt: skip
        if not rows:
            blocks.append(said(f"No plan takes an open root cause to {asked_of}."))
            continue
        columns = (
            Column("Agency"),
            Column("Root cause"),
            Column("What would resolve it"),
            Column("Owner"),
            Column("Due"),
        )
        blocks.append(
            Table(
                f"asks-{asked_of.lower()}", f"Open asks to {asked_of}", columns, tuple(rows), _LAW[asked_of]
            )
        )
    return Part(10, "root-causes", "Root causes that lie outside the agencies", ("S2.p1.s5",), tuple(blocks))


def coordination(whole: Whole) -> Part:
    """Partners that do not name each other, services that stand in two plans, and how many partners each plan names."""
    blocks: list[Block] = [*_mismatches(whole), *_twice(whole)]
    names = {"partners": "Partners", "life experiences": "Life experiences"}
    blocks.append(by_agency(whole, "partners", "Partners and life experiences", names))
    return Part(
        11,
        "coordination",
        "Coordination and life experiences",
        ("S1.p2.s3.a", "S3(c)", "section 5"),
        tuple(blocks),
    )


def _mismatches(whole: Whole) -> Iterator[Block]:
    found = whole.portfolio.mismatches
    agencies = {entry.key: entry.agency for entry in whole.entries}
    if not found:
        yield said("No plan names an agency as its partner whose own plan does not name it.")
        return
    rows = tuple(
        (
            Cell(each.agency),
            Cell(each.partner, places=_place(each.place)),
            Cell(each.purpose or "not given"),
            Cell(agencies.get(each.other, each.other)),
        )
        for each in found
    )
    columns = (
        Column("Agency"),
        Column("Names as partner"),
        Column("For"),
        Column("Whose plan does not name it"),
    )
    yield Table("mismatches", "Partners that do not name each other", columns, rows)


def _twice(whole: Whole) -> Iterator[Block]:
    found = whole.portfolio.twice
    if not found:
        yield said("No service stands in the plans of two agencies.")
        return
    rows = tuple(
        (Cell(each.service, places=tuple(at for _, _, place in each.plans for at in _place(place))), Cell(joined([agency for _, agency, _ in each.plans])),
         Cell(counted(len(each.plans), "plan")))
        for each in found
    )  # fmt: skip
    yield Table(
        "twice",
        "Services that stand in several plans",
        (Column("Service"), Column("Agencies"), Column("In")),
        rows,
    )


def _place(text: str) -> tuple[Location, ...]:
    """`plan.yaml:12:5`, as a fact has it."""
    file, _, rest = text.rpartition(":")
    file, _, line = file.rpartition(":")
    return (
        (Location(file, int(line), int(rest), int(line), int(rest)),)
        if line.isdecimal() and rest.isdecimal()
        else ()
    )
