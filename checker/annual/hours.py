"""Hours of paperwork and manual data entry with the pace of reduction, form by form and process by process."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from checker.annual.cells import change_cell, measured_cell, percent, signed
from checker.annual.report import Block, Cell, Column, Kind, Points, Sentence, Table
from checker.annual.trends import Way, plots
from checker.annual.wording import counted, figure, missing
from checker.annual.year import Account, Year
from checker.measures.arithmetic import exact
from checker.measures.burden import Burden, Hours, with_prior


class _Row(NamedTuple):
    """One trend of hours, and what last year's plan says of the same; None where it says nothing.

    `field` is where a plan gives the hours of all together; empty for one form or process.
    """

    name: str
    hours: Hours
    before: Hours | None
    field: str = ""


def burden(account: Account) -> Iterator[Block]:
    """The pace for all paperwork and all manual entry, then form by form and process by process."""
    rows = [_filled(row) for row in _rows(account)]
    for row in rows:
        if row.field:
            yield from _pace(row.name, row.hours, row.field)
    known = [(row.name, row.hours) for row in rows if _is_given(row.hours)]
    if not known:
        return
    columns = (
        Column("Paperwork or manual entry"), Column("At the start", is_number=True), Column("Last year", is_number=True),
        Column("Now", is_number=True), Column("Target", is_number=True), Column("Fewer than last year", is_number=True),
        Column("Change", is_number=True), Column("Years to the target at this pace", is_number=True),
    )  # fmt: skip
    note = "Hours a year. Fewer than last year is the pace of reduction; with a minus, the hours rose."
    yield Table(
        "hours",
        "Hours of paperwork and manual data entry",
        columns,
        tuple(_hours(name, hours) for name, hours in known),
        note,
    )
    yield from _forms(account.year.measures.burden)
    yield from _doubts(rows)
    rising = tuple(_rising(name, hours) for name, hours in known if (hours.pace.value or 0) < 0)
    if rising:
        yield Points(rising)
    yield from _trends(account.years)


def _rows(account: Account) -> list[_Row]:
    """Every trend of hours in the plan, with that of a year before where its plan is at hand."""
    now, last = account.year.measures, None
    if account.before is not None and account.before.fiscal_year == account.year.fiscal_year - 1:
        last = account.before.measures
    forms = {one.control_number or one.title: one.hours for one in last.burden.collections} if last else {}
    typed = {one.id: one.manual_entry for one in last.processes} if last else {}
    return [
        _Row(
            "All paperwork",
            now.burden.paperwork,
            last.burden.paperwork if last else None,
            "burden.paperwork_hours",
        ),
        *(
            _Row(one.title, one.hours, forms.get(one.control_number or one.title))
            for one in now.burden.collections
        ),
        _Row(
            "All manual data entry",
            now.burden.manual_entry,
            last.burden.manual_entry if last else None,
            "burden.manual_data_entry_hours",
        ),
        *(_Row(one.name, one.manual_entry, typed.get(one.id)) for one in now.processes),
    ]


def _filled(row: _Row) -> _Row:
    """With last year's hours from last year's plan, where this year's does not give them."""
    if row.hours.prior.value is not None or row.before is None or row.before.current.value is None:
        return row
    return row._replace(hours=with_prior(row.hours, row.before.current))


def _doubts(rows: list[_Row]) -> Iterator[Block]:
    """Where this year's plan gives other hours for last year than last year's plan did."""
    told = []
    for row in rows:
        now, then = row.hours.prior, None if row.before is None else row.before.current
        if then is None or now.value is None or then.value is None or exact(now.value) == exact(then.value):
            continue
        text = f"{row.name}: this year's plan gives {figure(now.value)} hours for last year, last year's plan gave {figure(then.value)}."
        told.append(Sentence(text, Kind.CAUTION, (*now.places, *then.places)))
    if told:
        yield Points(tuple(told))


