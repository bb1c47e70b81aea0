"""What `cxcheck diff` compares: from OLD and NEW as a user writes them to plans on disk or in a revision, or to results."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checker.assessment.compare import Edition
from checker.assessment.results import Results, looks_like_results, read_results
from checker.cli.trees import plans_under, repository
from checker.errors import CheckerError, NothingToCheck
from checker.plan.limits import Limits
from checker.sources.source import PlanSource, Skipped, SourceFile
from checker.sources.tree import DISK, Kind, Tree

_LARGEST = 1_000_000_000
"""Bytes of a results file: results of many plans are much larger than any plan."""
_HOW = "name a plan, a results file, or a file of a revision as REV:PATH (or REV alone, with --path PATH)"


class Place(NamedTuple):
    """Where something is: a path in a tree. `prefix` stands before the names of files of a revision."""

    text: str
    tree: Tree
    path: str
    prefix: str = ""

    @property
    def commit(self) -> str:
        """The full id of the commit; empty on disk and in the index."""
        return self.tree.origin.commit


class Version(NamedTuple):
    """OLD or NEW: its plans by the name under which the other's are looked up, or results."""

    edition: Edition
    plans: Mapping[str, PlanSource]
    results: Results | None


def place_of(text: str, path: str | None = None) -> Place:
    """What OLD or NEW means: with `path`, a revision; else a path on disk; else `REV:PATH`, or `:PATH` for the index.

    PATH counts from the current folder, as it does for every option that takes one. Raises CheckerError where it is none
    of these.
    """
    if path is not None:
        return Place(text, _tree(text), path, f"{text}:")
    if text == "-" or os.path.lexists(text):
        return Place(text, DISK, text)
    revision, colon, inside = text.partition(":")
    if not colon:
        raise CheckerError(f"{text}: there is no such file or folder; {_HOW}")
    return Place(text, _tree(revision), inside, f"{revision}:")


def _tree(revision: str) -> Tree:
    from checker.sources.gittree import commit_tree, index_tree

    git = repository()
    return commit_tree(git, git.commit(revision)) if revision else index_tree(git)


def version_of(place: Place, names: Mapping[str, str], stdin: BinaryIO) -> Version:
    """The plans or the results at a place. `names` gives earlier ids of rules the ids of now.

    Raises NothingToCheck where there is no plan.
    """
    file = _file(place)
    if file is not None and file.content is not None and looks_like_results(place.path, file.content):
        results = read_results(f"{place.prefix}{file.path}", file.content, names)
        if not results.plans:
            raise NothingToCheck(f"{place.text}: these results hold no plan")
        return Version(Edition(place.text, "", place.commit), {}, results)
    plans: list[PlanSource] = []
    skipped: list[tuple[str, str]] = []
    for found in plans_under((place.path,), place.tree, Limits().bytes, stdin):
        if isinstance(found, Skipped):
            skipped.append((found.path, found.reason))
        else:
            plans.append(found)
    if not plans:
        raise NothingToCheck(f"no plan was found under {place.text}")
    named = {os.path.relpath(plan.name, place.path): plan for plan in plans}
    return Version(Edition(place.text, place.prefix, place.commit, tuple(skipped)), named, None)


def _file(place: Place) -> SourceFile | None:
    """The file at a place; None for a folder, for standard input, and for what is not there, of which reading plans will tell."""
    try:
        if place.path == "-" or place.tree.kind(Path(place.path)) is not Kind.FILE:
            return None
    except (OSError, ValueError):
        return None
    return place.tree.read(Path(place.path), _LARGEST)
