"""What a field of a plan is good for: the rules that ask for it."""

from collections.abc import Iterable, Mapping

from checker.location import parse_route
from checker.plan.schema import Pattern, PlanSchema
from checker.policy.reads import reads
from checker.policy.rule import Rule


def asked_for(rules: Iterable[Rule], schema: PlanSchema) -> Mapping[Pattern, tuple[Rule, ...]]:
    """Every field that rules ask for, and those rules. A rule that asks for a part of a block asks for the block."""
    found: dict[Pattern, dict[str, Rule]] = {}
    for rule in rules:
        for field in _fields(rule, schema):
            for length in range(1, len(field) + 1):
                found.setdefault(field[:length], {})[rule.id] = rule
    return {field: tuple(asking.values()) for field, asking in found.items()}


def _fields(rule: Rule, schema: PlanSchema) -> set[Pattern]:
    """What a rule reads, points a person to, or takes the entries of."""
    shown = {tuple(str(step) for step in parse_route(text)) for text in rule.look_at}
    return {field for field in reads(rule).plan | shown | {rule.for_each} if field and schema.field(field)}
