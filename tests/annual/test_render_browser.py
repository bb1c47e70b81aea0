"""The annual report in a real browser: WCAG 2.2 A and AA in every look, no request, no dialog, no sideways scroll."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.render.annual.html import render_annual_html
from tests.annual.sample_report import report
from tests.annual.test_render import PAYLOADS, drawing
from tests.support.browser import Page, axe_script, open_browser

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"scheme": "dark"},
    "a phone": {"width": 320, "height": 640},
    "a dark phone": {"scheme": "dark", "width": 320, "height": 640},
    "print": {"media": "print"},
    "print from a dark desktop": {"media": "print", "scheme": "dark"},
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("payload", ["", "x" * 300], ids=["the sample", "endless words"])
def test_the_report_is_accessible(page: Page, tmp_path: Path, look: dict[str, Any], payload: str) -> None:
    script = axe_script()
    file = tmp_path / "annual.html"
    file.write_text(render_annual_html(report(payload), drawing), encoding="utf-8")
    page.look(**look)
    page.open(file)
    assert page.violations(script) == []
    assert page.wider_than_the_window() <= 0


def test_a_hostile_plan_makes_no_request_and_runs_nothing(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "annual.html"
    file.write_text(render_annual_html(report(" ".join(PAYLOADS.values())), drawing), encoding="utf-8")
    page.look()
    page.requests()
    page.open(file)
    assert "<script>alert(1)</script>" in page.driver.title
    assert page.requests() == [file.as_uri()]
    assert page.driver.get_log("browser") == []


def test_a_reader_follows_a_figure_to_its_line(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "annual.html"
    file.write_text(render_annual_html(report(), drawing), encoding="utf-8")
    page.look()
    page.open(file)
    page.driver.execute_script("document.querySelector('#table-trust tbody td a').click()")
    seen = page.driver.execute_script("return document.querySelector(':target').textContent")
    assert " ".join(seen.split()) == "21 mean: 3.91"
