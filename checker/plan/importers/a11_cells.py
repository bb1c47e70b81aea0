"""What a single cell of OMB's feedback export says."""

import re
from datetime import date

_COUNT = re.compile(r"([0-9]{1,15})(?:\.0+)?\Z")
_MEAN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,15})?\Z")


def count(text: str) -> int | None:
    """A whole number, also as the export writes it: `46000000.0`."""
    match = _COUNT.match(text)
    return int(match[1]) if match else None


def bad_count(text: str) -> bool:
    """Whether the cell holds something that is not a count. An empty cell holds nothing."""
    return text != "" and count(text) is None


def has_mean(text: str) -> bool:
    """The reporting system divides by the number of answers; without answers it gives nothing, or NaN."""
    return text not in ("", "NaN")


def day(timestamp: str) -> str | None:
    """The day of a timestamp, or None: `2021-05-14T05:25:07.624Z` → `2021-05-14`."""
    try:
        return date.fromisoformat(timestamp[:10]).isoformat()
    except ValueError:
        return None


def is_mean(text: str) -> bool:
    """Whether the cell is a decimal number without sign."""
    return _MEAN.match(text) is not None


def shown(text: str) -> str:
    """The cell in a message, shortened."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}…"'
