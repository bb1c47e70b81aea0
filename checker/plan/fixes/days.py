"""Days of the calendar as people write them, and the one form that the plan format knows: 2025-01-31."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_BETWEEN = r"[\s.,/-]+"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_NAMES})"
_YEAR = r"(?P<year>\d{4})"
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")

_YEAR_FIRST = re.compile(r"(\d{4})(?:\s*([-/.])\s*(\d{1,2})\s*\2\s*|(\d{2})(?=\d{2}\Z))(\d{1,2})\Z")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\Z")
_NAMED = tuple(
    re.compile(_BETWEEN.join(parts) + r"\Z", re.IGNORECASE)
    for parts in ((_MONTH, _DAY, _YEAR), (_DAY, _MONTH, _YEAR), (_YEAR, _MONTH, _DAY))
)
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?\Z")
_LONGEST = 40


def day_written(text: str) -> tuple[str, bool] | None:
    """The day that `text` names, as ISO text, and whether it can be no other; None where it is no day.

    Where a day and a month may be meant either way round, the month comes first, as people in the United States write it;
    a year of two digits lies in this century. Neither is certain.
    """
    text = _HYPHENS.sub("-", text.strip())
    if len(text) > _LONGEST:
        return None
    if match := _YEAR_FIRST.match(text):
        return _certain(match[1], match[3] or match[4], match[5])
    for pattern in _NAMED:
        if match := pattern.match(text):
            return _certain(match["year"], str(_MONTHS.index(match["month"][:3].lower()) + 1), match["day"])
    if match := _YEAR_LAST.match(text):
        found = list(dict.fromkeys(_either_way(match[1], match[3], match[4])))
        return (found[0], len(found) == 1 and len(match[4]) == 4) if found else None
    if match := _WITH_TIME.match(text):
        day = _day(*match[1].split("-"))
        # A time says more than the format can hold; midnight says nothing.
        return (day, not match[2].strip("0:.")) if day else None
    return None


def _certain(year: str, month: str, day: str) -> tuple[str, bool] | None:
    written = _day(year, month, day)
    return (written, True) if written else None


def _either_way(first: str, second: str, year: str) -> Iterator[str]:
    year = year if len(year) == 4 else f"20{year}"
    for month, day in ((first, second), (second, first)):
        if written := _day(year, month, day):
            yield written


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
