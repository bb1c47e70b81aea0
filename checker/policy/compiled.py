"""Compiled rules on disk, so that a hook does not compile the pack at every commit.

One line of JSON, then the code of all expressions end to end. JSON, not pickle: a cache that someone else could write
must not be able to run anything. A cache that cannot be read or written costs time, never a result.
"""

import json
from enum import Enum
from pathlib import Path
from typing import Any

from checker.keeping import keep
from checker.plan.schema import plan_schema
from checker.policy.clauses import Authority, Clause
from checker.policy.profile import Profile
from checker.policy.register import Register, RegisterField
from checker.policy.rule import Absence, MessagePart, Parameter, Read, Rule, RuleAuthority, Strength, Test

FORMAT = 11
"""Rises when the shape below changes."""

Parts = tuple[
    dict[str, Rule],
    dict[str, Clause],
    dict[str, Authority],
    dict[str, Profile],
    dict[str, Register],
    dict[str, bytes],
]


def save(
    path: Path, rules: Any, clauses: Any, authorities: Any, profiles: Any, registers: Any, sheets: Any
) -> None:  # fmt: skip
    """Write the compiled pack to `path`, whole or not at all."""
    codes = bytearray()
    content = {
        "rules": [_plain(rule, codes) for rule in rules.values()],
        "clauses": [_plain(clause, codes) for clause in clauses.values()],
        "authorities": [_plain(authority, codes) for authority in authorities.values()],
        "profiles": [profile.data for profile in profiles.values()],
        "registers": list(registers.values()),
        "sheets": {topic: _plain(code, codes) for topic, code in sheets.items()},
        "format": plan_schema().short,
    }
    head = json.dumps(content, separators=(",", ":")).encode("ascii")
    keep(path, head + b"\n" + codes)


def load(path: Path) -> Parts | None:
    """The compiled pack at `path`, or None where there is none that can be used."""
    try:
        head, _, codes = path.read_bytes().partition(b"\n")
        content = json.loads(head)
        rules = {row[0]: _rule(row, codes) for row in content["rules"]}
        clauses = {row[0]: Clause(row[0], Strength(row[1]), *row[2:]) for row in content["clauses"]}
        authorities = {row[0]: Authority(*row) for row in content["authorities"]}
        profiles = {data["id"]: Profile(data) for data in content["profiles"]}
        registers = {row[0]: _register(row) for row in content["registers"]}
        sheets = {topic: codes[slice(*span)] for topic, span in content["sheets"].items()}
        plan_schema().remember(content["format"])
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return rules, clauses, authorities, profiles, registers, sheets


def _plain(value: Any, codes: bytearray) -> Any:
    """A value as JSON takes it; compiled code goes to `codes`, and where it starts and ends takes its place."""
    if isinstance(value, bytes):
        start = len(codes)
        codes += value
        return [start, len(codes)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(part, codes) for part in value]
    return value


def _rule(row: list[Any], codes: bytes) -> Rule:
    (id_, version, title, topic, file, clauses, quote, strength, authorities, rationale, remedy, parameters, for_each,
     when, when_words, when_absent, require, words, if_absent, message, question, look_at, amendment, digest, crosswalk, renamed) = row  # fmt: skip
    return Rule(
        id_, version, title, topic, file, tuple(clauses), quote, Strength(strength),
        tuple(RuleAuthority(a[0], a[1], a[2], Strength(a[3]) if a[3] else None) for a in authorities),
        rationale, remedy, tuple(Parameter(*parameter) for parameter in parameters), tuple(for_each),
        tuple(_test(test, codes) for test in when), when_words, Absence(when_absent),
        tuple(_test(test, codes) for test in require), words, Absence(if_absent),
        tuple(MessagePart(part[0], codes[slice(*part[1])] if part[1] is not None else None) for part in message),
        question, tuple(look_at), amendment, digest,
        tuple((place[0], place[1]) for place in crosswalk), tuple(renamed),
    )  # fmt: skip


def _register(row: list[Any]) -> Register:
    id_, title, description, gaps, fields, entries, sources = row
    return Register(
        id_, title, description, gaps, tuple(RegisterField(*field) for field in fields), entries, tuple(sources)
    )  # fmt: skip


def _test(row: list[Any], codes: bytes) -> Test:
    path, each, code, expression, sentence, line, reads, related, unknown = row
    return Test(
        tuple(path),
        tuple(each),
        codes[slice(*code)],
        expression,
        sentence,
        line,
        _reads(reads),
        _reads(related),
        codes[slice(*unknown)],
    )


def _reads(rows: list[Any]) -> tuple[Read, ...]:
    return tuple(Read(row[0], tuple(row[1]), row[2]) for row in rows)
