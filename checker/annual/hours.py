"""Hours of paperwork and manual data entry with the pace of reduction, and the minutes that services cost people."""

from collections.abc import Iterator

from checker.annual.cells import audience_words, change_cell, measured_cell, percent, signed
from checker.annual.report import Bar, Block, Bullet, Cell, Column, Kind, Plot, Points, Sentence, Table
from checker.annual.wording import counted, figure, missing
from checker.measures.arithmetic import exact
from checker.measures.burden import Burden, Hours, TimeTax
from checker.measures.measured import Measured
from checker.measures.year import YearMeasures


def burden(measures: YearMeasures) -> Iterator[Block]:
    """The pace for all paperwork and all manual entry, then form by form and process by process."""
    found = measures.burden
    yield from _pace("Paperwork", found.paperwork, "burden.paperwork_hours")
    yield from _pace("Manual data entry", found.manual_entry, "burden.manual_data_entry_hours")
    rows = [("All paperwork", found.paperwork), *((one.title, one.hours) for one in found.collections)]
    rows += [
        ("All manual data entry", found.manual_entry),
        *((one.name, one.manual_entry) for one in measures.processes),
    ]
    known = [(name, hours) for name, hours in rows if _is_given(hours)]
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
    yield from _forms(found)
    rising = tuple(_rising(name, hours) for name, hours in known if (hours.pace.value or 0) < 0)
    if rising:
        yield Points(rising)


def time_spent(measures: YearMeasures) -> Iterator[Block]:
    """Minutes for one person, and hours a year for all of them, the public's and the workforce's in one table."""
    found = sorted(
        measures.burden.time_tax,
        key=lambda one: (
            ("public", "internal", "both").index(one.audience)
            if one.audience in ("public", "internal", "both")
            else 3
        ),
    )
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


def _pace(what: str, hours: Hours, field: str) -> Iterator[Block]:
    if not _is_given(hours):
        yield missing(f"{what}: the plan gives no hours ({field}).")
        return
    now, pace = hours.current, hours.pace
    if now.value is None or pace.value is None or hours.share.value is None:
        yield missing(
            f"{what}: the pace of reduction cannot be worked out, because {pace.why or hours.share.why} ({field})."
        )
        return
    way = "fewer" if pace.value > 0 else "more"
    text = f"{what}: {figure(now.value)} hours a year now, {figure(abs(pace.value))} {way} than last year ({percent(abs(hours.share.value))})."
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
        f"the most for {most.name}, {figure(round(most.saved_since_start.value or 0))} hours"
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
