"""The rule pack as a list, for a terminal or as JSON."""

import json
from collections.abc import Iterable

from checker.plan.problems import PROBLEMS
from checker.policy.rule import Rule


def rule_table(rules: Iterable[Rule]) -> str:
    """One line a rule under its topic: id, level, clauses and title; then the format problems."""
    rules = list(rules)
    lines: list[str] = []
    width = max((len(rule.id) for rule in rules), default=0)
    for topic in sorted({rule.topic for rule in rules}):
        lines += [topic, *(_line(rule, width) for rule in rules if rule.topic == topic), ""]
    manual = sum(1 for rule in rules if rule.question)
    lines.append(
        f"{len(rules)} rules, {manual} of them for a person to judge; {len(PROBLEMS)} format problems beside them"
    )
    return "\n".join(lines) + "\n"


def _line(rule: Rule, width: int) -> str:
    kind = "review" if rule.question else rule.strength.level.value
    return f"  {rule.id:<{width}}  {kind:<7}  {rule.title} ({', '.join(rule.clauses)})"


def rule_json(rules: Iterable[Rule]) -> str:
    """The same as JSON: a list of objects, one a rule."""
    rows = [
        {
            "id": rule.id, "version": rule.version, "title": rule.title, "topic": rule.topic, "file": f"rules/{rule.file}",
            "clauses": list(rule.clauses), "strength": rule.strength.value, "level": rule.strength.level.value,
            "authorities": [authority.id for authority in rule.authorities], "manual": bool(rule.question),
            "amendment_only": rule.amendment_only, "digest": rule.version_digest,
        }
        for rule in rules
    ]  # fmt: skip
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
