"""The one door to Git: what is in a repository's index or in a commit, read without a checkout.

Git itself is asked, by commands that only read; the library's own `Repo.index` would not see the index that `git commit -a`
has made. Git is told to start nothing else and to fetch nothing, whatever the repository's configuration says, and what a
user typed is never an option. The variables by which Git tells a hook where it is (GIT_DIR, GIT_INDEX_FILE) count.
"""

import os
import weakref
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from subprocess import PIPE
from typing import NamedTuple

from checker.errors import CheckerError
from checker.sources.source import UnsafeError

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # where Git is missing, our own message says so
from git import Git, GitCommandError, GitCommandNotFound

_SETTINGS_BUT_HOOKS = (
    "core.fsmonitor=false",
    "diff.external=",
    "diff.relative=false",
    "index.sparse=false",  # a folder outside of a sparse checkout is listed by its files too
)
_SETTINGS = (*_SETTINGS_BUT_HOOKS, "core.hooksPath=/dev/null")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # above every protocol.*.allow of the repository: the name of no protocol
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # the commit that is named, not one that stands in for it
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_RAW = ("--raw", "-z", "--no-abbrev", "--ignore-submodules=none")
_UNMERGED = "U"
_PIECE = 1 << 16
_LARGEST_COMMIT = 1_000_000
_MOST_NAMES = 2_000
_OF_A_HOOK = (
    "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
)  # fmt: skip
"""The variables by which Git tells a program that it starts in which repository it is."""


class Blob(NamedTuple):
    """A file as Git keeps it. `mode` is Git's own (`100644`), or `unmerged` where a merge has left several."""

    mode: str
    id: str


class Commit(NamedTuple):
    """A commit: its full id, and the words by which the user named it."""

    id: str
    revision: str


class Made(NamedTuple):
    """Who made a commit, when it was committed (ISO time with its zone; empty where the commit does not say), and whether it is signed."""

    author: str
    committed: str
    signed: bool


