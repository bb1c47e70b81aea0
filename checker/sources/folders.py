"""A folder plan: plan.yaml, the files of its list blocks, and what else lies in the folder."""

from pathlib import Path

from checker.sources.beside import is_waivers, misnamed, read_beside, why_misnamed, why_orphaned
from checker.sources.reading import ROOT_FILE, WAIVERS, is_yaml, shown, trouble
from checker.sources.source import PlanSource, Skipped
from checker.sources.tree import Entry, Tree, is_file

DEEPEST_LIST = 3
"""How many folders deep the files of a list can stand: `equity/assessment/evidence/report.yaml`."""

_BESIDE = "it stands beside plan.yaml; entries of a list stand in the folder of the list, such as services/"


def holds_plan(folder: Path, tree: Tree) -> bool:
    """Whether the folder is a folder plan. One that may not be looked into is none; reading it will say why."""
    return is_file(folder / ROOT_FILE, tree)


def folder_plan(folder: Path, max_bytes: int, tree: Tree) -> tuple[PlanSource, list[Skipped]]:
    """The plan in `folder`, and what in the folder is no part of it. All files together have at most `max_bytes`."""
    contents = _Contents(folder, tree)
    contents.look()
    root = tree.read(folder / ROOT_FILE, max_bytes)
    left = max_bytes - (root.size if root.content is not None else 0)
    parts = []
    for inside in sorted(contents.parts):
        file = tree.read(folder / inside, left)
        left -= file.size if file.content is not None else 0
        parts.append((shown(inside), file))
    # A plan.yaml in the folder where one stands is called by its own name, not by the folder's, which is a dot.
    name = shown(folder) if folder.name else root.path
    waivers = read_beside(folder / ROOT_FILE, max_bytes, tree)
    source = PlanSource(name, root, tuple(parts), tuple(sorted(contents.left_out)), waivers)
    return source, sorted(contents.skipped, key=lambda skipped: skipped.path)


class _Contents:
    """What lies in the folder of a plan, by path inside it."""

    def __init__(self, folder: Path, tree: Tree) -> None:
        self.folder = folder
        self.tree = tree
        self.parts: list[str] = []
        self.left_out: list[tuple[str, str]] = []
        self.skipped: list[Skipped] = []

    def look(self) -> None:
        pending = [""]
        while pending:
            inside = pending.pop()
            try:
                entries = list(self.tree.entries(self.folder / inside))
            except OSError as error:
                self.left_out.append((shown(inside) or ".", f"the folder {trouble(error)}"))
                continue
            for entry in entries:
                path = f"{inside}/{entry.name}" if inside else entry.name
                if entry.name.startswith(".") or entry.is_symlink() or not entry.is_dir():
                    self.sort_out(entry, path)
                elif path.count("/") < DEEPEST_LIST:
                    pending.append(path)
                else:
                    self.skip(path, "deeper in the folder of a plan than any list")

    def sort_out(self, entry: Entry, path: str) -> None:
        yaml = is_yaml(entry.name)
        if path == WAIVERS:
            return
        if entry.name.startswith("."):
            if yaml:
                self.skip(path, "hidden: its name starts with a dot")
        elif entry.is_symlink() and (yaml or entry.is_dir()):
            self.left_out.append((shown(path), "it is a symbolic link"))
        elif not yaml:
            self.skip(path, "not YAML, so no part of the plan")
        elif not entry.is_file():
            self.left_out.append((shown(path), "it is not a regular file"))
        elif path == ROOT_FILE:
            return
        elif entry.name == ROOT_FILE:
            self.left_out.append((shown(path), "it is a plan in the folder of another plan"))
        elif "/" not in path:
            waivers, right = is_waivers(entry.name), misnamed(entry.name)
            reason = why_misnamed(right) if right else _BESIDE
            self.skip(path, why_orphaned(self.folder / path) if waivers else reason)
        else:
            self.parts.append(path)

    def skip(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(shown(self.folder / path), reason))
