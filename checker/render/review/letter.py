"""One agency's letter, as an HTML file that asks for nothing from outside, or as Markdown."""

from typing import Literal

from checker.render.review.letter_view import Letter
from checker.render.templates import OURS, Templates

LetterFormat = Literal["html", "md"]


def render_letter(letter: Letter, format: LetterFormat, templates: Templates = OURS) -> str:  # noqa: A002 - the word of the command line
    """The letter. The same letter gives the same bytes."""
    return templates.render("html" if format == "html" else "markdown", "letter/letter", letter=letter)
