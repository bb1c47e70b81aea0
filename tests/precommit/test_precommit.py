"""The hooks for https://pre-commit.com, started by the real pre-commit from a clone of this repository.

An environment is built with pip from the package index, which takes some ten seconds each; without an index these tests skip.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.test_check import BAD, GOOD
from tests.support.command import ROOT, cxcheck
from tests.support.repository import Repo, git_environment

ONE_RULE = "select: [control-number-shown]\nformat: concise\n"
FOUND = "23:27: ERROR control-number-shown the control number 1234-567 is not of the form 1234-5678"
DEEP = "/".join(letter * 240 for letter in "abcd")
"""A folder with a name so long that 200 files in it do not fit into one call."""


class Ran(NamedTuple):
    """What came of a run of pre-commit: the exit code, and all that it said."""

    code: int
    out: str

    @property
    def hooks(self) -> dict[str, str]:
        """What came of each hook, by the end of its name."""
        return dict(re.findall(r"^cxcheck, ([a-z ]+?)\.+(Passed|Failed)$", self.out, re.MULTILINE))

    @property
    def counts(self) -> list[int]:
        """How many plans each call counted."""
        return [int(count) for count in re.findall(r"^(\d+) plans?, 1 rule", self.out, re.MULTILINE)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for pre-commit's environments, and in it `clone`, this project as it was last committed."""
    folder = tmp_path_factory.mktemp("pre-commit")
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone of the repository, and pre-commit installs from one")
    probe = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "-d",
        str(folder / "probe"),
        "hatchling",
    ]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        pytest.skip("pip reaches no package index, and pre-commit builds an environment with it")
    clone = ["git", "clone", "-q", "--no-local", str(ROOT), str(folder / "clone")]
    subprocess.run(clone, env=git_environment(), check=True)
    return folder


def pre_commit(repo: Repo, home: Path, *arguments: str) -> Ran:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return run(repo, home, command)


def run(repo: Repo, home: Path, command: list[str]) -> Ran:
    env = git_environment(PRE_COMMIT_HOME=str(home / "environments"), PRE_COMMIT_COLOR="never")
    done = subprocess.run(command, cwd=repo.folder, env=env, capture_output=True, check=False)
    return Ran(done.returncode, (done.stdout + done.stderr).decode())


