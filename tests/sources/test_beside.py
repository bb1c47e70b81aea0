"""The waivers beside a plan: read with it, never taken for a plan, and told where they have none."""

from pathlib import Path

import pytest

from checker.sources.files import find_plans
from checker.sources.source import PlanSource, Skipped
from tests.support.disk import found, shown, write

ONE = "plan: {}\n"
WAIVERS = "- rule: a\n"
ORPHAN = "waivers without a plan: no"


def beside(*paths: str) -> dict[str, str | None]:
    """Of each plan found, the file of its waivers."""
    plans = [each for each in found(paths) if isinstance(each, PlanSource)]
    return {plan.name: plan.waivers.path if plan.waivers is not None else None for plan in plans}


def test_the_waivers_of_a_one_file_plan_stand_beside_it() -> None:
    write(
        {
            "in/dps.yaml": ONE,
            "in/dps.waivers.yaml": WAIVERS,
            "in/sba.yml": ONE,
            "in/sba.waivers.yaml": WAIVERS,
        }
    )
    assert beside("in") == {"in/dps.yaml": "in/dps.waivers.yaml", "in/sba.yml": "in/sba.waivers.yaml"}
    assert shown("in") == ["in/dps.yaml", "in/sba.yml"]
    (plan,) = [each for each in found(["in/dps.yaml"]) if isinstance(each, PlanSource)]
    assert plan.waivers is not None
    assert plan.waivers.content == WAIVERS.encode()


def test_the_waivers_of_a_folder_plan_stand_beside_plan_yaml() -> None:
    write({"osa/plan.yaml": ONE, "osa/waivers.yaml": WAIVERS, "osa/services/a.yaml": "id: a\n"})
    assert beside("osa") == beside("osa/plan.yaml") == beside(".") == {"osa": "osa/waivers.yaml"}
    assert shown("osa") == ["osa"]


def test_waivers_are_no_part_of_the_digest_of_a_plan() -> None:
    write({"one.yaml": ONE, "osa/plan.yaml": ONE})
    before = [each.digest for each in found(["one.yaml", "osa"]) if isinstance(each, PlanSource)]
    write({"one.waivers.yaml": WAIVERS, "osa/waivers.yaml": WAIVERS})
    after = [each.digest for each in found(["one.yaml", "osa"]) if isinstance(each, PlanSource)]
    assert before == after


@pytest.mark.parametrize(
    ("named", "plan"),
    [
        ("in/dps.waivers.yaml", "in/dps.yaml"),
        ("in/sba.waivers.yaml", "in/sba.yml"),
        ("osa/waivers.yaml", "osa"),
    ],
)
def test_a_file_of_waivers_stands_for_its_plan(named: str, plan: str) -> None:
    write(
        {
            "in/dps.yaml": ONE,
            "in/dps.waivers.yaml": WAIVERS,
            "in/sba.yml": ONE,
            "in/sba.waivers.yaml": WAIVERS,
        }
    )
    write({"osa/plan.yaml": ONE, "osa/waivers.yaml": WAIVERS})
    assert shown(named) == [plan]
    assert shown(plan, named) == [plan]


ORPHANS = {
    "beside no plan": ({"in/dps.waivers.yaml": WAIVERS}, f"{ORPHAN} dps.yaml or dps.yml stands beside it"),
    "in a folder without plan.yaml": ({"in/waivers.yaml": WAIVERS}, f"{ORPHAN} plan.yaml stands beside it"),
    "with an ending of its own": (
        {"in/.x": "", "in/a.waivers.yaml": WAIVERS, "in/b.yaml": "- x\n"}, f"{ORPHAN} a.yaml or a.yml stands beside it"),
}  # fmt: skip


@pytest.mark.parametrize("case", ORPHANS)
def test_waivers_without_a_plan_are_told(case: str) -> None:
    files, reason = ORPHANS[case]
    write(files)
    name = next(name for name in files if name.endswith("waivers.yaml"))
    assert f"({name}: {reason})" in shown("in")
    assert shown(name) == [f"({name}: {reason})"]


def test_plan_waivers_yaml_is_no_home_of_a_folder_plan() -> None:
    write({"osa/plan.yaml": ONE, "osa/plan.waivers.yaml": WAIVERS})
    told = "(osa/plan.waivers.yaml: waivers without a plan: those of a folder plan stand in waivers.yaml)"
    assert shown("osa") == ["osa", told]
    assert shown("osa/plan.waivers.yaml") == [told]
    assert beside("osa") == {"osa": None}


def test_a_plan_may_be_called_waivers() -> None:
    write({"in/waivers.yaml": ONE})
    assert shown("in") == ["in/waivers.yaml"]


def test_what_is_no_regular_file_is_told_and_not_followed() -> None:
    write({"a.yaml": ONE, "b.yaml": ONE, "c.yaml": ONE, "elsewhere": WAIVERS})
    Path("a.waivers.yaml").symlink_to("elsewhere")
    Path("b.waivers.yaml").symlink_to("nowhere")
    Path("c.waivers.yaml").mkdir()
    troubles = [
        each.waivers for each in found(["a.yaml", "b.yaml", "c.yaml"]) if isinstance(each, PlanSource)
    ]
    link = "is a symbolic link, which is not followed; put the file itself there"
    assert [file.trouble for file in troubles if file is not None] == [link, link, "is not a regular file"]
    assert shown("a.yaml", "b.yaml", ".") == ["a.yaml", "b.yaml", "c.yaml"]


def test_waivers_are_held_to_the_limit_of_a_plan() -> None:
    write({"a.yaml": ONE, "a.waivers.yaml": "#" * 2000})
    (plan,) = [each for each in found(["a.yaml"], 1000) if isinstance(each, PlanSource)]
    assert plan.waivers is not None
    assert (plan.waivers.content, plan.waivers.size) == (None, 2000)


def test_standard_input_has_no_waivers() -> None:
    write({"-.waivers.yaml": WAIVERS})
    assert beside("-") == {"<stdin>": None}


def test_waivers_with_the_other_ending_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f").mkdir()
    for name in ("dps.yaml", "f/plan.yaml"):
        Path(name).write_text("plan: p\n", encoding="utf-8")
    for name in ("dps.waivers.yml", "f/waivers.yml"):
        Path(name).write_text("[]\n", encoding="utf-8")
    one = Skipped("dps.waivers.yml", "not read: waivers are read from dps.waivers.yaml only; rename it")
    two = Skipped("f/waivers.yml", "not read: waivers are read from waivers.yaml only; rename it")
    for paths, expected in {("dps.yaml",): [one], ("f",): [two], (".",): [one, two]}.items():
        found = find_plans(paths, 1_000, None)
        assert [each for each in found if isinstance(each, Skipped)] == expected
