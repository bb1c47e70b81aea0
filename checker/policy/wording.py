"""A rule as an English sentence."""

import re
from collections.abc import Sequence

from checker.plan.schema import plan_schema
from checker.policy.naming import entry_title
from checker.policy.rule import Absence, Rule, Test

_IF_ABSENT = {
    Absence.FAIL: "If that is not given, the rule fails.",
    Absence.NOT_APPLICABLE: "If that is not given, the rule does not apply.",
    Absence.NEEDS_REVIEW: "If that is not given, a person has to look.",
}
_BEGINNINGS = (
    "The", "A", "An", "At", "Each", "Every", "Everyone", "For", "No", "One", "Some", "Something", "There", "Wherever",
)  # fmt: skip


def sentence(rule: Rule) -> str:
    """What the rule asks, as one or two sentences."""
    where = ""
    if rule.for_each:
        where = f"For each {entry_title(rule.for_each, plan_schema())}"
    if rule.when:
        condition = rule.when_in_words or _all(rule.when)
        where += f"{', when' if where else 'When'} {condition}"
    if rule.question:
        return f"{where}{', a' if where else 'A'} person answers: {rule.question}"
    asks = rule.require_in_words.strip().rstrip(".") or _all(rule.require)
    lead = f"{where}: {_lower(asks)}." if where else f"{asks[:1].upper()}{asks[1:]}."
    return _with_values(f"{lead} {_IF_ABSENT[rule.if_absent]}", rule)


def _all(tests: Sequence[Test]) -> str:
    """Every test; more than two of them with commas, because a test may hold an `and` of its own."""
    return (" and " if len(tests) < 3 else ", and ").join(test.sentence for test in tests)


def _lower(words: str) -> str:
    """A sentence as it goes on after a colon; a name at its beginning stays as it is."""
    first, _, _ = words.partition(" ")
    return words[:1].lower() + words[1:] if first in _BEGINNINGS else words


def _with_values(words: str, rule: Rule) -> str:
    """`params.days days` → `730 days (or as the profile sets)`."""
    values = {parameter.name: parameter.value for parameter in rule.parameters}

    def value(match: re.Match[str]) -> str:
        return (
            f"{values[match[1]]}{match[2] or ''} (or as the profile sets)" if match[1] in values else match[0]
        )

    return re.sub(r"\bparams\.([a-z_]+)\b( days| entries)?", value, words)
