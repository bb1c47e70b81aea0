"""What a person may have meant by a word that is not known."""

from collections.abc import Iterable

_LONGEST = 60
"""A word longer than this is no misspelling, and comparing it takes long."""


def did_you_mean(word: object, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a message: `; did you mean services?`, or `otherwise` where nothing known is near."""
    from difflib import get_close_matches

    close = get_close_matches(str(word)[:_LONGEST], list(known), n=1)
    return f"; did you mean {close[0]}?" if close else otherwise
