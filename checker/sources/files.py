"""Plans on disk: from the paths that a user names to the bytes of every plan under them."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from checker.errors import CheckerError
from checker.sources.source import PlanSource, SourceFile

SUFFIXES = (".yaml", ".yml")
ROOT_FILE = "plan.yaml"
_PLAN_KEYS = re.compile(rb"^(?:\xef\xbb\xbf)?(?:schema_version|plan)[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was seen and not checked, and why."""

    path: str
    reason: str


def find_plans(paths: Iterable[str], max_bytes: int, stdin: BinaryIO) -> Iterator[PlanSource | Skipped]:
    """Every plan under `paths`, each once, in the order named and sorted inside a folder.

    A file that is named is a plan; `-` is standard input; a folder with plan.yaml is one plan; any other folder is
    searched. A file inside a folder plan stands for the whole plan. Raises CheckerError where a path does not exist.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _plans_at(path, max_bytes, stdin):
            name = found.name if isinstance(found, PlanSource) else found.path
            if name not in seen:
                seen.add(name)
                yield found


def _plans_at(path: str, max_bytes: int, stdin: BinaryIO) -> Iterator[PlanSource | Skipped]:
    if path == "-":
        content = stdin.read(max_bytes + 1)
        kept = content if len(content) <= max_bytes else None
        yield PlanSource("<stdin>", SourceFile("<stdin>", kept, len(content)))
        return
    start = Path(path)
    if start.is_dir():
        yield from _plans_in(start, max_bytes)
    elif start.is_file():
        folder = _enclosing_plan(start)
        yield _folder_plan(folder, max_bytes) if folder else _file_plan(start, max_bytes)
    else:
        raise CheckerError(
            f"{path}: there is no such file or folder; name a plan, a folder of plans, or - for standard input"
        )


def _plans_in(folder: Path, max_bytes: int) -> Iterator[PlanSource | Skipped]:
    if (folder / ROOT_FILE).is_file():
        yield _folder_plan(folder, max_bytes)
        return
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield Skipped(_shown(entry), "a symbolic link; name the file itself to check it")
        elif entry.is_dir():
            yield from _plans_in(entry, max_bytes)
        elif entry.suffix in SUFFIXES:
            source = _file_plan(entry, max_bytes)
            if _looks_like_a_plan(source.root):
                yield source
            else:
                yield Skipped(
                    source.name, "not a plan: it has no key `plan`; name the file itself to check it"
                )


def _looks_like_a_plan(file: SourceFile) -> bool:
    """An over-long file counts as a plan: it is to be reported, not passed over."""
    return file.content is None or _PLAN_KEYS.search(file.content) is not None


def _enclosing_plan(file: Path) -> Path | None:
    """The folder plan that `file` is a part of: at most two folders up, the depth of the deepest list block."""
    for folder in (file.parent, file.parent.parent, file.parent.parent.parent):
        if (folder / ROOT_FILE).is_file() and (folder == file.parent) <= (file.name == ROOT_FILE):
            return folder
    return None


def _folder_plan(folder: Path, max_bytes: int) -> PlanSource:
    parts = []
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(directory) / name
            inside = path.relative_to(folder).as_posix()
            if path.suffix in SUFFIXES and inside != ROOT_FILE and "/" in inside:
                parts.append((inside, _read(path, max_bytes)))
    return PlanSource(_shown(folder), _read(folder / ROOT_FILE, max_bytes), tuple(sorted(parts)))


def _file_plan(path: Path, max_bytes: int) -> PlanSource:
    return PlanSource(_shown(path), _read(path, max_bytes))


def _read(path: Path, max_bytes: int) -> SourceFile:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= max_bytes else None
    except OSError as error:
        raise CheckerError(f"{_shown(path)}: cannot be read: {error.strerror}") from error
    return SourceFile(_shown(path), content, size)


def _shown(path: Path) -> str:
    return path.as_posix()
