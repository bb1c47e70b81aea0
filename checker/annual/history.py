"""The quarters of all years together: what each plan reports of its own year, and what older plans report beyond it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.annual.report import Kind, Sentence
from checker.annual.wording import figure
from checker.annual.year import Year
from checker.measures.arithmetic import exact, rounded
from checker.measures.comparable import asked, why_not_comparable
from checker.measures.quarter import Quarter
from checker.measures.question import Question


class Compared(NamedTuple):
    """The same question a year before. `why` is the sentence that says why the two are not compared, empty where they may be."""

    quarter: Quarter
    question: Question
    why: str


class History(NamedTuple):
    """Every quarter once, in time. `doubts` say where two plans report a quarter differently; the newest plan counts."""

    quarters: tuple[Quarter, ...]
    doubts: tuple[Sentence, ...]

    def year_before(self, quarter: Quarter, question: Question) -> Compared | None:
        """The same question in the same quarter of the year before; None where nobody asked it, or it has no figure.

        Where the survey was done more than once in a quarter, the one that may be compared counts.
        """
        found = None
        for other in self.quarters:
            if (other.about, other.survey, other.when) != (
                quarter.about,
                quarter.survey,
                _year_before(quarter),
            ):
                continue
            for one in other.questions:
                if _same_place(question, one) and one.score.value is not None:
                    why = why_not_comparable(asked(quarter, question), asked(other, one))
                    found = Compared(other, one, why) if found is None or not why else found
        return found

    def others_year_before(self, quarter: Quarter) -> tuple[Quarter, ...]:
        """The surveys of the same service in the same quarter of the year before, also other surveys than this one."""
        return tuple(
            other
            for other in self.quarters
            if (other.about, other.when) == (quarter.about, _year_before(quarter))
        )


def history(years: Sequence[Year]) -> History:
    """The quarters of these years, this year's first: a quarter counts as the newest plan that has it reports it."""
    known: dict[tuple[str, str, tuple[int, int], str], Quarter] = {}
    kept: list[Quarter] = []
    doubts: list[Sentence] = []
    for year in years:
        mine = {}
        for quarter in year.measures.quarters:
            key = (quarter.about, quarter.survey, quarter.when, quarter.channel)
            if key not in known:
                kept.append(quarter)
                mine[key] = quarter
            else:
                doubts += _differences(known[key], quarter, year.fiscal_year)
        known |= mine
    return History(tuple(sorted(kept, key=lambda quarter: quarter.when)), tuple(doubts))


def _year_before(quarter: Quarter) -> tuple[int, int]:
    year, of_year = quarter.when
    return (year - 1, of_year)


def _same_place(one: Question, other: Question) -> bool:
    """The same question of a survey: the same driver, and the same number where both have one."""
    return one.driver == other.driver and (None in (one.number, other.number) or one.number == other.number)


def _differences(newer: Quarter, older: Quarter, year: int) -> Iterator[Sentence]:
    about = f"{newer.title or newer.survey}, {newer.name}"
    now, then = newer.respondents, older.respondents
    if now.value is not None and then.value is not None and exact(now.value) != exact(then.value):
        text = f"{about}: {figure(now.value)} people answered, and the plan of fiscal year {year} says {figure(then.value)}."
        yield Sentence(text, Kind.CAUTION, (*now.places, *then.places))
    for one in newer.questions:
        for other in older.questions:
            if (
                _same_place(one, other)
                and one.scale == other.scale
                and None not in (one.score.value, other.score.value)
            ):
                shown, before = rounded(one.score.value or 0, 2), rounded(other.score.value or 0, 2)
                if shown != before:
                    text = f"{about}: the score for {one.driver} is {shown}, and in the plan of fiscal year {year} {before}."
                    yield Sentence(text, Kind.CAUTION, (*one.mean.places, *other.mean.places))
