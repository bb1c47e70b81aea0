"""`cxcheck annual`: years from files and from Git, what is written, and what is refused."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck
from tests.support.repository import Repo

_PLANS = ROOT / "agency_plans"
_NOW = _PLANS / "fy2026" / "department-of-public-services.yaml"
_LAST = _PLANS / "fy2025" / "department-of-public-services.yaml"
_OSCAL = ["oscal-assessment-results.json", "oscal-catalog.json", "oscal-poam.json"]
_PROMISE = "Joining the travel system with the Finance System"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A plan that is written on from year to year, with a tag for each; in the third year a promise is forgotten."""
    repo = Repo(tmp_path_factory.mktemp("agency"))
    last = _LAST.read_text(encoding="utf-8")
    first = last.replace("fiscal_year: 2025", "fiscal_year: 2024").replace(
        "as_of: 2025-09-30", "as_of: 2024-09-30"
    )
    repo.commit({"plan.yaml": first})
    repo.git("tag", "v2024")
    repo.commit({"plan.yaml": last})
    repo.git("tag", "v2025")
    repo.write({"plan.yaml": _forgetful()})
    return repo


def _forgetful() -> str:
    """The plan of this year without a word on the travel system that last year's promised to join."""
    plan = _NOW.read_text(encoding="utf-8")
    start = plan.index("  not_delivered:\n")
    return plan[:start] + plan[plan.index("next_year:\n") :]


def _report(folder: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((folder / "annual-report.json").read_text(encoding="utf-8"))


def _commitments(folder: Path) -> dict[str, list[str]]:
    table = _report(folder)["parts"]["improvement"]["tables"]["commitments"]
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table["rows"]}


def test_earlier_years_from_git_tags_and_a_promise_that_vanished(repo: Repo, tmp_path: Path) -> None:
    done = cxcheck(
        "annual",
        "plan.yaml",
        "--prior",
        "v2024",
        "--prior",
        "v2025",
        "-o",
        str(tmp_path / "out"),
        cwd=repo.folder,
    )
    assert done.code == 0, done.err
    report = _report(tmp_path / "out")
    assert [row[0]["text"] for row in report["parts"]["determination"]["tables"]["ratings"]["rows"]] == [
        "2026",
        "2025",
        "2024",
    ]
    assert _commitments(tmp_path / "out")[_PROMISE] == [
        "promise", "Leila Haddad", "2026-04-30", "not given", "not known", "silently gone", "nothing",
    ]  # fmt: skip
    sentences = [
        block["text"] for block in report["parts"]["improvement"]["blocks"] if block["type"] == "sentence"
    ]
    assert f"Silently gone: {_PROMISE}. This year's plan does not say what became of it." in sentences
    html = (tmp_path / "out" / "annual-report.html").read_text(encoding="utf-8")
    assert f"Silently gone: {_PROMISE}" in html


