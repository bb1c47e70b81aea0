"""Plans inside a ZIP or tar archive, read member by member; nothing is ever unpacked to disk.

An archive comes from somebody else. One whose members would land outside of its folder, are links or devices, are encrypted, or
stand there twice is refused as a whole: what else it holds was not meant for a reader like this one. So is one that grows beyond
measure when it is unpacked.
"""

import errno
import lzma
import os
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from checker.sources.reading import shown, trouble
from checker.sources.source import SourceFile
from checker.sources.tree import FROM_DISK, Kind
from checker.sources.unpack import MOST_BYTES, UnsafeArchiveError, listed, unpacked

__all__ = ["BROKEN", "MOST_BYTES", "MOST_MEMBERS", "SUFFIXES", "ArchiveTree", "UnsafeArchiveError"]

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
MOST_MEMBERS = 10_000
BROKEN = (
    EOFError, ValueError, OverflowError, RuntimeError, NotImplementedError, tarfile.TarError, zipfile.BadZipFile, zlib.error,
    lzma.LZMAError, struct.error,
)  # fmt: skip
"""What the libraries raise, beside OSError, where an archive or a member of it is damaged."""
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_UNIX = 3
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What a ZIP archive is compressed with. With the other ways, the library unpacks more at once than it was asked for."""
_WAYS = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "LZMA"}
_PIECE = 1 << 20


class Member(NamedTuple):
    """A file of an archive; `open_` gives its content as a stream."""

    size: int
    open_: Callable[[], IO[bytes] | None]


class MemberEntry(NamedTuple):
    """What a folder of an archive holds, as `checker.sources.tree.Entry` asks."""

    path: str
    kind: Kind

    @property
    def name(self) -> str:
        """Its name in the folder."""
        return Path(self.path).name

    def is_symlink(self) -> bool:
        """No: an archive with links is refused."""
        return False

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return self.kind is Kind.FOLDER

    def is_file(self) -> bool:
        """Whether it is a file."""
        return self.kind is Kind.FILE


class ArchiveTree:
    """The files of an archive, by their paths in it. Use it as a context manager.

    Raises UnsafeArchiveError where it is not to be read, or is no archive.
    """

    origin = FROM_DISK

    def __init__(
        self, path: Path, most_members: int = MOST_MEMBERS, most_bytes: int | None = MOST_BYTES
    ) -> None:
        self.path = path
        self._left = self._most = most_bytes
        try:
            is_zip = zipfile.is_zipfile(path)
            self._file = listed(path, most_members) if is_zip else unpacked(path)
            try:
                self._open = zipfile.ZipFile(self._file) if is_zip else tarfile.TarFile(fileobj=self._file)
                members = (
                    _of_zip(self._open) if isinstance(self._open, zipfile.ZipFile) else _of_tar(self._open)
                )
                self.files = dict(sorted(_safe(members, most_members)))
                self._names = list(self.files)
            except BaseException:
                self._file.close()
                raise
        except BROKEN as error:
            why = str(error).partition(":\n")[0]
            raise UnsafeArchiveError(f"it is no archive that can be read ({why})") from error
        except OSError as error:
            raise UnsafeArchiveError(f"the archive {trouble(error)}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._open.close()
        self._file.close()

    def kind(self, path: Path) -> Kind:
        """What stands at `path`."""
        inside = _inside(path)
        if inside in self.files:
            return Kind.FILE
        if not inside or next(self._under(f"{inside}/"), None) is not None:
            return Kind.FOLDER
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    def is_link(self, path: Path) -> bool:  # noqa: ARG002 - as every tree is asked
        """No: an archive with links is refused."""
        return False

    def entries(self, folder: Path) -> Iterable[MemberEntry]:
        """What stands in a folder."""
        inside = _inside(folder)
        prefix = f"{inside}/" if inside else ""
        found: dict[str, Kind] = {}
        for name in self._under(prefix):
            child, slash, _ = name[len(prefix) :].partition("/")
            found[child] = Kind.FOLDER if slash else Kind.FILE
        return [MemberEntry(str(folder / child), kind) for child, kind in found.items()]

    def read(self, path: Path, max_bytes: int) -> SourceFile:
        """The bytes of a member, where it has no more than `max_bytes`, whatever the archive says of its size."""
        name = shown(path)
        member = self.files.get(_inside(path))
        if member is None:
            return SourceFile(
                name, None, 0, trouble(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
            )
        if member.size > max_bytes:
            return SourceFile(name, None, member.size)
        try:
            with member.open_() or _empty() as stream:
                content = self._counted(stream, max_bytes + 1)
        except (OSError, *BROKEN) as error:
            return SourceFile(name, None, 0, f"cannot be read: {error}")
        if len(content) > max_bytes:
            return SourceFile(name, None, len(content))
        return SourceFile(name, content, len(content))

    def _counted(self, stream: IO[bytes], most: int) -> bytes:
        """At most so many bytes. Raises UnsafeArchiveError where with them too much of the archive was read."""
        content = b""
        while len(content) < most and (piece := stream.read(min(_PIECE, most - len(content)))):
            content += piece
        if self._left is not None:
            self._left -= len(content)
            if self._left < 0:
                raise UnsafeArchiveError(f"what it holds has more than {self._most:,} bytes")
        return content

    def _under(self, prefix: str) -> Iterator[str]:
        """The members whose names start so."""
        at = bisect_left(self._names, prefix)
        while at < len(self._names) and self._names[at].startswith(prefix):
            yield self._names[at]
            at += 1

    def is_top(self, folder: Path) -> bool:
        """Whether the archive starts here."""
        return not _inside(folder)

    def contents(self, folder: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
        """Nothing: rules are never read from an archive that somebody sent."""
        del folder, suffixes
        return {}

    def real(self, path: Path) -> str:
        """The path in the archive."""
        return _inside(path)

    def absent(self, path: Path) -> str:  # noqa: ARG002 - as every tree is asked
        """That the archive has it not."""
        return "is not in the archive"


def _of_zip(archive: zipfile.ZipFile) -> Iterator[tuple[str, Member]]:
    for info in archive.infolist():
        mode = info.external_attr >> 16
        if info.create_system == _UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise UnsafeArchiveError(f"its member {shown(info.filename)} is a link or a device")
        if info.flag_bits & _ENCRYPTED:
            raise UnsafeArchiveError(f"its member {shown(info.filename)} is encrypted")
        if info.compress_type not in _READ:
            how = _WAYS.get(info.compress_type, f"method {info.compress_type}")
            raise UnsafeArchiveError(
                f"its member {shown(info.filename)} is compressed with {how}, and not with deflate"
            )
        # The name as it was written: the library cuts it at a NUL, and turns other separators round.
        if not info.is_dir():
            yield info.orig_filename, Member(info.file_size, partial(archive.open, info))


def _of_tar(archive: tarfile.TarFile) -> Iterator[tuple[str, Member]]:
    for info in archive:
        if not (info.isfile() or info.isdir()):
            raise UnsafeArchiveError(f"its member {shown(info.name)} is a link or a device")
        if info.isfile():
            yield info.name, Member(info.size, partial(archive.extractfile, info))


def _safe(members: Iterable[tuple[str, Member]], most: int) -> Iterator[tuple[str, Member]]:
    """The members by their names, each a plain path inside the archive."""
    seen: set[str] = set()
    for name, member in members:
        steps = [step for step in name.split("/") if step not in ("", ".")]
        if name.startswith("/") or ".." in steps or "\\" in name or "\0" in name or _DRIVE.match(name):
            raise UnsafeArchiveError(
                f"its member {shown(name)!r} would stand outside of the archive's folder"
            )
        path = "/".join(steps)
        if path in seen:
            raise UnsafeArchiveError(f"its member {shown(path)} stands in it twice")
        seen.add(path)
        if len(seen) > most:
            raise UnsafeArchiveError(f"it has more than {most:,} members")
        yield path, member


def _inside(path: Path) -> str:
    """A path as the archive has it. Where code makes paths absolute, the current folder stands for the archive's."""
    inside = os.path.relpath(path.absolute()).replace(os.sep, "/")
    return "" if inside == "." else inside


def _empty() -> IO[bytes]:
    raise OSError(None, "it has no content")
