"""Results of surveys, from the feedback that a plan lists."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.location import Location
from checker.measures.figures import blocks, count, whole
from checker.measures.flags import flags
from checker.measures.measured import Measured
from checker.measures.quarter import Quarter
from checker.measures.question import asked_for_points, question
from checker.measures.suppression import is_held_back, protected
from checker.measures.volumes import SurveyYear, offers, responses, survey_years
from checker.plan.spot import Spot

DRIVERS = ("effectiveness", "ease", "efficiency", "transparency", "humanity", "employee", "other")
"""What people may choose as having made the difference (Circular A-11, section 280, survey of 2023)."""


class Feedback(NamedTuple):
    """What the surveys brought: quarter by quarter as the plan lists them, and the volumes of each survey by fiscal year."""

    quarters: tuple[Quarter, ...]
    years: tuple[SurveyYear, ...]


def feedback(plan: Spot, audiences: Mapping[str, str], threshold: int) -> Feedback:
    """Every entry of the plan's feedback; what tells of fewer people than the threshold is held back.

    `audiences` says for each service and process whom it is for, where the survey does not say whom it asks.
    """
    surveys: dict[str, Spot] = {}
    for survey in blocks(plan.at("voice_of_customer", "surveys")):
        surveys.setdefault(survey.at("id").text, survey)
    nothing = plan.at("a survey that the plan does not list")
    entries = list(blocks(plan.at("feedback")))
    asked = [surveys.get(entry.at("survey_id").text, nothing) for entry in entries]
    found = [_quarter(entry, survey, audiences) for entry, survey in zip(entries, asked, strict=True)]
    shown = protected(found, threshold)
    flagged = tuple(
        quarter._replace(
            flags=flags(entry, before, quarter, is_listed=survey is not nothing),
            hidden=tuple(_hidden(entry, quarter)),
        )
        for entry, survey, before, quarter in zip(entries, asked, found, shown, strict=True)
    )
    return Feedback(flagged, survey_years(found, threshold))


def _hidden(entry: Spot, shown: Quarter) -> Iterator[Location]:
    """Where an entry of the feedback writes what is held back."""
    if is_held_back(shown.respondents):
        yield from entry.at("volume_of_respondents").places
    for response, one in zip(asked_for_points(entry), shown.questions, strict=True):
        if is_held_back(one.answered) or is_held_back(one.mean):
            yield from (
                place for name in ("n", "counts", "mean", "up", "down") for place in response.at(name).places
            )
            yield from (place for each in response.at("counts") for place in each.places)
    for which, choices in (("positive", shown.positive), ("negative", shown.negative)):
        for driver, number in choices:
            if is_held_back(number):
                yield from entry.at("drivers", which, driver).places


def _quarter(entry: Spot, survey: Spot, audiences: Mapping[str, str]) -> Quarter:
    customers, offered = count(entry.at("volume_of_customers")), count(entry.at("volume_offered"))
    respondents = count(entry.at("volume_of_respondents"))
    about = _about(entry) or _about(survey)
    quarter = whole(entry.at("quarter"))
    return Quarter(
        about=about,
        survey=entry.at("survey_id").text,
        title=survey.at("title").text or entry.at("survey_id").text,
        audience=survey.at("audience").text or audiences.get(about, ""),
        channel=entry.at("channel").text or survey.at("channel").text,
        point=entry.at("transaction_point").text or survey.at("transaction_point").text,
        kind=survey.at("type").text,
        fiscal_year=whole(entry.at("fiscal_year")),
        quarter=quarter if quarter in (1, 2, 3, 4) else None,
        customers=customers,
        offered=offered,
        respondents=respondents,
        offer_rate=offers(offered, customers),
        response_rate=responses(respondents, offered),
        questions=tuple(question(response, survey.at("scale").text) for response in asked_for_points(entry)),
        positive=_choices(entry, "positive"),
        negative=_choices(entry, "negative"),
        operations=entry.at("operational_metrics").text,
        reflection=entry.at("reflection").text,
        limitations=entry.at("limitations").text,
        place=entry.place,
    )


def _about(entry: Spot) -> str:
    return entry.at("service_id").text or entry.at("process_id").text


def _choices(entry: Spot, which: str) -> tuple[tuple[str, Measured], ...]:
    counted = ((driver, count(entry.at("drivers", which, driver))) for driver in DRIVERS)
    return tuple((driver, number) for driver, number in counted if number.places)
