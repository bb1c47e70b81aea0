"""From one register file to one register. Everything that can be wrong with it is said here, when it is loaded."""

from collections.abc import Iterator
from typing import Any

from checker.errors import RulePackError
from checker.location import Route
from checker.plan.schema import EACH, PlanSchema
from checker.policy.expressions import pattern_problem
from checker.policy.faults import Faults
from checker.policy.packfile import PackFile
from checker.policy.register import FOREVER, OF_EVERY_ENTRY, Register, RegisterField, Registers
from checker.suggestion import did_you_mean

_DESCRIBES = ("title", "description", "fields")
_KINDS: dict[str, Any] = {
    "text": {"type": "string", "minLength": 1},
    "pattern": {"type": "string", "minLength": 1},
    "texts": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    "date": {"type": "string", "format": "date"},
    "whole_number": {"type": "integer"},
}


def read_register(file: PackFile, schema: PlanSchema, known: Registers) -> Register:
    """The register in `file`. Where one of that id is `known`, that one with the entries of `file` added to it.

    An added entry with the id of a known one takes its place. Raises RulePackError with all faults of the file.
    """
    file.check("register")
    return _Reader(file, schema).register(known)


class _Reader:
    def __init__(self, file: PackFile, schema: PlanSchema) -> None:
        self.file = file
        self.data: dict[str, Any] = file.data
        self.schema = schema
        self.faults = Faults()

    def register(self, known: Registers) -> Register:
        data, name = self.data, self.file.name.rpartition("/")[2].removesuffix(".yaml")
        if data["id"] != name:
            message = f"the id is {data['id']} and the file is {name}.yaml; they are the same word"
            raise RulePackError(message, self.file.at(("id",)))
        base = known.get(name)
        self.check_head(base)
        fields = base.fields if base is not None else tuple(self.fields())
        self.faults.say()
        self.file.check_against({"properties": {"entries": {"items": self.entry_schema(fields)}}})
        entries = self.entries(fields)
        self.faults.say()
        if base is None:
            described = (data["title"], data["description"].strip(), data.get("gaps", "").strip())
            return Register(name, *described, fields, entries, (self.file.path,))
        together = {entry["id"]: entry for entry in (*base.entries, *entries)}
        gaps = data.get("gaps", base.gaps).strip()
        return base._replace(gaps=gaps, entries=[*together.values()], sources=(*base.sources, self.file.path))

    def wrong(self, message: str, *route: str | int, key: bool = False) -> None:
        at: Route = route
        self.faults.add(RulePackError(message, self.file.at(at, key=key)))

    def check_head(self, base: Register | None) -> None:
        """A new register describes itself; one that the pack has already is described there."""
        for key in _DESCRIBES:
            if base is not None and key in self.data:
                says = f"{base.sources[0]} describes {base.id} already; `entries` are enough here"
                self.wrong(says, key, key=True)
            elif base is None and key not in self.data:
                self.wrong(f"the key {key} is missing; a new register needs {', '.join(_DESCRIBES)}")

    def fields(self) -> Iterator[RegisterField]:
        for name, given in self.data.get("fields", {}).items():
            if name in OF_EVERY_ENTRY:
                self.wrong(f"every entry has {name}; choose another name", "fields", name, key=True)
            like = given.get("like", "")
            if like and not self.words_of(like):
                says = f"the plan format has no field {like} with fixed words"
                self.wrong(f"{says}{did_you_mean(like, self.fields_with_words())}", "fields", name, "like")
            yield RegisterField(name, given["kind"], given["description"], like, given.get("optional", False))

    def words_of(self, like: str) -> list[str]:
        """The words that a field of the plan format may have, `business_processes.function`; empty where any will do."""
        return next(
            (part["enum"] for pattern, part in self.schema.patterns.items() if "enum" in part and _dotted(pattern) == like), []
        )  # fmt: skip

    def fields_with_words(self) -> list[str]:
        return [_dotted(pattern) for pattern, part in self.schema.patterns.items() if "enum" in part]

    def entry_schema(self, fields: tuple[RegisterField, ...]) -> dict[str, Any]:
        """What an entry holds, as JSON Schema: the keys of every entry, and the register's own."""
        own = {
            field.name: _KINDS[field.kind]
            | {"description": field.description}
            | ({"enum": self.words_of(field.like)} if field.like else {})
            for field in fields
        }
        needed = [field.name for field in fields if not field.optional]
        every: dict[str, Any] = {name: {} for name in OF_EVERY_ENTRY}
        return {"properties": every | own, "required": needed, "additionalProperties": False}

    def entries(self, fields: tuple[RegisterField, ...]) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for index, given in enumerate(self.data["entries"]):
            entry = given | {"until": given.get("until", FOREVER)}
            if entry["id"] in found:
                self.wrong(f"the entry {entry['id']} stands a second time", "entries", index, "id")
            if entry["until"] <= entry["since"]:
                says = f"until, {entry['until']}, does not lie after since, {entry['since']}"
                self.wrong(says, "entries", index, "until")
            for field in fields:
                if field.kind == "pattern" and (problem := pattern_problem(entry.get(field.name, ""))):
                    says = f"{entry[field.name]} is not a regular expression: {problem}"
                    self.wrong(says, "entries", index, field.name)
            found[entry["id"]] = entry
        return list(found.values())


def _dotted(pattern: tuple[str, ...]) -> str:
    return ".".join(step for step in pattern if step != EACH)
