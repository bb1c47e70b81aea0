"""Folder plans on disk: their parts, what else lies in the folder, their limit and their digest."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from checker.plan.limits import Limits
from checker.plan.read import read_plan
from checker.sources.source import PlanSource, Skipped, SourceFile
from tests.support.disk import found, shown, write
from tests.support.said import said_with_files

NO_PLAN = "not a plan: it has no key `plan`; name the file itself to check it"
ATTACHMENT = "not YAML, so no part of the plan"
FOLDER = {
    "opm/plan.yaml": "plan: {}\n",
    "opm/services/b.yaml": "id: b\n",
    "opm/services/a.yml": "id: a\n",
    "opm/voice_of_customer/surveys/s.yaml": "id: s\n",
    "opm/equity/assessment/evidence/e.yaml": "id: e\n",
}
PARTS = [
    "equity/assessment/evidence/e.yaml",
    "services/a.yml",
    "services/b.yaml",
    "voice_of_customer/surveys/s.yaml",
]


def test_a_folder_plan_with_its_parts_in_the_order_of_names() -> None:
    write(FOLDER)
    (plan,) = found(["."])
    assert isinstance(plan, PlanSource)
    assert (plan.name, plan.root) == ("opm", SourceFile("opm/plan.yaml", b"plan: {}\n", 9))
    assert [inside for inside, _ in plan.parts] == PARTS
    assert plan.parts[1] == ("services/a.yml", SourceFile("opm/services/a.yml", b"id: a\n", 6))
    assert plan.left_out == ()


def test_a_part_that_is_named_stands_for_the_plan(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({**FOLDER, "other.yaml": "plan: {}"})
    inside = [f"opm/{part}" for part in PARTS]
    assert shown("opm/plan.yaml", "opm", *inside, "other.yaml") == ["opm", "other.yaml"]
    for path in inside:
        assert shown(path) == ["opm"]
    assert shown(f"{here}/{inside[0]}") == [f"{here}/opm"]
    monkeypatch.chdir("opm/services")
    assert shown("a.yml", "../plan.yaml") == [".."]
    monkeypatch.chdir("..")
    assert shown("plan.yaml") == ["plan.yaml"]


def test_what_else_lies_in_a_folder_plan_is_named() -> None:
    write({
        **FOLDER, "opm/README.md": "x", "opm/evidence/report.pdf": "x", "opm/services/.b.yaml": "id: x",
        "opm/.git/config": "x", "opm/services/c.yaml.bak": "x", "opm/a/b/c/d/e.yaml": "id: x",
    })  # fmt: skip
    assert shown("opm") == [
        "opm",
        f"(opm/README.md: {ATTACHMENT})",
        "(opm/a/b/c/d: deeper in the folder of a plan than any list)",
        f"(opm/evidence/report.pdf: {ATTACHMENT})",
        "(opm/services/.b.yaml: hidden: its name starts with a dot)",
        f"(opm/services/c.yaml.bak: {ATTACHMENT})",
    ]


def test_a_yaml_file_in_a_folder_plan_that_cannot_count_is_a_finding() -> None:
    write({**FOLDER, "opm/feedback.yaml": "[]", "opm/goals/plan.yaml": "plan: {}", "x.yaml": "id: x"})
    Path("opm/services/c.yaml").symlink_to("../../x.yaml")
    Path("opm/goals/more").symlink_to("/")
    os.mkfifo("opm/services/pipe.yaml")
    plan, beside = found(["opm"])
    assert isinstance(plan, PlanSource)
    assert beside == Skipped(
        "opm/feedback.yaml",
        "it stands beside plan.yaml; entries of a list stand in the folder of the list, such as services/",
    )
    assert [inside for inside, _ in plan.parts] == PARTS
    assert plan.left_out == (
        ("goals/more", "it is a symbolic link"),
        ("goals/plan.yaml", "it is a plan in the folder of another plan"),
        ("services/c.yaml", "it is a symbolic link"),
        ("services/pipe.yaml", "it is not a regular file"),
    )  # fmt: skip
    assert (
        "opm/goals/plan.yaml:1:1-1:1 stray-file goals/plan.yaml is not read: it is a plan in the folder of another plan"
        in said_with_files(read_plan(plan).problems)
    )


def test_a_folder_plan_whose_plan_yaml_is_a_link() -> None:
    write({**FOLDER, "real.yaml": "plan: {}"})
    Path("opm/plan.yaml").unlink()
    Path("opm/plan.yaml").symlink_to("../real.yaml")
    expected = "(opm: its plan.yaml is a symbolic link; name that file to check the plan)"
    assert shown("opm") == [expected]
    assert shown("opm/plan.yaml") == ["opm"]


def test_a_folder_without_plan_yaml_is_searched() -> None:
    write({name: text for name, text in FOLDER.items() if not name.endswith("plan.yaml")})
    assert shown("opm/services") == [f"(opm/services/a.yml: {NO_PLAN})", f"(opm/services/b.yaml: {NO_PLAN})"]
    assert len(shown("opm")) == 4


def test_the_files_of_a_folder_plan_have_one_limit_of_bytes() -> None:
    write(FOLDER)
    (plan,) = found(["opm"], max_bytes=9 + 6 + 6)
    assert isinstance(plan, PlanSource)
    assert [file.content for _, file in plan.parts] == [b"id: e\n", b"id: a\n", None, None]
    problems = said_with_files(read_plan(plan, Limits(bytes=21)).problems)
    assert (
        "opm/services/b.yaml:1:1-1:1 limit-passed with this file, the plan has more than 21 bytes" in problems
    )


def test_digest_of_a_file_is_that_of_its_bytes() -> None:
    plan = PlanSource("a/plan.yaml", SourceFile("a/plan.yaml", b"plan: {}\n", 9))
    assert plan.digest == sha256(b"plan: {}\n").hexdigest()


def test_digest_of_a_folder_is_the_same_wherever_it_lies_and_tells_every_difference() -> None:
    write(FOLDER)
    write({name.replace("opm", "copy"): text for name, text in FOLDER.items()})
    (first,), (second,) = found(["opm"]), found(["copy"])
    assert isinstance(first, PlanSource)
    assert isinstance(second, PlanSource)
    assert first.digest == second.digest
    file = SourceFile("x", b"x", 1)
    plans = [
        PlanSource("x", file),
        PlanSource("x", file, (("services/a.yaml", file),)),
        PlanSource("x", file, (("services/b.yaml", file),)),
        PlanSource("x", file, (("services/a.yaml", SourceFile("x", b"", 0)),)),
        PlanSource("x", file, (("services/a.yaml", SourceFile("x", None, 7)),)),
        PlanSource("x", file, (("services/a.yaml", SourceFile("x", None, 8)),)),
        PlanSource("x", file, (), (("services/a.yaml", "it is a symbolic link"),)),
        PlanSource("x", SourceFile("x", b"x\0services/a.yaml\0x", 19)),
    ]
    assert len({plan.digest for plan in plans}) == len(plans)
