"""Kept results: an unchanged plan is not judged again, and nobody can tell but by the clock."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.assessment.assess import Choice
from checker.cli.judge import MOST, Judge
from checker.cli.settings import load_pack
from checker.location import Location
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.policy.determination import Determination
from checker.policy.profile import Profile
from checker.render.formats import FORMATS
from checker.render.run import Run
from checker.sources.files import Skipped, find_plans
from checker.sources.source import PlanSource, SourceFile
from tests.support.command import ROOT, cxcheck

RULEBOOK = load_pack()
PROFILE = RULEBOOK.profiles["order-as-amended"]
PLANS = ROOT / "agency_plans"
PLAN = "agency_plans/derived/fy2023/sba.yaml"


def sources(path: Path) -> list[PlanSource]:
    found = find_plans([str(path)], Limits().bytes, io.BytesIO())
    return [source for source in found if not isinstance(source, Skipped)]


def source(text: str, name: str = "plan.yaml") -> PlanSource:
    content = text.encode()
    return PlanSource(name, SourceFile(name, content, len(content)))


def judge(cache: Path | None, choice: Choice = Choice(), limits: Limits = Limits(), profile: Profile = PROFILE,
          prior: ReadPlan | None = None) -> Judge:  # fmt: skip
    return Judge(RULEBOOK, profile, choice, limits, prior, cache)


def files(cache: Path) -> list[str]:
    return sorted(path.name for path in (cache / "assessments").iterdir())


def shown(judge: Judge, plans: list[PlanSource], name: str) -> str:
    judged = [judge(plan) for plan in plans]
    texts = {file: text for _, some in judged for file, text in some.items()}
    return "".join(
        FORMATS[name](Run([assessment for assessment, _ in judged], texts, RULEBOOK, PROFILE, "1.0"))
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_every_plan_gives_the_same_bytes_with_and_without(format_: str, tmp_path: Path) -> None:
    plans = sources(PLANS)
    assert len(plans) > 5
    plain = shown(judge(None), plans, format_)
    assert shown(judge(tmp_path), plans, format_) == plain
    assert len(files(tmp_path)) == len(plans)
    assert shown(judge(tmp_path), plans, format_) == plain
    assert len(files(tmp_path)) == len(plans)


BROKEN = {
    "not YAML": b"plan: [\n",
    "not UTF-8": b"plan: \xff\n",
    "UTF-16": "plan: 1\n".encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbfplan: {title: a}\n",
    "an invisible character": "plan: {title: a\u200eb}\n".encode(),
    "empty": b"",
    "a duplicate key": b"plan: 1\nplan: 2\n",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_plan_shows_the_same_lines(case: str, tmp_path: Path) -> None:
    plan = PlanSource("a.yaml", SourceFile("a.yaml", BROKEN[case], len(BROKEN[case])))
    outputs = {shown(judge(cache), [plan], "text") for cache in (None, tmp_path, tmp_path)}
    assert len(outputs) == 1
    assert len(files(tmp_path)) == 1


NOT_WHOLE = {
    "a file that cannot be read": PlanSource("a.yaml", SourceFile("a.yaml", None, 0, "cannot be read: Permission denied")),
    "a file beyond the limit": PlanSource("a.yaml", SourceFile("a.yaml", None, 6_000_000)),
    "a part that cannot be read": PlanSource(
        "p", SourceFile("p/plan.yaml", b"plan: {}\n", 9), (("goals/a.yaml", SourceFile("p/goals/a.yaml", None, 0, "cannot be read: no")),)),
    "a part that was left out": PlanSource(
        "p", SourceFile("p/plan.yaml", b"plan: {}\n", 9), (), (("link.yaml", "it is a symbolic link"),)),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_WHOLE)
def test_nothing_is_kept_of_a_plan_that_was_not_read_whole(case: str, tmp_path: Path) -> None:
    judge(tmp_path)(NOT_WHOLE[case])
    assert list(tmp_path.iterdir()) == []


TEXT = 'schema_version: "1.0"\nplan: {as_of: 2024-09-30, fiscal_year: 2024}\nservices: []\n'
JUDGED = Determination(
    "partner-kinds-judged",
    "met",
    "A. Person",
    "2024-01-01",
    "2025-01-01",
    "All are named.",
    Location("d.yaml", 1, 1, 1, 2),
)
OTHER: dict[str, Callable[[Path], object]] = {
    "the plan": lambda cache: judge(cache)(source(TEXT + "# a comment\n")),
    "its name": lambda cache: judge(cache)(source(TEXT, "other.yaml")),
    "the day": lambda cache: judge(cache, Choice("2024-01-01"))(source(TEXT)),
    "the rules asked": lambda cache: judge(cache, Choice(select=("privacy",)))(source(TEXT)),
    "the rules ignored": lambda cache: judge(cache, Choice(ignore=("privacy",)))(source(TEXT)),
    "what is said of the options": lambda cache: judge(cache, Choice(bypasses=("never",)))(source(TEXT)),
    "the limits": lambda cache: judge(cache, limits=Limits(depth=63))(source(TEXT)),
    "another profile": lambda cache: judge(cache, profile=RULEBOOK.profiles["eo-14058-as-issued"])(source(TEXT)),
    "the same profile with another reason": lambda cache: judge(
        cache, profile=Profile({**PROFILE.data, "drop": [{"rule": "control-number-shown", "reason": "other"}]}))(source(TEXT)),
    "last year's plan": lambda cache: judge(cache, prior=read_plan(source("plan: {}\n")))(source(TEXT)),
    "what people judged": lambda cache: judge(cache, Choice(determinations=(JUDGED,)))(source(TEXT)),
    "the rules": lambda cache: Judge(
        RULEBOOK._replace(digest="0" * 64), PROFILE, Choice(), Limits(), None, cache)(source(TEXT)),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHER)
def test_a_result_is_kept_for_exactly_what_it_depends_on(case: str, tmp_path: Path) -> None:
    judge(tmp_path)(source(TEXT))
    judge(tmp_path)(source(TEXT))
    assert len(files(tmp_path)) == 1
    OTHER[case](tmp_path)
    assert len(files(tmp_path)) == 2


def test_the_name_of_last_years_plan_counts_since_it_is_shown(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        judge(tmp_path, prior=read_plan(source(TEXT, name)))(source(TEXT))
    assert len(files(tmp_path)) == 2


def test_a_damaged_file_costs_time_and_is_mended(tmp_path: Path) -> None:
    right, _ = judge(tmp_path)(source(TEXT))
    (path,) = (tmp_path / "assessments").iterdir()
    whole = path.read_bytes()
    for damage in (b"", whole[: len(whole) // 2], whole[:-1] + b" ", b"\xff" * 100):
        path.write_bytes(damage)
        assert judge(tmp_path)(source(TEXT))[0] == right
        assert path.read_bytes() == whole


def test_a_cache_that_cannot_be_written_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"not a folder")
    right, _ = judge(None)(source(TEXT))
    assert judge(tmp_path / "file")(source(TEXT))[0] == right
    assert (tmp_path / "file").read_bytes() == b"not a folder"


def test_a_folder_where_the_file_should_be_costs_time(tmp_path: Path) -> None:
    right, _ = judge(tmp_path)(source(TEXT))
    (path,) = (tmp_path / "assessments").iterdir()
    path.unlink()
    path.mkdir()
    assert judge(tmp_path)(source(TEXT))[0] == right
    assert files(tmp_path) == [path.name]  # nothing half written is left beside it


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path) -> None:
    folder = tmp_path / "assessments"
    folder.mkdir()
    for number in range(MOST + 3):
        (folder / f"{number}.json").write_bytes(b"")
        os.utime(folder / f"{number}.json", (number, number))
    judge(tmp_path)(source(TEXT))
    left = files(tmp_path)
    assert len(left) == MOST + 1
    assert not {"0.json", "1.json", "2.json"} & set(left)
    assert "3.json" in left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_user_may_look_into_the_folder(tmp_path: Path) -> None:
    judge(tmp_path / "cache")(source(TEXT))
    assert (tmp_path / "cache" / "assessments").stat().st_mode & 0o077 == 0


def test_the_command_keeps_results_and_gives_the_same_bytes(tmp_path: Path) -> None:
    plain = cxcheck("check", PLAN, cwd=ROOT, CXCHECK_NO_CACHE="1")
    first = cxcheck("check", PLAN, cwd=ROOT, CXCHECK_CACHE_DIR=str(tmp_path))
    again = cxcheck("check", PLAN, cwd=ROOT, CXCHECK_CACHE_DIR=str(tmp_path))
    assert plain == first == again
    assert plain.code == 1
    assert len(files(tmp_path)) == 1


def test_the_command_keeps_nothing_where_it_is_told_so(tmp_path: Path) -> None:
    cxcheck("check", PLAN, cwd=ROOT, CXCHECK_CACHE_DIR=str(tmp_path), CXCHECK_NO_CACHE="1")
    assert list(tmp_path.iterdir()) == []


def test_an_unchanged_plan_needs_neither_yaml_nor_cel(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom checker.cli.main import program\n"
        f"program.main(['check', {PLAN!r}, '--fail-on', 'never'], standalone_mode=False)\n"
        "print(sorted({'yaml', 'cel_expr_python', 'jsonschema', 'git', 'jinja2', 'rich'} & set(sys.modules)))\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "", "CXCHECK_CACHE_DIR": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, env=environment
        ).stdout.decode()
        for _ in range(2)
    ]
    assert said[0].splitlines()[-1] == "['cel_expr_python', 'jsonschema', 'yaml']"
    assert said[1].splitlines()[-1] == "[]"
    assert said[0].splitlines()[:-1] == said[1].splitlines()[:-1]
