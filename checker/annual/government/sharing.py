"""Part 7: what the amendment adds: shared services by function, paperwork and manual data entry, processes that were evaluated."""

from collections import Counter
from collections.abc import Iterator

from checker.annual.government.counts import by_agency
from checker.annual.government.whole import Whole
from checker.annual.report import Bar, Block, Bullet, Cell, Column, Heading, Part, Plot, Table
from checker.annual.wording import counted, figure, joined, missing, said
from checker.measures.arithmetic import plain, total
from checker.measures.processes import DECISIONS
from checker.review.figures import Load

_TITLES = {"adopt": "Adopts", "in_place": "In place", "defer": "Deferred", "outside": "Bought outside"}
MOST_DRAWN = 30
"""Agencies that a picture shows."""


def amendment(whole: Whole) -> Part:
    """Decisions by function; hours by agency and in all, with what was saved since last year; processes by agency."""
    blocks: list[Block] = [Heading("Shared services"), *_functions(whole), Heading("Hours of burden")]
    for what in ("paperwork", "manual data entry"):
        blocks += _hours(whole, what)
    blocks += [Heading("Business processes"), by_agency(
        whole, "processes", "Business processes and those evaluated this year", {"processes": "Processes", "processes evaluated": "Evaluated this year"}
    )]  # fmt: skip
    clauses = ("S1.p1.s2", "S1.p1.s4.b", "S1.p2.s2", "S1.p2.s3.b")
    return Part(7, "amendment", "Shared services, burden and business processes", clauses, tuple(blocks))


def _functions(whole: Whole) -> Iterator[Block]:
    made = [one for entry in whole.assessed for one in entry.figures.adoptions]
    if not made:
        yield missing("No plan decides on a shared service (shared_services.considered).")
        return
    functions = sorted({one.function or "not given" for one in made})
    rows = []
    for function in functions:
        counts = Counter(one.decision for one in made if (one.function or "not given") == function)
        places = {
            decision: tuple(
                one.place
                for one in made
                if one.decision == decision and (one.function or "not given") == function
            )
            for decision in DECISIONS
        }
        rows.append(
            (
                Cell(function.replace("_", " ")),
                *(Cell(figure(counts[each]), counts[each], places[each]) for each in DECISIONS),
            )
        )
    columns = (Column("Function"), *(Column(_TITLES[each], is_number=True) for each in DECISIONS))
    shared = sum(one.decision in ("adopt", "in_place") for one in made)
    yield said(
        f"Of {figure(len(made))} decisions on shared services, {figure(shared)} adopt one or have one in place."
    )
    yield Table(
        "shared-services",
        "Decisions on shared services by function, all agencies together",
        columns,
        tuple(rows),
    )


def _hours(whole: Whole, what: str) -> Iterator[Block]:
    found = [
        (entry.agency, load) for entry in whole.assessed for load in entry.figures.loads if load.what == what
    ]
    both = [load for _, load in found if load.prior is not None and load.current is not None]
    silent = [
        entry.agency for entry in whole.assessed if all(load.what != what for load in entry.figures.loads)
    ]
    name = what.replace(" ", "-")
    if not found:
        yield missing(f"No plan counts its hours of {what} (burden).")
        return
    if both:
        saved = plain(total(load.prior or 0 for load in both) - total(load.current or 0 for load in both))
        words = "fewer" if saved >= 0 else "more"
        yield said(
            f"Hours of {what}: {figure(abs(saved))} {words} than the year before, for {counted(len(both), 'agency', 'agencies')} with both years."
        )
    columns = (
        Column("Agency"), *(Column(title, is_number=True) for title in ("Last year", "This year", "Target", "Fewer than last year")),
    )  # fmt: skip
    rows = [(Cell(agency), *_numbers(load)) for agency, load in found]
    yield Table(f"hours-{name}", f"Hours of {what} a year, by agency", columns, tuple(rows))
    if silent:
        yield missing(f"The plans of {joined(silent)} do not count their hours of {what}.")
    drawn = [(agency, load) for agency, load in found if load.current is not None][:MOST_DRAWN]
    if drawn:
        yield _plot(name, what, drawn, len(found))


def _numbers(load: Load) -> tuple[Cell, ...]:
    at = (load.place,)
    cells = [
        Cell("not given") if number is None else Cell(figure(number), number, at)
        for number in (load.prior, load.current, load.target)
    ]
    if load.prior is None or load.current is None:
        return (*cells, Cell("not known"))
    saved = plain(total([load.prior]) - total([load.current]))
    shown = figure(saved).replace("-", "\N{MINUS SIGN}")
    return (*cells, Cell(shown, saved, at, "good" if saved > 0 else "bad" if saved < 0 else ""))


def _plot(name: str, what: str, drawn: list[tuple[str, Load]], every: int) -> Plot:
    bars = tuple(Bar(agency, load.current, load.target, load.prior) for agency, load in drawn)
    down = sum(
        load.prior is not None and load.current is not None and load.current < load.prior for _, load in drawn
    )
    words = f"Hours of {what} fell for {figure(down)} of {counted(len(drawn), 'agency', 'agencies')}."
    rows = tuple((Cell(agency), *_numbers(load)[:3]) for agency, load in drawn)
    columns = (
        Column("Agency"),
        *(Column(title, is_number=True) for title in ("Last year", "This year", "Target")),
    )
    note = "" if len(drawn) == every else f"The first {len(drawn)} agencies of {every}."
    data = Table(f"hours-{name}-data", f"Hours of {what} a year", columns, rows, note)
    return Plot(
        f"hours-{name}-plot",
        f"Hours of {what}: this year, target, last year",
        words,
        Bullet(bars, "hours a year"),
        data,
    )
