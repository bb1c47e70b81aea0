"""The formulas of docs/measures.md, by cases that were worked out by hand and by what always holds."""

from decimal import Decimal
from fractions import Fraction
from inspect import isfunction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from checker.measures import arithmetic as of

COUNTS = some.lists(some.integers(0, 10**9), min_size=1, max_size=11)
FIGURES = some.floats(-1e12, 1e12) | some.integers(-(10**12), 10**12)
PEOPLE = some.lists(some.integers(0, 40), max_size=8)


FUNCTIONS = [name for name, what in vars(of).items() if isfunction(what) and what.__module__ == of.__name__]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_formula_stands_in_the_list_of_measures(name: str) -> None:
    assert f"`{name}`" in (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        # OPM, Retirement Services, quarter 2 of fiscal year 2022, record 395: satisfaction.
        ((2752, 1323, 2567, 6118, 28053), "4.36"),
        ((0, 0, 0, 0, 1), "5.00"),
        ((1, 0, 0, 0, 1), "3.00"),
        ((36, 47, 68, 88, 114, 99, 68), "4.47"),
    ],
)
def test_the_mean_of_counts(counts: tuple[int, ...], shown: str) -> None:
    found = of.mean(counts)
    assert found is not None
    assert str(of.rounded(found, 2)) == shown


def test_nobody_has_no_mean_and_no_share() -> None:
    assert of.mean((0, 0, 0, 0, 0)) is None
    assert of.share_positive((0, 0, 0, 0, 0), "likert_5") is None
    assert of.response_rate(0, 0) is None


@pytest.mark.parametrize(
    ("counts", "scale", "share"),
    [
        ((2752, 1323, 2567, 6118, 28053), "likert_5", Fraction(34171, 40813)),
        ((1, 1, 1, 1, 2, 3, 4), "likert_7", Fraction(9, 13)),
        ((3322, 11778), "thumbs_up_down", Fraction(11778, 15100)),
        ((1,) * 10, "likert_10", None),
        ((1, 2, 3), "likert_5", None),
        ((1, 2, 3, 4, 5), "", None),
    ],
)
def test_which_points_are_positive(counts: tuple[int, ...], scale: str, share: Fraction | None) -> None:
    assert of.share_positive(counts, scale) == share


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (4.365, 2, "4.37"),
        (4.355, 2, "4.36"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (Fraction(1, 3), 3, "0.333"),
        (-0.0004, 2, "0.00"),
        (10**14, 1, "100000000000000.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: of.Number, digits: int, shown: str) -> None:
    assert str(of.rounded(value, digits)) == shown


def test_rates() -> None:
    assert of.response_rate(40813, 1450665) == Fraction(40813, 1450665)
    assert of.offer_rate(1450665, 1751573) == Fraction(1450665, 1751573)
    # Employment and Training Administration, quarter 1 of fiscal year 2023: offered to more than came.
    assert of.offer_rate(42080180, 13441) is None
    assert of.response_rate(11, 10) is None


def test_changes_pace_and_the_years_until_the_target() -> None:
    assert of.change(4.1, 4.4) == Fraction(-3, 10)
    assert of.relative_change(3312000, 3290000) == Fraction(22, 3290)
    assert of.relative_change(1, 0) is None
    assert of.pace(310600, 244800, 1) == 65800
    assert of.pace(338200, 244800, 2) == 46700
    assert of.pace(1, 0, 0) is None
    assert of.years_until(244800, 107600, 65800) == Fraction(137200, 65800)
    assert of.years_until(100, 200, -5) == 0
    assert of.years_until(200, 100, -5) is None
    assert of.years_until(200, 100, 0) is None


def test_slip_time_saved_and_the_way_to_the_target() -> None:
    assert of.slip("2026-04-30", "2027-03-31") == 335
    assert of.slip("2026-03-31", "2026-03-27") == -4
    assert of.hours_saved(96, 74, 1884000) == 690800
    assert of.way_to_target(71, 88.4, 90) == Fraction(174, 190)
    assert of.way_to_target(5, 5, 5) is None
    with pytest.raises(ValueError, match="month must be in 1..12"):
        of.slip("2026-13-01", "2026-12-01")


@pytest.mark.parametrize(
    ("now", "target", "better", "met"),
    [
        (88.4, 90, "higher", False),
        (90, 90.0, "higher", True),
        (31.5, 5, "lower", False),
        (5, 5, "lower", True),
        (5, 5, "", None),
    ],
)
def test_whether_a_target_is_met(now: float, target: float, better: str, met: bool | None) -> None:
    assert of.reached(now, target, better) is met


@pytest.mark.parametrize(
    ("people", "held", "total"),
    [
        ([], set(), True),
        ([40, 12, 10], set(), True),
        ([40, 12, 9], {1, 2}, True),  # 61 less 40 tells 21 of two quarters, and no more
        ([40, 4, 5], {0, 1, 2}, True),  # 9 of both would still be few
        ([40, 6, 5], {1, 2}, True),
        ([40, 0, 3], {0, 2}, True),  # nobody is nobody's secret
        ([0, 3], {1}, False),
        ([3, 4], {0, 1}, False),
        ([None, 3, 50], {1, 2}, True),
    ],
)
def test_what_is_held_back_with_a_small_cell(people: list[int | None], held: set[int], total: bool) -> None:
    found = of.held_back(people, 10)
    assert set(found) == held
    assert of.total_is_shown(people, found, 10) is total


@given(COUNTS)
def test_a_mean_lies_on_the_scale(counts: list[int]) -> None:
    found = of.mean(counts)
    assert (found is None) == (sum(counts) == 0)
    assert found is None or 1 <= found <= len(counts)


@given(some.lists(FIGURES, max_size=30), some.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_its_order(values: list[float], chance: Random) -> None:
    mixed = list(values)
    chance.shuffle(mixed)
    assert of.total(mixed) == of.total(values)
    assert of.plain(of.total(mixed)) == of.plain(of.total(values))


@given(FIGURES, some.integers(0, 6))
def test_rounding_moves_a_figure_by_half_a_unit_at_most(value: float, digits: int) -> None:
    assert abs(Fraction(of.rounded(value, digits)) - of.exact(value)) <= Fraction(1, 2 * 10**digits)
    assert of.rounded(-value, digits) == Decimal(0) - of.rounded(value, digits)


@given(COUNTS.filter(lambda counts: len(counts) >= 5))
def test_a_share_lies_between_none_and_all(counts: list[int]) -> None:
    found = of.share_positive(counts[:5], "likert_5")
    assert found is None or 0 <= found <= 1


@given(PEOPLE, some.integers(0, 20))
def test_nothing_held_back_can_be_worked_out(people: list[int], threshold: int) -> None:
    """Whoever knows the total and the cells shown learns of what is hidden only a sum of several that is not small."""
    held = of.held_back(people, threshold)
    assert all(place in held for place, cell in enumerate(people) if of.is_small(cell, threshold))
    if held and of.total_is_shown(people, held, threshold):
        hidden = sum(people) - sum(cell for place, cell in enumerate(people) if place not in held)
        assert len(held) > 1
        assert hidden >= threshold


@given(FIGURES, FIGURES, some.integers(1, 30))
def test_the_pace_leads_from_one_figure_to_the_other(before: float, now: float, years: int) -> None:
    found = of.pace(before, now, years)
    assert found is not None
    assert of.exact(before) - found * years == of.exact(now)
