"""The plan format as the program needs it: the schema, its fields and its lists."""

import json
from functools import cache, cached_property
from typing import Any

from checker.location import Route
from checker.resources import resource

Pattern = tuple[str, ...]
"""A route with `[]` for "every item": `("services", "[]", "standards", "[]", "target")`."""

EACH = "[]"


class PlanSchema:
    """`schemas/plan.schema.json`, with `$ref` followed on the way."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema itself."""
        loaded: dict[str, Any] = json.loads(self.text)
        return loaded

    @cached_property
    def short(self) -> dict[str, Any]:
        """The schema without titles and descriptions: all that a run needs where every plan fits it."""
        short: dict[str, Any] = _without_words(self.schema)
        return short

    def remember(self, short: dict[str, Any]) -> None:
        """Take `short` from an earlier run of the same schema instead of working it out again."""
        self.__dict__["short"] = short

    @cached_property
    def patterns(self) -> dict[Pattern, dict[str, Any]]:
        """Every field of the format by its place, with `$ref` followed."""
        found: dict[Pattern, dict[str, Any]] = {}
        pending: list[tuple[Pattern, dict[str, Any]]] = [((), self.schema)]
        while pending:
            pattern, part = pending.pop()
            part = self.resolve(part)
            found[pattern] = part
            for name, child in part.get("properties", {}).items():
                pending.append(((*pattern, name), child))
            if "items" in part:
                pending.append(((*pattern, EACH), part["items"]))
        return found

    def resolve(self, part: dict[str, Any]) -> dict[str, Any]:
        """`part` with its `$ref` followed; what stands beside the `$ref` (title, description) wins."""
        if "$ref" not in part:
            return part
        target = self.schema["$defs"][part["$ref"].removeprefix("#/$defs/")]
        return {**target, **{key: value for key, value in part.items() if key != "$ref"}}

    @cached_property
    def list_routes(self) -> frozenset[Route]:
        """The lists that no other list holds, which a folder plan may keep in files of their own."""
        return frozenset(
            pattern for pattern, part in self.patterns.items()
            if part.get("type") == "array" and EACH not in pattern
            and self.resolve(part["items"]).get("type") == "object"
        )  # fmt: skip

    def field(self, pattern: Pattern) -> dict[str, Any] | None:
        """What the schema says of a field, or None where there is no such field."""
        return self.patterns.get(pattern)

    def names(self, pattern: Pattern) -> list[str]:
        """The fields that an object has, in the order of the schema."""
        return list(self.patterns.get(pattern, {}).get("properties", {}))


def _without_words(part: Any) -> Any:
    """A schema without titles and descriptions, which no validation reads."""
    if isinstance(part, list):
        return [_without_words(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    named = ("properties", "$defs")
    return {
        key: {name: _without_words(child) for name, child in value.items()} if key in named else _without_words(value)
        for key, value in part.items() if key not in ("title", "description")
    }  # fmt: skip


@cache
def plan_schema() -> PlanSchema:
    """The plan format that comes with this program."""
    return PlanSchema(resource("schemas/plan.schema.json").read_bytes())


@cache
def waiver_schema() -> PlanSchema:
    """The format of a file of waivers: a list of what stands in a plan's own `waivers`."""
    return PlanSchema(resource("schemas/waivers.schema.json").read_bytes())
