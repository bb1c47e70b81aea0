"""Holding back what would tell of few people: small results, and what a small one could be worked out from."""

from collections.abc import Sequence

from checker.measures.arithmetic import SMALL_CELL_THRESHOLD, held_back, is_small
from checker.measures.figures import count
from checker.measures.measured import Measured
from checker.measures.quarter import Quarter
from checker.measures.question import Question
from checker.plan.spot import Spot

_UNKNOWN = Measured(None, (), "held back: the plan does not give how many people answered")
TELLS = Measured(None, (), "held back: a smaller figure could be worked out with it")
"""What stands for a figure that is not small, and would tell one that is."""


def threshold_of(plan: Spot) -> Measured:
    """From how many people on a result is shown: what the plan promises, else SMALL_CELL_THRESHOLD and why."""
    named = count(plan.at("protections", "confidentiality", "small_cell_threshold"))
    return named if named.value is not None else Measured(SMALL_CELL_THRESHOLD, named.places, named.why)


def is_held_back(number: Measured) -> bool:
    """Whether the number is known and not shown."""
    return number.value is None and number.why.startswith("held back")


def protected(found: Sequence[Quarter], threshold: int) -> tuple[Quarter, ...]:
    """The quarters without results of fewer people than the threshold.

    What is held back has no places: the line of the plan would tell it.
    """
    return _without_what_tells(found, [_without_small(quarter, threshold) for quarter in found], threshold)


def _without_small(quarter: Quarter, threshold: int) -> Quarter:
    small = held(threshold)
    few = _is_few(quarter.respondents, threshold)
    return quarter._replace(
        respondents=small if few else quarter.respondents,
        response_rate=small if few else quarter.response_rate,
        questions=tuple(_question(one, quarter.respondents, threshold, few=few) for one in quarter.questions),
        positive=_choices(quarter.positive, threshold, few=few),
        negative=_choices(quarter.negative, threshold, few=few),
    )


def _without_what_tells(
    found: Sequence[Quarter], shown: Sequence[Quarter], threshold: int
) -> tuple[Quarter, ...]:
    """`shown`, with further respondents held back where the year's total less the others would tell those of a small quarter.

    `found` are the same quarters before anything was held back.
    """
    years: dict[tuple[str, str, int | None], list[int]] = {}
    for place, quarter in enumerate(found):
        years.setdefault((quarter.about, quarter.survey, quarter.fiscal_year), []).append(place)
    kept = list(shown)
    for places in years.values():
        people = [people_of(found[place].respondents) for place in places]
        for hidden in held_back(people, threshold):
            quarter = kept[places[hidden]]
            if not is_held_back(quarter.respondents):
                asked = tuple(_without_number(one) for one in quarter.questions)
                kept[places[hidden]] = quarter._replace(
                    respondents=TELLS, response_rate=TELLS, questions=asked
                )
    return tuple(kept)


def people_of(number: Measured) -> int | None:
    """How many people, as a whole number; None where it is not known."""
    return None if number.value is None else int(number.value)


def held(threshold: int) -> Measured:
    """What stands for a figure of fewer people than the threshold."""
    return Measured(None, (), f"held back: fewer than {threshold} people")


def _is_few(number: Measured, threshold: int) -> bool:
    people = people_of(number)
    return people is not None and is_small(people, threshold)


def _question(one: Question, respondents: Measured, threshold: int, *, few: bool) -> Question:
    if few or _is_few(one.answered, threshold):
        small = held(threshold)
        return one._replace(answered=small, mean=small, positive=small)
    if one.mean.value is not None and one.answered.value is None and respondents.value is None:
        return one._replace(mean=_UNKNOWN)
    return one


def _without_number(one: Question) -> Question:
    return one if one.answered.value in (None, 0) else one._replace(answered=TELLS)


def _choices(
    counted: tuple[tuple[str, Measured], ...], threshold: int, *, few: bool
) -> tuple[tuple[str, Measured], ...]:
    small = held(threshold)
    return tuple(
        (driver, small if few or _is_few(number, threshold) else number) for driver, number in counted
    )
