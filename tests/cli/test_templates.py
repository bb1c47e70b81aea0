"""`--templates`: our example as it stands, and what is said of a folder that is wrong."""

from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck
from tests.support.smallest import smallest

EXAMPLE = ROOT / "docs" / "examples" / "templates"
PLAN = str(ROOT / "agency_plans" / "fy2026" / "department-of-public-services.yaml")


def test_the_example_changes_blocks_of_the_annual_report(tmp_path: Path) -> None:
    done = cxcheck("annual", PLAN, "-o", "out", "--format", "html", "--templates", str(EXAMPLE), cwd=tmp_path)
    assert done.code == 0
    page = (tmp_path / "out" / "annual-report.html").read_text(encoding="utf-8")
    assert '<p class="label">Questions about this report: cx@dps.example.gov</p>' in page
    assert "Department of Public Services, made by cxcheck" in page
    assert "2. Determination</h2>" in page


def test_the_example_adds_to_every_letter_of_a_review(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "one.yaml").write_text(smallest(), encoding="utf-8")
    review = ("review", "plans", "-o", "out", "-j", "1", "--fail-on", "never")
    added = "\nOffice of Management and Budget, customer experience team, cx@omb.example.gov\n"
    (letter,) = _letters(tmp_path, *review, "--templates", str(EXAMPLE))
    assert letter.endswith(added)
    (again,) = _letters(tmp_path, *review)
    assert letter == again + added


def _letters(folder: Path, *arguments: str) -> list[str]:
    assert cxcheck(*arguments, cwd=folder).code == 0
    return [path.read_text(encoding="utf-8") for path in sorted((folder / "out" / "letters").glob("*.md"))]


def test_templates_of_another_report_change_nothing(tmp_path: Path) -> None:
    for name, more in (("ours.html", ()), ("theirs.html", ("--templates", str(EXAMPLE)))):
        assert cxcheck("report", PLAN, "-o", name, *more, cwd=tmp_path).code == 0
    assert (tmp_path / "ours.html").read_bytes() == (tmp_path / "theirs.html").read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ report.subjct }}", "own/annual/report.html.j2:1: 'report.subjct' is undefined; did you mean subject?"),
        ("{{ ''.__class__ }}", "own/annual/report.html.j2:1: refused: access to attribute '__class__' of 'str' object is unsafe."),
        ("{% include '/etc/passwd' %}", "own/annual/report.html.j2:1: there is no template '/etc/passwd' in the folder or in reports/"),
        ("{% extends 'annual/report.html.j2' %}{% block bnad %}{% endblock %}", (
            "own/annual/report.html.j2:1: annual/report.html.j2 has no block 'bnad'; did you mean band?")),
    ],
    ids=["an undefined value", "a class", "a file", "a block that nothing shows"],
)  # fmt: skip
def test_a_wrong_template_is_told_and_nothing_is_written(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own" / "annual").mkdir(parents=True)
    (tmp_path / "own" / "annual" / "report.html.j2").write_text(text, encoding="utf-8")
    done = cxcheck("annual", PLAN, "-o", "out", "--format", "html", "--templates", "own", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "out" / "annual-report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", PLAN, "-o", "r.html", "--templates", "nowhere"), (
            "--templates nowhere: name a folder of templates, such as those in reports/")),
        (("review", ".", "-o", "out", "--templates", str(EXAMPLE), "--package", "p.zip"), (
            "leave out --package or --templates: a package holds no templates, so nobody could make its letters again")),
    ],
    ids=["no folder", "a package"],
)  # fmt: skip
def test_what_cannot_be_asked(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = cxcheck(*arguments, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
