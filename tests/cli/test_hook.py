"""The plain Git hook: written, chained, removed; and what real commits come to with it."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from checker.cli.hookscript import script
from tests.cli.test_check import BAD, GOOD
from tests.support.command import ROOT, cxcheck
from tests.support.repository import Repo, git_environment

ONE_RULE = "select: [control-number-shown]\nformat: concise\n"
OTHER = b"#!/bin/sh\necho the other hook >&2\n"
FOUND = "plan.yaml:23:27: ERROR control-number-shown the control number 1234-567 is not of the form 1234-5678"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository with a good plan, whose configuration asks one rule, and the hook. Its name needs quotes."""
    repo = Repo(tmp_path / "it's a repository")
    repo.commit({"plan.yaml": GOOD, ".cxcheck.yaml": ONE_RULE})
    assert cxcheck("hook", "install", cwd=repo.folder).code == 0
    return repo


def commit(repo: Repo, *arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code of `git commit`, and what it and the hook said."""
    env = git_environment(PYTHONPATH=str(ROOT), **environment)
    command = ["git", "commit", "-q", "-m", "step", *arguments]
    done = subprocess.run(command, cwd=repo.folder, env=env, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def hook_of(repo: Repo) -> Path:
    return repo.folder / ".git" / "hooks" / "pre-commit"


def hooks(repo: Repo) -> dict[str, tuple[bytes, int]]:
    """Everything in the hooks folder, with its bytes and its mode."""
    return {
        path.name: (path.read_bytes(), path.lstat().st_mode)
        for path in (repo.folder / ".git" / "hooks").iterdir()
    }


# -- commits -------------------------------------------------------------------------------------------------------


def test_a_commit_of_a_good_plan_goes_through(repo: Repo) -> None:
    repo.stage({"plan.yaml": GOOD.replace("A plan", "A better plan")})
    code, shown = commit(repo)
    assert (code, "1 passed, 0 failed" in shown) == (0, True)


def test_a_commit_of_a_bad_plan_is_refused(repo: Repo) -> None:
    before = repo.git("rev-parse", "HEAD")
    repo.stage({"plan.yaml": BAD})
    code, shown = commit(repo)
    assert (code, FOUND in shown) == (1, True)
    assert repo.git("rev-parse", "HEAD") == before
    assert commit(repo, "--no-verify")[0] == 0


def test_what_is_mended_on_disk_alone_does_not_help(repo: Repo) -> None:
    repo.stage({"plan.yaml": BAD})
    repo.write({"plan.yaml": GOOD})
    code, shown = commit(repo)
    assert (code, FOUND in shown) == (1, True)
    repo.git("add", "plan.yaml")
    repo.write({"plan.yaml": BAD})
    repo.stage({"notes.txt": "one more file\n"})
    assert commit(repo)[0] == 0


def test_a_configuration_on_disk_alone_does_not_help(repo: Repo) -> None:
    repo.stage({"plan.yaml": BAD})
    repo.write({".cxcheck.yaml": "select: [goal-ids-unique]\n"})
    assert commit(repo)[0] == 1
    repo.git("add", ".cxcheck.yaml")
    assert commit(repo)[0] == 0


def test_commit_all_and_commit_of_a_path_are_checked_as_they_will_be(repo: Repo) -> None:
    repo.commit({"other.yaml": GOOD})
    repo.write({"plan.yaml": BAD})
    code, shown = commit(repo, "-a")
    assert (code, FOUND in shown) == (1, True)
    code, shown = commit(repo, "plan.yaml")
    assert (code, FOUND in shown) == (1, True)
    repo.write({"other.yaml": GOOD.replace("A plan", "Another plan")})
    repo.git("add", "plan.yaml")
    assert commit(repo, "other.yaml")[0] == 0
    assert commit(repo)[0] == 1


def test_a_commit_without_plans_goes_through(repo: Repo) -> None:
    repo.stage({"notes.txt": "nothing about customers\n"})
    assert commit(repo)[0] == 0


def test_the_first_commit_is_checked(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "new")
    assert cxcheck("hook", "install", cwd=repo.folder).code == 0
    repo.stage({"plan.yaml": BAD, ".cxcheck.yaml": ONE_RULE})
    assert commit(repo)[0] == 1
    repo.stage({"plan.yaml": GOOD})
    assert commit(repo)[0] == 0


def test_worktrees_share_the_hook(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", str(tmp_path / "side"))
    side = cxcheck("hook", "status", cwd=tmp_path / "side")
    assert (side.code, side.out) == (0, f"{hook_of(repo)}: cxcheck runs before every commit\n")
    (tmp_path / "side" / "plan.yaml").write_text(BAD, encoding="utf-8")
    env = git_environment(PYTHONPATH=str(ROOT))
    command = ["git", "commit", "-q", "-a", "-m", "step"]
    done = subprocess.run(command, cwd=tmp_path / "side", env=env, capture_output=True, check=False)
    assert (done.returncode, FOUND in done.stdout.decode() + done.stderr.decode()) == (1, True)


def test_a_folder_of_the_repository_is_never_taken_for_the_program(repo: Repo) -> None:
    repo.stage({"checker/__init__.py": "", "checker/__main__.py": "raise SystemExit('not this one')\n"})
    repo.stage({"plan.yaml": BAD})
    code, shown = commit(repo)
    assert (code, FOUND in shown, "not this one" in shown) == (1, True, False)


# -- where cxcheck is no longer ------------------------------------------------------------------------------------


def moved(repo: Repo, path: str) -> tuple[int, str]:
    """A commit where the program that wrote the hook is gone, with this PATH."""
    text = hook_of(repo).read_text(encoding="utf-8")
    lines = ["python=/nowhere/python" if line.startswith("python=") else line for line in text.splitlines()]
    hook_of(repo).write_text("\n".join(lines) + "\n", encoding="utf-8")
    repo.stage({"plan.yaml": BAD})
    return commit(repo, PATH=path)


def test_without_cxcheck_the_commit_is_refused_and_it_is_said_why(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for tool in ("git", "sh", "dirname"):
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    code, shown = moved(repo, str(tmp_path / "bin"))
    assert code == 1
    assert shown == (
        "cxcheck: it is no longer at /nowhere/python, nor on the PATH, so the plans of this commit were not checked.\n"
        "cxcheck: install it again, then run: cxcheck hook install (or commit this once with --no-verify)\n"
    )
    status = cxcheck("hook", "status", cwd=repo.folder)
    assert (status.code, status.out) == (
        1, f"{hook_of(repo)}: another installation of cxcheck wrote this hook; `cxcheck hook install` writes it again\n",
    )  # fmt: skip


def test_cxcheck_on_the_path_stands_in(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "cxcheck"
    program.write_text('#!/bin/sh\necho "started with $*"\n', encoding="utf-8")
    program.chmod(0o755)
    code, shown = moved(repo, os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]]))
    assert (code, shown) == (0, "started with check --staged\n")


# -- other hooks ---------------------------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path) -> Repo:
    """A repository with another hook."""
    repo = Repo(tmp_path / "other")
    repo.commit({"plan.yaml": GOOD, ".cxcheck.yaml": ONE_RULE})
    hook_of(repo).parent.mkdir(exist_ok=True)
    hook_of(repo).write_bytes(OTHER)
    hook_of(repo).chmod(0o750)
    return repo


def test_another_hook_is_left_alone(other: Repo) -> None:
    before = hooks(other)
    result = cxcheck("hook", "install", cwd=other.folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"cxcheck: {hook_of(other)}: another hook stands here; let `cxcheck hook install --chain` run it first, or add "
        "to it the line: cxcheck check --staged || exit\n"
    )
    status = cxcheck("hook", "status", cwd=other.folder)
    assert (status.code, status.out) == (
        1,
        f"{hook_of(other)}: another hook stands here, which cxcheck did not write\n",
    )
    result = cxcheck("hook", "uninstall", cwd=other.folder)
    assert (result.code, result.err) == (
        2, f"cxcheck: {hook_of(other)}: this hook is not one that cxcheck wrote; it stays as it is\n",
    )  # fmt: skip
    assert hooks(other) == before


def test_a_chained_hook_runs_first_and_comes_back(other: Repo) -> None:
    before = hooks(other)
    result = cxcheck("hook", "install", "--chain", cwd=other.folder)
    assert result.out == f"{hook_of(other)}: written\n{hook_of(other)}.before-cxcheck: runs first\n"
    other.stage({"plan.yaml": BAD})
    code, shown = commit(other)
    assert (code, FOUND in shown) == (1, True)
    assert "the other hook\n" in shown
    assert cxcheck("hook", "install", "--chain", cwd=other.folder).code == 0
    assert cxcheck("hook", "status", cwd=other.folder).code == 0
    result = cxcheck("hook", "uninstall", cwd=other.folder)
    assert result.out == f"{hook_of(other)}: the hook that stood here before is back\n"
    assert hooks(other) == before
    assert commit(other) == (0, "the other hook\n")


def test_a_chained_hook_that_refuses_is_the_last_word(other: Repo) -> None:
    hook_of(other).write_bytes(OTHER + b"exit 7\n")
    assert cxcheck("hook", "install", "--chain", cwd=other.folder).code == 0
    other.stage({"plan.yaml": BAD})
    assert commit(other) == (1, "the other hook\n")


def test_a_hook_that_is_a_link_stays_one(other: Repo) -> None:
    hook_of(other).unlink()
    other.write({"tools/hook": OTHER})
    (other.folder / "tools" / "hook").chmod(0o755)
    hook_of(other).symlink_to("../../tools/hook")
    assert cxcheck("hook", "install", cwd=other.folder).code == 2
    assert cxcheck("hook", "install", "--chain", cwd=other.folder).code == 0
    other.stage({"plan.yaml": GOOD.replace("A plan", "A better plan")})
    assert commit(other)[1].startswith("the other hook\n")
    assert cxcheck("hook", "uninstall", cwd=other.folder).code == 0
    assert hook_of(other).readlink() == Path("../../tools/hook")
    assert (other.folder / "tools" / "hook").read_bytes() == OTHER


def test_a_kept_hook_comes_back_also_where_ours_was_deleted(other: Repo) -> None:
    before = hooks(other)
    assert cxcheck("hook", "install", "--chain", cwd=other.folder).code == 0
    hook_of(other).unlink()
    assert cxcheck("hook", "uninstall", cwd=other.folder).code == 0
    assert hooks(other) == before


def test_two_kept_hooks_are_one_too_many(other: Repo) -> None:
    kept = hook_of(other).with_name("pre-commit.before-cxcheck")
    kept.write_bytes(b"#!/bin/sh\n")
    before = hooks(other)
    result = cxcheck("hook", "install", "--chain", cwd=other.folder)
    assert (result.code, result.err) == (
        2, f"cxcheck: {kept}: a hook that stood there before is kept here; remove one of the two\n",
    )  # fmt: skip
    assert hooks(other) == before


# -- install, status, uninstall ------------------------------------------------------------------------------------


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "new")
    before = hooks(repo)
    status = cxcheck("hook", "status", cwd=repo.folder)
    assert (status.code, status.out) == (
        1, f"{hook_of(repo)}: no hook stands here; `cxcheck hook install` writes it\n",
    )  # fmt: skip
    assert cxcheck("hook", "install", cwd=repo.folder).out == f"{hook_of(repo)}: written\n"
    assert hook_of(repo).read_text(encoding="utf-8") == script()
    assert stat.S_IMODE(hook_of(repo).stat().st_mode) & 0o111 != 0
    assert cxcheck("hook", "install", cwd=repo.folder).out == f"{hook_of(repo)}: written again\n"
    assert cxcheck("hook", "uninstall", cwd=repo.folder).out == f"{hook_of(repo)}: removed\n"
    assert cxcheck("hook", "uninstall", cwd=repo.folder).out == f"{hook_of(repo)}: no hook stands here\n"
    assert hooks(repo) == before


def test_the_hooks_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "new", "--template=")
    assert cxcheck("hook", "install", cwd=repo.folder).code == 0
    assert hook_of(repo).is_file()


def test_a_hooks_folder_in_the_checkout_is_the_repositorys_own(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "new")
    repo.commit({"plans/plan.yaml": GOOD, ".cxcheck.yaml": ONE_RULE})
    repo.git("config", "core.hooksPath", ".githooks")
    result = cxcheck("hook", "install", cwd=repo.folder / "plans")
    assert (result.code, result.out) == (0, f"{repo.folder / '.githooks' / 'pre-commit'}: written\n")
    assert not hook_of(repo).exists()
    repo.stage({"plans/plan.yaml": BAD})
    assert commit(repo)[0] == 1


def test_a_hooks_folder_of_many_repositories_is_asked_for(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "new")
    shared = tmp_path / "shared"
    repo.git("config", "core.hooksPath", str(shared))
    result = cxcheck("hook", "install", cwd=repo.folder)
    assert (result.code, result.err) == (
        2,
        f"cxcheck: {shared}: core.hooksPath names this folder, which is not this repository's own; --shared writes "
        "there, for every repository that uses it\n",
    )
    assert not shared.exists()
    assert cxcheck("hook", "install", "--shared", cwd=repo.folder).code == 0
    status = cxcheck("hook", "status", cwd=repo.folder)
    words = f"{shared / 'pre-commit'} (outside of this repository): cxcheck runs before every commit\n"
    assert (status.code, status.out) == (0, words)
    assert cxcheck("hook", "uninstall", cwd=repo.folder).code == 0
    assert list(shared.iterdir()) == []


def test_outside_of_a_repository(tmp_path: Path) -> None:
    result = cxcheck("hook", "install", cwd=tmp_path)
    assert (result.code, result.err) == (
        2, f"cxcheck: {tmp_path}: there is no Git repository here or above\n",
    )  # fmt: skip


def test_a_bare_repository_has_no_commits_to_check(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "bare", "--bare")
    result = cxcheck("hook", "install", cwd=repo.folder)
    assert (result.code, result.err) == (
        2, f"cxcheck: {repo.folder}: nothing is committed in a bare repository; install the hook in a clone of it\n",
    )  # fmt: skip
