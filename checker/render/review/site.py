"""The pages of a review: one that shows the whole, and one for each submission. They open from disk and ask for nothing.

Every page says by digests which script and style it has; the browser runs and applies no other.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256

from markupsafe import Markup

from checker.render.review.site_agency import agency_view
from checker.render.review.site_index import index_view
from checker.render.review.site_words import page_of
from checker.render.templates import html_template
from checker.resources import resource
from checker.review.changes import Step, steps
from checker.review.naming import Names
from checker.review.results import Review

Page = tuple[str, Iterator[str]]
"""Its path in the folder of the review, and its text in pieces."""

_THEME = ("theme/theme.css", "portfolio/portfolio.css")
_SCRIPT = "portfolio/portfolio.js"


def site(review: Review, previous: Review | None, names: Mapping[str, str]) -> Iterator[Page]:
    """All pages. `previous` is the review before; `names` gives earlier ids of rules the ids of now."""
    style, script = "\n".join(map(_text, _THEME)), _text(_SCRIPT)
    parts = {
        "style": Markup(style), "script": Markup(script),  # noqa: S704 - our own files
        "style_digest": _digest(style), "script_digest": _digest(script),
    }  # fmt: skip
    index = html_template("portfolio/index.html.j2")
    yield "index.html", index.generate(index=index_view(review, previous, names), **parts)
    agency = html_template("portfolio/agency.html.j2")
    letters = Names()
    for step in _steps(review, previous, names):
        if (one := step.after) is not None:
            letter = f"../letters/{letters(one.agency or one.key)}.html"
            view = agency_view(step, one, review, previous)
            yield (
                f"agencies/{page_of(one.key, one.agency)}",
                agency.generate(agency=view, letter=letter, **parts),
            )


def _steps(review: Review, previous: Review | None, names: Mapping[str, str]) -> Iterator[Step]:
    if previous is None:
        return (Step(submission.key, None, submission) for submission in review.submissions)
    return steps(previous, review, names)


def _text(name: str) -> str:
    return (resource("reports") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """As a browser takes it: of what stands between the tags, line breaks included."""
    return b64encode(sha256(f"\n{text}\n".encode()).digest()).decode("ascii")
