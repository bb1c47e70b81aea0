"""Calendar and arithmetic that rules may call. Dates are ISO text (2024-03-31), so that they compare with < and <=.

The federal fiscal year starts on October 1 of the calendar year before it (31 U.S.C. 1102); its quarters end on
December 31, March 31, June 30 and September 30.
"""

from datetime import date, timedelta

_QUARTER_STARTS = {1: (-1, 10), 2: (0, 1), 3: (0, 4), 4: (0, 7)}


def days_between(earlier: str, later: str) -> int:
    """Days from `earlier` to `later`; negative where `later` is the earlier one. Raises ValueError for a non-date."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def add_days(start: str, days: int) -> str:
    """The date `days` after `start`."""
    return (date.fromisoformat(start) + timedelta(days=days)).isoformat()


def in_force(since: str, until: str, day: str) -> bool:
    """Whether something counts on `day` that counts from `since` up to, not including, `until`."""
    return since <= day < until


def fiscal_year(day: str) -> int:
    """The federal fiscal year that `day` falls in: 2023-10-01 is in 2024."""
    parsed = date.fromisoformat(day)
    return parsed.year + (parsed.month >= 10)


def fiscal_quarter(day: str) -> int:
    """The quarter of the federal fiscal year, 1 to 4."""
    return (date.fromisoformat(day).month + 2) // 3 % 4 + 1


def quarter_start(year: int, quarter: int) -> str:
    """The first day of a fiscal quarter. Raises ValueError for a quarter other than 1 to 4."""
    if quarter not in _QUARTER_STARTS:
        raise ValueError(f"a quarter is 1, 2, 3 or 4, not {quarter}")
    shift, month = _QUARTER_STARTS[quarter]
    return date(year + shift, month, 1).isoformat()


def quarter_end(year: int, quarter: int) -> str:
    """The last day of a fiscal quarter."""
    following = quarter_start(year, quarter + 1) if quarter < 4 else quarter_start(year + 1, 1)
    return add_days(following, -1) if quarter in _QUARTER_STARTS else quarter_start(year, quarter)
