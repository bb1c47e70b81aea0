"""Which files a command reads: those on disk, Git's index (`--staged`) or a commit (`--rev`)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.sources.files import find_plans
from checker.sources.reading import trouble
from checker.sources.tree import DISK, Tree, exists

if TYPE_CHECKING:
    from checker.sources.git import Repository
    from checker.sources.source import PlanSource, Skipped

_META = "checker.sources"


def chosen_tree(*, staged: bool, revision: str | None) -> Tree:
    """The files that the options `--staged` and `--rev` speak of, listed once in a run."""
    if not staged and revision is None:
        return DISK
    meta = click.get_current_context().meta
    key = f"{_META}.tree"
    if key not in meta:
        meta[key] = _tree(staged=staged, revision=revision)
    tree: Tree = meta[key]
    return tree


def _tree(*, staged: bool, revision: str | None) -> Tree:
    if staged and revision is not None:
        raise CheckerError("--staged reads the index and --rev a commit; give one of the two")
    from checker.sources.gittree import commit_tree, index_tree

    git = repository()
    if revision is not None:
        return commit_tree(git, git.commit(revision))
    if git.bare:
        raise CheckerError(
            "--staged: there is no checkout here, so nothing is staged; --rev REV reads a commit"
        )
    return index_tree(git)


def repository() -> "Repository":
    """The repository around the current folder, asked for once in a run."""
    from checker.sources.git import Repository

    meta = click.get_current_context().meta
    key = f"{_META}.repository"
    if key not in meta:
        meta[key] = Repository()
    found: Repository = meta[key]
    return found


def named_file(path: str, tree: Tree) -> bytes:
    """The bytes of a file in `tree` that a user names. Raises CheckerError where it cannot be read, or is too large."""
    most = Limits().bytes
    file = tree.read(Path(path), most)
    if file.content is None:
        if not exists(Path(path), tree):
            raise CheckerError(f"{path}: {tree.absent(Path(path))}")
        raise CheckerError(f"{path}: {file.trouble or f'has more than {most:,} bytes'}")
    return file.content


def plans_under(
    paths: tuple[str, ...],
    tree: Tree,
    max_bytes: int,
    stdin: BinaryIO | None,
    beside: Iterable[str | None] = (),
) -> "Iterator[PlanSource | Skipped]":
    """The plans that a run is about: those under `paths`; without any, those in this folder.

    Of the index, without paths, those that the staged changes concern: every plan of the repository where a file is
    staged that all are judged by, one of `beside`.
    """
    if tree is not DISK and "-" in paths:
        raise CheckerError("-: standard input is neither in the index nor in a commit; name a path, or none")
    if paths or tree.origin.place != "index":
        return find_plans(paths or (".",), max_bytes, stdin, tree)
    return _concerned(repository().staged(), tree, max_bytes, beside)


def plans_around(
    paths: tuple[str, ...], tree: Tree, max_bytes: int, beside: Iterable[str | None]
) -> "Iterator[PlanSource | Skipped]":
    """The plans that a change of the files `paths` concerns. A file that concerns none is passed over."""
    from checker.sources.gittree import GitTree

    if not isinstance(tree, GitTree) or not paths:
        raise CheckerError(
            "--changed goes with --staged or --rev, and with the PATHs of the files that changed"
        )
    try:
        changed = sorted(tree.inside(Path(path)) for path in paths)
    except OSError as error:
        raise CheckerError(f"--changed: {trouble(error)}") from error
    return _concerned(changed, tree, max_bytes, beside)


def _concerned(
    changed: list[str], tree: Tree, max_bytes: int, beside: Iterable[str | None]
) -> "Iterator[PlanSource | Skipped]":
    from checker.sources.changed import find_changed
    from checker.sources.gittree import GitTree

    assert isinstance(tree, GitTree)  # noqa: S101 - the index and a commit are such
    return find_changed(changed, tree, max_bytes, [path for path in beside if path is not None])
