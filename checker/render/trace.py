"""A trace as text for an auditor: the outcome first, then entry by entry what was asked and what was seen."""

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.assessment.outcome import Outcome
from checker.assessment.trace import Answer, EntryTrace, Part, Seen, TestTrace, Trace, Verdict
from checker.location import route_text
from checker.policy.parts import Joint
from checker.policy.rule import Rule
from checker.policy.wording import sentence
from checker.render.printable import one_line

_MARKS = {
    Answer.TRUE: "✓",
    Answer.FALSE: "✗",
    Answer.ABSENT: "✗",
    Answer.NO_VALUE: "?",
    Answer.NOT_ASKED: "·",
}
_SIGNS = {
    Verdict.PASSES: "✓", Verdict.FAILS: "✗", Verdict.DOES_NOT_APPLY: "·", Verdict.NEEDS_REVIEW: "?",
    Verdict.NOT_EVALUATED: "?",
}  # fmt: skip
_ORDER = (
    Verdict.FAILS, Verdict.NOT_EVALUATED, Verdict.NEEDS_REVIEW, Verdict.PASSES, Verdict.DOES_NOT_APPLY,
)  # fmt: skip
_JOINTS = {
    Joint.AND: "all of these:", Joint.OR: "at least one of these:", Joint.NOT: "not this:",
    Joint.CHOICE: "if the first, then the second, otherwise the third:",
}  # fmt: skip


def render_outcome(outcome: Outcome, as_of: str) -> Iterator[str]:
    """What came of the rule, as `cxcheck check` says it."""
    rule = outcome.rule
    yield f"{rule.id}: {rule.title}\n"
    day = f", as of {as_of}" if as_of else ""
    judged = (
        f"; it applied to {outcome.judged} of the plan's entries" if outcome.judged and rule.for_each else ""
    )
    yield f"Outcome: {outcome.status.words} ({outcome.level.value}){day}{judged}\n"
    if outcome.reason:
        yield f"  because: {one_line(outcome.reason)}\n"
    for finding in outcome.findings:
        yield f"  {finding.location}: {one_line(finding.message)}\n"


def render_trace(trace: Trace, most: int | None) -> Iterator[str]:
    """The whole trace; `most` entries of it, all where that is None."""
    rule = trace.outcome.rule
    yield from render_outcome(trace.outcome, trace.as_of)
    yield f"\n{sentence(rule)}\n"
    if rule.for_each:
        yield f"\nEntries: {_counted(trace.entries)}\n"
    # The entries that tell most are chosen; they are shown in the order of the plan.
    chosen = sorted(range(len(trace.entries)), key=lambda at: (_ORDER.index(trace.entries[at].verdict), at))[
        :most
    ]
    for at in sorted(chosen):
        yield from _entry(trace.entries[at], rule)
    left = [entry for at, entry in enumerate(trace.entries) if at not in chosen]
    if left:
        yield f"\nNot shown: {_counted(left)}; --all shows them\n"


def _counted(entries: Sequence[EntryTrace]) -> str:
    """`3: 1 × passes, 2 × fails`."""
    counts = Counter(entry.verdict for entry in entries)
    words = ", ".join(f"{counts[verdict]} × {verdict.value}" for verdict in _ORDER if counts[verdict])
    return f"{len(entries)}: {words}" if words else "none"


def _entry(entry: EntryTrace, rule: Rule) -> Iterator[str]:
    yield f"\n{_SIGNS[entry.verdict]} {route_text(entry.route)} {entry.verdict.value} ({entry.location})\n"
    if entry.when:
        applies = entry.verdict is not Verdict.DOES_NOT_APPLY or bool(entry.require)
        yield f"  {'applies because' if applies else 'does not apply because'}\n"
        yield from _tests(entry.when, entry)
    if entry.require:
        yield "  has to show\n"
        yield from _tests(entry.require, entry)
    if rule.question and entry.verdict is Verdict.NEEDS_REVIEW:
        yield f"  a person answers: {rule.question}\n"


def _tests(tests: tuple[TestTrace, ...], entry: EntryTrace) -> Iterator[str]:
    for test in tests:
        indent = "    "
        if test.route != entry.route:
            yield f"    in {route_text(test.route)}\n"
            indent = "      "
        yield from _part(test.part, indent, test.sentence)


def _part(part: Part, indent: str, sentence_: str = "") -> Iterator[str]:
    answer = part.answer.value
    if part.reason:
        answer += f": {one_line(part.reason)}"
    joint = f" — {_JOINTS[part.joint]}" if part.parts else ""
    words = f"{sentence_}: " if sentence_ else ""
    text = "" if part.parts else f"  {one_line(part.expression)}"
    yield f"{indent}{_MARKS[part.answer]} {words}{answer}{joint}{text}\n"
    for seen in part.values:
        yield f"{indent}    {_seen(seen)}\n"
    if part.more:
        yield f"{indent}    and {part.more} more\n"
    for inner in part.parts:
        yield from _part(inner, indent + "  ")


def _seen(seen: Seen) -> str:
    place = f"  ({seen.location})" if seen.location is not None else ""
    if not seen.text:
        return f"{seen.name} is absent{place.replace('(', '(nearest: ', 1)}"
    return f"{seen.name} = {one_line(seen.text)}{place}"
