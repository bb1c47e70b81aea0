"""Standards against their targets, last year and the best in business."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.annual.cells import audience_words, change_cell, measured_cell, met_cell, share_cell
from checker.annual.report import Bar, Block, Bullet, Cell, Column, Plot, Table
from checker.annual.wording import NOT_GIVEN, counted, figure
from checker.measures.arithmetic import change
from checker.measures.comparable import normalised
from checker.measures.measured import Measured
from checker.measures.services import Service, Standard
from checker.measures.worked import worked

_MOST = 12
"""Bars that are still read in one plot."""


class Promise(NamedTuple):
    """A standard of a service, and the same a year before, where it was counted alike."""

    service: Service
    standard: Standard
    before: Standard | None
    why: str


def promised(services: Sequence[Service], before: Sequence[Service] | None) -> list[Promise]:
    """Every standard of the services beside last year's; `why` says why there is nothing to compare with."""
    return [
        Promise(service, standard, *_before(service, standard, before))
        for service in services
        for standard in service.standards
    ]


def standards(name: str, service: str, found: Sequence[Promise]) -> Iterator[Block]:
    """What was promised and what was reached, with last year beside it."""
    if not found:
        return
    columns = (
        Column("Standard"), Column("For"), Column("At the start", is_number=True), Column("Target", is_number=True),
        Column("Reached", is_number=True), Column("Period"), Column("Target met"), Column("Way from start to target", is_number=True),
        Column("Last year", is_number=True), Column("Change", is_number=True),
    )  # fmt: skip
    yield Table(
        f"standards-{name}",
        f"{service}: standards against their targets",
        columns,
        tuple(map(_standard, found)),
    )


def benchmark(name: str, service: Service) -> Iterator[Block]:
    """The comparison with the best in business."""
    found = service.benchmark
    if found is None:
        return
    columns = (
        Column("Compared with"), Column("Sector"), Column("What is compared"), Column("Theirs", is_number=True), Column("Ours", is_number=True),
        Column("Difference", is_number=True),
    )  # fmt: skip
    row = (
        Cell(found.comparator or NOT_GIVEN, places=(found.place,)), Cell(found.sector or NOT_GIVEN), Cell(found.metric or NOT_GIVEN),
        measured_cell(found.value, found.unit), measured_cell(found.own, found.unit), change_cell(found.gap),
    )  # fmt: skip
    yield Table(f"benchmark-{name}", f"{service.name}: compared with others", columns, (row,))


def bullets(found: Sequence[Promise]) -> Iterator[Block]:
    """Targets against results, one plot for each unit."""
    units: dict[str, list[Promise]] = {}
    for one in found:
        if one.standard.actual.value is not None and one.standard.target.value is not None:
            units.setdefault(one.standard.unit, []).append(one)
    for number, (unit, listed) in enumerate(units.items(), 1):
        pieces = [listed[start : start + _MOST] for start in range(0, len(listed), _MOST)]
        for part, piece in enumerate(pieces, 1):
            own = f"targets-{number}" if len(pieces) == 1 else f"targets-{number}-{part}"
            yield _bullet(
                own, unit or "no unit given", piece, f" ({part} of {len(pieces)})" if len(pieces) > 1 else ""
            )


def _before(
    service: Service, standard: Standard, before: Sequence[Service] | None
) -> tuple[Standard | None, str]:
    if before is None:
        return None, "no plan of last year"
    same = [
        other for one in before if one.id == service.id for other in one.standards if other.id == standard.id
    ]
    if not same:
        return None, "not in last year's plan"
    if same[0].unit != standard.unit or normalised(same[0].metric) != normalised(standard.metric):
        return None, "not compared: it was counted otherwise last year"
    return same[0], ""


def _standard(one: Promise) -> tuple[Cell, ...]:
    standard, unit = one.standard, one.standard.unit
    last, changed = Measured(None, (), one.why), Measured(None, (), one.why)
    if one.before is not None:
        last, changed = one.before.actual, worked(change, standard.actual, one.before.actual, otherwise="")
    return (
        Cell(standard.text or standard.id or NOT_GIVEN, places=(standard.place,)), Cell(audience_words(standard.audience)),
        measured_cell(standard.baseline, unit), measured_cell(standard.target, unit), measured_cell(standard.actual, unit),
        Cell(standard.period or NOT_GIVEN), met_cell(standard.is_met, standard.actual, standard.target), share_cell(standard.way),
        measured_cell(last, unit), change_cell(changed, standard.better),
    )  # fmt: skip


def _bullet(name: str, unit: str, found: Sequence[Promise], part: str) -> Plot:
    met = sum(bool(one.standard.is_met) for one in found)
    words = f"{met} of {counted(len(found), 'standard')} in {unit} {'meets its' if len(found) == 1 else 'meet their'} target."
    missed = [f"{_title(one)}: {_of(one)}" for one in found if one.standard.is_met is False]
    if missed:
        words += f" Not met: {'; '.join(missed)}."
    bars = tuple(
        Bar(
            _title(one),
            _value(one.standard.actual),
            _value(one.standard.target),
            _value(one.standard.baseline),
        )
        for one in found
    )
    columns = (
        Column("Standard"),
        Column("For"),
        Column("At the start", is_number=True),
        Column("Target", is_number=True),
        Column("Reached", is_number=True),
    )
    rows = tuple(
        (Cell(_title(one), places=(one.standard.place,)), Cell(audience_words(one.standard.audience)), measured_cell(one.standard.baseline),
         measured_cell(one.standard.target), measured_cell(one.standard.actual))
        for one in found
    )  # fmt: skip
    title = f"Targets against results, in {unit}{part}"
    return Plot(name, title, words, Bullet(bars, unit), Table(f"{name}-data", title, columns, rows))


def _title(one: Promise) -> str:
    return f"{one.service.name}: {one.standard.metric or one.standard.text or one.standard.id}"


def _of(one: Promise) -> str:
    return f"{figure(one.standard.actual.value or 0)} where {figure(one.standard.target.value or 0)} is the target"


def _value(number: Measured) -> float | None:
    return None if number.value is None else float(number.value)
