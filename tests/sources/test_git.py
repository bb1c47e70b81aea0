"""What Git's index and its commits hold, in real repositories: disk, index and HEAD differ in every test."""

import io
import os
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.sources.files import find_plans
from checker.sources.git import Repository
from checker.sources.gittree import commit_tree, index_tree
from checker.sources.source import PlanSource, Skipped, SourceFile
from checker.sources.tree import Kind, Origin
from tests.support.repository import ENVIRONMENT, Repo


@pytest.fixture(autouse=True)
def no_other_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(here: Path) -> Repo:
    return Repo(here)


def staged(*paths: str, max_bytes: int = 1000) -> list[PlanSource | Skipped]:
    return list(find_plans(paths, max_bytes, io.BytesIO(), index_tree(Repository())))


def committed(revision: str, *paths: str) -> list[PlanSource | Skipped]:
    repository = Repository()
    return list(find_plans(paths, 1000, io.BytesIO(), commit_tree(repository, repository.commit(revision))))


def said(found: list[PlanSource | Skipped]) -> list[str]:
    """Each plan with its text, the parts after it, and what was skipped."""
    return [
        f"({each.path}: {each.reason})"
        if isinstance(each, Skipped)
        else " ".join([f"{each.name}={text(each.root)}", *(f"{name}={text(part)}" for name, part in each.parts),
                       *(f"[{name}: {reason}]" for name, reason in each.left_out)])
        for each in found
    ]  # fmt: skip


def text(file: SourceFile) -> str:
    return file.content.decode() if file.content is not None else f"({file.size} {file.trouble})"


def test_disk_index_and_commit_are_told_apart(repo: Repo) -> None:
    repo.commit({"a.yaml": "plan: HEAD"})
    repo.stage({"a.yaml": "plan: index"})
    repo.write({"a.yaml": "plan: disk", "b.yaml": "plan: only on disk"})
    assert said(list(find_plans(["."], 1000, io.BytesIO()))) == [
        "a.yaml=plan: disk",
        "b.yaml=plan: only on disk",
    ]
    assert said(staged(".")) == ["a.yaml=plan: index"]
    assert said(committed("HEAD", ".")) == ["a.yaml=plan: HEAD"]


def test_the_bytes_are_exact(repo: Repo) -> None:
    content = b"\xef\xbb\xbfplan: \xff\x00\r\n\n\n"
    repo.stage({"a.yaml": content, "empty.yaml": b""})
    repo.write({"a.yaml": b"x", "empty.yaml": b"x"})
    assert staged("a.yaml", "empty.yaml", "a.yaml") == [
        PlanSource("a.yaml", SourceFile("a.yaml", content, len(content))),
        PlanSource("empty.yaml", SourceFile("empty.yaml", b"", 0)),
    ]


def test_a_file_over_the_limit_is_not_read_and_the_next_one_is(repo: Repo) -> None:
    repo.stage({"a.yaml": b"x" * 1_000_000, "b.yaml": "plan: b"})
    assert staged("a.yaml", "b.yaml", max_bytes=7) == [
        PlanSource("a.yaml", SourceFile("a.yaml", None, 1_000_000)),
        PlanSource("b.yaml", SourceFile("b.yaml", b"plan: b", 7)),
    ]


def test_what_was_never_committed_or_staged_is_not_there(repo: Repo) -> None:
    repo.write({"a.yaml": "plan: disk"})
    assert staged(".") == []
    with pytest.raises(CheckerError, match=r"^a\.yaml: is not staged \(it is on disk; `git add` it\)$"):
        staged("a.yaml")
    assert Repository().head() is None
    with pytest.raises(
        CheckerError, match=r"^HEAD: no commit of this repository has that name; in a shallow"
    ):
        committed("HEAD", ".")


def test_only_intended_to_be_added_is_not_there(repo: Repo) -> None:
    repo.commit({"a.yaml": "plan: a"})
    repo.write({"b.yaml": "plan: b"})
    repo.git("add", "-N", "b.yaml")
    assert said(staged(".")) == ["a.yaml=plan: a"]
    assert Repository().staged() == []
    repo.stage({"empty.yaml": ""})
    assert Repository().staged() == ["empty.yaml"]