@pytest.fixture
def repo(tmp_path: Path, home: Path) -> Repo:
    """A repository whose commits run both hooks, with a plan, and files that are none."""
    repo = Repo(tmp_path / "repository")
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=home / "clone",
        env=git_environment(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    hooks = "".join(f"      - id: {name}\n" for name in ("cxcheck", "cxcheck-plans"))
    repo.commit({
        ".pre-commit-config.yaml": f"repos:\n  - repo: {home / 'clone'}\n    rev: {revision}    hooks:\n{hooks}",
        ".cxcheck.yaml": ONE_RULE, "plans/one.yaml": GOOD, "notes.yaml": "milk: two\n", "compose.yml": "services: {}\n",
    })  # fmt: skip
    assert pre_commit(repo, home, "install").code == 0
    return repo


def commit(repo: Repo, home: Path, *arguments: str) -> Ran:
    return run(repo, home, ["git", "commit", "-m", "step", *arguments])


def test_try_repo_passes_and_fails_as_it_should(tmp_path: Path, home: Path) -> None:
    repo = Repo(tmp_path / "new")
    repo.stage({"plans/one.yaml": GOOD, "notes.yaml": "milk: two\n", ".cxcheck.yaml": ONE_RULE})
    good = pre_commit(repo, home, "try-repo", str(home / "clone"), "--all-files", "--verbose")
    assert good.hooks == {"the plans that changed": "Passed", "all plans": "Passed"}, good.out
    assert (good.code, good.counts) == (0, [1, 1])
    repo.stage({f"plans/{number}.yaml": GOOD for number in range(199)})
    repo.stage({"plans/one.yaml": BAD})
    bad = pre_commit(repo, home, "try-repo", str(home / "clone"), "--all-files")
    assert bad.hooks == {"the plans that changed": "Failed", "all plans": "Failed"}, bad.out
    assert (bad.code, bad.counts) == (1, [200, 200])
    assert bad.out.count(f"plans/one.yaml:{FOUND}") == 2
    assert bad.out.count("- exit code: 1\n") == 2


def test_two_hundred_plans_over_several_calls(repo: Repo, home: Path) -> None:
    repo.stage({f"{DEEP}/{number:03}.yaml": GOOD for number in range(200)})
    done = pre_commit(repo, home, "run", "--verbose")
    assert done.hooks == {"the plans that changed": "Passed", "all plans": "Passed"}, done.out
    *calls, every = done.counts
    assert (len(calls), sum(calls), every) == (2, 200, 201)
    repo.stage({f"{DEEP}/199.yaml": BAD})
    assert pre_commit(repo, home, "run").hooks == {"the plans that changed": "Failed", "all plans": "Failed"}


def test_a_folder_plan_over_several_calls_is_checked_whole_in_each(repo: Repo, home: Path) -> None:
    root, survey = BAD.split("  surveys:\n")[0], BAD.split("  surveys:\n")[1].split("root_causes:")[0]
    root = root.replace("voice_of_customer:\n", "voice_of_customer: {}\n") + BAD[BAD.index("root_causes:") :]
    files = {
        f"{DEEP}/plan/voice_of_customer/surveys/{number:03}.yaml": "".join(
            line[4:]
            for line in survey.replace("- id: exit", f"- id: exit-{number}").splitlines(keepends=True)
        ).replace("1234-567", "1234-567" if number == 199 else "1234-5678")
        for number in range(200)
    }
    repo.stage({f"{DEEP}/plan/plan.yaml": root, **files})
    done = pre_commit(repo, home, "run", "cxcheck")
    assert (done.code, done.counts) == (1, [1, 1]), done.out
    assert done.out.count("surveys/199.yaml:7:23: ERROR control-number-shown") == 2, done.out


def test_a_commit_is_judged_by_what_it_commits(repo: Repo, home: Path) -> None:
    repo.stage({"plans/one.yaml": BAD})
    repo.write({"plans/one.yaml": GOOD.replace("A plan", "A better plan")})
    refused = commit(repo, home)
    assert refused.hooks == {"the plans that changed": "Failed", "all plans": "Failed"}, refused.out
    assert f"plans/one.yaml:{FOUND}" in refused.out
    assert commit(repo, home, "-a").hooks == {"the plans that changed": "Passed", "all plans": "Passed"}
    repo.write({"plans/one.yaml": BAD})
    assert commit(repo, home, "-a").code == 1
    assert commit(repo, home, "plans/one.yaml").code == 1


def test_a_configuration_that_git_does_not_know_excuses_nothing(repo: Repo, home: Path) -> None:
    repo.git("rm", "-q", "--cached", ".cxcheck.yaml")
    repo.stage({"plans/one.yaml": BAD})
    repo.write({".cxcheck.yaml": "select: [goal-ids-unique]\nformat: concise\n"})
    assert cxcheck("check", cwd=repo.folder).code == 0
    done = commit(repo, home)
    assert done.hooks == {"the plans that changed": "Failed", "all plans": "Failed"}, done.out
    assert "ERROR control-number-shown" in done.out


def test_files_that_are_no_plan_pass_and_what_is_deleted_is_no_error(repo: Repo, home: Path) -> None:
    repo.stage({"notes.yaml": "milk: three\n"})
    done = commit(repo, home)
    assert done.hooks == {"the plans that changed": "Passed", "all plans": "Passed"}, done.out
    repo.stage({"plans/two.yaml": GOOD})
    repo.git("rm", "-q", "plans/one.yaml")
    assert commit(repo, home).code == 0


def test_a_repository_that_has_lost_its_plans_is_told(repo: Repo, home: Path) -> None:
    repo.git("rm", "-q", "plans/one.yaml")
    done = commit(repo, home)
    assert (done.code, done.hooks["all plans"]) == (1, "Failed")
    assert "cxcheck: no plan to check was found under .\n" in done.out


def test_this_project_checks_its_own_plans(tmp_path: Path, home: Path) -> None:
    """With the hook as others would use it, on the plans that are meant to be compliant."""
    configuration = (
        f"repos:\n  - repo: {home / 'clone'}\n    rev: HEAD\n    hooks:\n"
        "      - id: cxcheck-plans\n        args: [agency_plans/fy2026]\n"
    )
    own = Repo(tmp_path / "own")
    own.git("pull", "-q", str(home / "clone"), "HEAD")
    (own.folder / "own.yaml").write_text(configuration, encoding="utf-8")
    done = pre_commit(own, home, "run", "--config", "own.yaml", "--all-files", "--verbose")
    assert done.hooks == {"all plans": "Passed"}, done.out
    assert "2 plans, " in done.out