class Repository:
    """The repository around a folder, the current one unless another is named. Raises CheckerError where there is none, or no Git.

    `top` is the folder of the checkout. Where there is none (`bare`), the folder itself stands for the top of every commit. Paths inside it are text with forward slashes, relative to its top; bytes that are no UTF-8 are kept as Python keeps
    them in file names.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._git = _git(_SETTINGS, folder)
        weakref.finalize(self, self._git.clear_cache)
        checkout = self._checkout()
        self.bare = checkout is None
        self.top = checkout or folder or Path.cwd()

    def _checkout(self) -> Path | None:
        """The folder of the checkout; None in a bare repository."""
        try:
            return Path(os.fsdecode(self._ask("rev_parse", "--show-toplevel").removesuffix(b"\n")))
        except _RefusedError:
            pass
        try:
            self._ask("rev_parse", "--git-dir")
        except _RefusedError as error:
            nowhere = "not a git repository (or any" in str(error)
            words = "there is no Git repository here or above" if nowhere else str(error)
            raise CheckerError(f"{self._folder or Path.cwd()}: {words}") from error
        return None

    def commit(self, revision: str) -> Commit:
        """The commit that a user means by `revision`. Raises CheckerError where there is none."""
        try:
            name = self._ask("rev_parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except (_RefusedError, ValueError) as error:
            raise CheckerError(
                f"{revision}: no commit of this repository has that name; in a shallow clone it may have to be fetched first"
            ) from error
        return Commit(name.split()[-1].decode("ascii"), revision)

    def names(self) -> list[str]:
        """What tags and branches are called, as far as a person may have meant one of them."""
        said = self._ask(
            "for_each_ref",
            f"--count={_MOST_NAMES}",
            "--format=%(refname:lstrip=2)",
            "refs/tags",
            "refs/heads",
        )
        return said.decode("utf-8", "replace").split("\n")[:-1]

    def is_at(self, folder: Path) -> bool:
        """Whether the repository is the one in `folder`, and not one that the folder lies in."""
        return folder.samefile(self._path("--git-dir") if self.bare else self.top)

    def head(self) -> Commit | None:
        """The commit that is checked out; None before the first."""
        try:
            return self.commit("HEAD")
        except CheckerError:
            return None

    def merge_base(self, one: Commit, other: Commit) -> Commit:
        """The last commit that both have grown from. Raises CheckerError where there is none."""
        try:
            base = self._ask("merge_base", one.id, other.id)
        except _RefusedError as error:
            raise CheckerError(
                f"{one.revision} and {other.revision} have no commit in common here; in a shallow clone, fetch the history first"
            ) from error
        return Commit(base.decode("ascii").strip(), one.revision)

    def index(self) -> dict[str, Blob]:
        """What a commit would hold now. A file that is only intended to be added (`git add -N`) is not there yet."""
        return self._against(self._empty_tree)

    def staged(self) -> list[str]:
        """The paths that a commit would change, sorted; of a rename both. Before the first commit: all."""
        head = self.head()
        return sorted(self._against(head.id if head is not None else self._empty_tree))

    def made(self, commit: Commit) -> Made:
        """Who made a commit and when, from the commit itself. Nothing is started to check a signature."""
        content, size = self.content(Blob("", commit.id), _LARGEST_COMMIT)
        if content is None:
            raise UnsafeError(f"{commit.revision}: says more of itself ({size:,} bytes) than a commit should")
        head, _, _ = content.partition(b"\n\n")
        lines = head.decode("utf-8", "replace").split("\n")
        facts = dict(line.split(" ", 1) for line in reversed(lines) if line[:1] not in ("", " "))
        signed = any(line.startswith("gpgsig") for line in lines)
        author, _, _ = facts.get("author", "").rpartition("> ")
        *_, seconds, zone = facts.get("committer", "").split(" ") or ("", "")
        return Made(f"{author}>" if author else "", _iso(seconds, zone), signed)

    def files(self, commit: Commit, most: int | None = None) -> dict[str, Blob]:
        """What a commit holds. Raises UnsafeError for more than `most` files, or where Git cannot list them.

        A few folders that are named again and again make billions.
        """
        found: dict[str, Blob] = {}
        process = self._git.ls_tree("-r", "-z", "--full-tree", commit.id, as_process=True)
        rest = b""
        while piece := process.stdout.read(_PIECE):
            *lines, rest = (rest + piece).split(b"\0")
            for line in lines:
                facts, _, path = line.partition(b"\t")
                mode, _, name = facts.decode("ascii").split()
                found[os.fsdecode(path)] = Blob(mode, name)
            if most is not None and len(found) > most:
                raise UnsafeError(f"{commit.revision}: has more than {most:,} files")
        try:
            process.wait()
        except GitCommandError as error:
            raise UnsafeError(f"{commit.revision}: cannot be listed: {_words(error)}") from error
        return found

    def renames(self, base: Commit, other: str) -> dict[str, str]:
        """What the files that were renamed since `base` are called there, by their names in the commit `other`.

        Without one: by their names in the index. A file counts as renamed where half of it stayed, as Git has it.
        """
        where = ("-r", base.id, other) if other else ("--cached", base.id)
        command = "diff_tree" if other else "diff_index"
        fields = self._ask(command, *_RAW, "--find-renames", "--diff-filter=R", *where, "--").split(b"\0")[
            :-1
        ]
        return {os.fsdecode(new): os.fsdecode(old) for _, old, new in zip(*[iter(fields)] * 3, strict=True)}

    def content(self, blob: Blob, max_bytes: int) -> tuple[bytes | None, int]:
        """The exact bytes of a file and their number; None for more than `max_bytes`. Raises OSError where they are missing."""
        process = self._git.cat_file_all
        if process is None:
            process = self._git.cat_file_all = self._git.cat_file("--batch", istream=PIPE, as_process=True)
        process.stdin.write(f"{blob.id}\n".encode("ascii"))
        process.stdin.flush()
        name, *facts = process.stdout.readline().split() or (b"",)
        if name.decode("ascii") != blob.id or len(facts) != 2:
            raise OSError(None, "Git does not have its content here; in a partial clone, fetch it first")
        size = int(facts[1])
        if size > max_bytes:
            self._git.clear_cache()  # what it would still say is not read: the process ends
            return None, size
        content: bytes = process.stdout.read(size + 1)[:size]
        return content, size

    def common_folder(self) -> Path:
        """The folder of the repository itself, which all its worktrees share: `.git` of the first."""
        return self._path("--git-common-dir")

    def hooks_folder(self) -> Path:
        """Where Git looks for hooks: in the folder that core.hooksPath names, or in the repository's own."""
        return self._path("--git-path", "hooks", git=_git(_SETTINGS_BUT_HOOKS, self._folder))

    def _path(self, *arguments: str, git: Git | None = None) -> Path:
        said = self._ask("rev_parse", "--path-format=absolute", *arguments, git=git)
        return Path(os.fsdecode(said.removesuffix(b"\n")))

    def _against(self, tree: str) -> dict[str, Blob]:
        """What in the index differs from a tree, as it is in the index; of what is deleted, no mode and no id."""
        fields = self._ask(
            "diff_index", "--cached", *_RAW, "--ita-invisible-in-index", "--no-renames", tree, "--"
        ).split(b"\0")[:-1]
        found: dict[str, Blob] = {}
        for facts, path in zip(fields[::2], fields[1::2], strict=True):
            _, mode, _, blob, status = facts.decode("ascii").split(" ")
            name = os.fsdecode(path)
            # An unmerged path may be named a second time; that it is unmerged goes before.
            if status == _UNMERGED:
                found[name] = Blob("unmerged", blob)
            elif name not in found:
                found[name] = Blob(mode, blob)
        return found

    @cached_property
    def _empty_tree(self) -> str:
        """The id of a folder without files, which Git knows without keeping it."""
        return self._ask("hash_object", "-t", "tree", "--stdin").decode("ascii").strip()

    def _ask(self, command: str, *arguments: str, git: Git | None = None) -> bytes:
        """What Git says to a command, byte for byte."""
        try:
            said: bytes = getattr(git or self._git, command)(
                *arguments, stdout_as_string=False, strip_newline_in_stdout=False
            )
        except GitCommandNotFound as error:
            raise CheckerError("Git is not installed, or not on the PATH; it is needed here") from error
        except GitCommandError as error:
            raise _RefusedError(_words(error)) from error
        return said


