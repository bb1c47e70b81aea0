"""Values of JSON that somebody else wrote, each taken only where it is of the kind that is expected."""

from typing import Any

ODD = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What comes of JSON in another shape."""


def text(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def texts(values: Any) -> tuple[str, ...]:
    """A list of texts."""
    return tuple([text(value) for value in values])


def count(value: Any) -> int:
    """A number that is not negative."""
    if not isinstance(value, int) or value < 0:
        raise TypeError(value)
    return value
