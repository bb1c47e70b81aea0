"""From the files that a commit would change to the plans that they concern."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from checker.sources.beside import plans_beside
from checker.sources.files import Place, Role, Search, read_place
from checker.sources.gittree import GitTree
from checker.sources.reading import CONFIGURATION, is_yaml
from checker.sources.source import PlanSource, Skipped
from checker.sources.tree import exists, is_file


def find_changed(
    changed: Iterable[str], tree: GitTree, max_bytes: int, beside: Sequence[str] = ()
) -> Iterator[PlanSource | Skipped]:
    """The plans that a change of these files concerns, each once; `changed` are paths from the top of the repository.

    A file of a folder plan stands for the whole plan, also where it is deleted; a file of waivers for the plan that it
    lies beside; a configuration for every plan under its folder. A file that is one of `beside`, or lies in it, is one
    that every plan is judged by. What is deleted, or is YAML and no plan, is named.
    """
    search = Search(tree, set())
    reference = [tree.inside(Path(path)) for path in beside]
    seen: set[str] = set()
    for inside in changed:
        for place in _concerned(inside, reference, search, tree):
            key = place.key(tree)
            if key not in seen:
                seen.add(key)
                yield from read_place(place, max_bytes, None, tree)


def _concerned(inside: str, reference: Sequence[str], search: Search, tree: GitTree) -> Iterator[Place]:
    path = Path(tree.shown(inside))
    if any(inside == one or inside.startswith(f"{one}/") for one in reference):
        yield from search.under(Path(tree.shown("")))
    elif path.name == CONFIGURATION:
        if exists(path.parent, tree):
            yield from search.under(path.parent)
    elif is_yaml(path.name) and not any(step.startswith(".") for step in inside.split("/")):
        yield from _around(path, search, tree)


def _around(path: Path, search: Search, tree: GitTree) -> Iterator[Place]:
    """The plan that a YAML file is, is a part of, or lies beside."""
    if plans := plans_beside(path, tree):
        for plan in plans:
            yield search.file(plan)
    elif (folder := search.enclosing_plan(path)) is not None:
        yield Place(Role.FOLDER, folder)
    elif tree.is_link(path):
        yield Place(Role.SKIPPED, path, "a symbolic link; name it to check what it leads to")
    elif not exists(path, tree):
        yield Place(Role.SKIPPED, path, "deleted; there is nothing left of it to check")
    elif is_file(path, tree):
        yield Place(Role.MAYBE, path)
