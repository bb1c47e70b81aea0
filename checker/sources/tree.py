"""Where files are read from: the disk here; Git's index or a commit in `git.py`."""

import os
import stat
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple, Protocol

from checker.sources.reading import shown, trouble
from checker.sources.source import SourceFile


class Kind(Enum):
    """What stands at a path. A link is what it leads to."""

    FILE = auto()
    FOLDER = auto()
    OTHER = auto()


class Origin(NamedTuple):
    """Where a run read its plans and their files from: `disk`, `index` or `commit`; of a commit its id and name."""

    place: str
    commit: str = ""
    revision: str = ""

    @property
    def in_words(self) -> str:
        """What it is read from, for people; empty for the disk, where everyone expects it."""
        if self.place == "disk":
            return ""
        if self.place == "index":
            return "Git's index, as it would be committed"
        return f"commit {self.commit} ({self.revision})"


FROM_DISK = Origin("disk")
NOTHING_THERE = "there is no such file or folder"


class Entry(Protocol):
    """What a folder holds, as `os.scandir` gives it: links are followed by `is_dir` and `is_file`."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as os.DirEntry has it
    @property
    def path(self) -> str: ...  # noqa: D102 - as os.DirEntry has it
    def is_symlink(self) -> bool: ...  # noqa: D102 - as os.DirEntry has it
    def is_dir(self) -> bool: ...  # noqa: D102 - as os.DirEntry has it
    def is_file(self) -> bool: ...  # noqa: D102 - as os.DirEntry has it


class Tree(Protocol):
    """Files and folders, by the paths that a user writes: relative to the current folder, or absolute.

    Whatever cannot be looked at or read raises OSError, as on disk; a path with a NUL raises ValueError.
    """

    @property
    def origin(self) -> Origin:
        """Where that is, for every output."""

    def kind(self, path: Path) -> Kind:
        """What stands at `path`. Raises FileNotFoundError or NotADirectoryError where there is nothing."""

    def is_link(self, path: Path) -> bool:
        """Whether `path` itself is a symbolic link. Where it cannot be looked at, it is none."""

    def entries(self, folder: Path) -> Iterable[Entry]:
        """What stands in a folder, in any order."""

    def read(self, path: Path, max_bytes: int) -> SourceFile:
        """The bytes of a file, where it has no more than `max_bytes`. What cannot be read is told, not raised."""

    def is_top(self, folder: Path) -> bool:
        """Whether a repository starts here: nothing above belongs to the same."""

    def contents(self, folder: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        """Every file under `folder` with one of these endings, by its path inside it, sorted; links to folders are not followed."""

    def real(self, path: Path) -> str:
        """The same text for every way of writing one place, links followed."""

    def absent(self, path: Path) -> str:
        """What to say of a path where nothing stands: to be put after its name."""


Stamp = tuple[str, int, int, int, int]
"""A file without its content: its name, its size, when it was modified and when anything of it changed (ns), its inode."""


class Disk:
    """The files as they stand on disk."""

    origin = FROM_DISK

    def kind(self, path: Path) -> Kind:
        """What stands at `path`."""
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return Kind.FILE
        return Kind.FOLDER if stat.S_ISDIR(mode) else Kind.OTHER

    def is_link(self, path: Path) -> bool:
        """Whether `path` itself is a symbolic link."""
        return os.path.islink(path)  # noqa: PTH114 - where the folder may not be looked into, this says no and raises nothing

    def entries(self, folder: Path) -> Iterable[Entry]:
        """What stands in a folder."""
        return os.scandir(folder)

    def read(self, path: Path, max_bytes: int) -> SourceFile:
        """The bytes of a file."""
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                content = file.read(max_bytes + 1) if size <= max_bytes else None
        except OSError as error:
            return SourceFile(shown(path), None, 0, trouble(error))
        if content is not None and len(content) > max_bytes:
            return SourceFile(shown(path), None, max(size, len(content)))
        return SourceFile(shown(path), content, size if content is None else len(content))

    def is_top(self, folder: Path) -> bool:
        """Whether a repository starts here."""
        return os.path.lexists(folder / ".git")

    def contents(self, folder: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        """Every file under `folder` with one of these endings."""
        found = {}
        for inside, entry in _under(str(folder), suffixes):
            # pathlib and a buffer would take longer than the reading.
            with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123
                found[inside] = file.read()
        return dict(sorted(found.items()))

    def stamps(self, folder: Path, suffixes: tuple[str, ...]) -> list[Stamp]:
        """What the disk says of the files whose `contents` it gives, sorted by name: a twentieth of the time of reading them."""
        found = []
        for inside, entry in _under(str(folder), suffixes):
            of = entry.stat()
            found.append((inside, of.st_size, of.st_mtime_ns, of.st_ctime_ns, of.st_ino))
        return sorted(found)

    def real(self, path: Path) -> str:
        """The path without links."""
        return str(path.resolve())

    def absent(self, path: Path) -> str:  # noqa: ARG002 - the protocol's signature
        """That there is nothing."""
        return NOTHING_THERE


def _under(folder: str, suffixes: tuple[str, ...]) -> "Iterator[tuple[str, os.DirEntry[str]]]":
    """The files under a folder, by their paths inside it; what cannot be looked into holds none."""
    pending = [("", folder)]
    while pending:
        inside, place = pending.pop()
        try:
            entries = list(os.scandir(place))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir():
                if not entry.is_symlink():
                    pending.append((f"{inside}{entry.name}/", entry.path))
            elif entry.name.endswith(suffixes):
                yield f"{inside}{entry.name}", entry


DISK = Disk()


def exists(path: Path, tree: Tree) -> bool:
    """Whether anything stands at `path`, be it a link that leads nowhere."""
    try:
        tree.kind(path)
    except OSError:
        return tree.is_link(path)
    return True


def is_folder(path: Path, tree: Tree) -> bool:
    """Whether there is a folder at `path`."""
    try:
        return tree.kind(path) is Kind.FOLDER
    except (OSError, ValueError):
        return False


def is_file(path: Path, tree: Tree) -> bool:
    """Whether there is a file at `path`. One that may not be looked at is none; reading it will say why."""
    try:
        return tree.kind(path) is Kind.FILE
    except OSError:
        return False
