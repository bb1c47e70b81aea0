"""Where the roster says that a plan is: links on the way, addresses of repositories, and repositories that are not what they seem."""

import json
import subprocess
from pathlib import Path

import pytest

from checker.plan.limits import Limits
from checker.review.gather import gather
from checker.review.gathered import Gathered
from checker.review.roster import load_roster
from checker.sources.git import Commit, Repository
from tests.support.command import cxcheck
from tests.support.repository import Repo, git_environment
from tests.support.smallest import smallest

PLAN = smallest()


def found(folder: Path, entry: str) -> tuple[str, str]:
    """Standing and reason of the one entry of a roster in `folder`."""
    text = f"fiscal_year: 2026\ndue: 2026-10-31\nsubmissions:\n- {{agency: A, {entry}}}\n"
    roster = load_roster(str(folder / "roster.yaml"), text.encode())
    (one,) = [one for one in gather((), roster, Limits()) if isinstance(one, Gathered)]
    return one.standing.value, one.reason


def submitted(folder: Path, plan: str = PLAN) -> Repo:
    repo = Repo(folder)
    repo.commit({"a.yaml": plan})
    repo.git("tag", "fy2026")
    return repo


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("path: link/a.yaml, received: 2026-10-01", "on the way to it, link is a symbolic link"),
        ("path: real/../link/a.yaml, received: 2026-10-01", "on the way to it, real/../link is a symbolic link"),
        ("path: link, received: 2026-10-01", "its place is a symbolic link"),
        ("path: nowhere, received: 2026-10-01", "its place is a symbolic link"),
        ("archive: link/a.zip", "on the way to it, link is a symbolic link"),
        ("git: link/repository, ref: fy2026, path: a.yaml", "on the way to it, link is a symbolic link"),
        ("git: linked, ref: fy2026, path: a.yaml", "its place is a symbolic link"),
    ],
)  # fmt: skip
def test_no_link_is_followed(tmp_path: Path, entry: str, reason: str) -> None:
    outside, place = tmp_path / "outside", tmp_path / "in"
    (place / "real").mkdir(parents=True)
    submitted(outside / "repository")
    (outside / "a.yaml").write_text(PLAN, encoding="utf-8")
    (outside / "a.zip").write_bytes(b"")
    (place / "link").symlink_to(outside)
    (place / "linked").symlink_to(outside / "repository")
    (place / "nowhere").symlink_to(outside / "nothing")
    assert found(place, entry) == ("refused", f"{reason}, which may lead anywhere; name what it leads to")


def test_a_link_above_the_roster_and_in_an_absolute_path_is_the_examiners_own(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert found(tmp_path / "link", "path: a.yaml, received: 2026-10-01") == ("received", "")
    entry = f"path: '{tmp_path}/link/a.yaml', received: 2026-10-01"
    assert found(tmp_path, entry) == ("received", "")


@pytest.mark.parametrize(
    "address",
    [
        "https://agency.example/plans.git", "http://localhost/plans.git", "ssh://git@agency.example/plans.git",
        "git@agency.example:plans.git", "git://agency.example/plans.git", "ext::sh -c 'touch pwned'", "fd::17",
        "file::repository", "transport::file:///repository", "//agency.example/plans.git", "file:////agency.example/plans.git",
        "file:https://agency.example/plans.git", "FILE:repository",
    ],
)  # fmt: skip
def test_nothing_is_fetched(tmp_path: Path, address: str) -> None:
    submitted(tmp_path / "repository")
    quoted = address.replace("'", "''")
    expected = f"{address}: nothing is fetched; clone the repository, and name the clone"
    assert found(tmp_path, f"git: '{quoted}', ref: fy2026, path: a.yaml") == ("refused", expected)


def test_every_way_to_name_a_repository_on_this_machine(tmp_path: Path) -> None:
    repo = submitted(tmp_path / "a repository", PLAN)
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    late = "it came in on 2023-12-31, a day after 2023-12-30"
    absolute = tmp_path / "a repository"
    for address in (
        "a repository", "./a repository", "a repository/.git", "bare.git", str(absolute), absolute.as_uri(), f"file://{absolute}",
        f"file://localhost{absolute}", "file:a%20repository", "file:bare.git",
    ):  # fmt: skip
        standing, reason = found(tmp_path, f"git: '{address}', ref: fy2026, path: a.yaml, due: 2023-12-30")
        assert (address, standing, reason[: len(late)]) == (address, "late", late)


def test_a_folder_inside_of_another_repository_is_none(tmp_path: Path) -> None:
    submitted(tmp_path)
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "a.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    for folder in ("sent", "empty", ".git/objects"):
        entry = f"git: {folder}, ref: fy2026, path: a.yaml"
        assert found(tmp_path, entry) == ("missing", f"{folder}: there is no Git repository")
    assert found(tmp_path, "git: nothing, ref: fy2026") == (
        "missing", "nothing: there is no such file or folder",
    )  # fmt: skip


def test_the_repository_of_a_hook_is_not_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(tmp_path / "named")
    other = Repo(tmp_path / "other")
    for name, value in (("GIT_DIR", ".git"), ("GIT_WORK_TREE", "."), ("GIT_INDEX_FILE", ".git/index")):
        monkeypatch.setenv(name, str(other.folder / value))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.folder / ".git" / "objects"))
    entry = "git: named, ref: fy2026, path: a.yaml"
    assert found(tmp_path, entry) == ("received", "")


