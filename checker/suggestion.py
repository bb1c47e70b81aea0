"""What a person may have meant by a word that is not known."""

from collections.abc import Iterable

_LONGEST = 60
"""A word longer than this is no misspelling, and comparing it takes long."""


def did_you_mean(word: object, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a message: `; did you mean services?`, or `otherwise` where nothing known is near."""
    near = nearest(word, known)
    return f"; did you mean {near}?" if near else otherwise


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that is most like `word`; empty where none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(str(word)[:_LONGEST], list(known), n=1)), "")
