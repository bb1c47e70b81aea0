"""One agency's letter on paper: a tagged PDF."""

from dataclasses import asdict

from checker.render.pdf import typeset
from checker.render.review.letter_view import Letter


def render_letter_pdf(letter: Letter, as_of: str) -> bytes:
    """The letter of a review as of the day `as_of`. The same letter gives the same bytes.

    Raises CheckerError where typst is not installed.
    """
    return typeset("letter/letter.typ", {"letter": asdict(letter)}, as_of)
