"""`--since REV`: what is new against a revision is reported and fails alone; what is not is counted and shown."""

import json
from pathlib import Path

import pytest

from tests.cli.test_added_rules import RULE
from tests.cli.test_check import BAD, GOOD, ONE_RULE
from tests.cli.test_staged import JUDGED, OWN, QUESTION, waivable
from tests.support.command import ROOT, Result, cxcheck
from tests.support.repository import ENVIRONMENT, Repo

SURVEY = BAD[BAD.index("    - id: exit") : BAD.index("root_causes")]


def with_surveys(*numbers: tuple[str, str]) -> str:
    """A plan with these surveys, each with its id and control number."""
    surveys = "".join(
        SURVEY.replace("exit", name).replace('"1234-567"', f'"{number}"') for name, number in numbers
    )
    return BAD.replace(SURVEY, surveys)


__all__ = ["waivable"]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "agency")


def check(repo: Repo, *arguments: str, rules: tuple[str, ...] = ONE_RULE) -> Result:
    return cxcheck("check", "--format", "concise", *rules, *arguments, cwd=repo.folder, **ENVIRONMENT)


def found(result: Result) -> list[str]:
    return [line.split(" the control")[0] for line in result.out.splitlines() if ": ERROR" in line]


def test_what_stood_there_before_does_not_fail(repo: Repo) -> None:
    base = repo.commit({"a.yaml": BAD})
    repo.write({"a.yaml": BAD.replace("An agency", "The agency")})
    assert check(repo).code == 1
    result = check(repo, "--since", "HEAD")
    assert (result.code, found(result)) == (0, [])
    assert f"note: only what is new since commit {base} (HEAD) counts (--since)\n" in result.out
    assert result.out.splitlines()[-1] == (
        "1 plan, 1 rule: 0 passed, 1 failed, 0 not applicable, 0 need review, 0 waived, 0 not in force, 0 not evaluated; "
        "0 file problems; 0 files skipped; 1 finding not new (1 error)"
    )
    text = cxcheck("check", *ONE_RULE, "--since", "HEAD", cwd=repo.folder, **ENVIRONMENT).out
    assert "  rating yellow: no new findings\n  1 finding not new (1 error)\n" in text


def test_an_entry_before_it_does_not_make_it_new(repo: Repo) -> None:
    repo.commit({"a.yaml": with_surveys(("exit", "1"))})
    repo.write({"a.yaml": with_surveys(("entry", "2"), ("exit", "3"))})
    result = check(repo, "--since", "HEAD")
    assert (result.code, found(result)) == (1, ["a.yaml:23:27: ERROR control-number-shown"])
    assert "control number 2 is" in result.out
    assert result.out.endswith("1 finding not new (1 error)\n")


def test_disk_index_and_commit_are_each_compared(repo: Repo) -> None:
    good, one, two = (
        with_surveys(("a", "1234-5678")),
        with_surveys(("a", "1")),
        with_surveys(("a", "1"), ("b", "2")),
    )
    repo.commit({"a.yaml": good})
    repo.git("tag", "v1")
    repo.commit({"a.yaml": one})
    repo.stage({"a.yaml": two})
    repo.write({"a.yaml": good})
    assert check(repo, "--since", "v1").code == 0
    assert len(found(check(repo, "--staged", "--since", "v1"))) == 2
    assert len(found(check(repo, "--staged", "--since", "HEAD"))) == 1
    assert len(found(check(repo, "--rev", "HEAD", "--since", "v1"))) == 1
    assert check(repo, "--rev", "HEAD", "--since", "HEAD").code == 0


def test_what_the_other_branch_has_mended_since_is_not_new(repo: Repo) -> None:
    base = repo.commit({"a.yaml": BAD})
    repo.git("checkout", "-q", "-b", "work")
    repo.commit({"b.yaml": GOOD})
    repo.git("checkout", "-q", "main")
    repo.commit({"a.yaml": GOOD})
    repo.git("checkout", "-q", "work")
    result = check(repo, "--since", "main")
    assert result.code == 0
    assert f"since commit {base}, where this branch and main part, counts" in result.out


def test_everything_in_a_new_plan_is_new(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD})
    repo.write({"b.yaml": BAD})
    assert found(check(repo, "--since", "HEAD")) == ["b.yaml:23:27: ERROR control-number-shown"]


def test_a_renamed_plan_is_the_same_plan(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD, "old/plan.yaml": BAD})
    repo.git("mv", "a.yaml", "b.yaml")
    repo.git("mv", "old", "new")
    for more in ((), ("--staged",)):
        assert (check(repo, "--since", "HEAD", *more).code, more) == (0, more)
    repo.commit()
    assert check(repo, "--rev", "HEAD", "--since", "HEAD~1").code == 0


def test_a_folder_plan_is_compared_as_a_whole(repo: Repo) -> None:
    survey = SURVEY.replace("    - ", "").replace("\n      ", "\n")
    files = {
        "opm/plan.yaml": BAD.replace("voice_of_customer:\n  surveys:\n" + SURVEY, ""),
        "opm/voice_of_customer/surveys/b.yaml": survey,
    }
    repo.commit(files)
    repo.write({"opm/voice_of_customer/surveys/a.yaml": survey.replace("exit", "entry")})
    assert found(check(repo, "--since", "HEAD")) == [
        "opm/voice_of_customer/surveys/a.yaml:7:21: ERROR control-number-shown"
    ]


