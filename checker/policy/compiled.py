"""Compiled rules on disk, so that a hook does not compile the pack at every commit.

One line of JSON; then, end to end, the code of all expressions and what is read only when it is asked for. JSON, not pickle:
a cache that someone else could write must not be able to run anything. A cache that cannot be read or written costs time,
never a result.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from checker.keeping import keep
from checker.plan.schema import plan_schema
from checker.policy.clauses import Authority, Clause
from checker.policy.profile import Profile
from checker.policy.register import Register, RegisterField
from checker.policy.rule import Absence, MessagePart, Parameter, Read, Rule, RuleAuthority, Strength, Test

FORMAT = 13
"""Rises when the shape below changes."""

_LATER = ("when", "require", "message")
"""The parts of a rule that are read only when they are asked for: half of the bytes, and most rules of most plans pass."""

_STRENGTH = {strength.value: strength for strength in Strength}
_ABSENCE = {absence.value: absence for absence in Absence}

Parts = tuple[
    dict[str, Rule],
    dict[str, Clause],
    dict[str, Authority],
    dict[str, Profile],
    dict[str, Register],
    dict[str, bytes],
]


_T = TypeVar("_T")


class _Later(Sequence[_T], Generic[_T]):
    """A part of a kept rule, made of its bytes when someone first looks into it."""

    __slots__ = ("_blob", "_made", "_make", "_span")

    def __init__(self, blob: bytes, span: list[int], make: Callable[[Any, bytes], _T]) -> None:
        self._blob = blob
        self._span = span
        self._make = make
        self._made: tuple[_T, ...] | None = None

    def _all(self) -> tuple[_T, ...]:
        if self._made is None:
            rows = json.loads(self._blob[slice(*self._span)])
            self._made = tuple([self._make(row, self._blob) for row in rows])
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_T, ...]: ...
    def __getitem__(self, index: int | slice) -> _T | tuple[_T, ...]:
        return self._all()[index]

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, _Later) else other)

    def __hash__(self) -> int:
        return hash(self._all())


def save(
    path: Path, rules: Any, clauses: Any, authorities: Any, profiles: Any, registers: Any, sheets: Any
) -> None:  # fmt: skip
    """Write the compiled pack to `path`, whole or not at all."""
    blob = bytearray()
    content = {
        "rules": [_row(rule, blob) for rule in rules.values()],
        "clauses": [_plain(clause, blob) for clause in clauses.values()],
        "authorities": [_plain(authority, blob) for authority in authorities.values()],
        "profiles": [profile.data for profile in profiles.values()],
        "registers": list(registers.values()),
        "sheets": {name: _plain(code, blob) for name, code in sheets.items()},
        "format": plan_schema().short,
        "size": len(blob),
    }
    keep(path, _json(content) + b"\n" + blob)


def load(path: Path) -> Parts | None:
    """The compiled pack at `path`, or None where there is none that can be used."""
    try:
        head, _, blob = path.read_bytes().partition(b"\n")
        content = json.loads(head)
        if len(blob) != content["size"]:
            return None
        rules = {row[0]: _rule(row, blob) for row in content["rules"]}
        clauses = {row[0]: Clause(row[0], _STRENGTH[row[1]], *row[2:]) for row in content["clauses"]}
        authorities = {row[0]: Authority(*row) for row in content["authorities"]}
        profiles = {data["id"]: Profile(data) for data in content["profiles"]}
        registers = {row[0]: _register(row) for row in content["registers"]}
        sheets = {name: blob[slice(*span)] for name, span in content["sheets"].items()}
        plan_schema().remember(content["format"])
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return rules, clauses, authorities, profiles, registers, sheets


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _row(rule: Rule, blob: bytearray) -> list[Any]:
    row = []
    for name, value in zip(Rule._fields, rule, strict=True):
        plain = _plain(value, blob)
        row.append(_plain(_json(plain), blob) if name in _LATER and value else plain)
    return row


def _plain(value: Any, blob: bytearray) -> Any:
    """A value as JSON takes it; bytes go to `blob`, and where they start and end takes their place."""
    if isinstance(value, bytes):
        start = len(blob)
        blob += value
        return [start, len(blob)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | _Later):
        return [_plain(part, blob) for part in value]
    return value


def _rule(row: list[Any], blob: bytes) -> Rule:
    (id_, version, title, topic, file, clauses, quote, strength, authorities, rationale, remedy, parameters, for_each,
     when, when_words, when_absent, require, words, if_absent, message, question, look_at, amendment, digest, crosswalk, renamed,
     paths, condition, compares) = row  # fmt: skip
    return Rule(
        id_, version, title, topic, file, tuple(clauses), quote, _STRENGTH[strength],
        tuple([RuleAuthority(a[0], a[1], a[2], _STRENGTH[a[3]] if a[3] else None) for a in authorities]),
        rationale, remedy, tuple([Parameter(*parameter) for parameter in parameters]), tuple(for_each),
        _Later(blob, when, _test) if when else (), when_words, _ABSENCE[when_absent],
        _Later(blob, require, _test) if require else (), words, _ABSENCE[if_absent],
        _Later(blob, message, _part) if message else (),
        question, tuple(look_at), amendment, digest,
        tuple([(place[0], place[1]) for place in crosswalk]), tuple(renamed),
        tuple([tuple(path) for path in paths]), condition, compares,
    )  # fmt: skip


def _register(row: list[Any]) -> Register:
    id_, title, description, gaps, fields, entries, sources = row
    return Register(
        id_, title, description, gaps, tuple(RegisterField(*field) for field in fields), entries, tuple(sources)
    )  # fmt: skip


def _part(row: list[Any], blob: bytes) -> MessagePart:
    text, code = row
    return MessagePart(text, blob[slice(*code)] if code is not None else None)


def _test(row: list[Any], blob: bytes) -> Test:
    path, each, code, expression, sentence, line, reads, related, unknown = row
    return Test(
        tuple(path),
        tuple(each),
        blob[slice(*code)],
        expression,
        sentence,
        line,
        _reads(reads),
        _reads(related),
        blob[slice(*unknown)],
    )


def _reads(rows: list[Any]) -> tuple[Read, ...]:
    return tuple(Read(row[0], tuple(row[1]), row[2]) for row in rows)