def test_staged_names_what_a_commit_would_change(repo: Repo) -> None:
    repo.stage({"new.yaml": "plan: 1"})
    assert Repository().staged() == ["new.yaml"]
    repo.commit({"same.yaml": "plan: 2", "old.yaml": "plan: 3\n" * 20, "gone.yaml": "plan: 4"})
    assert Repository().staged() == []
    repo.git("mv", "old.yaml", "moved.yaml")
    repo.git("rm", "-q", "gone.yaml")
    repo.stage({"new.yaml": "plan: 5"})
    repo.write({"same.yaml": "plan: disk"})
    assert Repository().staged() == ["gone.yaml", "moved.yaml", "new.yaml", "old.yaml"]
    assert said(staged(".")) == ["moved.yaml=" + "plan: 3\n" * 20, "new.yaml=plan: 5", "same.yaml=plan: 2"]


def test_names_with_spaces_line_breaks_and_other_letters(repo: Repo) -> None:
    names = ["a b.yaml", "a\nb.yaml", "é/ü.yaml", 'quo"te.yaml', "tab\t.yaml", "-x.yaml", ":(top)x.yaml"]
    names += [os.fsdecode(b"bytes\xff.yaml")]
    repo.stage({f"./{name}": f"plan: {name!r}" for name in names})
    repo.git("config", "core.quotePath", "true")
    for name in names:
        repo.write({f"./{name}": "plan: disk"})
    found = [each.name for each in staged(".") if isinstance(each, PlanSource)]
    expected = sorted(
        name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") for name in names
    )
    assert sorted(found) == expected
    assert Repository().staged() == sorted(names)
    for name in names:
        assert said(staged(f"./{name}"))[0].endswith(f"=plan: {name!r}")


def test_names_are_shown_from_the_current_folder(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"top.yaml": "plan: top", "in/a.yaml": "plan: a", "in/deep/b.yaml": "plan: b"})
    repo.git("config", "diff.relative", "true")
    monkeypatch.chdir(repo.folder / "in")
    assert said(staged(".", "../top.yaml")) == [
        "a.yaml=plan: a",
        "deep/b.yaml=plan: b",
        "../top.yaml=plan: top",
    ]
    assert said(staged(str(repo.folder / "top.yaml"))) == [f"{repo.folder}/top.yaml=plan: top"]
    assert said(committed("HEAD", "..")) == [
        "../in/a.yaml=plan: a", "../in/deep/b.yaml=plan: b", "../top.yaml=plan: top",
    ]  # fmt: skip
    tree = index_tree(Repository())
    assert [tree.shown(path) for path in sorted(tree.files)] == ["a.yaml", "deep/b.yaml", "../top.yaml"]


