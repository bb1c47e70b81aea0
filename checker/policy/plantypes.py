"""The plan format as types of the rule language: one message type for each object of the schema."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from checker.plan.schema import EACH, Pattern, PlanSchema
from checker.policy.register import OF_EVERY_ENTRY, Registers
from checker.suggestion import did_you_mean

PACKAGE = "planformat."
"""Before the name of every type. Not `plan.`: CEL would take `plan.services` for a type instead of a field."""

PLAN = f"{PACKAGE}Plan"
PARAMETERS = f"{PACKAGE}Params_"
REGISTERS = f"{PACKAGE}Registers_"

_SCALARS = {"string": "string", "integer": "int", "number": "double", "boolean": "bool"}
_UNDEFINED = re.compile(r"undefined field '(\w+)' not found in struct '(\S+)'")
_OVERLOAD = re.compile(r"found no matching overload for '(\S+?)' applied to '\(?(.*?)\)?'")
_OPERATORS = {"_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "_+_": "+", "_-_": "-",
              "_*_": "*", "_&&_": "&&", "_||_": "||", "@in": "in"}  # fmt: skip
_KINDS = {
    "string": "text",
    "int": "a whole number",
    "double": "a decimal number",
    "bool": "true or false",
    "null_type": "null",
}


class PlanTypes:
    """Names and descriptors of the types."""

    def __init__(self, schema: PlanSchema, registers: Registers) -> None:
        self.schema = schema
        self.registers = registers
        self._pools: dict[tuple[tuple[str, int, int], ...], Any] = {}

    def kind(self, pattern: Pattern) -> str:
        """`string`, `int`, `double`, `bool`, `list` or `object`: what stands at `pattern`. Raises KeyError."""
        field = self.schema.field(pattern)
        if field is None:
            raise KeyError(pattern)
        return _SCALARS.get(field["type"]) or {"array": "list", "object": "object"}[field["type"]]

    def type_name(self, pattern: Pattern) -> str:
        """The type's name in the rule language."""
        kind = self.kind(pattern)
        return _message_name(pattern) if kind == "object" else kind

    def misspelt(self, pattern: Pattern) -> str:
        """Say which step of a route is not a field, and which one may be meant."""
        for length in range(1, len(pattern) + 1):
            if self.schema.field(pattern[:length]) is None:
                known = self.schema.names(pattern[: length - 1])
                return _no_field(pattern[: length - 1], pattern[length - 1], known)
        return ""

    def in_words(self, problem: str) -> str:
        """A message of the CEL checker in the words of the plan format."""
        if (match := _UNDEFINED.search(problem)) is not None:
            if match[2] == REGISTERS:
                hint = did_you_mean(match[1], self.registers)
                return f"there is no register {match[1]}{hint}; the registers are {', '.join(self.registers)}"
            if match[2].startswith(REGISTERS):
                register = match[2].removeprefix(REGISTERS)
                known = [*OF_EVERY_ENTRY, *(field.name for field in self.registers[register].fields)]
                return f"the register {register} has no field {match[1]}{did_you_mean(match[1], known)}"
            owner = self._patterns.get(match[2].removeprefix(PACKAGE))
            if owner is None:
                return f"params has no {match[1]}; name it under `parameters`"
            return _no_field(owner, match[1], self.schema.names(owner))
        if (match := _OVERLOAD.search(problem)) is not None:
            kinds = [_KINDS.get(kind.strip(), kind.strip()) for kind in match[2].split(",")]
            hint = (
                "; write the whole number as a decimal, 3.0 for 3"
                if {"int", "double"} == {k.strip() for k in match[2].split(",")}
                else ""
            )
            return f"{_OPERATORS.get(match[1], match[1])} does not go with {' and '.join(kinds)}{hint}"
        return problem

    @cached_property
    def _patterns(self) -> dict[str, Pattern]:
        return {_message_name(pattern).removeprefix(PACKAGE): pattern for pattern in self._objects()}

    def _objects(self) -> list[Pattern]:
        return [pattern for pattern, field in self.schema.patterns.items() if field.get("type") == "object"]

    def pool(self, parameters: Mapping[str, Any]) -> Any:
        """Descriptors of every type, and of `params` with the types of the rule's parameters."""
        signature = []
        for name, value in parameters.items():
            many, one = isinstance(value, list), value[0] if isinstance(value, list) and value else value
            signature.append((name, {bool: 8, int: 3, float: 1}.get(type(one), 9), 3 if many else 1))
        return self._pool(tuple(signature))

    def _pool(self, signature: tuple[tuple[str, int, int], ...]) -> Any:
        from google.protobuf import descriptor_pb2, descriptor_pool

        if signature not in self._pools:
            file = descriptor_pb2.FileDescriptorProto()
            file.CopyFrom(self._plan_file)
            message = file.message_type.add(name="Params_")
            for number, (name, kind, label) in enumerate(signature, start=1):
                message.field.add(name=name, number=number, type=kind, label=label)
            self._pools[signature] = descriptor_pool.DescriptorPool()
            self._pools[signature].Add(file)
        return self._pools[signature]

    @cached_property
    def _plan_file(self) -> Any:
        from google.protobuf import descriptor_pb2

        file = descriptor_pb2.FileDescriptorProto(
            name="plan.proto", package=PACKAGE.rstrip("."), syntax="proto3"
        )
        for pattern in self._objects():
            message = file.message_type.add(name=_message_name(pattern).removeprefix(PACKAGE))
            for number, name in enumerate(self.schema.names(pattern), start=1):
                inner: Pattern = (*pattern, name)
                many = self.kind(inner) == "list"
                inner = (*inner, EACH) if many else inner
                kind = self.kind(inner)
                code = {"string": 9, "int": 3, "double": 1, "bool": 8, "object": 11}[kind]
                message.field.add(
                    name=name,
                    number=number,
                    type=code,
                    label=3 if many else 1,
                    type_name=f".{_message_name(inner)}" if kind == "object" else None,
                )
        self._add_registers(file)
        return file

    def _add_registers(self, file: Any) -> None:
        """A list for each register in one message, and a message for the entries of each."""
        every = file.message_type.add(name=REGISTERS.removeprefix(PACKAGE))
        for number, register in enumerate(self.registers.values(), start=1):
            entry = f"{REGISTERS}{register.id}"
            every.field.add(name=register.id, number=number, type=11, label=3, type_name=f".{entry}")
            message = file.message_type.add(name=entry.removeprefix(PACKAGE))
            kinds = {
                **dict.fromkeys(OF_EVERY_ENTRY, "text"),
                **{field.name: field.kind for field in register.fields},
            }
            for place, (name, kind) in enumerate(kinds.items(), start=1):
                message.field.add(
                    name=name, number=place, type=3 if kind == "whole_number" else 9, label=3 if kind == "texts" else 1
                )  # fmt: skip


def _message_name(pattern: Pattern) -> str:
    return PACKAGE + ("_".join(step if step != EACH else "entry" for step in pattern) or "Plan")


def _no_field(owner: Pattern, name: str, known: list[str]) -> str:
    where = ".".join(step for step in owner if step != EACH) or "the plan"
    return f"{where} has no field {name}{did_you_mean(name, known)}"
