"""The configuration file: where it is found, what it may set, and where in it each setting stands."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.errors import CheckerError
from checker.location import Location, Route
from checker.sources.reading import CONFIGURATION as NAME
from checker.sources.tree import DISK, Tree, exists

if TYPE_CHECKING:
    from checker.plan.nodes import Node
    from checker.policy.packfile import PackFile


class Setting(NamedTuple):
    """One thing that can be set: its key in the file, and the option that it stands for.

    A path is relative to the file. With a `reason`, it is set by option and environment alone, for that reason.
    """

    key: str
    option: str
    is_path: bool = False
    reason: str = ""

    @property
    def variable(self) -> str:
        """Its name in the environment: `CXCHECK_FAIL_ON`."""
        return "CXCHECK_" + self.option.removeprefix("--").replace("-", "_").upper()


SETTINGS = {
    setting.option: setting
    for setting in (
        Setting("profile", "--profile"),
        Setting("select", "--select"),
        Setting("ignore", "--ignore"),
        Setting("fail_on", "--fail-on"),
        Setting("rules", "--rules", is_path=True),
        Setting("prior", "--prior", is_path=True),
        Setting("determinations", "--determinations", is_path=True),
        Setting("baseline", "--baseline", is_path=True),
        Setting("fiscal_year", "--fiscal-year"),
        Setting("as_of", "--as-of", reason="there, a day that nobody moves on would keep every waiver alive"),
        Setting("limits", "--limit"),
        Setting("format", "--format"),
        Setting("quiet", "--quiet"),
    )
}
"""By the option. The kinds of values are in `schemas/config.schema.json`."""


class Configuration(NamedTuple):
    """What one file sets, by the option that it stands for: the value as click takes it, and the place of its key.

    `file` is empty where there is no file.
    """

    file: str = ""
    values: Mapping[str, Any] = MappingProxyType({})
    places: Mapping[str, Location] = MappingProxyType({})


def find(start: Path, tree: Tree = DISK, name: str = NAME) -> Path | None:
    """The configuration file for what lies at `start`: the nearest one on the way up to the root of its repository.

    On disk, the root is the folder with `.git`; nothing above it is looked at, so a submodule has its own. Outside of a
    repository only the current folder counts: a plan that somebody sent brings no configuration with it.
    """
    absolute = Path(os.path.normpath(start.absolute()))
    nearest = None
    for folder in (absolute, *absolute.parents):
        if nearest is None and exists(folder / name, tree):
            nearest = folder / name
        if tree.is_top(folder):
            return nearest if nearest is None or start.is_absolute() else Path(os.path.relpath(nearest))
    return Path(name) if exists(Path(name), tree) else None


def load(path: Path, tree: Tree = DISK) -> Configuration:
    """What the file sets. Raises CheckerError with the place of everything that is wrong with it."""
    from checker.plan.limits import Limits
    from checker.policy.packfile import PackFile

    read = tree.read(path, Limits().bytes)
    if read.content is None:
        raise CheckerError(f"{read.path}: {read.trouble or 'the file is too large for a configuration'}")
    file = PackFile(read.path, NAME, read.content)
    _check(file)
    values, places = {}, {}
    for setting in SETTINGS.values():
        if setting.key in file.data:
            values[setting.option] = _as_typed(file.data[setting.key], setting, path.parent)
            places[setting.option] = file.at((setting.key,), key=True)
            if setting.is_path:
                _check_paths(file, (setting.key,), values[setting.option], tree)
    return Configuration(file.path, values, places)


def _as_typed(value: Any, setting: Setting, folder: Path) -> Any:
    """The value as if it had been typed: `{"depth": 100}` → `["depth=100"]`, a path as seen from the current folder."""
    if isinstance(value, dict):
        return [f"{name}={int(number)}" for name, number in value.items()]
    if not setting.is_path:
        return value
    return [_beside(folder, path) for path in value] if isinstance(value, list) else _beside(folder, value)


def _check_paths(file: "PackFile", route: Route, paths: str | list[str], tree: Tree) -> None:
    if isinstance(paths, list):
        for index, path in enumerate(paths):
            _check_paths(file, (*route, index), path, tree)
    elif not exists(Path(paths), tree):
        message = f"{paths}: {tree.absent(Path(paths))}; a path is relative to {NAME}"
        raise CheckerError(message, file.at(route))


def _beside(folder: Path, path: str) -> str:
    return Path(os.path.normpath(folder / path)).as_posix()


def _check(file: "PackFile") -> None:
    """Refuse an unknown key, a value of the wrong kind, a key without a value, and what is no setting of a file."""
    import json

    from checker.plan.fit import fit
    from checker.resources import resource

    schema = json.loads(resource("schemas/config.schema.json").read_bytes())
    if isinstance(file.data, dict):
        for setting in SETTINGS.values():
            if setting.reason and setting.key in file.data:
                message = f"{setting.key} is no setting of a file: {setting.reason}; use {setting.option}"
                raise CheckerError(message, file.at((setting.key,), key=True))
    if not fit(file.data, schema).fits:
        # Slow to load, and only needed for the words.
        file.check("config")
    for route in _without_value(file):
        message = f"{route[-1]} has no value here; write one, or remove the line"
        raise CheckerError(message, file.at(route, key=True))


def _without_value(file: "PackFile") -> Iterator[Route]:
    """The keys that stand alone: to the reader of a plan they say no more than no key, so the schema does not see them."""
    from checker.plan.nodes import MappingNode, resolved

    pending: list[tuple[Route, Node]] = [((), resolved(file.document.root))]
    while pending:
        route, node = pending.pop()
        if node.data is None:
            yield route
        if isinstance(node, MappingNode):
            pending += [((*route, key), resolved(child)) for key, child in node.children.items()]
