"""A new rule from a few answers, with the examples that prove it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from checker.plan.schema import EACH, Pattern
from checker.policy.answers import field_pattern, list_pattern
from checker.policy.clauses import Clause
from checker.policy.functions import listed
from checker.policy.messages import BRACES
from checker.policy.plantypes import PlanTypes
from checker.policy.sampling import ABSENT, KNOWN_ID, sample

_FIELD = re.compile(r"\b(item|parent|plan)\.([a-z_]+(?:\.[a-z_]+)*)\b(?!\()")
_KINDS = ("pass", "fail", "not_applicable", "needs_review")


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers.

    `for_each` is empty where the rule looks at the whole plan; then `given` names the field without which the rule does
    not apply. `passes` and `fails` are values of `field`, or ABSENT.
    """

    id: str
    topic: str
    title: str
    clause: Clause
    for_each: str
    given: str
    field: str
    operator: str
    argument: Any
    if_absent: str
    message: str
    rationale: str
    remedy: str
    passes: Any
    fails: Any


@dataclass(frozen=True, slots=True)
class DraftExample:
    """One example: its kind, what it shows, as much of a plan as the rule reads."""

    kind: str
    name: str
    plan: Mapping[str, Any]


def draft_examples(draft: Draft, types: PlanTypes) -> list[DraftExample]:
    """A plan that passes, one that fails, one without the field where that is answered, one without the list."""
    name = draft.field.rsplit(".", 1)[-1].replace("_", " ")
    found = [
        DraftExample("pass", _shows(name, draft.passes, draft.operator), _plan(draft, draft.passes, types)),
        DraftExample("fail", _shows(name, draft.fails, draft.operator), _plan(draft, draft.fails, types)),
    ]
    if draft.fails is not ABSENT and draft.passes is not ABSENT:
        kind = "fail" if draft.operator in ("present", "filled") else draft.if_absent
        found.append(DraftExample(kind, f"no {name}", _plan(draft, ABSENT, types)))
    if draft.given:
        words = draft.given.replace("_", " ").replace(".", ", ")
        found.append(DraftExample("not_applicable", f"nothing under {words}", _around(draft, {}, types)))
    else:
        words = draft.for_each.replace("_", " ").replace(".", ", ")
        found.append(DraftExample("not_applicable", f"a plan without {words}", {}))
    return sorted(found, key=lambda example: _KINDS.index(example.kind))


def _shows(name: str, value: Any, operator: str) -> str:
    """What an example shows, for a reader of the rule: the value of its field."""
    if value is ABSENT:
        return f"no {name}"
    if operator in ("present", "filled") and value != "TBD":
        return f"the {name} is given"
    if isinstance(value, list) and len(set(map(str, value))) < len(value):
        return f"{len(value)} entries in {name}"
    text = listed(value) if isinstance(value, list) else str(value)
    shown = text.lower() if isinstance(value, bool) else text
    return f"{name} {shorten(shown, 40, placeholder=' …')}" if shown else f"{name} without entries"


def _plan(draft: Draft, value: Any, types: PlanTypes) -> dict[str, Any]:
    """As much of a plan as the rule reads, with `value` in the field, and what the message names."""
    entry: dict[str, Any] = {}
    base = list_pattern(draft.for_each, types)
    if draft.given:
        _put(entry, draft.given.split("."), sample(field_pattern(draft.given, base, types), types))
    if value is not ABSENT:
        _put(entry, draft.field.split("."), value)
    named = list(_named(draft, types))
    for path, pattern in named:
        if pattern[: len(base)] == base:
            _fill(entry, path, sample(pattern, types))
    plan = _around(draft, entry, types)
    for _, pattern in named:
        _fill(plan, list(pattern), sample(pattern, types))
    if draft.operator == "refers_to":
        *holder, key = str(draft.argument).split(".")
        _put_entry(plan, holder, key)
    return plan


def _around(draft: Draft, entry: dict[str, Any], types: PlanTypes) -> dict[str, Any]:
    """The plan around an entry. An entry that would be empty gets another field, so that it counts as one."""
    pattern = list_pattern(draft.for_each, types)
    if pattern and not entry:
        taken = {draft.field.split(".")[0], draft.given.split(".")[0]}
        other = next(name for name in types.schema.names(pattern) if name not in taken)
        entry = {other: sample((*pattern, other), types)}
    whole: Any = entry
    for step in reversed(pattern):
        whole = [whole] if step == EACH else {step: whole}
    return dict(whole)


def _named(draft: Draft, types: PlanTypes) -> Iterator[tuple[list[str], Pattern]]:
    """The fields that the message names, but for the one that the rule looks at: the steps from its variable, and the place."""
    entry = list_pattern(draft.for_each, types)
    around = max((at for at, step in enumerate(entry[:-1]) if step == EACH), default=-1)
    bases = {"item": entry, "parent": entry[: around + 1], "plan": ()}
    looked_at = (*entry, *draft.field.split("."))
    for variable, dotted in _FIELD.findall(" ".join(BRACES.findall(draft.message))):
        path = dotted.split(".")
        pattern = (*bases[variable], *path)
        if types.schema.field(pattern) is not None and pattern[: len(looked_at)] != looked_at:
            yield path, pattern


def _fill(target: Any, steps: list[str], value: Any) -> None:
    """Put a value where nothing stands yet; of a list, in its first entry."""
    for step in steps[:-1]:
        target = target[0] if step == EACH else target.setdefault(step, {})
        if not isinstance(target, dict | list):
            return
    target.setdefault(steps[-1], value)


def _put(target: dict[str, Any], steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        target = target.setdefault(step, {})
    target[steps[-1]] = value


def _put_entry(plan: dict[str, Any], holder: list[str], key: str) -> None:
    """An entry with the id that the passing example refers to; where the list is there, its first entry gets it."""
    target: Any = plan
    for step in holder[:-1]:
        target = target.setdefault(step, {})
    entries = target.setdefault(holder[-1], [{}])
    entries[0][key] = KNOWN_ID
