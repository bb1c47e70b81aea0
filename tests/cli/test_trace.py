"""`cxcheck trace` as a user runs it."""

from pathlib import Path

from tests.support.command import ROOT, cxcheck
from tests.support.smallest import smallest

PLAN = "agency_plans/broken/breaks-every-rule.yaml"


def test_the_outcome_comes_first_and_the_exit_code_is_0() -> None:
    done = cxcheck("trace", "goal-ids-unique", PLAN, cwd=ROOT)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "goal-ids-unique: No two goals of a plan have the same id"
    assert lines[1] == "Outcome: fail (error), as of 2024-09-30"


def test_a_rule_that_is_not_in_force_says_why() -> None:
    done = cxcheck("trace", "equity-assessment-made", PLAN, "--as-of", "2026-09-30", cwd=ROOT)
    assert done.code == 0
    assert done.out.splitlines()[1] == "Outcome: not in force (a note where it fails), as of 2026-09-30"


def test_what_does_not_fail_is_not_called_an_error() -> None:
    plan = "agency_plans/fy2026/department-of-public-services.yaml"
    done = cxcheck("trace", "goal-ids-unique", plan, cwd=ROOT)
    assert done.out.splitlines()[1] == "Outcome: pass (an error where it fails), as of 2026-09-30"


def test_two_findings_that_read_alike_are_said_once() -> None:
    plan = "agency_plans/broken/breaks-the-rest.yaml"
    done = cxcheck("trace", "equity-assessment-made", plan, "--as-of", "2024-09-30", cwd=ROOT)
    finding = f"  {plan}:14:1: the date of the assessment of barriers is not given, and it covers no program"
    assert done.out.splitlines().count(finding) == 1


def test_a_misspelt_rule() -> None:
    done = cxcheck("trace", "goal-id-unique", PLAN, cwd=ROOT)
    assert (done.code, done.out) == (2, "")
    assert done.err == "cxcheck: no rule is called goal-id-unique; did you mean goal-ids-unique?\n"


def test_no_plan_there(tmp_path: Path) -> None:
    assert cxcheck("trace", "goal-ids-unique", ".", cwd=tmp_path).code == 3


def test_a_plan_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("plan: [", encoding="utf-8")
    done = cxcheck("trace", "goal-ids-unique", "plan.yaml", cwd=tmp_path)
    assert done.code == 0
    assert done.out == (
        "goal-ids-unique: No two goals of a plan have the same id\n"
        "Outcome: not evaluated (an error where it fails)\n"
        "  because: the plan could not be read\n"
    )


def test_fewer_entries_and_all_of_them(tmp_path: Path) -> None:
    services = "services:\n  - {id: a, name: A}\n  - {id: b, name: B}\n"
    (tmp_path / "plan.yaml").write_text(smallest("services: []\n", services), encoding="utf-8")
    few = cxcheck("trace", "complaint-channel-given", "plan.yaml", "--most", "1", cwd=tmp_path)
    every = cxcheck("trace", "complaint-channel-given", "plan.yaml", "--all", cwd=tmp_path)
    assert "Not shown: 1:" in few.out
    assert "Not shown" not in every.out
