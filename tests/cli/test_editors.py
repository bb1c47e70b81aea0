"""A plan in an editor: what Red Hat's YAML extension for VS Code does with the plan format, by the same server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck
from tests.support.languageserver import PROGRAM, Client, language_server

COMPLETE = ROOT / "agency_plans/fy2026/department-of-public-services.yaml"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not PROGRAM.is_file(),
    reason="yaml-language-server is not here: npm install --no-save axe-core yaml-language-server",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in a file and a plan in a folder, as `cxcheck new` writes them."""
    place = tmp_path_factory.mktemp("plans")
    answers = ("--agency", "Agency", "--abbreviation", "A", "--bureau", "", "--fiscal-year", "2026", "--as-of", "2026-01-31",
               "--independent", "no", "--designated", "no", "--service", "public,benefits,Relief")  # fmt: skip
    for output in ("a.yaml", "b"):
        assert cxcheck("new", *answers, "-o", output, cwd=place).code == 0
    return place


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Client]:
    with language_server(folder) as client:
        yield client


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_a_new_plan_fits(folder: Path, editor: Client) -> None:
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    assert editor.problems(folder / "a.yaml", text) == []


def test_a_mistake_is_marked(folder: Path, editor: Client) -> None:
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    text = text.replace("status: draft", "status: drafty").replace("independent: false", "independant: false")
    problems = editor.problems(folder / "mistakes.yaml", text)
    assert problems == [
        f'{line_of(text, "  status:")}: Value is not accepted. Valid values: "draft", "submitted", "published", '
        '"change_requested", "archived".',
        f'{line_of(text, "agency:")}: Missing property "independent".',
        f"{line_of(text, '  independant:')}: Property independant is not allowed.",
    ]


def test_the_description_of_a_field_is_shown(folder: Path, editor: Client) -> None:
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    editor.problems(folder / "hover.yaml", text)
    shown = editor.hover(folder / "hover.yaml", line_of(text, "  status:"), 4)
    assert "Where the plan stands: draft, submitted, published" in shown


def test_words_and_fields_are_offered(folder: Path, editor: Client) -> None:
    text = (folder / "a.yaml").read_text(encoding="utf-8").replace("status: draft", "status: ")
    editor.problems(folder / "offers.yaml", text)
    offered = editor.offered(folder / "offers.yaml", line_of(text, "  status:"), 11)
    assert offered == ["draft", "submitted", "published", "change_requested", "archived"]
    text = text.replace("  status: ", "  ")
    editor.problems(folder / "fields.yaml", text)
    offered = editor.offered(folder / "fields.yaml", line_of(text, "  as_of:") + 1, 3)
    assert {"version", "status", "to_complete"} <= set(offered)
    assert "title" not in offered


def test_a_file_of_a_folder_plan(folder: Path, editor: Client) -> None:
    path = folder / "b/services/01-relief.yaml"
    text = path.read_text(encoding="utf-8")
    assert editor.problems(path, text) == []
    wrong = editor.problems(
        path.with_name("02-wrong.yaml"), text.replace("audience: public", "audience: all")
    )
    line = line_of(text, "audience:")
    assert wrong == [f'{line}: Value is not accepted. Valid values: "public", "internal", "both".']


def test_a_complete_plan_fits(folder: Path, editor: Client) -> None:
    mode = (folder / "a.yaml").read_text(encoding="utf-8").split("\n")[0]
    text = f"{mode}\n{COMPLETE.read_text(encoding='utf-8')}"
    assert editor.problems(folder / "complete.yaml", text) == []
