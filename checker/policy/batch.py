"""One expression that asks a rule about all entries of its list at once, and one that asks all rules of a topic.

Most entries of most plans are in order, and a call into CEL costs more than the comparison that it makes. The batch of a
rule answers a number for each entry; only entries that fail are then asked one by one, for their findings. Where any
entry meets an absent field or a value of the wrong kind the batch as a whole has no answer, and all are asked one by one.

Each number is handed over with `noted`; one without a value is not, and the rule then has fewer answers than entries. The sheet
of a topic holds the batches of its rules: one without answers does not keep the next from answering, and the value of the
sheet itself says nothing. Numbers are handed over one by one because the CEL library never gives back the memory of a list
that it hands to a function.

Conditions are chained with `? :`, which, unlike `&&`, takes them strictly in order, as they are taken one by one.
"""

import json
from collections.abc import Iterable, Sequence

from checker.plan.schema import EACH, Pattern
from checker.policy.rule import Test

PASSES, FAILS, DOES_NOT_APPLY = 1, 0, 2


def batch(rule: str, for_each: Pattern, when: Sequence[Test], require: Sequence[Test]) -> str:
    """The CEL text of the batch, which notes one of the numbers above for each entry, in order; empty where a rule has none.

    It is ready for evaluation: of the names that a rule may use, only those of the entries and of the plans are left. A rule
    without a list has one entry, the plan, and one number. A rule whose tests look into an inner list of the entry has no
    batch.
    """
    from checker.policy.expressions import written_out

    if not require or any(test.each for test in require):
        return ""
    text = f"({_all(require)} ? {PASSES} : {FAILS})"
    if when:
        text = f"({_all(when)} ? {text} : {DOES_NOT_APPLY})"
    text = f"noted({json.dumps(rule)}, {text})"
    places = {"params": f"params_of({json.dumps(rule)})"}
    if not for_each:
        return written_out(text, {**places, "item": "plan"})
    text = written_out(text, places)
    ways = _lists(for_each)
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


def sheet(batches: Iterable[str]) -> str:
    """The CEL text that asks all these rules."""
    return f"[{', '.join(batches)}]"


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
