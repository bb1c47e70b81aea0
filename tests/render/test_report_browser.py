"""The report in a real browser: WCAG 2.2 A and AA in light, dark and print, no request, no dialog, no sideways scroll."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.render.test_report import PAYLOADS, READ, hostile, report, unread
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
def test_the_report_is_accessible(page: Page, tmp_path: Path, look: dict[str, Any]) -> None:
    script = axe_script()
    file = tmp_path / "report.html"
    file.write_text(report("html"), encoding="utf-8")
    page.look(**look)
    page.open(file)
    assert page.violations(script) == []


@pytest.mark.parametrize("look", ["light", "dark", "a phone"])
def test_the_report_of_an_unreadable_plan_is_accessible(page: Page, tmp_path: Path, look: str) -> None:
    script = axe_script()
    file = tmp_path / "report.html"
    file.write_text(report("html", unread(9), READ._replace(document=None)), encoding="utf-8")
    page.look(**LOOKS[look])
    page.open(file)
    assert page.violations(script) == []
    assert page.wider_than_the_window() <= 0


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_is_wider_than_the_window(page: Page, tmp_path: Path, look: dict[str, Any]) -> None:
    file = tmp_path / "report.html"
    assessed, read = hostile("x" * 300)
    file.write_text(report("html", assessed, read), encoding="utf-8")
    page.look(**look)
    page.open(file)
    assert page.wider_than_the_window() <= 0


def test_a_hostile_plan_makes_no_request_and_runs_nothing(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assessed, read = hostile(" ".join(PAYLOADS.values()))
    file.write_text(report("html", assessed, read), encoding="utf-8")
    page.look()
    page.requests()
    page.open(file)
    assert page.driver.title.startswith("<img src=x onerror=alert(1)> </script>")
    assert page.requests() == [file.as_uri()]
    assert page.driver.get_log("browser") == []
