"""A plan that is only begun, as text: comments say what a block is for and which clauses ask for it.

A field that is still unknown stands behind a `#`, so that it is absent and the rules say so. Its value is a hint in square
brackets: a list, which fits no such field, so that a hint left standing is a finding too.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from checker.plan.schema import EACH, Pattern, PlanSchema
from checker.plan.yaml_text import text_value
from checker.policy.rule import Rule

_WIDTH = 110
_FEW = 3
_SENTENCE = re.compile(r"(?<!U\.S\.C)\.\s+(?=[A-Z])")

_HOW_TO = """\
{title}

How to go on:
- Behind # and a space something is said to you. Behind # without a space stands a field that can still be written: take
  away the #, and put your own words in place of the brackets and what is in them.
- Take away [] or {{}} behind a field when you write the first line below it. Write every further entry like the first.
- What you do not know yet, leave behind its #. `cxcheck check` names what is missing and what to write.
- The clauses behind a field ask for it: `cxcheck explain S1.p6.s1.a` shows the words of the order and its rules.
- These are the fields that rules look at. docs/plan-format.md of cxcheck lists all of them."""


class PlanText:
    """Writes plans. `asking` are the rules that ask for each field, `clauses` the ids of the order's clauses, in its order."""

    def __init__(
        self, schema: PlanSchema, asking: Mapping[Pattern, tuple[Rule, ...]], clauses: Sequence[str]
    ) -> None:
        self.schema = schema
        self.asking = asking
        self.clauses = clauses

    def plan(self, known: Mapping[str, Any], mode: str, apart: Sequence[str] = ()) -> str:
        """The text of plan.yaml. The blocks in `apart` are lists that have files of their own."""
        return _joined([*_mode_lines(mode), *self._plan(known, apart)])

    def entry(self, pattern: Pattern, known: Mapping[str, Any], mode: str) -> str:
        """The text of a file with one entry of a list."""
        lines = [
            *_mode_lines(mode),
            *_said(f"{known['name']}: how to go on stands at the top of plan.yaml.", ""),
            "",
        ]
        return _joined([*lines, *self._fields(pattern, known, "")])

    def _plan(self, known: Mapping[str, Any], apart: Sequence[str]) -> Iterator[str]:
        for line in _HOW_TO.format(title=known["plan"]["title"]).split("\n"):
            yield f"# {line}".rstrip()
        for name in self.schema.names(()):
            at = (name,)
            if name in known and at not in self.asking:
                yield from ("", *_said(self.schema.patterns[at]["description"], ""))
                yield from self._known(at, name, known[name], "", first=True)
            elif name in known or at in self.asking:
                yield from ("", *self._about(at))
                if name in apart:
                    yield f"# Every entry has a file of its own, in the folder {name}/."
                elif name in known:
                    yield from self._known(at, name, known[name], "", first=True)
                else:
                    yield from self._unknown(at, name, "")

    def _about(self, at: Pattern) -> Iterator[str]:
        """What a block is for, and which clauses ask for it."""
        yield from _said(self.schema.patterns[at]["description"], "")
        ids = self._ids(at)
        clauses = f"Clause {ids[0]}" if len(ids) == 1 else f"Clauses {', '.join(ids)}"
        count = len(self.asking.get(at, ()))
        yield from _said(f"{clauses}; {count} {'rule' if count == 1 else 'rules'}.", "")

    def _fields(
        self, pattern: Pattern, known: Mapping[str, Any], indent: str, *, first: bool = True
    ) -> Iterator[str]:
        """The fields of a block that is there: those that are known, and the others behind a `#` where it is the `first`."""
        wanted = self._wanted(pattern) if first else ()
        for name in self.schema.names(pattern):
            at = (*pattern, name)
            if name in known:
                yield from self._known(at, name, known[name], indent, first=first)
            elif name in wanted:
                yield from self._unknown(at, name, indent)

    def _known(self, at: Pattern, name: str, value: Any, indent: str, *, first: bool) -> Iterator[str]:
        if isinstance(value, Mapping):
            yield f"{indent}{name}:" if value else f"{indent}{name}: {{}}{self._clauses(at)}"
            yield from self._fields(at, value, indent + "  ", first=first)
        elif isinstance(value, list) and value and not self._is_block((*at, EACH)):
            yield f"{indent}{name}: [{', '.join(map(text_value, value))}]{self._clauses(at)}"
        elif isinstance(value, list) and value:
            yield f"{indent}{name}:"
            for number, entry in enumerate(value):
                lines = list(self._fields((*at, EACH), entry, indent + "    ", first=first and number == 0))
                lines[0] = f"{indent}  - {lines[0].strip()}"
                yield from lines
        elif isinstance(value, list):
            yield f"{indent}{name}: []{self._clauses(at)}"
            if first and self._is_block((*at, EACH)):
                yield from self._entry(at, indent)
            elif first:
                yield from _behind(f"{indent}  #- ", self._hint((*at, EACH), self.schema.patterns[at]))
        else:
            yield f"{indent}{name}: {_scalar(value)}"

    def _unknown(self, at: Pattern, name: str, indent: str) -> Iterator[str]:
        """A field that can still be written, with all that rules ask for inside it."""
        field = self.schema.patterns[at]
        if self._is_block(at):
            yield f"{indent}#{name}:{self._clauses(at)}"
            yield from self._unknown_fields(at, indent + "  ")
        elif field["type"] == "array" and self._is_block((*at, EACH)):
            yield f"{indent}#{name}:{self._clauses(at)}"
            yield from self._entry(at, indent)
        elif field["type"] == "array":
            yield f"{indent}#{name}:{self._clauses(at)}"
            yield from _behind(f"{indent}  #- ", self._hint((*at, EACH), field))
        else:
            yield from _behind(f"{indent}#{name}: ", self._hint(at), self._clauses(at))

    def _entry(self, at: Pattern, indent: str) -> Iterator[str]:
        """One entry of a list of blocks, behind a `#`."""
        lines = list(self._unknown_fields((*at, EACH), indent + "    "))
        lines[0] = f"{indent}  #- {lines[0].strip()[1:]}"
        yield from lines

    def _unknown_fields(self, pattern: Pattern, indent: str) -> Iterator[str]:
        for name in self._wanted(pattern):
            yield from self._unknown((*pattern, name), name, indent)

    def _wanted(self, pattern: Pattern) -> list[str]:
        """The fields of a block that have to be there or that rules ask for; all of them where there are none."""
        names = self.schema.names(pattern)
        required = self.schema.patterns[pattern].get("required", ())
        return [name for name in names if name in required or (*pattern, name) in self.asking] or names

    def _is_block(self, at: Pattern) -> bool:
        return "properties" in self.schema.patterns[at]

    def _hint(self, at: Pattern, of: Mapping[str, Any] | None = None) -> str:
        """What to write, in brackets: the words that may be chosen, the form, or what the format says of the field."""
        field = self.schema.patterns[at]
        if "enum" in field:
            return f"[{', '.join(map(text_value, field['enum']))}]"
        if field.get("format") == "date":
            return "[2026-01-31]"
        if field["type"] == "boolean":
            return "[true, false]"
        words = _SENTENCE.split((of or field)["description"])[0].removesuffix(".")
        return f"[{json.dumps(words, ensure_ascii=False)}]"

    def _ids(self, at: Pattern) -> list[str]:
        """The clauses of the rules that ask for a field, in the order of the order."""
        rules = self.asking.get(at, ())
        return [clause for clause in self.clauses if any(clause in rule.clauses for rule in rules)]

    def _clauses(self, at: Pattern) -> str:
        """The clauses that ask for a field, behind it."""
        ids = self._ids(at)
        more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
        return f"  # {', '.join(ids[:_FEW])}{more}" if ids else ""


def _mode_lines(mode: str) -> list[str]:
    """The lines by which editors find the schema: of yaml-language-server, and of the editors of JetBrains."""
    return [f"# yaml-language-server: $schema={mode}", f"# $schema: {mode}", "#"] if mode else []


def _said(text: str, indent: str) -> list[str]:
    return wrap(
        text, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ", break_on_hyphens=False
    )


def _behind(lead: str, hint: str, clauses: str = "") -> list[str]:
    """A field and its hint; a long list of words goes on in the next lines."""
    if hint.startswith('["'):
        return [f"{lead}{hint}{clauses}"]
    further = lead[: lead.index("#")] + "  #"
    lines = wrap(hint, _WIDTH, initial_indent=lead, subsequent_indent=further, break_on_hyphens=False)
    return [*lines[:-1], lines[-1] + clauses]


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    return str(value) if day else text_value(value)


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
