"""A package of a review, read back: whether it is whole, and all that is needed to do the review again.

It comes from somebody else. Its members are read where they are and never unpacked; whatever they say is checked for its shape.
"""

import json
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.errors import CheckerError, ExitCode
from checker.review.package import (
    FORMAT,
    MANIFEST,
    OUTPUTS,
    digest,
    entry,
    pieces,
)
from checker.review.shapes import ODD, count, text
from checker.sources.archive import BROKEN, ArchiveTree, UnsafeArchiveError

_MOST_MEMBERS = 1_000_000
_MOST_BYTES = 200_000_000
"""Of a member that is read as a whole."""
_UTF_8 = 0x800
"""The flag of a name that is not ASCII."""
_FIRST_DAY = 1 << 5 | 1
"""1980-01-01, as ZIP writes it."""
_DAMAGED = (OSError, *BROKEN)


class ChangedPackageError(CheckerError):
    """A package that was packed, and of which a member is no longer what it was."""

    exit_code = ExitCode.FINDINGS


class Packaged:
    """An open package. Use it as a context manager.

    Raises CheckerError where the file is none, and ChangedPackageError for whatever in it cannot be understood.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._tree = ArchiveTree(path, _MOST_MEMBERS, None)
        except UnsafeArchiveError as error:
            raise CheckerError(
                f"{path}: {error.message}; name a file that `cxcheck review --package` wrote"
            ) from error
        try:
            self._before, self.digests = self._manifest()
        except BaseException:
            self._tree.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tree.__exit__(kind, error, trace)

    def faults(self) -> Iterator[tuple[str, str]]:
        """The members that are not as they were packed, and what is wrong with each."""
        found = list(self._faults())
        yield from found
        if not found and not self._as_packed():
            yield self.path.name, "was changed: its members do not stand in it as they were packed"

    def _faults(self) -> Iterator[tuple[str, str]]:
        there = set(self._tree.files) - {MANIFEST}
        for name in sorted(there | set(self.digests)):
            if name not in there:
                yield name, "is in the manifest, and is not there"
            elif name not in self.digests:
                yield name, "is not in the manifest"
            elif self._digest(name) != self.digests[name]:
                yield name, "was changed: its bytes are not those that the manifest names"

    @property
    def outputs(self) -> Mapping[str, tuple[str, int]]:
        """Digest and size of each file that was made from the review, by its path in the folder of the review."""
        return {
            name.removeprefix(OUTPUTS): digest
            for name, digest in self.digests.items()
            if name.startswith(OUTPUTS)
        }

    def members(self, folder: str) -> list[str]:
        """The names of the members in a folder, sorted."""
        return sorted(name for name in self.digests if name.startswith(folder))

    def _manifest(self) -> tuple[str, dict[str, tuple[str, int]]]:
        if MANIFEST not in self._tree.files:
            raise CheckerError(
                f"{self.path}: is no package of a review (it has no {MANIFEST}); name a file that `cxcheck review --package` wrote"
            )
        said = self.json(MANIFEST)
        try:
            if said["format"] != FORMAT:
                raise CheckerError(
                    f"{self.path}: is a package of format {said['format']}, and this program reads {FORMAT}; use the version of "
                    "cxcheck that packed it"
                )
            files = {text(name): (text(total), count(size)) for name, (total, size) in said["files"].items()}
            return text(said["archive"]), files
        except ODD as error:
            raise self.foreign(MANIFEST) from error

    def _digest(self, name: str) -> tuple[str, int] | None:
        """Digest and size of a member; None where it cannot be read, or is larger than it was."""
        size = self.digests[name][1]
        with suppress(*_DAMAGED), self._tree.files[name].open_() or _nothing() as stream:
            return digest(pieces(stream, size + 1))
        return None

    def _as_packed(self) -> bool:
        """Whether every byte of the archive beside its members is as packing writes it."""
        with zipfile.ZipFile(self.path) as archive, self.path.open("rb") as file:
            members = archive.infolist()
            last = members[-1]
            if last.filename != MANIFEST or digest(pieces(file, last.header_offset))[0] != self._before:
                return False
            # The digest is over what stands before each member too; the list at the end must say the same.
            for info in members:
                wanted = entry(info.filename)
                wanted.CRC, wanted.file_size, wanted.compress_size = (
                    info.CRC,
                    info.file_size,
                    info.compress_size,
                )
                header = wanted.FileHeader(zip64=False)
                file.seek(info.header_offset)
                if file.read(len(header)) != header:
                    return False
            end = archive.read(MANIFEST) + b"".join(_list(members, archive.start_dir))
            return len(members) >= _MOST_IN_SHORT or file.read() == end

    def json(self, name: str) -> Any:
        """What a member says."""
        try:
            return json.loads(self.read(name))
        except (ValueError, RecursionError) as error:
            raise self.foreign(name) from error

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        member = self._tree.files.get(name)
        try:
            if member is not None:
                with member.open_() or _nothing() as stream:
                    content = stream.read(_MOST_BYTES + 1)
                if len(content) <= _MOST_BYTES:
                    return content
        except _DAMAGED as error:
            raise ChangedPackageError(
                f"{self.path}: its member {name} was changed, and cannot be read: {error}"
            ) from error
        raise self.foreign(name)

    def foreign(self, name: str) -> ChangedPackageError:
        """That a member is not what packing writes."""
        return ChangedPackageError(
            f"{self.path}: its member {name} is missing, or is not what `cxcheck review --package` writes"
        )


_MOST_IN_SHORT = 0xFFFF
"""A list of so many members is written in another way, and not looked at."""


def _list(members: Sequence[zipfile.ZipInfo], start: int) -> Iterator[bytes]:
    """The list at the end of an archive, as packing writes it (APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16)."""
    size, several = 0, len(members)
    for info in members:
        plain = info.filename.isascii()
        name = info.filename.encode("ascii" if plain else "utf-8")
        wanted = entry(info.filename)
        fields = (
            wanted.create_version, wanted.create_system, wanted.extract_version, 0, 0 if plain else _UTF_8,
            wanted.compress_type, 0, _FIRST_DAY, info.CRC, info.compress_size, info.file_size, len(name), 0, 0, 0, 0,
            wanted.external_attr, info.header_offset,
        )  # fmt: skip
        line = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *fields) + name
        size += len(line)
        yield line
    yield struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, several, several, size, start, 0)


def _nothing() -> Any:
    raise OSError(None, "it has no content")
