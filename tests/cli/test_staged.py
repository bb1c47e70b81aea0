"""`--staged` and `--rev` as a user and a hook meet them: disk, index and HEAD differ, and only the right one decides."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_added_rules import RULE
from tests.cli.test_check import BAD, GOOD, ONE_RULE
from tests.support.command import ROOT, Result, cxcheck
from tests.support.repository import ENVIRONMENT, Repo, git_environment

QUESTION = ("--select", "partner-kinds-judged")
JUDGED = """\
- rule: partner-kinds-judged
  answer: not_met
  by: A. Reviewer
  on: 2024-09-01
  valid_until: 2024-12-31
  why: it names no partner
"""
NOTHING = "cxcheck: nothing that is staged concerns a plan; no plan was checked"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "agency")


def check(repo: Repo, *arguments: str, cwd: str = ".", rules: tuple[str, ...] = ONE_RULE) -> Result:
    return cxcheck(
        "check", "--format", "concise", *rules, *arguments, cwd=repo.folder / cwd, **ENVIRONMENT
    )  # fmt: skip


def found(result: Result) -> list[str]:
    """The places of findings, and what was skipped."""
    return [
        line.split(": ERROR")[0]
        for line in result.out.splitlines()
        if ": ERROR" in line or "skipped " in line
    ]


def hooked(repo: Repo, *names: str) -> None:
    """Hooks that check what is about to be committed."""
    for name in names or ("pre-commit",):
        hook = repo.folder / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(
            f"#!/bin/sh\nexec '{sys.executable}' -m checker check --staged --format concise {' '.join(ONE_RULE)}\n"
        )
        hook.chmod(0o755)


def commit(repo: Repo, *arguments: str, cwd: str = ".") -> tuple[int, str]:
    """Whether a commit went through, and what the hook said."""
    done = subprocess.run(
        ["git", *arguments], cwd=repo.folder / cwd, capture_output=True, check=False,
        env=git_environment(PYTHONPATH=str(ROOT), PYTHONUTF8="1", GIT_EDITOR="true"),
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode()


def test_the_index_decides_not_the_disk_and_not_head(repo: Repo) -> None:
    repo.commit({"plan.yml": GOOD})
    repo.stage({"plan.yml": BAD})
    repo.write({"plan.yml": GOOD})
    assert check(repo).code == 0
    result = check(repo, "--staged")
    assert result.code == 1
    assert result.out.startswith("plan.yml:23:27: ERROR control-number-shown")
    assert "\nread from Git's index, as it would be committed\n" in result.out
    assert check(repo, "--rev", "HEAD").code == 0
    repo.stage({"plan.yml": GOOD})
    repo.write({"plan.yml": BAD})
    assert [check(repo).code, check(repo, "--staged").code] == [1, 0]


def test_a_commit(repo: Repo) -> None:
    hooked(repo)
    repo.stage({"a.yaml": BAD})
    repo.write({"a.yaml": GOOD})
    code, words = commit(repo, "commit", "-m", "first")
    assert code == 1
    assert "a.yaml:23:27: ERROR control-number-shown" in words
    repo.stage({"a.yaml": GOOD})
    repo.write({"a.yaml": BAD})
    assert commit(repo, "commit", "-m", "first")[0] == 0
    assert repo.git("log", "--format=%s") == "first"


def test_commit_all_takes_what_is_on_disk(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD})
    hooked(repo)
    repo.write({"a.yaml": BAD})
    assert check(repo, "--staged").code == 0
    code, words = commit(repo, "commit", "-a", "-m", "step")
    assert code == 1
    assert "a.yaml:23:27: ERROR" in words
    repo.stage({"a.yaml": BAD})
    repo.write({"a.yaml": GOOD + "# mended\n"})
    assert commit(repo, "commit", "-a", "-m", "step")[0] == 0


def test_commit_of_a_path_takes_that_path_alone(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD, "b.yaml": GOOD})
    hooked(repo)
    repo.stage({"a.yaml": BAD})
    repo.write({"b.yaml": GOOD + "# more\n"})
    assert commit(repo, "commit", "-m", "step", "b.yaml")[0] == 0
    assert commit(repo, "commit", "-m", "step")[0] == 1
    repo.write({"b.yaml": BAD, "a.yaml": GOOD})
    code, words = commit(repo, "commit", "-m", "step", "b.yaml")
    assert code == 1
    assert "b.yaml:23:27: ERROR" in words
    assert "a.yaml" not in words


def test_commit_of_a_path_in_a_folder_below(repo: Repo) -> None:
    repo.commit({"in/a.yaml": GOOD})
    hooked(repo)
    repo.write({"in/a.yaml": BAD})
    code, words = commit(repo, "commit", "-m", "step", "a.yaml", cwd="in")
    assert code == 1
    assert "in/a.yaml:23:27: ERROR" in words


def test_in_a_second_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.yaml": GOOD})
    hooked(repo)
    repo.git("worktree", "add", "-q", str(tmp_path / "second"))
    repo.stage({"a.yaml": BAD})
    (tmp_path / "second" / "a.yaml").write_text(GOOD + "# more\n")
    assert commit(repo, "-C", "../second", "commit", "-a", "-m", "step")[0] == 0
    (tmp_path / "second" / "a.yaml").write_text(BAD)
    assert commit(repo, "-C", "../second", "commit", "-a", "-m", "step")[0] == 1


def test_a_merge(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD, "same.yaml": GOOD})
    repo.git("checkout", "-q", "-b", "other")
    repo.commit({"theirs.yaml": BAD, "a.yaml": GOOD + "# other\n"})
    repo.git("checkout", "-q", "main")
    hooked(repo, "pre-commit", "pre-merge-commit")
    code, words = commit(repo, "merge", "--no-ff", "-m", "merge", "other")
    assert code == 1, words
    assert "theirs.yaml:23:27: ERROR" in words
    repo.git("merge", "--abort")
    (repo.folder / ".git" / "hooks" / "pre-commit").unlink()
    repo.commit({"a.yaml": GOOD + "# main\n"})
    hooked(repo)
    assert commit(repo, "merge", "-m", "merge", "other")[0] == 1
    left = check(repo, "--staged", "--fail-on", "never")
    assert (
        "a.yaml:1:1: ERROR unreadable-file the file cannot be read: a merge has left several versions of it"
        in left.out
    )
    assert "theirs.yaml:23:27: ERROR control-number-shown" in left.out
    repo.stage({"a.yaml": GOOD, "theirs.yaml": GOOD})
    repo.write({"a.yaml": BAD})
    assert commit(repo, "commit", "-m", "merge")[0] == 0


def test_amending_looks_at_what_was_added_since(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD})
    hooked(repo)
    repo.stage({"b.yaml": GOOD})
    assert commit(repo, "commit", "--amend", "-m", "step")[0] == 0


def test_a_file_that_is_only_intended_to_be_added(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD})
    repo.write({"b.yaml": BAD})
    repo.git("add", "-N", "b.yaml")
    result = check(repo, "--staged")
    assert (result.code, result.err.strip()) == (0, NOTHING)


def test_a_commit_without_plans_goes_through_and_it_is_said(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD})
    repo.stage({"README.md": "# Plans", ".github/workflows/x.yaml": "plan: x", "notes.yaml": "x: y"})
    result = check(repo, "--staged")
    reason = "not a plan: it has no key `plan`; name the file itself to check it"
    assert (result.code, result.err) == (0, f"{NOTHING}\n  notes.yaml: {reason}\n")
    assert "0 plans, 0 rules: 0 passed" in result.out
    empty = cxcheck("check", "--staged", "--format", "json", cwd=repo.folder)
    assert empty.code == 0
    assert json.loads(empty.out)["plans"] == []
    assert check(repo, "--staged", ".").code == 1


def test_renames_and_deletions(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD, "gone.yaml": BAD, "opm/plan.yaml": GOOD, "opm/services/a.yaml": "id: a"})
    repo.git("mv", "a.yaml", "moved.yaml")
    repo.git("rm", "-q", "gone.yaml")
    repo.git("rm", "-q", "--cached", "opm/services/a.yaml")
    repo.write({"gone.yaml": GOOD})
    result = cxcheck("check", "--staged", "--format", "json", *ONE_RULE, cwd=repo.folder, **ENVIRONMENT)
    shown = json.loads(result.out)
    assert [plan["name"] for plan in shown["plans"]] == ["moved.yaml", "opm"]
    assert [skipped["path"] for skipped in shown["skipped"]] == ["a.yaml", "gone.yaml"]
    assert {skipped["reason"] for skipped in shown["skipped"]} == {
        "deleted; there is nothing left of it to check"
    }
    assert shown["origin"] == {"place": "index", "commit": None, "revision": None}


def test_a_part_of_a_folder_plan_stands_for_the_whole(repo: Repo) -> None:
    block = "voice_of_customer:\n  surveys:\n" + BAD.split("  surveys:\n")[1].split("root_causes")[0]
    survey = block.split("  surveys:\n")[1].replace("    - ", "", 1).replace("\n      ", "\n")
    assert "id: exit" in survey
    whole = BAD.replace(block, "")
    repo.commit(
        {
            "opm/plan.yaml": whole,
            "opm/voice_of_customer/surveys/exit.yaml": survey.replace('"1234-567"', "1234-5678"),
        }
    )
    repo.stage({"opm/voice_of_customer/surveys/exit.yaml": survey})
    repo.write({"opm/voice_of_customer/surveys/exit.yaml": survey.replace('"1234-567"', "1234-5678")})
    result = check(repo, "--staged")
    assert result.code == 1
    assert "opm/voice_of_customer/surveys/exit.yaml:7:21: ERROR control-number-shown" in result.out


def test_what_lies_beside_a_plan_concerns_it(repo: Repo) -> None:
    repo.commit({"a.yaml": BAD, "in/b.yml": BAD, "in/opm/plan.yaml": GOOD, "c.yaml": BAD})
    for files, plans in {
        ("in/b.waivers.yaml",): ["in/b.yml"],
        ("in/opm/waivers.yaml",): ["in/opm"],
        ("in/.cxcheck.yaml",): ["in/b.yml", "in/opm"],
        (".cxcheck.yaml",): ["a.yaml", "c.yaml", "in/b.yml", "in/opm"],
    }.items():
        repo.stage(dict.fromkeys(files, "{}"))
        done = cxcheck(
            "check",
            "--staged",
            "--format",
            "json",
            *ONE_RULE,
            cwd=repo.folder,
            CXCHECK_NO_CONFIG="1",
            **ENVIRONMENT,
        )
        assert [plan["name"] for plan in json.loads(done.out)["plans"]] == plans, files
        repo.git("reset", "-q", "--hard")


def test_what_every_plan_is_judged_by_concerns_every_plan(repo: Repo) -> None:
    repo.commit(
        {
            "plans/a.yaml": GOOD,
            "plans/b.yaml": GOOD,
            "own/ours/our-plan-is-final.yaml": RULE,
            "judged.yaml": JUDGED,
        }
    )
    repo.stage({"own/ours/our-plan-is-final.yaml": RULE + "# changed\n"})
    assert "2 plans" in check(repo, "--staged", "--rules", "../own", cwd="plans").out
    assert check(repo, "--staged").err.startswith(NOTHING)
    repo.git("reset", "-q", "--hard")
    repo.stage({"judged.yaml": JUDGED + "# changed\n"})
    assert "2 plans" in check(repo, "--staged", "--determinations", "judged.yaml").out


def test_only_staged_rules_count(repo: Repo) -> None:
    rules = ("--select", "our-plan-is-final", "--rules", "own", "--fail-on", "warning")
    repo.commit({"a.yaml": GOOD, "own/ours/our-plan-is-final.yaml": RULE})
    repo.write(
        {
            "own/ours/our-plan-is-final.yaml": RULE.replace("[submitted, published]", "[draft]").replace(
                "draft}}\n      finds", "x}}\n      finds"
            )
        }
    )
    repo.stage({"a.yaml": GOOD + "# more\n"})
    assert [check(repo, "--staged", rules=rules).code, check(repo, "--rev", "HEAD", rules=rules).code] == [
        1,
        1,
    ]
    repo.write({"own/ours/our-plan-is-final.yaml": "broken: ["})
    assert check(repo, rules=rules).code == 2
    assert check(repo, "--staged", rules=rules).code == 1
    repo.git("rm", "-q", "--cached", "own/ours/our-plan-is-final.yaml")
    none = check(repo, "--staged", rules=rules)
    assert (none.code, none.err) == (
        2, "cxcheck: --rules own: there is no such folder in Git's index, as it would be committed\n",
    )  # fmt: skip


def test_only_staged_determinations_count(repo: Repo) -> None:
    plan = (
        (ROOT / "tests" / "data" / "lawful" / "two-services.yaml")
        .read_text()
        .replace("as_of: 2026-09-30", "as_of: 2024-09-30")
    )
    judging = ("--determinations", "judged.yaml")
    repo.commit({"a.yaml": plan, "judged.yaml": JUDGED.replace("not_met", "met")})
    repo.stage({"judged.yaml": JUDGED})
    repo.write({"judged.yaml": JUDGED.replace("not_met", "met")})
    day = ("--as-of", "2024-09-30")
    assert [
        check(repo, *more, "a.yaml", *judging, *day, rules=QUESTION).code for more in ((), ("--staged",), ("--rev", "HEAD"))
    ] == [0, 1, 0]  # fmt: skip
    repo.write({"unknown.yaml": JUDGED})
    missing = check(repo, "--staged", "a.yaml", "--determinations", "unknown.yaml", rules=QUESTION)
    assert (missing.code, missing.err) == (
        2,
        "cxcheck: unknown.yaml: is not staged (it is on disk; `git add` it)\n",
    )


def test_only_a_staged_plan_of_last_year_counts(repo: Repo) -> None:
    old = GOOD.replace("fiscal_year: 2024", "fiscal_year: 2023")
    repo.commit({"a.yaml": GOOD, "old.yaml": old.replace("An agency", "Another agency")})
    repo.stage({"old.yaml": old})
    repo.write({"old.yaml": old.replace("An agency", "A third agency")})
    for more, agency in (((), "A third agency"), (("--rev", "HEAD"), "Another agency")):
        result = check(repo, *more, "a.yaml", "--prior", "old.yaml")
        assert (result.code, f"is a plan of {agency}, and" in result.err) == (2, True)
    assert check(repo, "--staged", "a.yaml", "--prior", "old.yaml").code == 0


def test_a_commit_is_read_whole_without_a_checkout(repo: Repo, tmp_path: Path) -> None:
    first = repo.commit({"plans/a.yaml": BAD, "own/ours/our-plan-is-final.yaml": RULE})
    repo.git("tag", "v1")
    repo.commit({"plans/a.yaml": GOOD})
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    rules = ("--select", "our-plan-is-final", "--select", "control-number-shown", "--rules", "own")
    for folder in (repo.folder, tmp_path / "bare"):
        result = cxcheck("check", "--rev", "v1", "--format", "json", *rules, cwd=folder, **ENVIRONMENT)
        shown = json.loads(result.out)
        assert result.code == 1
        assert [plan["name"] for plan in shown["plans"]] == ["plans/a.yaml"]
        assert shown["origin"] == {"place": "commit", "commit": first, "revision": "v1"}
        assert shown["plans"][0]["problems"] == []
        assert {outcome["rule"]: outcome["status"] for outcome in shown["plans"][0]["outcomes"]} == {
            "control-number-shown": "fail", "our-plan-is-final": "fail",
        }  # fmt: skip
        assert cxcheck("check", "--rev", "main", *ONE_RULE, cwd=folder, **ENVIRONMENT).code == 0
    words = cxcheck("check", "--rev", "v1", *ONE_RULE, cwd=repo.folder, **ENVIRONMENT).out
    assert f"\nread from commit {first} (v1)\n" in words
    staged = cxcheck("check", "--staged", cwd=tmp_path / "bare", **ENVIRONMENT)
    assert (staged.code, staged.err) == (
        2, "cxcheck: --staged: there is no checkout here, so nothing is staged; --rev REV reads a commit\n",
    )  # fmt: skip


def test_names_are_those_of_the_current_folder(repo: Repo) -> None:
    repo.stage({"in/a b.yaml": BAD, "é\n.yaml": BAD})
    assert found(check(repo, "--staged", cwd="in")) == ["a b.yaml:23:27", "../é .yaml:23:27"]
    assert found(check(repo, "--staged", ".", cwd="in")) == ["a b.yaml:23:27"]


def test_report_and_trace_read_there_too(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD})
    repo.stage({"a.yaml": BAD})
    repo.write({"a.yaml": GOOD})
    read_from = "Read from: Git's index, as it would be committed"
    report = cxcheck(
        "report", "a.yaml", "-o", "-", "--format", "markdown", "--staged", cwd=repo.folder, **ENVIRONMENT
    )
    assert f"- {read_from}\n" in report.out
    assert "1234-567" in report.out
    assert (
        "Read from" not in cxcheck("report", "a.yaml", "-o", "-", "--format", "markdown", cwd=repo.folder).out
    )
    page = cxcheck(
        "report", "a.yaml", "-o", "-", "--format", "html", "--rev", "HEAD", cwd=repo.folder, **ENVIRONMENT
    )
    assert f"<dt>Read from</dt><dd>commit {repo.git('rev-parse', 'HEAD')} (HEAD)</dd>" in page.out
    traced = [
        cxcheck("trace", "control-number-shown", "a.yaml", *more, cwd=repo.folder, **ENVIRONMENT).out
        for more in (("--staged",), ("--rev", "HEAD"), ())
    ]
    assert ["Outcome: fail" in text for text in traced] == [True, False, False]
    assert traced[0].endswith(f"\n{read_from.replace(':', '')}\n")
    assert "Read from" not in traced[2]


WRONG = {
    "both": (("--staged", "--rev", "HEAD"), "--staged reads the index and --rev a commit; give one of the two"),
    "standard input": (("--staged", "-"), "-: standard input is neither in the index nor in a commit; name a path, or none"),
    "no revision": (("--rev", "none"), "none: no commit of this repository has that name; in a shallow clone it may have to be fetched first"),
    "an option": (("--rev", "--output=x"), "--output=x: no commit of this repository has that name; in a shallow clone it may have to be fetched first"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_done_is_refused(case: str, repo: Repo) -> None:
    arguments, words = WRONG[case]
    repo.commit({"a.yaml": GOOD})
    result = check(repo, *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"cxcheck: {words}\n")


def test_where_there_is_no_repository(tmp_path: Path) -> None:
    result = cxcheck("check", "--staged", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (result.code, result.err) == (
        2,
        f"cxcheck: {tmp_path}: there is no Git repository here or above\n",
    )


def test_nothing_is_written_to_the_repository(repo: Repo) -> None:
    repo.commit({"a.yaml": GOOD})
    repo.stage({"a.yaml": BAD})
    os.utime(repo.folder / "a.yaml", (1, 1))  # a refreshed index would say so
    before = {path: path.stat().st_mtime_ns for path in sorted(repo.folder.rglob("*"))}
    check(repo, "--staged")
    check(repo, "--rev", "HEAD")
    assert {path: path.stat().st_mtime_ns for path in sorted(repo.folder.rglob("*"))} == before


def test_only_the_staged_configuration_counts(repo: Repo, tmp_path: Path) -> None:
    one, none = "select: [control-number-shown]\n", "select: [no-such-rule]\n"
    repo.commit({"in/a.yaml": BAD, ".cxcheck.yaml": one})
    repo.stage({".cxcheck.yaml": one + "fail_on: never\n"})
    repo.write({".cxcheck.yaml": none})
    assert check(repo, "in", rules=()).code == 2
    staged = check(repo, "--staged", ".", rules=(), cwd="in")
    assert (staged.code, "(../.cxcheck.yaml:2:1): never" in staged.out) == (0, True)
    assert check(repo, "--staged", rules=()).code == 0
    assert check(repo, "--rev", "HEAD", rules=()).code == 1
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    assert cxcheck("check", "--rev", "main", cwd=tmp_path / "bare", **ENVIRONMENT).code == 1
    repo.git("rm", "-q", "-f", "--cached", ".cxcheck.yaml")
    assert "--select" not in check(repo, "--staged", "--fail-on", "never", rules=()).out
    repo.stage({".cxcheck.yaml": "rules: [own]\n", "own/ours/our-plan-is-final.yaml": RULE})
    (repo.folder / "own" / "ours" / "our-plan-is-final.yaml").unlink()
    assert "own: there is no such file or folder" not in check(repo, "--staged", "in", rules=()).err
    repo.git("rm", "-q", "-f", "--cached", "own/ours/our-plan-is-final.yaml")
    repo.write({"own/ours/our-plan-is-final.yaml": RULE})
    missing = check(repo, "--staged", "in", rules=())
    assert (missing.code, missing.err) == (
        2, "cxcheck: .cxcheck.yaml:1:9: own: is not staged (it is on disk; `git add` it); a path is relative to .cxcheck.yaml\n",
    )  # fmt: skip


WAIVED = "our-plan-is-final"
OWN = ("--select", WAIVED, "--rules", "own", "--fail-on", "warning")


@pytest.fixture
def waivable(repo: Repo) -> tuple[Repo, str, str]:
    """A repository with a rule that its plan breaks, and the waivers that excuse it in `a.yaml` and in `opm/plan.yaml`."""
    repo.write({"own/ours/our-plan-is-final.yaml": RULE, "a.yaml": GOOD, "opm/plan.yaml": GOOD})
    for plan in ("a.yaml", "opm"):
        done = cxcheck(
            "waive", WAIVED, plan, "--rules", "own", "--reason", "the head is away", "--approved-by", "C. Person, deputy head",
            "--approved-on", "2024-09-01", "--expires", "2024-10-31", cwd=repo.folder,
        )  # fmt: skip
        assert done.code == 0, done.err
    beside = [repo.folder / name for name in ("a.waivers.yaml", "opm/waivers.yaml")]
    texts = [path.read_text(encoding="utf-8") for path in beside]
    for path in beside:
        path.unlink()
    return repo, texts[0], texts[1]


def test_an_unstaged_waiver_does_not_excuse_a_staged_plan(waivable: tuple[Repo, str, str]) -> None:
    repo, one, folder = waivable
    repo.stage({"a.yaml": GOOD, "opm/plan.yaml": GOOD, "own/ours/our-plan-is-final.yaml": RULE})
    repo.write({"a.waivers.yaml": one, "opm/waivers.yaml": folder})
    on_disk, staged = check(repo, "a.yaml", "opm", rules=OWN), check(repo, "--staged", rules=OWN)
    assert (on_disk.code, "2 waived" in on_disk.out) == (0, True)
    assert (staged.code, "0 waived" in staged.out, staged.out.count("WARNING our-plan-is-final")) == (
        1,
        True,
        2,
    )
    repo.git("add", "a.waivers.yaml", "opm/waivers.yaml")
    (repo.folder / "a.waivers.yaml").unlink()
    repo.write({"opm/waivers.yaml": "- rule: nonsense\n"})
    assert check(repo, "a.yaml", "opm", rules=OWN).code == 1
    staged = check(repo, "--staged", rules=OWN)
    assert (staged.code, "2 waived" in staged.out) == (0, True)


def test_only_the_waivers_of_a_commit_excuse_its_plans(waivable: tuple[Repo, str, str]) -> None:
    repo, one, _ = waivable
    repo.commit({"a.yaml": GOOD, "a.waivers.yaml": one, "own/ours/our-plan-is-final.yaml": RULE})
    repo.commit({"a.waivers.yaml": "# none\n"})
    repo.stage({"a.waivers.yaml": one})
    repo.write({"a.waivers.yaml": "# none\n"})
    codes = [
        check(repo, *more, "a.yaml", rules=OWN).code
        for more in ((), ("--staged",), ("--rev", "HEAD"), ("--rev", "HEAD~1"))
    ]
    assert codes == [1, 0, 1, 0]


def test_a_staged_waiver_concerns_its_plan_and_so_does_one_that_is_taken_away(
    waivable: tuple[Repo, str, str],
) -> None:
    repo, one, folder = waivable
    files = {"a.yaml": GOOD, "opm/plan.yaml": GOOD, "own/ours/our-plan-is-final.yaml": RULE}
    repo.commit({**files, "a.waivers.yaml": one, "opm/waivers.yaml": folder})
    repo.git("rm", "-q", "a.waivers.yaml", "opm/waivers.yaml")
    result = check(repo, "--staged", rules=OWN)
    assert (result.code, result.out.count("WARNING our-plan-is-final")) == (1, 2)


def test_waivers_of_a_named_file_are_read_there_too(waivable: tuple[Repo, str, str]) -> None:
    repo, one, _ = waivable
    repo.stage({"a.yaml": GOOD, "own/ours/our-plan-is-final.yaml": RULE, "all.yaml": "# none\n"})
    repo.write({"all.yaml": one})
    named = ("a.yaml", "--waivers", "all.yaml")
    assert [check(repo, *named, rules=OWN).code, check(repo, "--staged", *named, rules=OWN).code] == [0, 1]


def test_a_file_that_is_there_and_not_in_git_is_not_called_missing(repo: Repo) -> None:
    repo.commit({"plans/good.yaml": GOOD})
    repo.git("tag", "v1")
    repo.commit({"plans/q.yaml": GOOD})
    repo.write({"new.yaml": GOOD})
    said = check(repo, "--staged", "new.yaml")
    assert (said.code, said.err) == (2, "cxcheck: new.yaml: is not staged (it is on disk; `git add` it)\n")
    said = check(repo, "--rev", "HEAD~1", "q.yaml", cwd="plans")
    assert (said.code, said.err) == (2, "cxcheck: q.yaml: is not in commit HEAD~1; it is on disk\n")
    said = check(repo, "--staged", "plans/q.yaml", "--determinations", "new.yaml")
    assert (said.code, said.err) == (2, "cxcheck: new.yaml: is not staged (it is on disk; `git add` it)\n")
    said = check(repo, "--staged", "plans/q.yaml", "--waivers", "new.yaml")
    assert said.err == "cxcheck: --waivers new.yaml: is not staged (it is on disk; `git add` it)\n"
    said = cxcheck("diff", "v1:good.yaml", "plans/good.yaml", cwd=repo.folder, **ENVIRONMENT)
    assert (said.code, said.err) == (2, "cxcheck: good.yaml: is not in commit v1; there is plans/good.yaml\n")
