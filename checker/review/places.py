"""What a roster names, found on this machine: nothing is fetched, and no link is followed to somewhere else."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import CheckerError
from checker.review.roster import Due, Roster
from checker.sources.source import UnsafeError
from checker.sources.tree import DISK, NOTHING_THERE, exists
from checker.suggestion import nearest

if TYPE_CHECKING:
    from checker.sources.git import Commit, Repository

_FILE = re.compile(r"file:(?://(?:localhost)?(?=/))?")
_FAR = re.compile(r":|//|[A-Za-z][A-Za-z0-9+.-]+:|[^/]+@[^/]+:")
"""How an address starts that Git would start a program for: `//host`, `https:`, `ext::`, `git@host:`."""
_MOST_COMPARED = 2_000


def on_disk(named: str, folder: Path) -> Path:
    """The place of a file or a folder that the roster names, from the roster's own folder.

    Raises UnsafeError where a link stands on the way, and CheckerError where nothing stands there.
    """
    path = folder / named
    for step in _way(named, folder):
        if DISK.is_link(step) and step != path:
            shown = step.relative_to(folder).as_posix()
            raise UnsafeError(
                f"on the way to it, {shown} is a symbolic link, which may lead anywhere; name what it leads to"
            )
    if not exists(path, DISK):
        raise CheckerError(f"{named}: {NOTHING_THERE}")
    return path


def repository_of(address: str, folder: Path) -> "Repository":
    """The repository that an address means. Nothing is fetched, and no program is started to fetch it.

    Raises UnsafeError for another machine, CheckerError where there is none.
    """
    from checker.sources.git import named_repository

    prefix = _FILE.match(address)
    named = _decoded(address[prefix.end() :]) if prefix else address
    if _FAR.match(named):
        raise UnsafeError(f"{address}: nothing is fetched; clone the repository, and name the clone")
    path = on_disk(named, folder)
    if DISK.is_link(path):
        raise UnsafeError("its place is a symbolic link, which may lead anywhere; name what it leads to")
    try:
        return named_repository(path.resolve())
    except CheckerError as error:
        raise CheckerError(f"{address}: {error.message}") from error


def named_commit(repository: "Repository", due: Due) -> "Commit":
    """The commit that the roster means. Raises CheckerError where there is none."""
    try:
        return repository.commit(due.ref)
    except CheckerError as error:
        near = nearest(due.ref, repository.names())
        more = f"did you mean {near}?" if near else "in a shallow clone it may have to be fetched first"
        raise CheckerError(f"no commit of {due.git} is called {due.ref}; {more}") from error


def lost(roster: Roster) -> Iterator[str]:
    """Each place in the roster at which nothing stands, and what may be meant. The agency is not told what else stands there."""
    folder = Path(roster.name).parent
    for due in roster.due:
        named = "" if due.git else due.archive or due.path
        if named and not exists(folder / named, DISK):
            yield f"{due.at}: {named}: {NOTHING_THERE}{_nearly(folder / named)}"


def _decoded(path: str) -> str:
    """The path in an address, where `%20` stands for a space."""
    return os.fsdecode(
        re.sub(rb"%([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), os.fsencode(path))
    )


def _way(named: str, folder: Path) -> Iterator[Path]:
    """Every step from the folder of the roster to what it names; none for an absolute path, which is the examiner's own."""
    if not Path(named).is_absolute():
        for step in Path(named).parts:
            folder = folder / step
            yield folder


def _nearly(path: Path) -> str:
    """What stands in the same folder, with the same ending, and is called nearly so."""
    try:
        beside = sorted(entry.name for entry in DISK.entries(path.parent))[:_MOST_COMPARED]
    except OSError:
        return ""
    stems = {Path(name).stem: name for name in beside if Path(name).suffix == path.suffix}
    near = nearest(path.stem, stems)
    return f"; did you mean {stems[near]}?" if near else ""