def _trends(years: Sequence[Year]) -> Iterator[Block]:
    """The hours over the years, where several plans give them."""
    labels = [f"FY{year.fiscal_year}" for year in reversed(years)]
    of: tuple[tuple[str, str, Callable[[Burden], Hours]], ...] = (
        ("paperwork", "All paperwork", lambda found: found.paperwork), ("manual-entry", "All manual data entry", lambda found: found.manual_entry),
    )  # fmt: skip
    for name, title, hours in of:
        found = [
            (label, hours(year.measures.burden).current)
            for label, year in zip(labels, reversed(years), strict=True)
        ]
        known = {label: number for label, number in found if number.value is not None}
        way = Way(
            title, {label: measured_cell(number) for label, number in known.items()},
            {label: float(number.value or 0) for label, number in known.items()},
        )  # fmt: skip
        yield from plots(f"trend-{name}", f"{title} over the years", labels, [way], "hours a year")


def _pace(what: str, hours: Hours, field: str) -> Iterator[Block]:
    if not _is_given(hours):
        yield missing(f"{what}: the plan gives no hours ({field}).")
        return
    now, pace = hours.current, hours.pace
    if now.value is None or pace.value is None:
        which = "now" if now.value is None else "last year"
        yield missing(
            f"{what}: the pace of reduction cannot be worked out, because no plan gives the hours of {which} ({field})."
        )
        return
    part = "" if hours.share.value is None else f" ({percent(abs(hours.share.value))})"
    way = "fewer" if pace.value > 0 else "more"
    text = (
        f"{what}: {figure(now.value)} hours a year now, {figure(abs(pace.value))} {way} than last year{part}."
    )
    if pace.value == 0:
        text = f"{what}: {figure(now.value)} hours a year now, as many as last year."
    left = hours.years_left.value
    if left is not None:
        text += (
            " The target is reached."
            if left == 0
            else f" At this pace the target is reached in {counted_years(left)}."
        )
    elif hours.target.value is not None:
        text += " At this pace the target is never reached."
    kind = Kind.SAID if pace.value > 0 or left == 0 else Kind.CAUTION
    yield Sentence(text, kind, tuple(dict.fromkeys((*pace.places, *hours.target.places))))


def counted_years(years: float) -> str:
    """`2.1 years`."""
    return f"{signed(years, 1).lstrip('+')} years"


def _is_given(hours: Hours) -> bool:
    return any(
        number.value is not None for number in (hours.prior, hours.baseline, hours.current, hours.target)
    )


def _hours(name: str, hours: Hours) -> tuple[Cell, ...]:
    share = hours.share
    changed = Cell(share.why) if share.value is None else Cell(
        signed(float(exact(share.value) * 100), 1) + "%", share.value, share.places, "bad" if share.value > 0 else "good" if share.value else "",
    )  # fmt: skip
    left = hours.years_left
    years = (
        measured_cell(left)
        if left.value is None
        else Cell(signed(left.value, 1).lstrip("+"), left.value, left.places)
    )
    return (
        Cell(name, places=(hours.place,)), measured_cell(hours.baseline), measured_cell(hours.prior), measured_cell(hours.current),
        measured_cell(hours.target), change_cell(hours.pace, "higher"), changed, years,
    )  # fmt: skip


def _forms(found: Burden) -> Iterator[Block]:
    """Whether the forms that the plan lists make up the hours that it states for all paperwork."""
    stated, listed = found.paperwork.current, found.forms
    if stated.value is None or listed.value is None or exact(stated.value) == exact(listed.value):
        return
    text = (
        f"The {counted(len(found.collections), 'collection')} that the plan lists come to {figure(listed.value)} hours; for all paperwork "
        f"it states {figure(stated.value)}."
    )
    yield Sentence(text, Kind.CAUTION, (*stated.places, *listed.places))


def _rising(name: str, hours: Hours) -> Sentence:
    why = f" The plan says: {hours.explanation}" if hours.explanation else " The plan does not say why."
    return Sentence(f"{name}: the hours rose.{why}", Kind.CAUTION, hours.pace.places)
