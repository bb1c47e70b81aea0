"""One agency's letter, as an HTML file that asks for nothing from outside, or as Markdown."""

from typing import Literal

from checker.render.review.letter_view import Letter
from checker.render.templates import html_template, markdown_templates

LetterFormat = Literal["html", "md"]


def render_letter(letter: Letter, format: LetterFormat) -> str:  # noqa: A002 - the word of the command line
    """The letter. The same letter gives the same bytes."""
    if format == "html":
        return html_template("letter/letter.html.j2").render(letter=letter)
    return markdown_templates().get_template("letter/letter.md.j2").render(letter=letter)
