"""The pages of a review: one that shows the whole, and one for each submission. They open from disk and ask for nothing.

Every page says by digests which script and style it has; the browser runs and applies no other.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from checker.render.review.site_agency import agency_view
from checker.render.review.site_index import Changes, index_view
from checker.render.review.site_people import SOON_IN_WORDS
from checker.render.templates import html_template
from checker.resources import resource
from checker.review.changes import Step
from checker.review.portfolio import Portfolio
from checker.review.results import Review, Submission

_THEME = ("theme/tokens.css", "theme/theme.css", "portfolio/portfolio.css")
_SCRIPT = "portfolio/portfolio.js"


def index_page(review: Review, whole: Portfolio, changes: Changes | None) -> Iterator[str]:
    """`index.html`, in pieces."""
    index = html_template("portfolio/index.html.j2")
    return index.generate(index=index_view(review, whole, changes), **_parts())


def agency_page(
    step: Step, submission: Submission, review: Review, previous: Review | None, letter: str
) -> str:
    """The page of one submission. `letter` is the name of its letter, without the ending."""
    view = agency_view(step, submission, review, previous)
    agency = html_template("portfolio/agency.html.j2")
    return agency.render(agency=view, letter=f"../letters/{letter}.html", soon=SOON_IN_WORDS, **_parts())


@cache
def _parts() -> dict[str, Any]:
    """What every page has: the look, and what the filters do."""
    style, script = "\n".join(map(_text, _THEME)), _text(_SCRIPT)
    return {
        "style": Markup(style), "script": Markup(script),  # noqa: S704 - our own files
        "style_digest": _digest(style), "script_digest": _digest(script),
    }  # fmt: skip


def _text(name: str) -> str:
    return (resource("reports") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """As a browser takes it: of what stands between the tags, line breaks included."""
    return b64encode(sha256(f"\n{text}\n".encode()).digest()).decode("ascii")
