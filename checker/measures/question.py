"""The result of one question: how many answered, the mean, and the share of answers that say something good."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.location import Location
from checker.measures.arithmetic import POINTS, mean, plain, share_positive
from checker.measures.figures import blocks, count, number, whole
from checker.measures.measured import Measured
from checker.plan.spot import Spot

_BY_POINTS = {points: scale for scale, points in POINTS.items()}
THUMBS = "thumbs_up_down"
_NOBODY = "nobody answered"
_NO_SCALE = "the plan does not say how many points the scale has"


class Question(NamedTuple):
    """A question in one quarter. `scale` is one of POINTS, `N points`, or empty where the plan does not say it.

    `mean` is worked out from the counts, in points of the scale, and `is_reported` is false; without counts it is the mean as
    reported. Thumbs have no mean. `positive` is a share, 0 to 1.
    """

    number: int | None
    driver: str
    wording: str
    scale: str
    answered: Measured
    mean: Measured
    positive: Measured
    is_reported: bool = False

    @property
    def score(self) -> Measured:
        """The one figure that says how people answered: the share of thumbs up, else the mean."""
        return self.positive if self.scale == THUMBS else self.mean


class Counts(NamedTuple):
    """How often each point of a scale was chosen, the lowest first. None where the plan does not say it, and why."""

    numbers: tuple[int, ...] | None
    places: tuple[Location, ...] = ()
    why: str = ""


def asked_for_points(entry: Spot) -> Iterator[Spot]:
    """The responses of a feedback entry, without the question that is answered in free words."""
    return (
        response for response in blocks(entry.at("responses")) if response.at("driver").text != "open_text"
    )


def question(entry: Spot, survey_scale: str) -> Question:
    """What a response of the feedback comes to. `survey_scale` is that of the survey, where the response names none."""
    counts, scale = counted(entry), _scale(entry, survey_scale)
    given = count(entry.at("n"))
    about = whole(entry.at("question_number")), entry.at("driver").text, entry.at("text").text, scale
    if counts.numbers is None:
        reported = number(entry.at("mean"))
        why = counts.why or given.why
        known = given.value and reported.value is not None
        found = reported if known else Measured(None, counts.places, _NOBODY if given.value == 0 else why)
        return Question(*about, given, found, Measured(None, counts.places, why), is_reported=bool(known))
    answered = Measured(sum(counts.numbers), counts.places)
    if why := _why_no_mean(counts.numbers, scale):
        nothing = Measured(None, counts.places, why)
        return Question(*about, answered, nothing, nothing)
    average, positive = mean(counts.numbers), share_positive(counts.numbers, scale)
    return Question(
        *about, answered, Measured(None, (), "thumbs have no mean")
        if scale == THUMBS or average is None else Measured(plain(average), counts.places),
        Measured(None, counts.places, f"nobody has said which answers on {scale_words(scale)} are positive")
        if positive is None else Measured(plain(positive), counts.places),
    )  # fmt: skip


def counted(entry: Spot) -> Counts:
    """The counts of a response, thumbs down before thumbs up."""
    found = [count(each) for each in entry.at("counts")]
    if _has_thumbs(entry):
        found = [count(entry.at("down")), count(entry.at("up"))]
    if not found:
        return Counts(None, (), "the plan does not give how often each answer was chosen")
    places = tuple(dict.fromkeys(place for number in found for place in number.places))
    numbers = [int(number.value) for number in found if number.value is not None]
    if len(numbers) == len(found):
        return Counts(tuple(numbers), places)
    return Counts(None, places, next(number.why for number in found if number.value is None))


def scale_words(scale: str) -> str:
    """A scale in words: `likert_5` → "5 points"."""
    if scale == THUMBS:
        return "thumbs up or down"
    return f"{POINTS[scale]} points" if scale in POINTS else scale or "not given"


def _has_thumbs(entry: Spot) -> bool:
    return bool(entry.at("up") or entry.at("down"))


def _scale(entry: Spot, survey_scale: str) -> str:
    if _has_thumbs(entry):
        return THUMBS
    points = whole(entry.at("point_scale"))
    if points:
        return _BY_POINTS.get(points, f"{points} points")
    return survey_scale if survey_scale in POINTS else ""


def _why_no_mean(counts: tuple[int, ...], scale: str) -> str:
    points = POINTS.get(scale) or (int(scale.partition(" ")[0]) if scale else 0)
    if not points:
        return _NO_SCALE
    if len(counts) != points:
        return f"the plan gives {len(counts)} counts for a scale of {points} points"
    return "" if sum(counts) else _NOBODY
