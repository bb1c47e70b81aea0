"""From the paths that a user names to the bytes of every plan under them."""

import os
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.sources.beside import (
    is_waivers,
    misnamed,
    misnamed_beside,
    plans_beside,
    read_beside,
    why_misnamed,
    why_orphaned,
)
from checker.sources.folders import DEEPEST_LIST, folder_plan, holds_plan
from checker.sources.reading import ROOT_FILE, SUFFIXES, WAIVERS, is_yaml, shown, trouble
from checker.sources.source import PlanSource, Skipped, SourceFile
from checker.sources.tree import DISK, Entry, Kind, Tree

__all__ = ["ROOT_FILE", "SUFFIXES", "Skipped", "find_plans"]

STDIN = "<stdin>"
"""What a plan on standard input is called."""


class Role(Enum):
    """What a path turns out to be; `MAYBE` is a YAML file that was found, not named."""

    STANDARD_INPUT = auto()
    SEARCH = auto()
    FOLDER = auto()
    FILE = auto()
    MAYBE = auto()
    SKIPPED = auto()


class Place(NamedTuple):
    """A path, and what it turned out to be; why it is skipped where it is."""

    role: Role
    path: Path
    reason: str = ""

    def key(self, tree: Tree) -> str:
        """Equal for two ways of writing one place; what is skipped counts by the place of the link, not its target."""
        return _absolute(self.path) if self.role is Role.SKIPPED else tree.real(self.path)


def find_plans(
    paths: Iterable[str], max_bytes: int, stdin: BinaryIO | None, tree: Tree = DISK
) -> Iterator[PlanSource | Skipped]:
    """Every plan under `paths` in `tree`, each once, in the order named and sorted by name inside a folder.

    A file that is named is a plan; `-` is standard input; a folder with plan.yaml is one plan; any other folder is
    searched for YAML files with the keys of a plan. A file inside a folder plan, or of waivers beside a plan, stands
    for the whole plan. Hidden files and folders are not searched. Raises CheckerError where a path does not exist or
    cannot be looked into.
    """
    named = list(paths)
    search = Search(tree, {_absolute(path) for path in named if path != "-"})
    seen: set[tuple[bool, str]] = set()
    for path in named:
        for place in search.places(path):
            mark = (place.role is Role.STANDARD_INPUT, place.key(tree))
            if mark not in seen:
                seen.add(mark)
                yield from read_place(place, max_bytes, stdin, tree)


