"""The minutes that services and processes cost people, and the hours that are saved (clause S1.p4.s1.a)."""

from collections.abc import Iterator

from checker.annual.cells import audience_place, audience_words, change_cell, measured_cell
from checker.annual.report import Bar, Block, Bullet, Cell, Column, Plot, Table
from checker.annual.wording import counted, figure, missing
from checker.measures.arithmetic import rounded
from checker.measures.burden import TimeTax
from checker.measures.measured import Measured
from checker.measures.year import YearMeasures


def time_spent(measures: YearMeasures) -> Iterator[Block]:
    """Minutes for one person, and hours a year for all of them, the public's and the workforce's in one table."""
    found = sorted(measures.burden.time_tax, key=lambda one: audience_place(one.audience))
    if not found:
        yield missing("The plan does not say how many minutes a service costs a person (burden.time_tax).")
        return
    for audience in ("public", "internal"):
        if not any(one.audience in (audience, "both") for one in found):
            yield missing(f"The minutes of {audience_words(audience)} are not counted (burden.time_tax).")
    columns = (
        Column("Service or process"), Column("Whose time"), Column("Minutes at the start", is_number=True), Column("Last year", is_number=True),
        Column("Now", is_number=True), Column("Target", is_number=True), Column("Uses a year", is_number=True),
        Column("Hours a year saved since last year", is_number=True), Column("Since the start", is_number=True),
    )  # fmt: skip
    note = "Hours saved are the minutes saved for one person times the uses a year, divided by 60."
    yield Table(
        "time-tax", "Minutes that one person spends, and hours saved", columns, tuple(map(_time, found)), note
    )
    saved = [one for one in found if one.saved_since_start.value is not None]
    if saved:
        yield _saved(saved)


def _time(one: TimeTax) -> tuple[Cell, ...]:
    return (
        Cell(one.name, places=(one.place,)), Cell(audience_words(one.audience)), measured_cell(one.baseline), measured_cell(one.prior),
        measured_cell(one.current), measured_cell(one.target), measured_cell(one.times), change_cell(one.saved_since_last_year, "higher", 0),
        change_cell(one.saved_since_start, "higher", 0),
    )  # fmt: skip


def _saved(found: list[TimeTax]) -> Plot:
    most = max(found, key=lambda one: one.saved_since_start.value or 0)
    words = (
        f"Hours a year saved since the improvement began, for {counted(len(found), 'service or process', 'services and processes')}: "
        f"the most for {most.name}, {figure(int(rounded(most.saved_since_start.value or 0, 0)))} hours"
    )
    behind = [one for one in found if (one.saved_at_target.value or 0) > (one.saved_since_start.value or 0)]
    words += (
        f"; {len(behind)} of {len(found)} would save more at the target."
        if behind
        else "; all have reached their target."
    )
    bars = tuple(
        Bar(_title(one), _value(one.saved_since_start), _value(one.saved_at_target), None) for one in found
    )
    columns = (
        Column("Service or process"),
        Column("Whose time"),
        Column("Hours saved", is_number=True),
        Column("Hours saved at the target", is_number=True),
    )
    rows = tuple(
        (Cell(one.name, places=(one.place,)), Cell(audience_words(one.audience)), change_cell(one.saved_since_start, "higher", 0),
         change_cell(one.saved_at_target, "higher", 0))
        for one in found
    )  # fmt: skip
    data = Table("hours-saved-data", "Hours a year saved since the improvement began", columns, rows)
    return Plot(
        "hours-saved",
        "Hours a year saved, and what the target would save",
        words,
        Bullet(bars, "hours a year"),
        data,
    )


def _title(one: TimeTax) -> str:
    return f"{one.name} ({audience_words(one.audience)})"


def _value(number: Measured) -> float | None:
    return None if number.value is None else float(number.value)
