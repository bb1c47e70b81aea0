"""Letters at large: what stands in each part, what a hostile plan cannot make them do, and axe-core in a real browser."""

import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest

from checker.policy.rulebook import load_rulebook
from checker.render.review.action_plan import HEADING, action_plan_lines
from checker.render.review.letter import LetterFormat, render_letter
from checker.render.review.letter_build import build_letter
from checker.render.review.rows import text
from checker.resources import resource
from checker.review.answers import Answer, Trouble
from checker.review.results import Provenance, Review, Standing, Submission
from tests.render import hostile, sample
from tests.support.browser import Page, axe_script, open_browser
from tests.support.golden import assert_golden
from tests.support.hostile import HOSTILE

PAYLOADS = {
    "a hostile text": HOSTILE,
    "HTML": "</p></main><script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{ 7 * 7 }} {% for x in y %} ${7*7}",
    "Markdown": "# h\n\n- [x](javascript:alert(1)) ![y](https://evil.example/p.png) <b>b</b> | a | b |",
    "an address": "javascript:alert(1)",
    "a formula": '=HYPERLINK("https://evil.example","x")',
    "ANSI": "\x1b[31mred\x1b]8;;https://evil.example\x07",
}  # fmt: skip
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"scheme": "dark"},
    "a dark phone": {"scheme": "dark", "width": 320, "height": 640},
    "print": {"media": "print"},
}
PROFILE = load_rulebook(resource("rules")).profiles["order-as-amended"]


def letter(
    payload: str | None = None,
    standing: Standing = Standing.RECEIVED,
    format: LetterFormat = "html",  # noqa: A002 - the word of the program
) -> str:
    """The letter on the sample; with `payload`, on a plan whose every text it is."""
    submission = submitted(payload, standing)
    review = Review(
        3, "", "order-as-amended", "0" * 64, "1.0", "", (payload,) if payload else (), [submission]
    )
    return render_letter(build_letter(review, submission, PROFILE, "agency.ActionPlan.csv"), format)


def submitted(payload: str | None, standing: Standing) -> Submission:
    if payload is None:
        found = Provenance("plans", "plans/dps.yaml", "", "", "2026-10-31", "", "1" * 64)
        return Submission(
            "key", "Department", standing, "", "2026-10-31", found, sample.assessment(sample.read())
        )
    found = Provenance(*[payload] * len(Provenance._fields))
    assessment = hostile.assessment()
    swap = {HOSTILE: payload}
    outcomes = tuple(
        outcome._replace(
            reason=swap.get(outcome.reason, outcome.reason),
            findings=tuple(
                finding._replace(message=payload, remedy=hostile.ASSESSED.findings[2].remedy)
                for finding in outcome.findings
            ),
            waived=tuple(
                finding._replace(message=payload, remedy=hostile.ASSESSED.findings[2].remedy)
                for finding in outcome.waived
            ),
        )
        for outcome in assessment.outcomes
    )
    assessment = assessment._replace(title=payload, agency=payload, label=payload, outcomes=outcomes)
    said = Answer(payload, "", "volumes-agree", text(HOSTILE), *[payload] * 6, found=text(payload))
    return Submission(
        payload, payload, standing, payload, payload, found, assessment, (),
        (said, said._replace(mended=True)), (Trouble(payload, payload, payload),),
    )  # fmt: skip


def test_the_letter_on_the_sample() -> None:
    assert_golden("letter.md", letter(format="md"))
    assert_golden("letter.html", letter())


class Elements(HTMLParser):
    """Every element with its attributes, but for the letter's text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, tuple(attrs)))


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_plan_adds_no_element(payload: str, standing: Standing) -> None:
    calm, page = letter("word", standing), letter(payload, standing)
    assert Elements(page).found == Elements(calm).found
    assert page.count("You say:") >= 2
    assert "\x1b" not in page


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_plan_adds_no_markdown(payload: str) -> None:
    calm, page = letter("word", format="md"), letter(payload, format="md")
    assert tags(page) == tags(calm)
    assert "\x1b" not in page


def tags(markdown: str) -> list[str]:
    """The elements that GitHub makes of Markdown, in order."""
    return re.findall(r"<[a-z0-9]+", cmarkgfm.github_flavored_markdown_to_html(markdown))


@pytest.mark.parametrize("payload", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_nothing_in_an_action_plan_is_a_formula(payload: str) -> None:
    submission = submitted(payload, Standing.RECEIVED)
    rows = list(
        csv.reader(io.StringIO((HEADING + action_plan_lines(submission)).removeprefix("\ufeff"), newline=""))
    )
    assert len(rows) > 1
    assert [
        cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    ] == []


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("standing", [Standing.RECEIVED, Standing.MISSING])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_letter_is_accessible(
    page: Page, tmp_path: Path, look: dict[str, Any], standing: Standing
) -> None:
    script = axe_script()
    file = tmp_path / "letter.html"
    file.write_text(letter(standing=standing), encoding="utf-8")
    page.look(**look)
    page.requests()
    page.open(file)
    assert page.violations(script) == []
    assert page.wider_than_the_window() <= 0
    assert page.requests() == [file.as_uri()]
