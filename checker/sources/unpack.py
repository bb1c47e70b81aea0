"""The bytes of an archive, opened so that they cannot grow beyond measure: a few kilobytes may unpack to gigabytes."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from checker.sources.source import UnsafeError

MOST_BYTES = 200_000_000
"""Of a tar archive when it is unpacked, and of all that is read from any archive."""
_LONGEST_ENTRY = 1_600
"""Bytes in the list of a ZIP archive, for each member."""
_UNPACK: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file), b"BZh": bz2.BZ2File, b"\xfd7zXZ\x00": lzma.LZMAFile,
}  # fmt: skip
"""How a compressed file starts, and what reads it."""


class UnsafeArchiveError(UnsafeError):
    """An archive that is not read; the message says why."""


class _Listed(io.BufferedReader):
    """A ZIP archive of which nothing is read at once that is longer than a list of so many members."""

    most_members = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """So many bytes."""
        if size is not None and size > self.most_members * _LONGEST_ENTRY:
            raise UnsafeArchiveError(f"it has more than {self.most_members:,} members")
        return super().read(size)


def listed(path: Path, most_members: int) -> IO[bytes]:
    """A ZIP archive, to be read where it stands. The library holds its list of members as a whole."""
    file = _Listed(io.FileIO(path))
    file.most_members = most_members
    return file


def unpacked(path: Path) -> IO[bytes]:
    """A tar archive as it was before it was compressed.

    It is held as a whole, so that a member costs nothing for those before it. Raises UnsafeArchiveError for more than
    `MOST_BYTES`.
    """
    with path.open("rb") as file:
        start = file.read(max(map(len, _UNPACK)))
        file.seek(0)
        unpack = next((read for mark, read in _UNPACK.items() if start.startswith(mark)), None)
        content: bytes = (unpack(file) if unpack is not None else file).read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnsafeArchiveError(f"unpacked it has more than {MOST_BYTES:,} bytes")
    return io.BytesIO(content)
