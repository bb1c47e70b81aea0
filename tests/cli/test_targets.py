"""No result is ever written over a plan, what it is judged by, or another result."""

from pathlib import Path

import pytest

from tests.support.command import cxcheck
from tests.support.mistakes import PLAN

PURPOSE = (
    "plans and what they are judged by are called so, and no result is written over one; name another file"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("dps.yaml", "keep.yaml", "plan.txt"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    (tmp_path / "judged.txt").write_text("[]\n", encoding="utf-8")
    (tmp_path / "mine.json").write_text('{"mine": 1}\n', encoding="utf-8")
    (tmp_path / "link.json").symlink_to("dps.yaml")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "dps.yaml", "-q", "--output", "json=dps.yaml"), f"--output json=dps.yaml: dps.yaml ends in .yaml; {PURPOSE}"),
        (("check", ".", "--output", "json=sub/../dps.yaml"), f"--output json=sub/../dps.yaml: dps.yaml ends in .yaml; {PURPOSE}"),
        (("check", "dps.yaml", "--output", "json=link.json"), f"--output json=link.json: dps.yaml ends in .yaml; {PURPOSE}"),
        (
            ("check", "dps.yaml", "--output", "json=dps.waivers.yaml"),
            f"--output json=dps.waivers.yaml: dps.waivers.yaml ends in .yaml; {PURPOSE}",
        ),
        (("check", "plan.txt", "--output", "json=./plan.txt"), "--output json=./plan.txt: this run reads that file; name another"),
        (
            ("check", "dps.yaml", "--prior", "plan.txt", "--output", "sarif=plan.txt"),
            "--output sarif=plan.txt: this run reads that file; name another",
        ),
        (
            ("check", "dps.yaml", "--determinations", "judged.txt", "--output", "json=judged.txt"),
            "--output json=judged.txt: this run reads that file; name another",
        ),
        (
            ("check", "dps.yaml", "--baseline", "new", "--update-baseline", "--output", "json=new"),
            "--output json=new: this run reads that file; name another",
        ),
        # A run that fails for another reason writes that it failed, and not over a plan either.
        (
            ("check", "dps.yaml", "--profile", "none", "--format", "sarif", "--output", "json=dps.yaml"),
            f"--output json=dps.yaml: dps.yaml ends in .yaml; {PURPOSE}",
        ),
        (
            ("check", "dps.yaml", "--output", "json=b", "--output", "sarif=b"),
            "--output sarif=b: another --output is written to this file; name one for each",
        ),
        (("check", "dps.yaml", "--output", "json=-"), "--output json=-: name a file; --format json prints it"),
        (("diff", "keep.yaml", "dps.yaml", "--output", "json=keep.yaml"), f"--output json=keep.yaml: keep.yaml ends in .yaml; {PURPOSE}"),
        (("diff", "plan.txt", "dps.yaml", "--output", "json=plan.txt"), "--output json=plan.txt: this run reads that file; name another"),
        (("report", "dps.yaml", "--format", "html", "-o", "dps.yaml"), f"--output dps.yaml: dps.yaml ends in .yaml; {PURPOSE}"),
        (("report", "plan.txt", "--format", "html", "-o", "plan.txt"), "--output plan.txt: this run reads that file; name another"),
        (("rules", "coverage", "-o", "dps.yaml"), f"--output dps.yaml: dps.yaml ends in .yaml; {PURPOSE}"),
        (("schema", "plan", "-o", "dps.yaml"), f"--output dps.yaml: dps.yaml ends in .yaml; {PURPOSE}"),
        (("schema", "plan", "-o", "mine.json"), "--output mine.json: there already, and no JSON Schema; name another file"),
    ],
)  # fmt: skip
def test_it_is_refused_and_nothing_is_written(folder: Path, words: tuple[str, ...], message: str) -> None:
    before = contents(folder)
    (folder / "sub").mkdir(exist_ok=True)
    result = cxcheck(*words, cwd=folder)
    (folder / "sub").rmdir()
    assert (result.code, result.err.splitlines()[-1]) == (2, f"cxcheck: {message}")
    assert contents(folder) == before


def test_earlier_results_and_an_earlier_schema_are_replaced(folder: Path) -> None:
    for _ in range(2):
        assert (
            cxcheck(
                "check", "dps.yaml", "-q", "--output", "json=out.json", "--fail-on", "never", cwd=folder
            ).code
            == 0
        )
        assert cxcheck("schema", "plan", "-o", "plan.schema.json", cwd=folder).code == 0
    assert contents(folder)["out.json"].startswith("{")
