"""The coverage page in a real browser: WCAG 2.2 A and AA in light, dark and print, no sideways scroll, no request."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.policy.coverage import coverage
from checker.policy.rulebook import load_rulebook
from checker.render.coverage import coverage_html
from checker.resources import resource
from tests.support.browser import Page, axe_script, open_browser

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "a dark phone": {"scheme": "dark", "width": 320, "height": 640},
    "print": {"media": "print"},
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    order = (resource("rules") / "order" / "as-amended.txt").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("page") / "coverage.html"
    path.write_text(coverage_html(coverage(load_rulebook(resource("rules")), order)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_page_is_accessible(page: Page, file: Path, look: dict[str, Any]) -> None:
    script = axe_script()
    page.look(**look)
    page.open(file)
    assert page.violations(script) == []


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_is_wider_than_the_window_and_nothing_is_asked_for(
    page: Page, file: Path, look: dict[str, Any]
) -> None:
    page.look(**look)
    page.requests()
    page.open(file)
    assert page.wider_than_the_window() <= 0
    assert page.requests() == [file.as_uri()]


@pytest.mark.parametrize("width", [320, 420, 1300])
def test_a_row_begins_at_one_height_and_a_clause_is_one_line(page: Page, file: Path, width: int) -> None:
    page.look(width=width, height=800)
    page.open(file)
    lower = """return [...document.querySelectorAll('.clauses tbody tr')].filter(row => {
        const tops = [...row.cells].map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell.querySelector('a, q, p') || cell);
            return range.getClientRects()[0].top;
        });
        return Math.max(...tops) - Math.min(...tops) > 6;
    }).map(row => row.id)"""
    assert page.driver.execute_script(lower) == []
    broken = (
        "return [...document.querySelectorAll('.clause')].filter(id => "
        "id.getClientRects().length > 1 || id.scrollWidth > id.clientWidth + 1).map(id => id.textContent)"
    )
    assert page.driver.execute_script(broken) == []
