"""A new rule from a few answers, with the examples that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.plan.schema import EACH
from checker.policy.answers import field_pattern, list_pattern
from checker.policy.clauses import Clause
from checker.policy.plantypes import PlanTypes
from checker.policy.sampling import ABSENT, KNOWN_ID, sample

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
        DraftExample("pass", f"the {name} as the rule asks for it", _plan(draft, draft.passes, types)),
        DraftExample("fail", f"no {name}" if draft.fails is ABSENT else f"another {name}", _plan(draft, draft.fails, types)),
    ]  # fmt: skip
    if draft.fails is not ABSENT and draft.passes is not ABSENT:
        kind = "fail" if draft.operator in ("present", "filled") else draft.if_absent
        found.append(DraftExample(kind, f"no {name} at all", _plan(draft, ABSENT, types)))
    if draft.given:
        words = draft.given.replace("_", " ").replace(".", ", ")
        found.append(DraftExample("not_applicable", f"nothing under {words}", _around(draft, {}, types)))
    else:
        words = draft.for_each.replace("_", " ").replace(".", ", ")
        found.append(DraftExample("not_applicable", f"a plan without {words}", {}))
    return sorted(found, key=lambda example: _KINDS.index(example.kind))


def _plan(draft: Draft, value: Any, types: PlanTypes) -> dict[str, Any]:
    """As much of a plan as the rule reads, with `value` in the field."""
    entry: dict[str, Any] = {}
    if draft.given:
        base = list_pattern(draft.for_each, types)
        _put(entry, draft.given.split("."), sample(field_pattern(draft.given, base, types), types))
    if value is not ABSENT:
        _put(entry, draft.field.split("."), value)
    plan = _around(draft, entry, types)
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
