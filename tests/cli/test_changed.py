"""`--changed`: the files named have changed, and the plans that they concern are checked."""

from pathlib import Path

import pytest

from tests.cli.test_check import BAD, GOOD
from tests.support.command import Result, cxcheck
from tests.support.repository import Repo

ONE_RULE = "select: [control-number-shown]\nformat: concise\n"
IN_FOLDER = BAD.replace("services: []\n", "")
ERROR = "23:27: ERROR control-number-shown the control number 1234-567 is not of the form 1234-5678"

IN_FOLDER_ERROR = ERROR.replace("23:", "22:", 1)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "repository")
    repo.commit({
        ".cxcheck.yaml": ONE_RULE, "good.yaml": GOOD, "bad.yaml": BAD, "notes.yaml": "milk: two\n",
        "folder/plan.yaml": IN_FOLDER, "folder/services/one.yaml": "[]\n",
    })  # fmt: skip
    return repo


def check(repo: Repo, *paths: str, source: tuple[str, ...] = ("--staged",), folder: str = ".") -> Result:
    return cxcheck("check", *source, "--changed", *paths, cwd=repo.folder / folder)


def found(result: Result) -> list[str]:
    return [line for line in result.out.splitlines() if " ERROR " in line]


def test_a_plan_that_changed_is_checked_and_others_are_not(repo: Repo) -> None:
    assert check(repo, "good.yaml").code == 0
    result = check(repo, "good.yaml", "bad.yaml", "notes.yaml")
    assert (result.code, found(result)) == (1, [f"bad.yaml:{ERROR}"])
    assert "notes.yaml: not a plan" in result.out


def test_it_stands_for_more_than_itself(repo: Repo) -> None:
    assert found(check(repo, "folder/services/one.yaml")) == [f"folder/plan.yaml:{IN_FOLDER_ERROR}"]
    assert found(check(repo, "bad.waivers.yaml")) == [f"bad.yaml:{ERROR}"]
    assert found(check(repo, ".cxcheck.yaml")) == [f"bad.yaml:{ERROR}", f"folder/plan.yaml:{IN_FOLDER_ERROR}"]
    assert found(check(repo, "services/one.yaml", folder="folder")) == [f"plan.yaml:{IN_FOLDER_ERROR}"]


def test_files_that_concern_no_plan_are_no_error(repo: Repo) -> None:
    result = check(repo, "notes.yaml", "gone.yaml")
    assert result.code == 0
    assert result.err == (
        "cxcheck: none of these files concerns a plan; no plan was checked\n"
        "  gone.yaml: deleted; there is nothing left of it to check\n"
        "  notes.yaml: not a plan: it has no key `plan`; name the file itself to check it\n"
    )


def test_only_the_index_or_the_commit_counts(repo: Repo) -> None:
    repo.write({"bad.yaml": GOOD, "good.yaml": BAD})
    assert found(check(repo, "good.yaml", "bad.yaml")) == [f"bad.yaml:{ERROR}"]
    repo.git("add", ".")
    assert found(check(repo, "good.yaml", "bad.yaml")) == [f"good.yaml:{ERROR}"]
    assert found(check(repo, "good.yaml", "bad.yaml", source=("--rev", "HEAD"))) == [f"bad.yaml:{ERROR}"]


def test_the_configuration_is_that_of_the_current_folder_whatever_file_comes_first(repo: Repo) -> None:
    repo.stage({"folder/.cxcheck.yaml": "select: [goal-ids-unique]\n"})
    first = check(repo, "folder/services/one.yaml", "bad.yaml")
    assert found(first) == [f"bad.yaml:{ERROR}", f"folder/plan.yaml:{IN_FOLDER_ERROR}"]
    assert check(repo, "bad.yaml", "folder/services/one.yaml") == first
    assert check(repo, "services/one.yaml", folder="folder").code == 0


WRONG = {
    "on disk": ((), ("bad.yaml",), "--changed goes with --staged or --rev, and with the PATHs of the files that changed"),
    "without a path": (("--staged",), (), "--changed goes with --staged or --rev, and with the PATHs of the files that changed"),
    "outside": (("--staged",), ("../elsewhere.yaml",), "--changed: cannot be read: it lies outside of the repository"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_it_does_not_go_with(case: str, repo: Repo) -> None:
    source, paths, message = WRONG[case]
    result = check(repo, *paths, source=source)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
