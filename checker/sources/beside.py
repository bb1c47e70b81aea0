"""The file of waivers that stands beside a plan, and the plan that a file of waivers stands beside."""

from pathlib import Path

from checker.sources.reading import ROOT_FILE, SUFFIXES, WAIVERS, shown, trouble
from checker.sources.source import SourceFile
from checker.sources.tree import Kind, Tree, is_file

_ENDING = f".{WAIVERS}"
_LINK = "is a symbolic link, which is not followed; put the file itself there"


def waivers_path(plan: Path) -> Path:
    """`dps.yaml` → `dps.waivers.yaml`; for the plan.yaml of a folder plan, waivers.yaml."""
    return plan.with_name(WAIVERS if plan.name == ROOT_FILE else f"{plan.stem}{_ENDING}")


def read_beside(plan: Path, max_bytes: int, tree: Tree) -> SourceFile | None:
    """The waivers beside a plan; None where there is no such file. What cannot be read is told, not raised."""
    path = waivers_path(plan)
    if tree.is_link(path):
        return SourceFile(shown(path), None, 0, _LINK)
    try:
        kind = tree.kind(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return SourceFile(shown(path), None, 0, trouble(error))
    if kind is not Kind.FILE:
        return SourceFile(shown(path), None, 0, "is not a regular file")
    return tree.read(path, max_bytes)


def is_waivers(name: str) -> bool:
    """Whether a file is, by its name, the waivers of a one-file plan."""
    return name.endswith(_ENDING) and name != _ENDING


def misnamed(name: str) -> str:
    """What the waivers of a plan would have to be called, where a file is called nearly so; empty for any other."""
    wrong = Path(WAIVERS).with_suffix(SUFFIXES[1]).name
    if name == wrong or (name.endswith(f".{wrong}") and name != f".{wrong}"):
        return name.removesuffix(SUFFIXES[1]) + SUFFIXES[0]
    return ""


def why_misnamed(right: str) -> str:
    """What to say of waivers that are called nearly as they should."""
    return f"not read: waivers are read from {right} only; rename it"


def misnamed_beside(plan: Path, tree: Tree) -> Path | None:
    """The waivers beside a plan that are not read because of their name."""
    wrong = waivers_path(plan).with_suffix(SUFFIXES[1])
    return wrong if is_file(wrong, tree) else None


def plans_beside(waivers: Path, tree: Tree) -> list[Path]:
    """The plans that a file of waivers, by its name, stands beside: one, or two that differ in .yaml and .yml only."""
    if waivers.name == WAIVERS:
        plans = [waivers.with_name(ROOT_FILE)]
    elif is_waivers(waivers.name):
        names = [waivers.name.removesuffix(_ENDING) + suffix for suffix in SUFFIXES]
        plans = [waivers.with_name(name) for name in names if name != ROOT_FILE]
    else:
        plans = []
    return [plan for plan in plans if is_file(plan, tree)]


def why_orphaned(waivers: Path) -> str:
    """What to say of waivers without a plan."""
    if waivers.name == WAIVERS:
        return f"waivers without a plan: no {ROOT_FILE} stands beside it"
    stem = waivers.name.removesuffix(_ENDING)
    if stem + SUFFIXES[0] == ROOT_FILE:
        return f"waivers without a plan: those of a folder plan stand in {WAIVERS}"
    return f"waivers without a plan: no {stem}.yaml or {stem}.yml stands beside it"
