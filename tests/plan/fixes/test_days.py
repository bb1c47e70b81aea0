"""Days as people write them: which day is meant, and whether it can be no other."""

import pytest

from checker.plan.fixes.days import day_written

CERTAIN = (
    ("2025-1-5", "2025-01-05"), ("2025/01/05", "2025-01-05"), ("2025.1.5", "2025-01-05"), ("20250105", "2025-01-05"),
    ("2025 - 01 - 05", "2025-01-05"), (" 2025-01-05 ", "2025-01-05"), ("2025–01–05", "2025-01-05"),
    ("01/31/2025", "2025-01-31"), ("31/01/2025", "2025-01-31"), ("31.1.2025", "2025-01-31"), ("5/5/2025", "2025-05-05"),
    ("January 31, 2025", "2025-01-31"), ("Jan. 31 2025", "2025-01-31"), ("31 January 2025", "2025-01-31"),
    ("31-Jan-2025", "2025-01-31"), ("2025 Jan 31", "2025-01-31"), ("Sept. 1st, 2025", "2025-09-01"),
    ("may 2, 2025", "2025-05-02"), ("2024-02-29", "2024-02-29"),
    ("2025-01-31T00:00:00Z", "2025-01-31"), ("2025-01-31 00:00", "2025-01-31"),
)  # fmt: skip
A_GUESS = (
    ("01/02/2025", "2025-01-02"), ("2-1-2025", "2025-02-01"), ("1/31/25", "2025-01-31"), ("1/2/25", "2025-01-02"),
    ("2025-01-31T14:30:00Z", "2025-01-31"),
)  # fmt: skip
NO_DAY = (
    "", "soon", "2025", "2025-01", "January 2025", "2025-02-30", "2025-13-01", "31/31/2025", "February 29, 2025", "1/2/3",
    "2025-01-05 or later", "FY 2025", "2025-31-01", "2025-01/05", "202501", "Janvier 5, 2025", "5" * 50,
)  # fmt: skip


@pytest.mark.parametrize(("text", "day"), CERTAIN)
def test_one_day_only(text: str, day: str) -> None:
    assert day_written(text) == (day, True)


@pytest.mark.parametrize(("text", "day"), A_GUESS)
def test_a_day_that_may_be_another(text: str, day: str) -> None:
    assert day_written(text) == (day, False)


@pytest.mark.parametrize("text", NO_DAY)
def test_no_day(text: str) -> None:
    assert day_written(text) is None
