"""A trace as text for an auditor: the outcome first, then entry by entry what was asked and what was seen; what fails stands first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from checker.assessment.outcome import Outcome, Status
from checker.assessment.trace import Answer, EntryTrace, Part, Seen, TestTrace, Trace, Verdict
from checker.finding import Level
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

_MOST_NAMED = 8


def render_outcome(outcome: Outcome, as_of: str) -> Iterator[str]:
    """What came of the rule, as `cxcheck check` says it."""
    rule = outcome.rule
    yield f"{rule.id}: {rule.title}\n"
    day = f", as of {as_of}" if as_of else ""
    judged = (
        f"; it applied to {outcome.judged} of the plan's entries" if outcome.judged and rule.for_each else ""
    )
    yield f"Outcome: {outcome.status.words} ({_level(outcome)}){day}{judged}\n"
    if outcome.reason:
        yield f"  because: {one_line(outcome.reason)}\n"
    # Two fields that are absent from one place make two findings, which read alike.
    yield from dict.fromkeys(
        f"  {finding.location}: {one_line(finding.message)}\n" for finding in outcome.findings
    )


def _level(outcome: Outcome) -> str:
    """`error` of what fails; of anything else what a failure would be, so that no pass is called an error."""
    level = outcome.level.value
    if outcome.status in (Status.FAIL, Status.WAIVED):
        return level
    return f"{'an' if outcome.level is Level.ERROR else 'a'} {level} where it fails"


def render_trace(trace: Trace, most: int | None) -> Iterator[str]:
    """The whole trace; `most` entries of it, all where that is None. Those that a reason unites count as one."""
    rule = trace.outcome.rule
    yield from render_outcome(trace.outcome, trace.as_of)
    yield f"\n{sentence(rule)}\n"
    if rule.for_each:
        yield f"\nEntries: {_counted(trace.entries)}\n"
    blocks = _blocks(trace.entries)
    for block in blocks[:most]:
        yield from _entry(block, rule, every=most is None)
    left = [entry for block in blocks[most:] for entry in block] if most is not None else []
    if left:
        yield f"\nNot shown: {_counted(left)}; --all shows them\n"


def _blocks(entries: Sequence[EntryTrace]) -> list[list[EntryTrace]]:
    """The entries that tell most first; those to which the rule does not apply for one and the same reason together."""
    blocks: dict[Any, list[EntryTrace]] = {}
    for at, entry in enumerate(entries):
        alone = entry.verdict is not Verdict.DOES_NOT_APPLY
        key = at if alone else tuple(_answers(test.part) for test in (*entry.when, *entry.require))
        blocks.setdefault((_ORDER.index(entry.verdict), key), []).append(entry)
    return [blocks[key] for key in sorted(blocks, key=lambda key: key[0])]


def _answers(part: Part) -> tuple[Any, ...]:
    """What a condition came to, whatever the values were: the reason that two entries have in common."""
    return (part.expression, part.answer, part.reason, *(_answers(inner) for inner in part.parts))


def _counted(entries: Sequence[EntryTrace]) -> str:
    """`3: 1 × passes, 2 × fails`."""
    counts = Counter(entry.verdict for entry in entries)
    words = ", ".join(f"{counts[verdict]} × {verdict.value}" for verdict in _ORDER if counts[verdict])
    return f"{len(entries)}: {words}" if words else "none"


def _entry(block: Sequence[EntryTrace], rule: Rule, *, every: bool) -> Iterator[str]:
    """One entry; of several to which the rule does not apply for one reason, the first, and the names of the others."""
    entry, *others = block
    name = f"{route_text(entry.route)} {entry.verdict.value}"
    yield f"\n{_SIGNS[entry.verdict]} {f'{len(block)} do not apply: ' + route_text(entry.route) if others else name} ({entry.location})\n"
    if others:
        named = others if every else others[:_MOST_NAMED]
        more = f" and {len(others) - len(named)} more" if len(named) < len(others) else ""
        yield f"  and for the same reason {', '.join(route_text(other.route) for other in named)}{more}\n"
    if entry.when:
        applies = entry.verdict is not Verdict.DOES_NOT_APPLY or bool(entry.require)
        yield f"  {'applies because' if applies else 'does not apply because'}\n"
        yield from _tests(entry.when, entry, rule.when_in_words)
    if entry.require:
        yield "  has to show\n"
        yield from _tests(entry.require, entry, rule.require_in_words)
    if rule.question and entry.verdict is Verdict.NEEDS_REVIEW:
        yield f"  a person answers: {rule.question}\n"


def _tests(tests: tuple[TestTrace, ...], entry: EntryTrace, in_words: str) -> Iterator[str]:
    """Each test; one that is an expression is said `in_words`, as its rule has it."""
    for test in tests:
        indent = "    "
        if test.route != entry.route:
            yield f"    in {route_text(test.route)}\n"
            indent = "      "
        yield from _part(test.part, indent, test.sentence or " ".join(in_words.split()).rstrip("."))


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
