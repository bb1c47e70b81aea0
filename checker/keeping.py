"""Files in the user's cache folder. One that cannot be written is not written: a cache costs time, never a result."""

import os
from contextlib import suppress
from pathlib import Path


def keep(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, where that is possible. Folders are made, for this user alone."""
    # Not the standard library's temporary files: loading those takes as long as all of a lint's own modules.
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def kept(path: Path) -> bytes | None:
    """The content of `path`, or None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def prune(folder: Path, most: int) -> None:
    """Remove the oldest files of `folder`, so that `most` are left."""
    try:
        files = list(os.scandir(folder))
        if len(files) <= most:
            return
        for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)[: len(files) - most]:
            Path(file.path).unlink(missing_ok=True)
    except OSError:
        return
