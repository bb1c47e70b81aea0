"""The federal fiscal year: October to September, quarters that end in December, March, June and September."""

import pytest

from checker.policy import dates


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        ("2023-09-30", 2023, 4),
        ("2023-10-01", 2024, 1),
        ("2023-12-31", 2024, 1),
        ("2024-01-01", 2024, 2),
        ("2024-03-31", 2024, 2),
        ("2024-04-01", 2024, 3),
        ("2024-07-01", 2024, 4),
    ],
)
def test_year_and_quarter_of_a_day(day: str, year: int, quarter: int) -> None:
    assert (dates.fiscal_year(day), dates.fiscal_quarter(day)) == (year, quarter)


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [
        (1, "2023-10-01", "2023-12-31"),
        (2, "2024-01-01", "2024-03-31"),
        (3, "2024-04-01", "2024-06-30"),
        (4, "2024-07-01", "2024-09-30"),
    ],
)
def test_quarters_of_fiscal_year_2024(quarter: int, start: str, end: str) -> None:
    assert (dates.quarter_start(2024, quarter), dates.quarter_end(2024, quarter)) == (start, end)


def test_days_between_counts_a_leap_day() -> None:
    assert dates.days_between("2024-02-28", "2024-03-01") == 2
    assert dates.days_between("2024-03-01", "2024-02-28") == -2
    assert dates.add_days("2024-02-28", 2) == "2024-03-01"


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_a_quarter_that_does_not_exist_is_refused(quarter: int) -> None:
    with pytest.raises(ValueError, match="a quarter is 1, 2, 3 or 4"):
        dates.quarter_end(2024, quarter)
