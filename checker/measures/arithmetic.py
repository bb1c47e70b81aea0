"""Every formula of the reports, one small function each, without rounding; docs/measures.md is the list of them.

Numbers are worked out exactly, as fractions of what the plan writes, so that a sum does not depend on its order. A function
gives None where the formula has no answer. `rounded` is the one place where a figure is rounded to be read.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from checker.policy.dates import days_between

Number = int | float | Fraction

SMALL_CELL_THRESHOLD = 10
"""The least number of people of whom a result is shown, where the plan names none.

Our choice: the example of the plan format. The rule small-groups-hidden asks a plan for 5 or more.
"""

POSITIVE = {"thumbs_up_down": (2,), "likert_5": (4, 5), "likert_7": (5, 6, 7)}
"""The points of a scale that say something good; 1 is the lowest point, and thumbs up is 2 of 2.

OMB counts 4 and 5 of five points and thumbs up as positive (Circular A-11, section 280, survey of 2023: these answers lead to
the positive drivers). Of seven points, those above the middle. Of any other scale nobody has said it, so it has no share.
"""

POINTS = {"thumbs_up_down": 2, "likert_5": 5, "likert_7": 7, "likert_10": 10}
"""How many answers each scale offers."""

_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)


def exact(value: Number) -> Fraction:
    """The number as it is written: 0.1 is one tenth. Raises ValueError for what is not finite."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def plain(value: Fraction) -> int | float:
    """A whole number as int, any other as the nearest float."""
    return value.numerator if value.denominator == 1 else float(value)


def rounded(value: Number, digits: int) -> Decimal:
    """The figure as people read it, half a unit rounded away from zero: 4.365 is 4.37 and -0.5 is -1.

    A float is taken as it is written, so that 4.365 is not the 4.36499 of the machine.
    """
    part = exact(value)
    shown = _EXACT.divide(Decimal(part.numerator), Decimal(part.denominator))
    return shown.quantize(Decimal(1).scaleb(-digits), context=_EXACT) + 0


def total(values: Iterable[Number]) -> Fraction:
    """The sum, in any order the same. Formula: v1 + v2 + …; unit: that of the values."""
    return sum(map(exact, values), Fraction(0))


def mean(counts: Sequence[int]) -> Fraction | None:
    """The mean of a scale from how often each point was chosen, the lowest first.

    Formula: (1·c1 + 2·c2 + …) ÷ (c1 + c2 + …); unit: points of the scale. None where nobody answered.
    Source: OMB's reporting system works the mean of its export out so.
    """
    answers = sum(counts)
    return Fraction(sum(point * count for point, count in enumerate(counts, 1)), answers) if answers else None


def share_positive(counts: Sequence[int], scale: str) -> Fraction | None:
    """The share of answers on the positive points of the scale, 0 to 1. Formula: answers on POSITIVE ÷ all answers.

    None where nobody answered, or it is not said which points of this scale are positive. Source: see POSITIVE.
    """
    answers = sum(counts)
    if not answers or len(counts) != POINTS.get(scale) or scale not in POSITIVE:
        return None
    return Fraction(sum(counts[point - 1] for point in POSITIVE[scale]), answers)


def share(part: Number, whole: Number) -> Fraction | None:
    """The part of the whole, 0 to 1. Formula: part ÷ whole. None where the whole is 0."""
    return exact(part) / exact(whole) if whole else None


def response_rate(respondents: int, offered: int) -> Fraction | None:
    """Who answered of those who could. Formula: respondents ÷ offered; unit: share, 0 to 1.

    None where nobody was offered the survey, and where more answered than that: one of the two figures is wrong.
    Source: Circular A-11, section 280, volumes of the quarterly report.
    """
    return share(respondents, offered) if respondents <= offered else None


def offer_rate(offered: int, customers: int) -> Fraction | None:
    """Who could answer of all who came. Formula: offered ÷ customers; unit: share, 0 to 1.

    None where nobody came, and where the survey was offered to more than came. Source: as response_rate.
    """
    return share(offered, customers) if offered <= customers else None


def change(now: Number, before: Number) -> Fraction:
    """The change against an earlier figure. Formula: now − before; unit: that of the figures."""
    return exact(now) - exact(before)


def relative_change(now: Number, before: Number) -> Fraction | None:
    """The change as a share of the earlier figure. Formula: (now − before) ÷ before. None where that was 0."""
    return share(change(now, before), before)


def pace(before: Number, now: Number, years: int) -> Fraction | None:
    """How fast a figure falls. Formula: (before − now) ÷ years; unit: that of the figures, a year. Negative where it rises.

    Source: the order, S1.p2.s2, "the pace of progress to reduce". None where no year lies between.
    """
    return share(exact(before) - exact(now), years) if years > 0 else None


def years_until(now: Number, target: Number, pace_a_year: Number) -> Fraction | None:
    """Years until the target at this pace. Formula: (now − target) ÷ pace; 0 where it is reached. None where nothing falls."""
    if now <= target:
        return Fraction(0)
    return share(exact(now) - exact(target), pace_a_year) if pace_a_year > 0 else None


def slip(planned: str, replanned: str) -> int:
    """How far a date moved. Formula: new date − old date; unit: days, negative where it moved forward. Raises ValueError."""
    return days_between(planned, replanned)


def hours_saved(minutes_before: Number, minutes_now: Number, times: Number) -> Fraction:
    """Time that customers no longer spend. Formula: (minutes before − minutes now) × times a year ÷ 60; unit: hours a year."""
    return (exact(minutes_before) - exact(minutes_now)) * exact(times) / 60


def way_to_target(baseline: Number, now: Number, target: Number) -> Fraction | None:
    """The share of the way from the baseline to the target. Formula: (now − baseline) ÷ (target − baseline)."""
    return share(change(now, baseline), change(target, baseline))


def reached(now: Number, target: Number, better: str) -> bool | None:
    """Whether the target is met: at least it where `better` is higher, at most where lower. None where it is not said."""
    if better not in ("higher", "lower"):
        return None
    return now >= target if better == "higher" else now <= target


def is_small(people: int, threshold: int) -> bool:
    """Whether a result of so many people is held back. Formula: 0 < people < threshold. Of nobody, there is nobody to know."""
    return 0 < people < threshold


def held_back(people: Sequence[int | None], threshold: int) -> frozenset[int]:
    """Which cells of a row with a known total are held back, by their place; None is a cell that was never given.

    Small cells are. Where they add up to less than the threshold, or only one is held back, the next smallest are as well: otherwise
    total − the others tells them. Source: primary and complementary suppression, Statistical Policy Working Paper 22.
    """
    held = {place for place, cell in enumerate(people) if cell is not None and is_small(cell, threshold)}
    rest = sorted((cell, place) for place, cell in enumerate(people) if cell and place not in held)
    hidden = sum(people[place] or 0 for place in held)
    while held and rest and (len(held) == 1 or hidden < threshold):
        cell, place = rest.pop(0)
        held.add(place)
        hidden += cell
    return frozenset(held)


def total_is_shown(people: Sequence[int | None], held: frozenset[int], threshold: int) -> bool:
    """Whether the total may stand beside the cells that are not held back: it tells no more than that many people are hidden."""
    hidden = sum(people[place] or 0 for place in held)
    return not held or (len(held) > 1 and hidden >= threshold)
