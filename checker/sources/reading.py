"""The one place where a file of a plan is opened."""

import os
from pathlib import Path

from checker.sources.source import SourceFile

SUFFIXES = (".yaml", ".yml")
ROOT_FILE = "plan.yaml"


def read_file(path: Path, max_bytes: int) -> SourceFile:
    """The bytes of a file, where it has no more than `max_bytes`. A file that cannot be read is not passed over."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read(max_bytes + 1) if size <= max_bytes else None
    except OSError as error:
        return SourceFile(shown(path), None, 0, trouble(error))
    if content is not None and len(content) > max_bytes:
        return SourceFile(shown(path), None, max(size, len(content)))
    return SourceFile(shown(path), content, size if content is None else len(content))


def is_yaml(name: str) -> bool:
    """Whether a file name says that the file is YAML."""
    return name.lower().endswith(SUFFIXES)


def holds_plan(folder: Path) -> bool:
    """Whether the folder is a folder plan. One that may not be looked into is none; reading it will say why."""
    try:
        return (folder / ROOT_FILE).is_file()
    except OSError:
        return False


def shown(path: Path | str) -> str:
    """A path as it is shown to people: forward slashes, and nothing that is not text."""
    name = path.as_posix() if isinstance(path, Path) else path
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def trouble(error: OSError) -> str:
    """Why a file or folder cannot be read, in the words of the system."""
    return f"cannot be read: {error.strerror or error}"
