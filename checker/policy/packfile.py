"""A file of a rule pack, read with the same reader as a plan: what is wrong with it has a line and a column."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any

from checker.errors import RulePackError
from checker.location import Location, Route
from checker.plan.compose import compose
from checker.plan.decode import decode
from checker.plan.document import Document
from checker.plan.limits import Limits
from checker.plan.nodes import ScalarNode
from checker.policy.misfits import misfits
from checker.resources import resource
from checker.sources.source import SourceFile

Doubts = list[tuple[Location, str]]
"""What is wrong with a file that can be read nevertheless: where, and in words."""


class PackFile:
    """One YAML file of the pack; `name` is its path inside the pack.

    Raises RulePackError where it is not YAML. With `doubts`, only where nothing of it can be read: what is wrong besides is
    put there, each with its place.
    """

    def __init__(
        self,
        path: str,
        name: str,
        content: bytes,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        doubts: Doubts | None = None,
    ) -> None:
        self.path = path
        self.name = name
        self.content = content
        text, findings = decode(SourceFile(path, content, len(content)), limits)
        root, more = compose(text, limits)
        found = sorted([*findings, *more], key=lambda finding: finding.level.rank)
        if root is None or (found and doubts is None):
            raise RulePackError(found[0].message, found[0].location)
        if doubts is not None:
            doubts += [(finding.location, finding.message) for finding in found]
        self.document = Document(root)

    @property
    def data(self) -> Any:
        """The content as plain values."""
        return self.document.data

    def at(self, route: Route, column: int = 0, *, key: bool = False) -> Location:
        """The place of `route` in the file, or of its key; with `column`, that character of a one-line expression."""
        if key:
            return self.document.key_location(route)
        location = self.document.locate(route)
        scalar = self.document.scalar(route)
        if column and isinstance(scalar, ScalarNode) and location.line == location.end_line:
            start = location.column + column - 1 + (0 if scalar.plain else 1)
            return location._replace(column=start, end_column=start + 1)
        return location

    def check(self, schema_name: str) -> None:
        """Hold the file against `schemas/<schema_name>.schema.json`. Raises RulePackError with all faults, a line each."""
        self.refuse(_validator(schema_name).iter_errors(self.data))

    def misfits(self, schema_name: str) -> list[tuple[Location, str]]:
        """What in the file does not fit `schemas/<schema_name>.schema.json`, each with its place."""
        return misfits(_validator(schema_name).iter_errors(self.data), self)

    def check_against(self, schema: Mapping[str, Any]) -> None:
        """Hold the file against a JSON Schema. Raises RulePackError with all faults, a line each."""
        self.refuse(_checker(schema).iter_errors(self.data))

    def refuse(self, errors: Iterable[Any]) -> None:
        """Raise RulePackError for errors of jsonschema, with the place of each; without any, do nothing."""
        found = misfits(errors, self)
        if found:
            (location, message), *more = found
            raise RulePackError("\n".join([message, *(f"{at}: {said}" for at, said in more)]), location)


def check_json(path: str, content: bytes, data: Any, schema: Mapping[str, Any], most: int) -> None:
    """Hold JSON that was read already against a schema. Raises RulePackError with at most `most` faults, each with its place.

    The file is read a second time for the places, and only where something is wrong.
    """
    if errors := list(islice(_checker(schema).iter_errors(data), most)):
        size = max(len(content), Limits().nodes)
        whole = Limits(bytes=size, nodes=size, expanded_nodes=size)
        PackFile(path, path, content.removeprefix(BOM_UTF8), whole).refuse(errors)


@cache
def _validator(name: str) -> Any:
    return _checker(json.loads(resource(f"schemas/{name}.schema.json").read_bytes()))


def _checker(schema: Mapping[str, Any]) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
