"""A rule as an English sentence."""

from checker.plan.schema import EACH, plan_schema
from checker.policy.rule import Absence, Rule

_IF_ABSENT = {
    Absence.FAIL: "If that is not given, the rule fails.",
    Absence.NOT_APPLICABLE: "If that is not given, the rule does not apply.",
    Absence.NEEDS_REVIEW: "If that is not given, a person has to look.",
}


def sentence(rule: Rule) -> str:
    """What the rule asks, as one or two sentences."""
    where = ""
    if rule.for_each:
        field = plan_schema().field(rule.for_each) or {}
        path = ".".join(step for step in rule.for_each if step != EACH)
        where = f"For each entry of {path} ({field.get('title', path)})"
    if rule.when:
        condition = rule.when_in_words or " and ".join(test.sentence for test in rule.when)
        where += f"{', when' if where else 'When'} {condition}"
    if rule.question:
        return f"{where}{', a' if where else 'A'} person answers: {rule.question}"
    asks = rule.require_in_words.strip().rstrip(".") or " and ".join(test.sentence for test in rule.require)
    lead = f"{where}: {asks}." if where else f"{asks[:1].upper()}{asks[1:]}."
    return f"{lead} {_IF_ABSENT[rule.if_absent]}"
