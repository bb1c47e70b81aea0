"""Writing results to files: whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

from checker.errors import CheckerError


def write_whole(path: Path, pieces: Iterable[str | bytes], mode: int | None = None) -> None:
    """Write `pieces`, text as UTF-8, to `path`. An earlier file stays as it was until the new one is complete.

    `mode` are the rights of the file; without it those that the user gives to new files.

    Raises CheckerError where the folder does not exist or may not be written.
    """
    import tempfile

    if path.is_dir():
        raise CheckerError(f"{path}: is a folder; name a file in it")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CheckerError(
            f"{path}: cannot be written: {error.strerror}; create the folder first, or name another"
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(piece.encode("utf-8") if isinstance(piece, str) else piece for piece in pieces)
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