def test_a_path_through_a_link_outside_leads_to_the_repository(
    repo: Repo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repo.stage({"in/a.yaml": "plan: a"})
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(repo.folder)
    assert said(staged(f"{link}/in/a.yaml")) == [f"{link}/in/a.yaml=plan: a"]
    outside = link.parent / "plan.yaml"
    outside.write_text("plan: outside")
    with pytest.raises(CheckerError) as error:
        staged(str(outside))
    assert (
        error.value.message == f"{outside}: cannot be read: it lies outside of the repository {repo.folder}"
    )


def test_a_folder_plan_is_put_together_from_the_index(repo: Repo) -> None:
    repo.commit(
        {"opm/plan.yaml": "plan: HEAD", "opm/services/a.yaml": "id: a", "opm/services/gone.yaml": "id: x"}
    )
    repo.stage({"opm/services/b.yaml": "id: b", "opm/goals/plan.yaml": "plan: {}", "opm/notes.txt": "x"})
    repo.git("rm", "-q", "opm/services/gone.yaml")
    repo.write(
        {
            "opm/services/disk.yaml": "id: disk",
            "opm/services/a.yaml": "id: disk",
            "opm/services/gone.yaml": "x",
        }
    )
    expected = [
        "opm=plan: HEAD services/a.yaml=id: a services/b.yaml=id: b [goals/plan.yaml: it is a plan in the folder of another plan]",
        "(opm/notes.txt: not YAML, so no part of the plan)",
    ]
    assert said(staged(".")) == said(staged("opm/services/a.yaml")) == expected


def test_links_are_told_as_on_disk(repo: Repo) -> None:
    repo.stage({"real/a.yaml": "plan: a", "real/notes.txt": "x", "p/plan.yaml": "plan: p"})
    links = {
        "link.yaml": "real/a.yaml", "folder": "real", "gone.yaml": "nowhere", "loop": "loop", "up.yaml": "../out.yaml",
        "root.yaml": "/etc/passwd", "far.yaml": "folder/../folder/./a.yaml", "p/services": "../real",
    }  # fmt: skip
    for name, target in links.items():
        (repo.folder / name).symlink_to(target)
    repo.git("add", "-f", *links)
    for name in links:
        (repo.folder / name).unlink()
    tree = index_tree(Repository())
    assert [tree.is_link(Path(name)) for name in ("link.yaml", "real/a.yaml", "folder/a.yaml", "none")] == [
        True, False, False, False,
    ]  # fmt: skip
    reason = "a symbolic link; name it to check what it leads to"
    skipped = [f"({name}: {reason})" for name in ("far.yaml", "folder", "gone.yaml", "link.yaml")]
    assert said(staged(".")) == [
        *skipped, "p=plan: p [services: it is a symbolic link]", "real/a.yaml=plan: a",
        f"(root.yaml: {reason})", f"(up.yaml: {reason})",
    ]  # fmt: skip
    assert said(staged("link.yaml")) == ["link.yaml=plan: a"]
    assert said(staged("far.yaml")) == ["far.yaml=plan: a"]
    assert said(staged("folder")) == ["folder/a.yaml=plan: a"]
    assert said(staged("real", "link.yaml")) == ["real/a.yaml=plan: a"]
    for path, words in {
        "gone.yaml": "is a symbolic link, and what it leads to is not staged",
        "loop": "cannot be read: Too many levels of symbolic links",
        "up.yaml": "cannot be read: a symbolic link leads out of the repository",
        "root.yaml": "cannot be read: a symbolic link leads out of the repository",
        "real/a.yaml/x": "is neither staged nor on disk",
    }.items():
        with pytest.raises(CheckerError) as error:
            staged(path)
        assert error.value.message == f"{path}: {words}"


def test_an_unmerged_path_is_a_file_that_cannot_be_read(repo: Repo) -> None:
    repo.commit({"a.yaml": "plan: base", "b.yaml": "plan: b"})
    repo.git("checkout", "-q", "-b", "other")
    repo.commit({"a.yaml": "plan: other", "theirs.yaml": "plan: theirs"})
    repo.git("checkout", "-q", "main")
    repo.commit({"a.yaml": "plan: main"})
    repo.git("merge", "-q", "other", code=1)
    trouble = "cannot be read: a merge has left several versions of it; settle them, then `git add` it"
    assert said(staged(".")) == [f"a.yaml=(0 {trouble})", "b.yaml=plan: b", "theirs.yaml=plan: theirs"]
    repo.stage({"a.yaml": "plan: settled"})
    assert Repository().staged() == ["a.yaml", "theirs.yaml"]
    assert said(staged("a.yaml")) == ["a.yaml=plan: settled"]


def test_a_submodule_is_named_and_not_looked_into(
    repo: Repo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    inner = Repo(tmp_path_factory.mktemp("inner"))
    inner.commit({"a.yaml": "plan: inner"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.folder), "sub")
    words = "cannot be read: it is a submodule, which has a repository of its own; check it there"
    assert said(staged(".")) == [f"(sub: {words})"]
    for path in ("sub", "sub/a.yaml"):
        with pytest.raises(CheckerError) as error:
            staged(path)
        assert error.value.message == f"{path}: {words}"


def test_inside_a_submodule_its_own_index_counts(
    repo: Repo, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Repo(tmp_path_factory.mktemp("inner"))
    inner.commit({"a.yaml": "plan: inner"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.folder), "sub")
    monkeypatch.chdir(repo.folder / "sub")
    (repo.folder / "sub" / "a.yaml").write_text("plan: disk")
    assert said(staged(".")) == ["a.yaml=plan: inner"]
    assert Repository().top == repo.folder / "sub"


def test_each_worktree_has_its_own_index(
    repo: Repo, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a.yaml": "plan: HEAD"})
    tree = tmp_path_factory.mktemp("trees") / "second"
    repo.git("worktree", "add", "-q", str(tree))
    repo.stage({"a.yaml": "plan: first"})
    (tree / "a.yaml").write_text("plan: second")
    repo.git("-C", str(tree), "add", "a.yaml")
    (tree / "a.yaml").write_text("plan: disk")
    assert said(staged(".")) == ["a.yaml=plan: first"]
    monkeypatch.chdir(tree)
    assert said(staged(".")) == ["a.yaml=plan: second"]


def test_a_bare_repository_has_commits(
    repo: Repo, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"plans/a.yaml": "plan: old"})
    repo.git("tag", "v1")
    repo.commit({"plans/a.yaml": "plan: new"})
    bare = tmp_path_factory.mktemp("bare")
    repo.git("clone", "-q", "--bare", str(repo.folder), str(bare))
    monkeypatch.chdir(bare)
    assert said(committed("main", ".")) == ["plans/a.yaml=plan: new"]
    assert said(committed("v1", "plans/a.yaml")) == ["plans/a.yaml=plan: old"]
    monkeypatch.chdir(repo.folder)
    monkeypatch.setenv("GIT_DIR", str(bare))
    assert said(committed("v1", "plans")) == ["plans/a.yaml=plan: old"]


def test_the_index_that_git_names_counts(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.stage({"a.yaml": "plan: usual"})
    repo.write({"a.yaml": "plan: named"})
    repo.git("add", "a.yaml", GIT_INDEX_FILE=".git/other")
    assert said(staged(".")) == ["a.yaml=plan: usual"]
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    assert said(staged(".")) == ["a.yaml=plan: named"]
    monkeypatch.setenv("GIT_INDEX_FILE", "a.yaml")
    with pytest.raises(CheckerError, match=r"^a\.yaml: index file smaller than expected$"):
        staged(".")


def test_a_sparse_index_is_read_whole(repo: Repo) -> None:
    repo.commit({"in/a.yaml": "plan: a", "out/b.yaml": "plan: b", "out/deep/c.yaml": "plan: c"})
    repo.git("sparse-checkout", "init", "--cone", "--sparse-index")
    repo.git("sparse-checkout", "set", "in")
    assert not (repo.folder / "out").exists()
    assert said(staged(".")) == ["in/a.yaml=plan: a", "out/b.yaml=plan: b", "out/deep/c.yaml=plan: c"]


def test_a_repository_of_the_longer_ids(here: Path) -> None:
    repo = Repo(here, "--object-format=sha256")
    head = repo.commit({"a.yaml": "plan: HEAD"})
    repo.stage({"a.yaml": "plan: index"})
    assert len(head) == 64
    assert said(staged(".")) == ["a.yaml=plan: index"]
    assert said(committed(head, ".")) == ["a.yaml=plan: HEAD"]


REFUSED = [
    "none",
    "--help",
    "--output=x",
    "-",
    "",
    "main:a.yaml",
    "HEAD^5",
    "a\0b",
    "HEAD\nHEAD",
    "v1^{tree}",
]


@pytest.mark.parametrize("revision", REFUSED)
def test_what_is_no_revision_is_no_option_either(revision: str, repo: Repo) -> None:
    repo.commit({"a.yaml": "plan: a"})
    with pytest.raises(CheckerError, match="no commit of this repository has that name"):
        committed(revision, ".")
    assert sorted(path.name for path in repo.folder.iterdir()) == [".git", "a.yaml"]


def test_a_branch_that_looks_like_an_option(repo: Repo) -> None:
    head = repo.commit({"a.yaml": "plan: a"})
    repo.git("update-ref", "refs/heads/--output=x", head)
    tree = commit_tree(Repository(), Repository().commit("--output=x"))
    assert tree.origin == Origin("commit", head, "--output=x")
    assert tree.kind(Path("a.yaml")) is Kind.FILE
    assert tree.origin.in_words == f"commit {head} (--output=x)"


def test_the_configuration_of_a_repository_starts_nothing(repo: Repo) -> None:
    mark = repo.folder / "started"
    repo.commit({"a.yaml": "plan: HEAD\n" * 9, "b.yaml": "plan: b"})
    for name in ("core.fsmonitor", "diff.external", "core.pager", "core.sshCommand", "filter.x.clean", "filter.x.smudge",
                 "diff.x.textconv", "diff.x.command", "core.editor", "credential.helper"):  # fmt: skip
        repo.git("config", name, f"touch {mark} #")
    hooks = repo.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (hooks / name).chmod(0o755)
    (repo.folder / ".git" / "info" / "attributes").write_text("* diff=x filter=x\n")
    repo.git("config", "extensions.partialClone", "away")
    repo.git("config", "remote.away.promisor", "true")
    repo.git("config", "remote.away.url", f"ext::touch {mark}")
    repo.git("config", "protocol.ext.allow", "always")
    blob = repo.git("rev-parse", "HEAD:b.yaml")
    (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    repo.write({"a.yaml": "plan: disk"})
    missing = "cannot be read: Git does not have its content here; in a partial clone, fetch it first"
    assert said(staged(".")) == ["a.yaml=" + "plan: HEAD\n" * 9, f"b.yaml=(0 {missing})"]
    assert said(committed("HEAD", ".")) == said(staged("."))
    assert Repository().staged() == []
    assert not mark.exists()


def test_another_object_in_its_place_is_not_taken(repo: Repo) -> None:
    first = repo.commit({"a.yaml": "plan: bad"})
    second = repo.commit({"a.yaml": "plan: good"})
    repo.git("replace", first, second)
    assert said(committed(first, ".")) == ["a.yaml=plan: bad"]


def test_where_there_is_no_repository_or_no_git(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CheckerError) as error:
        Repository()
    assert error.value.message == f"{here}: there is no Git repository here or above"
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CheckerError, match=r"^Git is not installed, or not on the PATH; it is needed here$"):
        Repository()


def test_the_commit_that_two_have_grown_from(repo: Repo) -> None:
    base = repo.commit({"a.yaml": "plan: a"})
    repo.git("checkout", "-q", "-b", "other")
    repo.commit({"b.yaml": "plan: b"})
    repo.git("checkout", "-q", "main")
    repo.commit({"c.yaml": "plan: c"})
    repository = Repository()
    assert repository.merge_base(repository.commit("other"), repository.commit("main")) == (base, "other")
    repo.git("checkout", "-q", "--orphan", "alone")
    repo.commit()
    with pytest.raises(CheckerError) as error:
        repository.merge_base(repository.commit("main"), repository.commit("alone"))
    assert error.value.message == (
        "main and alone have no commit in common here; in a shallow clone, fetch the history first"
    )


def test_what_is_not_there_is_told_with_what_is(repo: Repo) -> None:
    repo.commit({"plans/dps.yaml": "plan: d"})
    repo.commit({"plans/opm.yaml": "plan: o"})
    repo.write({"new.yaml": "plan: n", "noted.yaml": "plan: m"})
    repo.git("add", "-N", "noted.yaml")
    for path, words in {
        "new.yaml": "is not staged (it is on disk; `git add` it)",
        "noted.yaml": "is not staged (it is on disk; `git add` it)",
        "dps.yaml": "is neither staged nor on disk; there is plans/dps.yaml",
        "plans/dsp.yaml": "is neither staged nor on disk; there is plans/dps.yaml",
        "elsewhere.yaml": "is neither staged nor on disk",
        "/": "cannot be read: it lies outside of the repository",
    }.items():
        with pytest.raises(CheckerError) as error:
            staged(path)
        assert error.value.message.startswith(f"{path}: {words}")
    for path, words in {
        "new.yaml": "is not in commit HEAD~1; it is on disk",
        "plans/opm.yaml": "is not in commit HEAD~1; it is on disk",
        "dps.yaml": "is not in commit HEAD~1; there is plans/dps.yaml",
        "plans2": "is not in commit HEAD~1",
    }.items():
        with pytest.raises(CheckerError) as error:
            committed("HEAD~1", path)
        assert error.value.message == f"{path}: {words}"
