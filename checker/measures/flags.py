"""What a reader must know before believing the figures of a quarter: volumes that cannot be, answers that do not add up."""

from collections.abc import Iterator
from fractions import Fraction

from checker.measures.arithmetic import exact, mean, rounded
from checker.measures.figures import count, number
from checker.measures.measured import Measured
from checker.measures.quarter import Flag, Quarter
from checker.measures.question import asked_for_points, counted
from checker.measures.suppression import is_held_back, people_of
from checker.plan.spot import Spot

MEAN_TOLERANCE = Fraction(2, 100)
"""Points of the scale by which a reported mean may differ through rounding, as in the rule mean-agrees-with-counts."""


def flags(entry: Spot, found: Quarter, shown: Quarter, *, is_listed: bool) -> tuple[Flag, ...]:
    """The flags of one entry of the feedback. `shown` is `found` without what is held back, and no flag tells that."""
    about = list(_volumes(found))
    if is_held_back(shown.respondents):
        about = _in_words(about)
    for response, one in zip(asked_for_points(entry), shown.questions, strict=True):
        told = list(_answers(response, people_of(found.respondents)))
        about += _in_words(told) if is_held_back(one.answered) or is_held_back(shown.respondents) else told
    return tuple(dict.fromkeys((*_place(found, is_listed=is_listed), *about, *_questions(found))))


def _in_words(told: list[Flag]) -> list[Flag]:
    """The same flags without figures and lines."""
    return [flag._replace(text=_WORDS.get(flag.kind, flag.text), places=()) for flag in told]


_WORDS = {
    "offered-over-customers": "The survey was offered to more people than came.",
    "respondents-over-offered": "More people answered than were offered the survey.",
    "answers-over-respondents": "More people answered a question than answered the survey.",
    "counts-unusable": "The counts of a question cannot be used.",
    "counts-disagree": "The counts of a question do not add up to its number of answers.",
    "mean-disagrees": "The mean of a question as reported is not that of its counts.",
    "mean-reported": "The mean of a question is as reported; the plan gives no counts.",
}  # fmt: skip
"""What a flag says where the figures behind it are held back."""


def _place(quarter: Quarter, *, is_listed: bool) -> Iterator[Flag]:
    if quarter.fiscal_year is None or quarter.quarter is None:
        yield Flag(
            "quarter-missing", "The plan does not say for which quarter these results are.", (quarter.place,)
        )
    if not is_listed:
        yield Flag("survey-unknown", "The survey is not among the plan's surveys.", (quarter.place,))


def _volumes(quarter: Quarter) -> Iterator[Flag]:
    customers, offered, respondents = quarter.customers, quarter.offered, quarter.respondents
    for what, volume in (("customers", customers), ("people who were offered the survey", offered),
                         ("people who answered", respondents)):  # fmt: skip
        if volume.value is None:
            yield Flag(
                "volume-missing",
                f"The number of {what} is missing: {volume.why}.",
                volume.places or (quarter.place,),
            )
    if _more(offered, customers):
        text = f"The survey was offered to {offered.value:,} people, and only {customers.value:,} came."
        yield Flag("offered-over-customers", text, (*customers.places, *offered.places))
    if _more(respondents, offered):
        text = f"{respondents.value:,} people answered, and only {offered.value:,} were offered the survey."
        yield Flag("respondents-over-offered", text, (*offered.places, *respondents.places))


def _answers(response: Spot, respondents: int | None) -> Iterator[Flag]:
    driver = response.at("driver").text or "a question without a name"
    counts, given, reported = counted(response), count(response.at("n")), number(response.at("mean"))
    if counts.numbers is None:
        if counts.places:
            yield Flag(
                "counts-unusable", f"The counts of {driver} cannot be used: {counts.why}.", counts.places
            )
        elif reported.value is not None:
            text = f"The mean of {driver} is as reported; the plan gives no counts to work it out from."
            yield Flag("mean-reported", text, reported.places)
        return
    answers = sum(counts.numbers)
    if respondents is not None and answers > respondents:
        text = f"{answers:,} people answered the question on {driver}, and only {respondents:,} answered the survey."
        yield Flag("answers-over-respondents", text, counts.places)
    if given.value is not None and given.value != answers:
        text = (
            f"The counts of {driver} add up to {answers:,}, and the plan says that {given.value:,} answered."
        )
        yield Flag("counts-disagree", text, (*counts.places, *given.places))
    average = mean(counts.numbers)
    if (
        average is not None
        and reported.value is not None
        and abs(average - exact(reported.value)) > MEAN_TOLERANCE
    ):
        text = f"The mean of {driver} was reported as {reported.value:g}; its counts come to {rounded(average, 2)}."
        yield Flag("mean-disagrees", text, (*counts.places, *reported.places))


def _questions(quarter: Quarter) -> Iterator[Flag]:
    unknown = [one.driver for one in quarter.questions if not one.scale and one.answered.value]
    if unknown:
        text = f"How many points the scale has is not said for {', '.join(dict.fromkeys(unknown))}."
        yield Flag("scale-unknown", text, (quarter.place,))
    if not any(one.driver == "trust" and one.answered.value for one in quarter.questions):
        yield Flag("trust-missing", "Nobody answered a question about trust.", (quarter.place,))


def _more(one: Measured, other: Measured) -> bool:
    return one.value is not None and other.value is not None and one.value > other.value
