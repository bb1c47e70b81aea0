"""The public and the workforce beside each other: what is measured of each, and how much each trusts."""

from collections.abc import Callable, Iterator, Sequence

from checker.annual.cells import (
    AUDIENCES,
    audience_place,
    audience_words,
    change_cell,
    mean_cell,
    measured_cell,
    share_cell,
)
from checker.annual.report import Block, Cell, Column, Table
from checker.annual.targets import Promise
from checker.annual.wording import NOT_GIVEN, count_cell, missing
from checker.measures.arithmetic import plain, total
from checker.measures.measured import Measured
from checker.measures.outcomes import Goal, Result
from checker.measures.quarter import Quarter
from checker.measures.question import THUMBS, scale_words
from checker.measures.volumes import SurveyYear


def beside(
    quarters: Sequence[Quarter],
    years: Sequence[SurveyYear],
    standards: Sequence[Promise],
    goals: Sequence[Goal],
    results: Sequence[Result],
) -> Iterator[Block]:
    """One table with a column for each audience, and the trust of each survey in its latest quarter."""
    for audience in ("public", "internal"):
        if not any(quarter.audience in (audience, "both") for quarter in quarters):
            unsaid = (
                " Of some surveys the plan does not say whom they ask."
                if any(not one.audience for one in quarters)
                else ""
            )
            yield missing(f"No survey of {audience_words(audience)} has results this year.{unsaid}")
    heard = [
        *(one.audience for one in quarters), *(one.audience for one in goals), *(one.audience for one in results),
        *(one.standard.audience for one in standards),
    ]  # fmt: skip
    shown = [audience for audience in AUDIENCES if audience in ("public", "internal") or audience in heard]
    rows = (
        _counted("Services and processes with results", shown, lambda a: len({one.about for one in quarters if one.audience == a})),
        _counted("Surveys with results", shown, lambda a: len({one.survey for one in quarters if one.audience == a})),
        (Cell("People who answered, all surveys of the year"), *(measured_cell(_people([one for one in years if one.audience == a])) for a in shown)),
        _counted("Standards that were measured", shown, lambda a: sum(one.standard.audience == a and one.standard.actual.value is not None for one in standards)),
        _counted("Standards that meet their target", shown, lambda a: sum(one.standard.audience == a and bool(one.standard.is_met) for one in standards)),
        _counted("Goals", shown, lambda a: sum(one.audience == a for one in goals)),
        _counted("Goals that have reached their target", shown, lambda a: sum(one.audience == a and bool(one.is_met) for one in goals)),
        _counted("Other results", shown, lambda a: sum(one.audience == a for one in results)),
    )  # fmt: skip
    columns = (
        Column("What was measured"),
        *(Column(audience_words(audience).capitalize(), is_number=True) for audience in shown),
    )
    yield Table("public-and-workforce", "The public and the workforce beside each other", columns, rows)
    yield from _trust(quarters)


def other_results(results: Sequence[Result], names: dict[str, str]) -> Iterator[Block]:
    """Results that were measured otherwise, the public's first."""
    if not results:
        return
    columns = (
        Column("Result"), Column("Whose"), Column("Service or process"), Column("Measured", is_number=True), Column("Last year", is_number=True),
        Column("Change", is_number=True), Column("People or cases", is_number=True), Column("On"),
    )  # fmt: skip
    rows = tuple(
        (Cell(one.metric or one.id or NOT_GIVEN, places=(one.place,)), Cell(audience_words(one.audience)),
         Cell(names.get(one.service, one.service) or "all"), measured_cell(one.value, one.unit), measured_cell(one.prior, one.unit),
         change_cell(one.change, one.better), measured_cell(one.sample), Cell(one.date or NOT_GIVEN))
        for one in sorted(results, key=lambda one: audience_place(one.audience))
    )  # fmt: skip
    yield Table("other-results", "Other results, of the public and of the workforce", columns, rows)


def _trust(quarters: Sequence[Quarter]) -> Iterator[Block]:
    latest: dict[str, Quarter] = {}
    for quarter in quarters:
        if any(one.driver == "trust" for one in quarter.questions):
            latest[quarter.survey] = quarter
    if not latest:
        yield missing("No survey asked about trust this year.")
        return
    columns = (
        Column("Survey"), Column("Asked"), Column("Quarter"), Column("Scale"), Column("Answers", is_number=True), Column("Mean", is_number=True),
        Column("Positive", is_number=True),
    )  # fmt: skip
    rows = [
        (Cell(quarter.title or NOT_GIVEN, places=(quarter.place,)), Cell(audience_words(quarter.audience)), Cell(quarter.name),
         Cell(scale_words(one.scale)), measured_cell(one.answered), Cell("none") if one.scale == THUMBS else mean_cell(one.mean, one.scale), share_cell(one.positive))
        for quarter in sorted(latest.values(), key=lambda quarter: audience_place(quarter.audience))
        for one in quarter.questions if one.driver == "trust"
    ]  # fmt: skip
    note = "Words and scales differ from survey to survey; rows may be compared only where they are the same."
    yield Table("trust-by-survey", "Trust in the latest quarter of each survey", columns, tuple(rows), note)


def _counted(what: str, shown: Sequence[str], count: Callable[[str], int]) -> tuple[Cell, ...]:
    return (Cell(what), *(count_cell(count(audience)) for audience in shown))


def _people(years: Sequence[SurveyYear]) -> Measured:
    """All who answered; a figure that is held back or missing leaves no sum."""
    for year in years:
        if year.respondents.value is None:
            return Measured(None, (), f"not known for {year.title or year.survey}: {year.respondents.why}")
    places = tuple(place for year in years for place in year.respondents.places)
    return Measured(plain(total(year.respondents.value or 0 for year in years)), places)