def test_a_commit_without_the_plan_says_so(tmp_path: Path) -> None:
    submitted(tmp_path / "repository")
    assert found(tmp_path, "git: repository, ref: fy2026, path: b.yaml") == (
        "missing", "b.yaml: is not in commit fy2026",
    )  # fmt: skip


def test_a_repository_whose_folders_multiply_is_refused_at_once(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "bomb")
    (repo.folder / "a.yaml").write_text(PLAN, encoding="utf-8")
    entry = f"100644 blob {repo.git('hash-object', '-w', 'a.yaml')}\ta.yaml\n"
    for _ in range(9):
        tree = subprocess.run(
            ["git", "mktree"], cwd=repo.folder, env=git_environment(), input=entry.encode(), capture_output=True, check=True,
        ).stdout.decode().strip()  # fmt: skip
        entry = "".join(f"040000 tree {tree}\tf{number}\n" for number in range(10))
    commit = repo.git("commit-tree", tree, "-m", "submitted")
    repo.git("tag", "fy2026", commit)
    assert found(tmp_path, "git: bomb, ref: fy2026") == ("refused", "fy2026: has more than 200,000 files")


def test_a_commit_that_says_too_much_of_itself_is_not_read(tmp_path: Path) -> None:
    repo = submitted(tmp_path / "repository")
    message = tmp_path / "message"
    message.write_bytes(b"x" * 1_100_000)
    repo.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", str(message))
    repo.git("tag", "-f", "fy2026")
    standing, reason = found(tmp_path, "git: repository, ref: fy2026, path: a.yaml")
    assert standing == "refused"
    assert reason.startswith("fy2026: says more of itself (1,100,")
    repository = Repository(repo.folder)
    head = repository.commit("HEAD~1")
    assert repository.made(Commit(head.id, "HEAD~1")).author == "A <a@example.gov>"


def test_no_submission_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAN, encoding="utf-8")
    entries = "".join(
        f"- {{agency: {name}, path: a.yaml, received: 2026-10-01}}\n"
        for name in ("X (2)", "X", "X", "a.yaml")
    )
    text = f"fiscal_year: 2026\ndue: 2026-10-31\nsubmissions:\n{entries}"
    (tmp_path / "roster.yaml").write_text(text, encoding="utf-8")
    done = cxcheck("review", "--roster", "roster.yaml", "a.yaml", "-o", "out", "--jobs", "1", cwd=tmp_path)
    assert "5 submissions: 4 received, 0 late, 0 missing, 0 unreadable, 1 duplicate" in done.out
    found = json.loads((tmp_path / "out" / "review.json").read_bytes())
    assert [one["key"] for one in found["submissions"]] == ["X", "X (2)", "X (2) [2]", "a.yaml", "a.yaml [2]"]


def test_what_is_named_twice_is_reviewed_once(tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "a.yaml").write_text(PLAN, encoding="utf-8")
    done = cxcheck("review", "sent", "sent/a.yaml", "./sent/a.yaml", "-o", "out", "--jobs", "1", cwd=tmp_path)
    assert (done.code, done.err) == (1, "")
    assert "out: review 1: 1 submission: 1 received" in done.out
