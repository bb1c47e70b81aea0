"""One expression that asks a rule about all entries of its list at once, and one that asks all rules of a topic.

Most entries of most plans are in order, and a call into CEL costs more than the comparison that it makes. The batch of a
rule answers a list of numbers, one an entry; only entries that fail are then asked one by one, for their findings. Where any
entry meets an absent field or a value of the wrong kind the batch as a whole has no answer, and all are asked one by one.

The sheet of a topic holds the batches of its rules, each handing its answer over with `noted`. A batch without an answer
hands over nothing and does not keep the next from answering; the value of the sheet itself says nothing.

Conditions are chained with `? :`, which, unlike `&&`, takes them strictly in order, as they are taken one by one.
"""

import json
from collections.abc import Mapping

from checker.plan.schema import EACH, Pattern
from checker.policy.rule import Test

PASSES, FAILS, DOES_NOT_APPLY = 1, 0, 2


def batch(rule: str, for_each: Pattern, when: tuple[Test, ...], require: tuple[Test, ...]) -> str:
    """The CEL text of the batch, whose value is a flat list of the numbers above; empty where a rule has none.

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


def sheet(batches: Mapping[str, str]) -> str:
    """The CEL text that asks all these rules, by their ids."""
    return f"[{', '.join(f'noted({json.dumps(rule)}, {text})' for rule, text in batches.items())}]"


def flatten(answer: object) -> list[int]:
    """The numbers of a batch over lists inside lists, in the order of the entries."""
    if isinstance(answer, list):
        return [number for part in answer for number in flatten(part)]
    return [answer] if isinstance(answer, int) else []


def _all(tests: tuple[Test, ...]) -> str:
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
