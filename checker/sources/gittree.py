"""A tree of files that Git keeps: the index, or a commit. Links and submodules are told as a checkout would have them."""

import errno
import os
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.sources.reading import is_yaml, shown, trouble
from checker.sources.source import SourceFile
from checker.sources.tree import NOTHING_THERE, Kind, Origin
from checker.suggestion import nearest

if TYPE_CHECKING:
    from checker.sources.git import Blob, Commit, Repository

_LINK, _SUBMODULE, _UNMERGED = "120000", "160000", "unmerged"
_MOST_LINKS = 40
"""As many as Linux follows before it takes them for a circle."""
_LONGEST_LINK = 4096
_MOST_COMPARED = 2_000


class GitEntry(NamedTuple):
    """What a folder holds, as `checker.sources.tree.Entry` asks."""

    tree: "GitTree"
    path: str
    blob: "Blob | None"

    @property
    def name(self) -> str:
        """Its name in the folder."""
        return Path(self.path).name

    def is_symlink(self) -> bool:
        """Whether it is a link itself."""
        return self.blob is not None and self.blob.mode == _LINK

    def is_dir(self) -> bool:
        """Whether it, or what it leads to, is a folder. A submodule is one, which cannot be looked into."""
        return self._leads_to(Kind.FOLDER)

    def is_file(self) -> bool:
        """Whether it, or what it leads to, is a file."""
        return self._leads_to(Kind.FILE)

    def _leads_to(self, kind: Kind) -> bool:
        try:
            return self.tree.kind(Path(self.path)) is kind
        except OSError:
            return False


