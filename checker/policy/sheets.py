"""One expression that asks many rules about all entries of their list at once.

Most entries of most plans are in order, and a call into CEL costs more than the comparison that it makes; so does what CEL
does to get ready for a loop. The sheet of a list goes through its entries once and asks each of all rules that judge the list
(the rules that judge the plan as a whole have a sheet for each topic). Only entries that fail are then asked one by one, for
their findings. Where any entry meets an absent field or a value of the wrong kind the rule as a whole has no answer, and all
of its entries are asked one by one.

Each answer is handed over with `noted` or `passed_over`; one without a value is not, and the rule then has fewer answers than
entries. One without a value does not keep the next from answering, and the value of the sheet itself says nothing. Answers are
handed over one by one because the CEL library never gives back the memory of a list that it hands to a function.

Conditions are chained with `? :`, which, unlike `&&`, takes them strictly in order, as they are taken one by one.
"""

import json
from collections.abc import Iterator, Sequence

from checker.plan.schema import EACH, Pattern
from checker.policy.rule import Rule, Test


def stands_on_a_sheet(rule: Rule) -> bool:
    """Whether the rule can be asked so: not where its tests look into an inner list of the entry, and not where a person answers."""
    return bool(rule.require) and not any(test.each for test in rule.require)


def sheet(rules: Sequence[Rule]) -> str:
    """The CEL text that asks rules of the same sheet. It notes an answer of each about each entry, in order.

    It is ready for evaluation: of the names that a rule may use, only those of the entries and of the plans are left. Rules
    without a list have one entry, the plan.
    """
    text = f"[{', '.join(_asked(rules))}]"
    if not rules[0].for_each:
        return text
    ways = _lists((*rules[0].for_each, EACH))
    names = [
        *[f"around{level}_" for level in range(len(ways) - 2)],
        *(["parent"] if len(ways) > 1 else []),
        "item",
    ]
    for way, name, inside in reversed(list(zip(ways, names, ["plan", *names[:-1]], strict=True))):
        steps = [f"{inside}.{'.'.join(way[: length + 1])}" for length in range(len(way))]
        there = " && ".join(f"has({step})" for step in steps)
        text = f"({there} ? {steps[-1]}.map({name}, {text}) : [])"
    return text


def _asked(rules: Sequence[Rule]) -> Iterator[str]:
    """What notes the answers of rules about one entry. Rules that apply under the same condition share it."""
    together: dict[str, list[Rule]] = {}
    for rule in rules:
        together.setdefault(_in_place(_all(rule.when), rule) if rule.when else "", []).append(rule)
    for when, alike in together.items():
        noted = [f"noted({json.dumps(rule.id)}, {_in_place(_all(rule.require), rule)})" for rule in alike]
        if when:
            ids = " ".join(rule.id for rule in alike)
            # Each of them is true, so that all are asked.
            yield f"({when} ? {' && '.join(noted)} : passed_over({json.dumps(ids)}))"
        else:
            yield from noted


def _in_place(text: str, rule: Rule) -> str:
    """An expression with what is evaluated in place of the names that stand for something else in each rule."""
    from checker.policy.expressions import written_out

    places = {"params": f"params_of({json.dumps(rule.id)})"}
    return written_out(text, places if rule.for_each else {**places, "item": "plan"})


def _all(tests: Sequence[Test]) -> str:
    text = f"({tests[-1].expression})"
    for test in reversed(tests[:-1]):
        text = f"(({test.expression}) ? {text} : false)"
    return text


def _lists(pattern: Pattern) -> list[Pattern]:
    ways: list[Pattern] = [()]
    for step in pattern:
        if step == EACH:
            ways.append(())
        else:
            ways[-1] = (*ways[-1], step)
    return [way for way in ways if way]
