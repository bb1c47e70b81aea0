"""Writing results to files: whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from checker.errors import CheckerError


def write_whole(path: Path, pieces: Iterable[str | bytes], mode: int | None = None) -> None:
    """Write `pieces`, text as UTF-8, to `path`; see `whole`."""
    with whole(path, mode) as file:
        file.writelines(piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)


@contextmanager
def whole(path: Path, mode: int | None = None, scratch: Path | None = None) -> Iterator[IO[bytes]]:
    """A file that stands at `path` at the end. An earlier one stays as it was until the new one is complete.

    `mode` are the rights of the file; without it those that the user gives to new files. `scratch` is a folder of the same
    disk in which it stands until then; without it the folder of `path`.

    Raises CheckerError where the folder does not exist or may not be written.
    """
    import tempfile

    if path.is_dir():
        raise CheckerError(f"{path}: is a folder; name a file in it")
    try:
        handle, temporary = tempfile.mkstemp(dir=scratch or path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CheckerError(
            f"{path}: cannot be written: {error.strerror}; create the folder first, or name another"
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The user's mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
