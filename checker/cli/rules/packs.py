"""Versions of a rule pack as a user names them: a folder, or a folder in a commit (`v1.0:rules`)."""

from pathlib import Path
from typing import NamedTuple

from checker.cli.settings import CLAUSES
from checker.errors import CheckerError
from checker.policy.comparison import Side
from checker.policy.editions import rule_files
from checker.policy.rulebook import pack_files


class NamedPack(NamedTuple):
    """A version of a pack: what it is called, and its files by their names in it."""

    side: Side
    files: dict[str, bytes]

    @property
    def whole(self) -> bool:
        """A pack has the clauses of the order; a folder without them is an addition to one."""
        return CLAUSES in self.files


def same_kind(old: NamedPack, new: NamedPack) -> None:
    """Refuse to hold an addition against a whole pack: every rule of the pack would seem to be gone. Raises CheckerError."""
    if old.whole == new.whole:
        return
    pack, addition = (old, new) if old.whole else (new, old)
    name = addition.side.name
    folder = name.rpartition(":")[2]
    raise CheckerError(
        f"{name} is an addition to a rule pack (it has no {CLAUSES}), and {pack.side.name} is a whole pack; compare {name} "
        f"with an earlier version of itself, such as main:{folder}, or list its rules with `cxcheck rules list --rules {folder}`"
    )


def named_pack(name: str) -> NamedPack | None:
    """The pack that a user means, or None where the name is neither a folder nor a folder in a commit.

    Raises CheckerError where no rules stand there, or where there is no such commit.
    """
    if Path(name).is_dir():
        return _filled(NamedPack(Side(name, "a folder"), pack_files(Path(name))))
    revision, colon, folder = name.partition(":")
    if not colon or not revision or not folder:
        return None
    from checker.sources.git import Repository
    from checker.sources.gittree import commit_tree

    repository = Repository()
    commit = repository.commit(revision)
    try:
        files = pack_files(Path(folder), commit_tree(repository, commit))
    except OSError as error:
        raise CheckerError(f"{name}: {error.strerror or error}") from error
    return _filled(NamedPack(Side(name, f"commit {commit.id}"), files))


def _filled(pack: NamedPack) -> NamedPack:
    if next(rule_files(pack.files), None) is None:
        raise CheckerError(
            f"{pack.side.name}: no rules stand there; a rule is a file such as topic/rule.yaml"
        )
    return pack
