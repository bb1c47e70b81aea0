"""Volumes of a survey: how many came, were asked and answered, in a quarter or a year."""

from collections.abc import Sequence
from typing import NamedTuple

from checker.measures.arithmetic import held_back, offer_rate, plain, response_rate, total, total_is_shown
from checker.measures.measured import Measured
from checker.measures.quarter import Quarter
from checker.measures.suppression import TELLS, people_of


class SurveyYear(NamedTuple):
    """The volumes of one survey, all quarters of a fiscal year that the plan has together. Rates are shares, 0 to 1."""

    about: str
    survey: str
    title: str
    audience: str
    fiscal_year: int
    quarters: int
    customers: Measured
    offered: Measured
    respondents: Measured
    offer_rate: Measured
    response_rate: Measured


def survey_years(found: Sequence[Quarter], threshold: int) -> tuple[SurveyYear, ...]:
    """The years of every survey, in the plan's order. `found` are the quarters before anything was held back."""
    years: dict[tuple[str, str, int], list[Quarter]] = {}
    for quarter in found:
        if quarter.fiscal_year is not None:
            years.setdefault((quarter.about, quarter.survey, quarter.fiscal_year), []).append(quarter)
    return tuple(_year(quarters, year, threshold) for (_, _, year), quarters in years.items())


def offers(offered: Measured, customers: Measured) -> Measured:
    """The offer rate, or why there is none."""
    places = (*customers.places, *offered.places)
    if offered.value is None or customers.value is None:
        return Measured(None, places, offered.why or customers.why)
    rate = offer_rate(int(offered.value), int(customers.value))
    why = (
        "more people were offered the survey than came" if customers.value else "the plan counts no customers"
    )
    return Measured(None, places, why) if rate is None else Measured(plain(rate), places)


def responses(respondents: Measured, offered: Measured) -> Measured:
    """The response rate, or why there is none."""
    places = (*offered.places, *respondents.places)
    if respondents.value is None or offered.value is None:
        return Measured(None, places, respondents.why or offered.why)
    rate = response_rate(int(respondents.value), int(offered.value))
    why = (
        "more people answered than were offered the survey"
        if offered.value
        else "the survey was offered to nobody"
    )
    return Measured(None, places, why) if rate is None else Measured(plain(rate), places)


def _year(quarters: list[Quarter], fiscal_year: int, threshold: int) -> SurveyYear:
    latest = quarters[-1]
    customers = _sum([(quarter, quarter.customers) for quarter in quarters])
    offered = _sum([(quarter, quarter.offered) for quarter in quarters])
    respondents = _sum([(quarter, quarter.respondents) for quarter in quarters])
    rate = responses(respondents, offered)
    people = [people_of(quarter.respondents) for quarter in quarters]
    if not total_is_shown(people, held_back(people, threshold), threshold):
        respondents = rate = TELLS
    return SurveyYear(
        latest.about, latest.survey, latest.title, latest.audience, fiscal_year, len(quarters), customers, offered,
        respondents, offers(offered, customers), rate,
    )  # fmt: skip


def _sum(numbers: list[tuple[Quarter, Measured]]) -> Measured:
    places = tuple(place for _, number in numbers for place in number.places)
    for quarter, number in numbers:
        if number.value is None:
            return Measured(None, places, f"the figure of {quarter.name} is missing")
    return Measured(plain(total(number.value for _, number in numbers if number.value is not None)), places)