def test_rules_of_now_are_asked_of_both(repo: Repo) -> None:
    rules = ("--select", "our-plan-is-final", "--rules", "own", "--fail-on", "warning")
    repo.commit({"a.yaml": GOOD})
    repo.write({"own/ours/our-plan-is-final.yaml": RULE})
    assert [check(repo, rules=rules).code, check(repo, "--since", "HEAD", rules=rules).code] == [1, 0]


def test_what_people_judged_then_counts_then(repo: Repo) -> None:
    plan = (ROOT / "tests" / "data" / "lawful" / "two-services.yaml").read_text()
    judging = ("a.yaml", "--determinations", "judged.yaml", "--as-of", "2024-09-30")
    repo.commit({"a.yaml": plan, "judged.yaml": JUDGED.replace("not_met", "met")})
    repo.write({"judged.yaml": JUDGED})
    assert check(repo, *judging, "--since", "HEAD", rules=QUESTION).code == 1
    repo.commit({"judged.yaml": JUDGED})
    assert check(repo, *judging, "--since", "HEAD", rules=QUESTION).code == 0


def test_a_waiver_in_the_plan_that_was_taken_away_makes_a_finding_new(repo: Repo) -> None:
    waiver = """\
waivers:
  - {rule: our-plan-is-final, route: plan.status, reason: r, approved_by: A. Person, approved_on: 2024-01-02,
     expires: 2024-12-31, value_digest: sha256:a3d336962da8da3f21ceb0d643a82afab8489bd7a2a5d9180303893db37ed7b6}
"""
    repo.commit({"a.yaml": GOOD + waiver, "own/ours/our-plan-is-final.yaml": RULE})
    assert check(repo, "a.yaml", rules=OWN).code == 0
    repo.write({"a.yaml": GOOD})
    assert check(repo, "a.yaml", "--since", "HEAD", rules=OWN).code == 1


def test_a_waiver_that_was_taken_away_makes_a_finding_new(waivable: tuple[Repo, str, str]) -> None:
    repo, one, _ = waivable
    repo.commit(
        {"a.yaml": GOOD, "a.waivers.yaml": one, "named.yaml": one, "own/ours/our-plan-is-final.yaml": RULE}
    )
    assert check(repo, "a.yaml", rules=OWN).code == 0
    repo.write({"a.waivers.yaml": "# none\n", "named.yaml": "# none\n"})
    assert check(repo, "a.yaml", "--since", "HEAD", rules=OWN).code == 1
    assert check(repo, "a.yaml", "--since", "HEAD", "--waivers", "named.yaml", rules=OWN).code == 1
    assert check(repo, "a.yaml", "--since", "HEAD", "--no-waivers", rules=OWN).code == 0


def test_a_problem_of_the_file_is_compared_too(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD + "unknown: 1\n"})
    repo.write({"a.yaml": "# a line more\n" + GOOD + "unknown: 1\nother: 2\n"})
    result = cxcheck(
        "check", *ONE_RULE, "--format", "json", "--since", "HEAD", cwd=repo.folder, **ENVIRONMENT
    )
    plan = json.loads(result.out)["plans"][0]
    assert ([each["identity"] for each in plan["problems"]], [each["identity"] for each in plan["known"]]) == (
        ["other"], ["unknown"],
    )  # fmt: skip
    assert json.loads(result.out)["totals"]["not_new"] == {"error": 1, "warning": 0, "note": 0}
    assert result.code == 1


def test_a_plan_that_cannot_be_read_is_never_green(repo: Repo) -> None:
    repo.commit({"a.yaml": "plan: [\n"})
    result = check(repo, "a.yaml", "--since", "HEAD")
    assert (result.code, found(result)) == (4, [])
    assert "1 not evaluated" in result.out


WRONG = {
    "no revision": (("--since", "none"), "none: no commit of this repository has that name; in a shallow clone it may have to be fetched first"),
    "standard input": (("-", "--since", "HEAD"), "--since: standard input has no earlier version; name a file"),
    "nothing in common": (("--since", "alone"), "alone and HEAD have no commit in common here; in a shallow clone, fetch the history first"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_compared_is_refused(case: str, repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD})
    repo.git("checkout", "-q", "--orphan", "alone")
    repo.commit({"b.yaml": GOOD})
    repo.git("checkout", "-q", "main")
    arguments, words = WRONG[case]
    result = check(repo, *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"cxcheck: {words}\n")


def test_a_plan_outside_of_the_repository_is_refused(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.yaml": GOOD})
    (tmp_path / "b.yaml").write_text(GOOD)
    result = check(repo, "../b.yaml", "--since", "HEAD")
    assert (result.code, result.err) == (
        2, f"cxcheck: --since: ../b.yaml: it lies outside of the repository {repo.folder}\n",
    )  # fmt: skip


def test_every_format_tells_what_is_not_new(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD})
    said = {
        "junit": "not new: 1 finding", "sarif": "only what is new since", "markdown": "1 finding not new (1 error)",
        "github": "1 finding not new (1 error)", "gitlab": '"severity": "critical"', "concise": "1 finding not new (1 error)",
    }  # fmt: skip
    for name, words in said.items():
        result = cxcheck(
            "check", *ONE_RULE, "--format", name, "--since", "HEAD", cwd=repo.folder, **ENVIRONMENT
        )
        assert (result.code, words in result.out) == (0, True), (name, result.out, result.err)
