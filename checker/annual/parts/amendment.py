"""Part 7: what the amendment adds: business processes of both audiences, shared services, manual entry, and the workforce heard."""

from collections.abc import Iterator

from checker.annual.cells import AUDIENCES, audience_words
from checker.annual.heard import heard
from checker.annual.hours import burden
from checker.annual.minutes import time_spent
from checker.annual.report import Block, Cell, Column, Heading, Part, Table
from checker.annual.sharing import sharing
from checker.annual.wording import NOT_GIVEN, counted, joined, missing, said
from checker.annual.year import Account
from checker.measures.processes import Process

_CLAUSES = ("S1.p1.s2", "S1.p1.s4.a", "S1.p1.s4.b", "S1.p2.s2", "S1.p4.s1.a", "S2.p1.s4.b")


def amendment(account: Account) -> Part:
    """Processes and their evaluations, decisions on shared services, hours and minutes and how fast they shrink, feedback of staff."""
    measures, year = account.year.measures, account.year.fiscal_year
    blocks: list[Block] = [
        Heading("Business processes that were evaluated"),
        *_processes(measures.processes, year),
    ]
    blocks += [Heading("Shared services"), *sharing(measures)]
    blocks += [Heading("Paperwork and manual data entry"), *burden(account)]
    blocks += [Heading("Time that people spend"), *time_spent(measures)]
    blocks += [Heading("How the workforce is heard"), *heard(account)]
    return Part(
        7,
        "amendment",
        "Business processes, shared services, burden and the workforce",
        _CLAUSES,
        tuple(blocks),
    )


def _processes(found: tuple[Process, ...], year: int) -> Iterator[Block]:
    if not found:
        yield missing("The plan lists no business process and no evaluation of one (business_processes).")
        return
    by = {
        audience: [process for process in found if process.audience == audience] for audience in AUDIENCES
    }  # fmt: skip
    told = [
        f"{sum(bool(process.evaluated_this_year) for process in listed)} of {len(listed)} for {audience_words(audience)}"
        for audience, listed in by.items() if listed
    ]  # fmt: skip
    evaluated = sum(bool(process.evaluated_this_year) for process in found)
    whole = counted(len(found), "business process", "business processes")
    yield said(f"{evaluated} of {whole} evaluated in fiscal year {year}: {joined(told)}.")
    for audience, listed in (("public", by["public"]), ("internal", by["internal"])):
        if not listed and not by["both"]:
            yield missing(f"No business process is listed for {audience_words(audience)}.")
    columns = (
        Column("Process"), Column("For"), Column("Owner"), Column("Last evaluated"), Column(f"In fiscal year {year}"),
        Column("What the evaluation found"), Column("What happens to it"),
    )  # fmt: skip
    yield Table("processes", "Business processes and their evaluations", columns, tuple(map(_process, found)))


def _process(process: Process) -> tuple[Cell, ...]:
    this_year = process.evaluated_this_year
    return (
        Cell(process.name, places=(process.place,)), Cell(audience_words(process.audience)), Cell(process.owner or NOT_GIVEN),
        Cell(process.last_evaluated or NOT_GIVEN), Cell("cannot be said" if this_year is None else "yes" if this_year else "no",
                                                        tone="" if this_year is None else "good" if this_year else "bad"),
        Cell(" ".join(process.findings) or NOT_GIVEN), Cell(process.disposition.replace("_", " ") or NOT_GIVEN),
    )  # fmt: skip
