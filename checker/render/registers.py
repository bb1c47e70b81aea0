"""The registers of a pack with their entries: for a terminal, as Markdown, as JSON."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.policy.register import FOREVER, Register
from checker.policy.rule import Rule
from checker.render.markdown import code, escaped

_WIDTH = 96
_OPENING = (
    "Dated facts that rules read, each with its source. An entry counts from its first day up to the day before it ended."
    " In a folder that is added with `--rules`, the file `registers/ID.yaml` adds entries to a register, and an entry with"
    " the id of one of the pack takes its place."
)
_MEMORY = "In part from memory, not checked."


def registers_table(registers: Sequence[Register], rules: Sequence[Rule]) -> str:
    """Each register: what it lists, what it does not know, which rules read it, and its entries with their days."""
    blocks = ["\n".join(_block(register, rules)) for register in registers]
    return "\n\n".join(blocks or ["This pack has no registers."]) + "\n"


def registers_markdown(registers: Sequence[Register], rules: Sequence[Rule]) -> str:
    """A section a register; the links go to the pages of `cxcheck rules docs`."""
    lines = ["# The registers", "", _OPENING]
    for register in registers:
        lines += _section(register, rules)
    return "\n".join(lines) + "\n"


def registers_json(registers: Sequence[Register], rules: Sequence[Rule]) -> str:
    """The same as JSON: a list of registers, each with its fields, its entries and the rules that read it."""
    content = [
        {
            "id": register.id, "title": register.title, "description": register.description, "gaps": register.gaps,
            "files": list(register.sources), "rules": [rule.id for rule in _readers(register, rules)],
            "fields": {field.name: {"kind": field.kind, "description": field.description} for field in register.fields},
            "entries": [{**entry, "until": None if entry["until"] == FOREVER else entry["until"]} for entry in register.entries],
        }
        for register in registers
    ]  # fmt: skip
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _readers(register: Register, rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if register.id in rule.registers]


def _block(register: Register, rules: Sequence[Rule]) -> Iterator[str]:
    yield f"{register.id}: {register.title}"
    yield from _wrapped(register.description)
    if register.gaps:
        yield from _wrapped(f"Not known: {register.gaps}")
    readers = ", ".join(rule.id for rule in _readers(register, rules))
    yield from _wrapped(f"Read by {readers}." if readers else "No rule reads it.")
    for entry in register.entries:
        yield ""
        yield f"  {entry['id']}  {_days(entry)}"
        for field in register.fields:
            if field.name in entry:
                yield from _wrapped(f"{field.name}: {_value(entry[field.name])}", "    ")
        yield from _wrapped(f"source: {_source(entry)}", "    ")


def _section(register: Register, rules: Sequence[Rule]) -> Iterator[str]:
    yield from (
        "",
        f"## {register.id}",
        "",
        f"**{escaped(register.title)}**",
        "",
        escaped(register.description),
        "",
    )
    if register.gaps:
        yield from (f"What it does not know: {escaped(register.gaps)}", "")
    readers = [f"[{rule.id}]({rule.topic}/{rule.id}.md)" for rule in _readers(register, rules)]
    yield from (f"Read by {', '.join(readers)}." if readers else "No rule reads it.", "")
    for field in register.fields:
        yield f"- {code(field.name)}: {escaped(field.description)}"
    names = [field.name for field in register.fields]
    yield from ("", f"| Entry | Days | {' | '.join(names)} | Source |", f"|---|---|{'---|' * len(names)}---|")
    for entry in register.entries:
        cells = [_cell(entry.get(field.name), field.kind) for field in register.fields]
        yield f"| {entry['id']} | {_days(entry)} | {' | '.join(cells)} | {escaped(_source(entry))} |"


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return "–"
    # A bar ends the cell of a table, in a code span as well.
    return code(str(value)).replace("|", "\\|") if kind == "pattern" else escaped(_value(value))


def _days(entry: Mapping[str, Any]) -> str:
    return f"from {entry['since']}" + (f" until {entry['until']}" if entry["until"] != FOREVER else "")


def _source(entry: Mapping[str, Any]) -> str:
    parts = [entry["source"].strip().rstrip(".") + "."]
    if "note" in entry:
        parts.append(entry["note"].strip())
    if entry["verified"] == "memory":
        parts.append(_MEMORY)
    return " ".join(parts)


def _value(value: Any) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
