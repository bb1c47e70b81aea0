"""The pages of a review in a real browser: WCAG 2.2 A and AA in light, dark and print, by keyboard alone, and nothing leaves them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from checker.review.results import Review
from tests.render.test_report import PAYLOADS
from tests.render.test_report_browser import LOOKS
from tests.review.sample import before, review
from tests.review.test_site import of_payload, pages
from tests.support.browser import Page, axe_script, open_browser

KINDS = {
    "the first page": "index.html",
    "an agency": "agencies/agency-of-the-east-24401a56b9.html",
    "a missing plan": "agencies/bureau-of-nothing-4e6335c3dc.html",
    "an unreadable plan": "agencies/office-of-lists-4cb86266f4.html",
    "claimed waivers": "agencies/agency-of-the-west-4af2cf629e.html",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def written(folder: Path, made: Review, previous: Review | None = None) -> Path:
    (folder / "agencies").mkdir(parents=True)
    for name, text in pages(made, previous).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("site") / "out", review(), before())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_kind_of_page_is_accessible(page: Page, folder: Path, kind: str, look: dict[str, Any]) -> None:
    script = axe_script()
    page.look(**look)
    page.open(folder / kind)
    assert page.violations(script) == []
    assert page.wider_than_the_window() <= 0


@pytest.mark.parametrize("look", ["light", "a phone"])
def test_a_page_with_long_words_is_not_wider_than_the_window(page: Page, tmp_path: Path, look: str) -> None:
    long = written(tmp_path / "out", of_payload("x" * 300))
    page.look(**LOOKS[look])
    for file in (long / "index.html", *sorted((long / "agencies").iterdir())[:2]):
        page.open(file)
        assert page.wider_than_the_window() <= 0


def test_a_hostile_review_makes_no_request_and_runs_nothing(page: Page, tmp_path: Path) -> None:
    hostile = written(tmp_path / "out", of_payload(" ".join(PAYLOADS.values())))
    page.look()
    for file in (hostile / "index.html", *sorted((hostile / "agencies").iterdir())):
        page.requests()
        page.open(file)
        assert page.requests() == [file.as_uri()]
        assert page.driver.get_log("browser") == []
        assert "<img src=x onerror=alert(1)> </script>" in page.driver.page_source.replace(
            "&lt;", "<"
        ).replace("&gt;", ">")


class Keyboard:
    """A person who has nothing but a keyboard, on the first page."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.driver = page.driver
        page.look()
        page.open(folder / "index.html")

    def press(self, *keys: str) -> None:
        """Press these keys, one after another."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def on(self) -> str:
        """What has the focus: its id, or its words."""
        found = "const e = document.activeElement; return e.id || e.getAttribute('aria-label') || e.textContent.trim()"
        return str(self.driver.execute_script(found))

    def go_to(self, name: str) -> None:
        """Press Tab until `name` has the focus."""
        for _ in range(200):
            if self.on() == name:
                return
            self.press(Keys.TAB)
        pytest.fail(f"{name} cannot be reached with Tab")

    def rows(self) -> list[str]:
        """The agencies that are shown, in their order."""
        shown = "return [...document.querySelectorAll('#agencies tbody tr')].filter(r => !r.hidden).map(r => r.cells[0].textContent)"
        return list(self.driver.execute_script(shown))

    def state(self) -> str:
        """What is announced."""
        return str(self.driver.execute_script("return document.getElementById('state').textContent"))

    def sorted_by(self) -> list[tuple[str, str]]:
        """The headings that say that the table is sorted by them, and how."""
        found = "return [...document.querySelectorAll('[aria-sort]')].map(e => [e.textContent, e.getAttribute('aria-sort')])"
        return [tuple(each) for each in self.driver.execute_script(found)]


@pytest.fixture
def keyboard(page: Page, folder: Path) -> Keyboard:
    return Keyboard(page, folder)


def test_every_control_is_reached_by_tab_in_the_order_of_the_page(keyboard: Keyboard) -> None:
    reached = []
    for _ in range(120):
        keyboard.press(Keys.TAB)
        reached.append(keyboard.on())
        if reached[-1] == "review.json":
            break
    every = keyboard.driver.execute_script(
        "return [...document.querySelectorAll('a, button, input, select, [tabindex=\"0\"]')]"
        ".map(e => e.id || e.getAttribute('aria-label') || e.textContent.trim())"
    )
    assert reached == every


def test_search_says_how_many_are_left(keyboard: Keyboard) -> None:
    assert keyboard.state() == "7 of 7 submissions shown"
    keyboard.go_to("find")
    keyboard.press("agency EAST")
    assert keyboard.rows() == ["Agency of the East", "Agency of the East (7)"]
    assert keyboard.state() == "2 of 7 submissions shown"
    keyboard.press(" submitted again")
    assert keyboard.rows() == ["Agency of the East (7)"]


@pytest.mark.parametrize(
    ("control", "typed", "shown"),
    [
        ("by-standing", "Mi", ["Bureau of Nothing"]),
        ("by-rating", "R", ["Bureau of Nothing", "Bureau of Traps", "Office of Lists"]),
        ("by-signature", "S", ["Agency of the East"]),
        ("by-signature", "N", ["Agency of the East (7)"]),
        ("by-family", "F", ["Agency of the East", "Agency of the North", "Agency of the West"]),
        ("by-outcome", "er", ["Agency of the East", "Agency of the North", "Agency of the West"]),
        ("by-outcome", "met", []),
    ],
)
def test_filters_are_chosen_by_typing(keyboard: Keyboard, control: str, typed: str, shown: list[str]) -> None:
    keyboard.go_to(control)
    keyboard.press(typed)
    assert keyboard.rows() == shown
    assert keyboard.state() == f"{len(shown)} of 7 submissions shown"


def test_headings_sort_and_say_so_and_all_can_be_shown_again(keyboard: Keyboard) -> None:
    first = keyboard.rows()
    keyboard.go_to("Warnings")
    keyboard.press(Keys.ENTER)
    assert keyboard.sorted_by() == [("Warnings", "descending")]
    assert keyboard.state() == "7 of 7 submissions shown, sorted by warnings, most first"
    assert keyboard.rows()[:3] == ["Agency of the East", "Agency of the West", "Agency of the North"]
    keyboard.press(Keys.SPACE)
    assert keyboard.sorted_by() == [("Warnings", "ascending")]
    assert keyboard.rows()[:3] == ["Agency of the North", "Agency of the East", "Agency of the West"]
    assert keyboard.on() == "Warnings"
    keyboard.driver.execute_script("document.querySelector('.skip').focus()")
    keyboard.go_to("Agency")
    keyboard.press(Keys.ENTER, Keys.ENTER)
    assert keyboard.state() == "7 of 7 submissions shown, sorted by agency, Z to A"
    assert keyboard.rows() == sorted(first, reverse=True)
    keyboard.driver.execute_script("document.querySelector('.skip').focus()")
    keyboard.go_to("Show all again")
    keyboard.press(Keys.ENTER)
    assert keyboard.rows() == first
    assert keyboard.sorted_by() == []


def test_the_table_scrolls_by_keyboard_and_a_page_opens_and_leads_back(
    page: Page, keyboard: Keyboard
) -> None:
    page.look(width=360, height=640)
    keyboard.driver.execute_script("document.querySelector('[aria-labelledby=matrix-caption]').focus()")
    keyboard.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    scrolled = "return document.querySelector('[aria-labelledby=matrix-caption]').scrollLeft > 0"
    ActionChains(keyboard.driver).pause(0.5).perform()
    assert keyboard.driver.execute_script(scrolled)
    keyboard.go_to("Agency of the East")
    keyboard.press(Keys.ENTER)
    assert keyboard.driver.title == "Agency of the East: review of its plan"
    keyboard.go_to("All agencies")
    keyboard.press(Keys.ENTER)
    assert keyboard.driver.title == "Customer experience plans: review 7"


def test_without_its_script_the_first_page_has_everything(page: Page, folder: Path, tmp_path: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    file = tmp_path / "index.html"
    file.write_text(text.replace("script-src 'sha256-", "script-src 'sha256-x"), encoding="utf-8")
    page.look()
    page.open(file)
    page.driver.get_log("browser")
    shown = (
        "return [...document.querySelectorAll('#agencies tbody tr')].filter(r => r.offsetHeight > 0).length"
    )
    assert page.driver.execute_script(shown) == 7
    assert not page.driver.execute_script("return document.getElementById('filters').offsetHeight")