def test_lines_of_earlier_years_name_their_revision(repo: Repo, tmp_path: Path) -> None:
    cxcheck(
        "annual",
        "plan.yaml",
        "--prior",
        "v2025:plan.yaml",
        "-o",
        str(tmp_path),
        "--format",
        "json",
        cwd=repo.folder,
    )
    assert {line["path"] for line in _report(tmp_path)["lines"]} == {"plan.yaml", "v2025:plan.yaml"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annual-report.json"]


def test_the_same_years_give_the_same_bytes(repo: Repo, tmp_path: Path) -> None:
    for name in ("one", "two"):
        cxcheck("annual", "plan.yaml", "--prior", "v2025", "-o", str(tmp_path / name), cwd=repo.folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == [
        "annual-report.html", "annual-report.json", "annual-report.md", "annual-report.pdf", *_OSCAL,
    ]  # fmt: skip
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_without_an_earlier_plan_that_is_said_in_its_place(tmp_path: Path) -> None:
    done = cxcheck("annual", str(_NOW), "-o", str(tmp_path), "--format", "json", cwd=ROOT)
    assert done.code == 0, done.err
    said = [
        block for block in _report(tmp_path)["parts"]["improvement"]["blocks"] if block["type"] == "sentence"
    ]
    assert said[0]["kind"] == "missing"
    assert said[0]["text"] == (
        "No plan of an earlier year was given, so nobody can tell what became of earlier commitments. Name it with --prior."
    )


def test_every_part_with_its_clause(tmp_path: Path) -> None:
    cxcheck("annual", str(_NOW), "--prior", str(_LAST), "-o", str(tmp_path), "--format", "json", cwd=ROOT)
    parts = _report(tmp_path)["parts"]
    assert {part["number"]: name for name, part in parts.items()} == {
        1: "header", 2: "determination", 3: "designation", 4: "capacity", 5: "performance", 6: "improvement", 7: "amendment",
        8: "protections", 9: "means", 10: "root-causes", 11: "coordination", 12: "findings", 13: "waivers", 14: "coverage",
        15: "limitations", 16: "attestation",
    }  # fmt: skip
    assert all(part["clauses"] for part in parts.values())


@pytest.mark.parametrize(
    ("priors", "message"),
    [
        (
            ("nothing-there",),
            "cxcheck: --prior nothing-there: there is no such file, and nothing-there: no commit of this repository has that name; "
            "in a shallow clone it may have to be fetched first; name a plan, REV:PATH, or a revision\n",
        ),
        (
            ("same.yaml",),
            "cxcheck: --prior: same.yaml is a plan of fiscal year 2026, and plan.yaml of 2026; name a plan of an earlier year\n",
        ),
        (
            ("other.yaml",),
            "cxcheck: --prior: other.yaml is a plan of Another Department, and plan.yaml of Department of Public Services "
            "(fictional); name the plan of the same agency\n",
        ),
        (
            ("broken.yaml",),
            "cxcheck: broken.yaml:2:1: nothing can be reported on a plan that cannot be read: ",
        ),
    ],
)
def test_earlier_plans_that_do_not_fit(
    repo: Repo, tmp_path: Path, priors: tuple[str, ...], message: str
) -> None:
    folder = tmp_path / "agency"
    shutil.copytree(repo.folder, folder)
    shutil.copy(_NOW, folder / "same.yaml")
    other = _LAST.read_text(encoding="utf-8").replace(
        "  name: Department of Public Services (fictional)\n", "  name: Another Department\n", 1
    )
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    (folder / "broken.yaml").write_text("plan: {fiscal_year: 2025\n", encoding="utf-8")
    arguments = [argument for prior in priors for argument in ("--prior", prior)]
    done = cxcheck("annual", "plan.yaml", *arguments, "-o", "out", cwd=folder)
    assert done.code == 2
    assert done.err.startswith(message)
    assert not (folder / "out").exists()


def test_a_plan_with_errors_is_reported_on_and_ends_with_1(tmp_path: Path) -> None:
    broken = str(_PLANS / "broken" / "breaks-every-rule.yaml")
    done = cxcheck("annual", broken, "-o", str(tmp_path), cwd=ROOT)
    assert done.code == 1, done.err
    assert _report(tmp_path)["parts"]["determination"]["tables"]["ratings"]["rows"][0][1]["text"] == "Yellow"


def test_without_the_extras_each_is_told_once_and_the_rest_is_written(tmp_path: Path) -> None:
    for name in ("typst", "vl_convert"):
        (tmp_path / "broken" / name).mkdir(parents=True)
        (tmp_path / "broken" / name / "__init__.py").write_text("raise ImportError", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path / "broken"), str(ROOT)))
    out = tmp_path / "out"
    done = cxcheck("annual", str(_NOW), "-o", str(out), cwd=ROOT, PYTHONPATH=path)
    assert done.code == 0, done.err
    assert sorted(file.name for file in out.iterdir()) == [
        "annual-report.html", "annual-report.json", "annual-report.md", *_OSCAL,
    ]  # fmt: skip
    assert done.err.count("pip install") == 2
    assert (
        "the tables stand without their plots: the plots need a library that is not installed: pip install 'cxcheck[charts]'"
        in done.err
    )
    assert (
        f"{out / 'annual-report.pdf'} was not written: PDF needs a library that is not installed: pip install 'cxcheck[pdf]'"
        in done.err
    )
    asked = cxcheck("annual", str(_NOW), "-o", str(out), "--format", "pdf", cwd=ROOT, PYTHONPATH=path)
    assert asked.code == 2
    assert asked.err.endswith("PDF needs a library that is not installed: pip install 'cxcheck[pdf]'\n")


def test_oscal_alone_and_with_the_rest(tmp_path: Path) -> None:
    done = cxcheck("annual", str(_NOW), "-o", str(tmp_path / "a"), "--format", "oscal", cwd=ROOT)
    assert done.code == 0, done.err
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == _OSCAL
    results = json.loads((tmp_path / "a" / _OSCAL[0]).read_text(encoding="utf-8"))["assessment-results"]
    assert (
        results["metadata"]["title"]
        == "Annual accountability report of Department of Public Services (fictional), fiscal year 2026"
    )
    cxcheck("annual", str(_NOW), "-o", str(tmp_path / "b"), cwd=ROOT)
    assert set(_OSCAL) < {path.name for path in (tmp_path / "b").iterdir()}