class GitTree:
    """The files of a repository, as its index or a commit has them, by the paths that they have in a checkout."""

    def __init__(self, repository: "Repository", files: "Mapping[str, Blob]", origin: Origin) -> None:
        self.repository = repository
        self.files = files
        self.origin = origin

    def kind(self, path: Path) -> Kind:
        """What stands at `path`."""
        inside = self._follow(self.inside(path))
        blob = self.files.get(inside)
        if blob is not None:
            return Kind.FOLDER if blob.mode == _SUBMODULE else Kind.FILE
        if inside and next(self._children(inside), None) is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return Kind.FOLDER

    def is_link(self, path: Path) -> bool:
        """Whether `path` itself is a symbolic link."""
        try:
            folder, _, name = self.inside(path).rpartition("/")
            blob = self.files.get(f"{self._follow(folder)}/{name}".removeprefix("/"))
        except OSError:
            return False
        return blob is not None and blob.mode == _LINK

    def entries(self, folder: Path) -> Iterable[GitEntry]:
        """What stands in a folder."""
        if self.kind(folder) is not Kind.FOLDER:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        inside = self._follow(self.inside(folder))
        if inside in self.files:
            raise _submodule()
        return [
            GitEntry(self, str(folder / name), self.files.get(f"{inside}/{name}".removeprefix("/")))
            for name in self._children(inside)
        ]

    def read(self, path: Path, max_bytes: int) -> SourceFile:
        """The bytes of a file, as Git keeps them: no filter and no conversion of line ends is applied."""
        try:
            inside = self._follow(self.inside(path))
            content, size = self._content(inside, max_bytes)
        except OSError as error:
            return SourceFile(shown(path), None, 0, trouble(error))
        return SourceFile(shown(path), content, size)

    def is_top(self, folder: Path) -> bool:
        """Whether the repository starts here."""
        try:
            return not self.inside(folder)
        except OSError:
            return False

    def contents(self, folder: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        """Every file under `folder` with one of these endings. A path that is no folder holds none."""
        found = {}
        start = self._follow(self.inside(folder))
        prefix = f"{start}/" if start else ""
        for path in self._paths:
            if path.startswith(prefix) and path.endswith(suffixes) and self.files[path].mode != _SUBMODULE:
                content, _ = self._content(self._follow(path), sys.maxsize - 1)
                found[path[len(prefix) :]] = content or b""
        return found

    def real(self, path: Path) -> str:
        """The path without links."""
        try:
            return str(self.repository.top / self._follow(self.inside(path)))
        except OSError:
            return os.path.normpath(path.absolute())

    def absent(self, path: Path) -> str:
        """Where the tree has it not; whether it is on disk, and what is called nearly so."""
        try:
            inside = self.inside(path)
        except (OSError, ValueError):
            return NOTHING_THERE
        staged = self.origin.place == "index"
        where = "staged" if staged else f"in commit {self.origin.revision}"
        if self.is_link(path):
            return f"is a symbolic link, and what it leads to is not {where}"
        if os.path.lexists(path):
            if staged:
                return "is not staged (it is on disk; `git add` it)"
            words = f"is not {where}; it is on disk"
        else:
            words = "is neither staged nor on disk" if staged else f"is not {where}"
        near = self._near(inside)
        return f"{words}; there is {self.shown(near)}" if near else words

    def _near(self, inside: str) -> str:
        """The file that is most likely meant: of the same name elsewhere, or of a name that is nearly the same."""
        name = inside.rpartition("/")[2]
        names = {path.rpartition("/")[2]: path for path in reversed(self._paths)}
        if name in names:
            return names[name]
        stems = {Path(each).stem: path for each, path in names.items() if is_yaml(each)}
        return stems.get(nearest(Path(name).stem, list(stems)[:_MOST_COMPARED]), "")

    def inside(self, path: Path) -> str:
        """A user's path as the repository has it: from its top, with forward slashes. Raises OSError for one outside."""
        place = os.path.normpath(path.absolute())
        top = str(self.repository.top)
        if place != top and not place.startswith(top.rstrip(os.sep) + os.sep):
            place = self._through_links(place)
        return place[len(top) :].replace(os.sep, "/").strip("/")

    def shown(self, inside: str) -> str:
        """A path of the repository as a user would write it: from the current folder."""
        return os.path.relpath(self.repository.top / inside)

    def _through_links(self, place: str) -> str:
        """The same place by the name that Git has for the top, where the user has come there through a link."""
        for folder in (Path(place), *Path(place).parents):
            try:
                if folder.samefile(self.repository.top):
                    return str(self.repository.top / Path(place).relative_to(folder))
            except OSError:
                continue
        raise OSError(None, f"it lies outside of the repository {self.repository.top}")

    def _content(self, inside: str, max_bytes: int) -> tuple[bytes | None, int]:
        blob = self.files.get(inside)
        if blob is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if blob.mode == _SUBMODULE:
            raise _submodule()
        if blob.mode == _UNMERGED:
            raise OSError(None, "a merge has left several versions of it; settle them, then `git add` it")
        return self.repository.content(blob, max_bytes)

    def _follow(self, inside: str) -> str:
        """The path that is left when every link on the way is followed. Raises OSError for a circle and a way out."""
        done: list[str] = []
        todo = inside.split("/")[::-1]
        links = 0
        while todo:
            step = todo.pop()
            if step in ("", "."):
                continue
            if step == "..":
                if not done:
                    raise OSError(None, "a symbolic link leads out of the repository")
                done.pop()
                continue
            blob = self.files.get("/".join([*done, step]))
            if blob is not None and blob.mode == _LINK:
                links += 1
                target, _ = self.repository.content(blob, _LONGEST_LINK)
                if links > _MOST_LINKS or target is None:
                    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
                if target.startswith(b"/"):
                    raise OSError(None, "a symbolic link leads out of the repository")
                todo += os.fsdecode(target).split("/")[::-1]
                continue
            if blob is not None and any(part not in ("", ".") for part in todo):
                if blob.mode == _SUBMODULE:
                    raise _submodule()
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            done.append(step)
        return "/".join(done)

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self.files)

    def _children(self, folder: str) -> Iterator[str]:
        """The names in a folder, each once: all below one name stand together."""
        prefix = f"{folder}/" if folder else ""
        at = bisect_left(self._paths, prefix)
        while at < len(self._paths) and self._paths[at].startswith(prefix):
            name, slash, _ = self._paths[at][len(prefix) :].partition("/")
            yield name
            at = bisect_left(self._paths, f"{prefix}{name}0", at) if slash else at + 1


def index_tree(repository: "Repository") -> GitTree:
    """The files as they would be committed now."""
    return GitTree(repository, repository.index(), Origin("index"))


def commit_tree(repository: "Repository", commit: "Commit", most: int | None = None) -> GitTree:
    """The files of a commit. Raises UnsafeError where they are more than `most`."""
    origin = Origin("commit", commit.id, commit.revision)
    return GitTree(repository, repository.files(commit, most), origin)


def _submodule() -> OSError:
    return OSError(None, "it is a submodule, which has a repository of its own; check it there")