class Search(NamedTuple):
    """Looks for plans in a tree. `asked` are the paths that the user named."""

    tree: Tree
    asked: set[str]

    def places(self, path: str) -> Iterator[Place]:
        """What a path that the user named turns out to be."""
        if path == "-":
            yield Place(Role.STANDARD_INPUT, Path(path))
            return
        try:
            kind = self.tree.kind(Path(path)) if path else Kind.OTHER
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            how = "; name a plan, a folder of plans, or - for standard input" if self.tree is DISK else ""
            raise CheckerError(f"{path}: {self.tree.absent(Path(path))}{how}") from error
        except OSError as error:
            raise CheckerError(f"{path}: {trouble(error)}") from error
        if kind is Kind.FOLDER:
            yield from self.under(Path(path))
        elif kind is Kind.FILE:
            yield self.file(Path(path))
        else:
            raise CheckerError(
                f"{path}: this is neither a file nor a folder; give its text on standard input, and name -"
            )

    def file(self, path: Path) -> Place:
        """A file that is meant: a part of a folder plan stands for the plan, and so do the waivers beside one."""
        if (folder := self.enclosing_plan(path)) is not None:
            return Place(Role.FOLDER, folder)
        if not is_waivers(path.name):
            return Place(Role.FILE, path)
        plans = plans_beside(path, self.tree)
        return Place(Role.FILE, plans[0]) if plans else Place(Role.SKIPPED, path, why_orphaned(path))

    def under(self, start: Path) -> Iterator[Place]:
        """With a stack of its own, so that a folder a thousand levels deep does no harm."""
        pending = [Place(Role.SEARCH, start)]
        while pending:
            place = pending.pop()
            if place.role is not Role.SEARCH:
                yield place
                continue
            if self.tree.is_link(place.path / ROOT_FILE):
                reason = f"its {ROOT_FILE} is a symbolic link; name that file to check the plan"
                yield Place(Role.SKIPPED, place.path, reason)
            elif holds_plan(place.path, self.tree):
                yield Place(Role.FOLDER, place.path)
            else:
                try:
                    entries = sorted(
                        self.tree.entries(place.path), key=lambda entry: entry.name, reverse=True
                    )
                except OSError as error:
                    if place.path == start:
                        raise CheckerError(f"{shown(start)}: {trouble(error)}") from error
                    yield Place(Role.SKIPPED, place.path, trouble(error))
                    continue
                pending += [found for entry in entries if (found := self.found(entry)) is not None]

    def found(self, entry: Entry) -> Place | None:
        """What an entry of a searched folder turns out to be; None where it is nothing for us."""
        if entry.name.startswith(".") or not (is_yaml(entry.name) or entry.is_dir()):
            return None
        path = Path(entry.path)
        if is_waivers(entry.name) and not entry.is_dir():
            has_plan = plans_beside(path, self.tree)
            return None if has_plan else Place(Role.SKIPPED, path, why_orphaned(path))
        named = _absolute(path) in self.asked
        if entry.is_symlink():
            reason = "a symbolic link; name it to check what it leads to"
            return None if named else Place(Role.SKIPPED, path, reason)
        if entry.is_dir():
            return Place(Role.SEARCH, path)
        if not entry.is_file():
            return Place(Role.SKIPPED, path, "not a regular file")
        return Place(Role.FILE if named else Role.MAYBE, path)

    def enclosing_plan(self, file: Path) -> Path | None:
        """The folder plan that `file` is a part of, or has the waivers of. Another file beside plan.yaml is none."""
        absolute = Path(_absolute(file))
        for above, folder in enumerate(absolute.parents[: DEEPEST_LIST + 1]):
            if (above or absolute.name in (ROOT_FILE, WAIVERS)) and holds_plan(folder, self.tree):
                return folder if file.is_absolute() else Path(os.path.relpath(folder))
        return None


def read_place(
    place: Place, max_bytes: int, stdin: BinaryIO | None, tree: Tree
) -> Iterator[PlanSource | Skipped]:
    """The plan at a place, and what was passed over there."""
    match place.role:
        case Role.STANDARD_INPUT if stdin is not None:
            content = stdin.read(max_bytes + 1)
            kept = content if len(content) <= max_bytes else None
            yield PlanSource(STDIN, SourceFile(STDIN, kept, len(content)))
        case Role.FOLDER:
            plan, skipped = folder_plan(place.path, max_bytes, tree)
            yield plan
            yield from skipped
        case Role.SKIPPED:
            yield Skipped(shown(place.path), place.reason)
        case _:
            file = tree.read(place.path, max_bytes)
            if (place.path.name == WAIVERS or is_waivers(place.path.name)) and not _looks_like_a_plan(file):
                yield Skipped(file.path, why_orphaned(place.path))
            elif (right := misnamed(place.path.name)) and not _looks_like_a_plan(file):
                yield Skipped(file.path, why_misnamed(right))
            elif place.role is Role.MAYBE and not _looks_like_a_plan(file):
                yield Skipped(file.path, "not a plan: it has no key `plan`; name the file itself to check it")
            else:
                yield PlanSource(file.path, file, waivers=read_beside(place.path, max_bytes, tree))
                # A search comes upon it by itself.
                if place.role is Role.FILE and (wrong := misnamed_beside(place.path, tree)) is not None:
                    yield Skipped(shown(wrong), why_misnamed(misnamed(wrong.name)))


def _absolute(path: Path | str) -> str:
    """The one way of writing a place, links not followed."""
    return os.path.normpath(Path(path).absolute())


def _looks_like_a_plan(file: SourceFile) -> bool:
    """Whether a file that a search came upon is meant as a plan. One that is named by itself is never asked."""
    from checker.sources.planlike import looks_like_a_plan

    return looks_like_a_plan(file)