def named_repository(folder: Path) -> Repository:
    """The repository in `folder`. From then on nothing counts that Git told this process about another one.

    Raises CheckerError where there is none; one that lies around the folder is another.
    """
    for name in _OF_A_HOOK:
        os.environ.pop(name, None)
    if any((folder / mark).exists() for mark in (".git", "HEAD")):
        repository = Repository(folder)
        if repository.is_at(folder):
            return repository
    raise CheckerError("there is no Git repository")


def _git(settings: Iterable[str], folder: Path | None) -> Git:
    """Git in a folder, by its own option -C: the library would expand variables in the name of the folder."""
    git = Git()
    where = {"C": str(folder)} if folder is not None else {}
    git.set_persistent_git_options(**where, c=list(settings))
    git.update_environment(**_ENVIRONMENT)
    return git


def _iso(seconds: str, zone: str) -> str:
    """`1697328000 -0400` → `2023-10-14T20:00:00-04:00`; nothing where that is no time."""
    try:
        offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
        return datetime.fromtimestamp(int(seconds), timezone(offset)).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


class _RefusedError(CheckerError):
    """Git could not do what it was asked to; the message is its own."""


def _words(error: GitCommandError) -> str:
    """What Git itself said, without the marks of the library."""
    text = error.stderr.strip().removeprefix("stderr:").strip().strip("'").strip()
    return text.removeprefix("fatal:").strip()
