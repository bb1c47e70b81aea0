"""What the conditions of a rule look at, from the root of the plan."""

from typing import NamedTuple

from checker.plan.schema import EACH, Pattern
from checker.policy.rule import Rule

_DAY = ("plan", "as_of")


class Reads(NamedTuple):
    """The fields of this year's plan and of last year's, by their place in the plan format; the registers; whether the day."""

    plan: frozenset[Pattern]
    prior: frozenset[Pattern]
    registers: frozenset[str]
    day: bool


def reads(rule: Rule) -> Reads:
    """All that `when` and `require` look at; a message may show more, and changes nothing."""
    item: Pattern = (*rule.for_each, EACH) if rule.for_each else ()
    around = [at for at, step in enumerate(item[:-1]) if step == EACH]
    parent = item[: around[-1] + 1] if around else ()
    plan: set[Pattern] = set()
    prior: set[Pattern] = set()
    registers: set[str] = set()
    day = False
    for test in (*rule.when, *rule.require):
        inner = (*item, *test.each)
        roots = {"plan": (), "item": item, "parent": parent, "entry": (*inner, EACH), "before": inner}
        for read in test.reads:
            if read.variable in roots:
                plan.add((*roots[read.variable], *read.path))
            elif read.variable == "prior":
                prior.add(read.path)
            elif read.variable == "register":
                registers.update(read.path[:1])
            day = day or read.variable == "as_of"
    # The day of assessment stands inside of the plan too.
    day = day or any(_DAY[: len(pattern)] == pattern for pattern in plan)
    plan.discard(_DAY)
    return Reads(frozenset(plan), frozenset(prior), frozenset(registers), day)
