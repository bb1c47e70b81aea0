"""Why a rule passed, failed or did not apply: every part of its condition, with the values that it saw.

The condition is taken apart at `&&`, `||`, `!` and `? :`, and each part is asked alone, in the words of the rule file and
with the same evaluator. Speed does not matter here: parts are compiled when they are asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from checker.assessment.evaluate import Entry, entries, shown
from checker.assessment.outcome import Outcome
from checker.location import Location, Route
from checker.plan.document import Document
from checker.plan.schema import EACH, Pattern
from checker.policy.conditions import ConditionError, Scope, compile_expression
from checker.policy.evaluator import Absent, CannotEvaluate, Evaluator, View
from checker.policy.parts import Joint, operands, split
from checker.policy.plantypes import PlanTypes
from checker.policy.rule import Absence, Read, Rule, Test

_MOST_VALUES = 4
_READABLE = ("plan", "prior", "item", "parent", "entry")


class Answer(Enum):
    """What an expression says of an entry. `NOT_ASKED`: what stands before it decided already."""

    TRUE = "true"
    FALSE = "false"
    ABSENT = "absent"
    NO_VALUE = "no value"
    NOT_ASKED = "not asked"


class Verdict(Enum):
    """What a rule makes of one entry."""

    PASSES = "passes"
    FAILS = "fails"
    DOES_NOT_APPLY = "does not apply"
    NEEDS_REVIEW = "needs review"
    NOT_EVALUATED = "could not be evaluated"


class Seen(NamedTuple):
    """A value that an expression looked at: its name in the rule, its text, and where it stands.

    `text` is empty where the field is absent; `location` is then the nearest thing that is there, or None where the value
    comes from elsewhere than a plan.
    """

    name: str
    text: str
    location: Location | None


class Part(NamedTuple):
    """A part of a condition: its text, how it is joined from smaller parts, what it says, and what it looked at.

    `values` are given where the part is not taken further apart; `more` counts those left out; `reason` is the name of
    the absent field, or why there is no value.
    """

    expression: str
    joint: Joint
    answer: Answer
    reason: str
    values: tuple[Seen, ...]
    more: int
    parts: tuple["Part", ...]


class TestTrace(NamedTuple):
    """One test on one entry: `route` is the entry, or the inner entry that the test looked into."""

    route: Route
    sentence: str
    line: int
    part: Part


class EntryTrace(NamedTuple):
    """One entry: what the rule made of it, the tests that decide whether it applies, and those that it has to pass."""

    route: Route
    location: Location
    verdict: Verdict
    when: tuple[TestTrace, ...]
    require: tuple[TestTrace, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One rule on one plan, entry by entry. `outcome` is what `assess` says of it."""

    outcome: Outcome
    as_of: str
    entries: tuple[EntryTrace, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule is traced on: the plan, last year's plan where there is one, the day, the rule's parameters, and the types of all that it reads."""

    document: Document
    prior: Document | None
    as_of: str
    parameters: Mapping[str, Any]
    types: PlanTypes


def trace(outcome: Outcome, subject: Subject, evaluator: Evaluator) -> Trace:
    """Why the rule of `outcome` came to it. Pure; the rule must be in force and asked."""
    tracer = _Tracer(outcome.rule, subject, evaluator)
    found = tuple(tracer.entry(entry) for entry in entries(subject.document, outcome.rule.for_each))
    return Trace(outcome, subject.as_of, found)


class _Tracer:
    def __init__(self, rule: Rule, subject: Subject, evaluator: Evaluator) -> None:
        self.rule = rule
        self.subject = subject
        prior = subject.prior.data if subject.prior is not None else {}
        self.view: View = evaluator.view(subject.document.data, prior, subject.as_of, subject.types.registers)
        types = subject.types
        item: Pattern = (*rule.for_each, EACH) if rule.for_each else ()
        around = [at for at, step in enumerate(item[:-1]) if step == EACH]
        parent = item[: around[-1] + 1] if around else None
        pool = types.pool({parameter.name: parameter.value for parameter in rule.parameters})
        self.scope = Scope(types, item, parent, pool)

    def entry(self, entry: Entry) -> EntryTrace:
        when = tuple(self.tests(self.rule.when, entry))
        applies = self.applies(when)
        require = tuple(self.tests(self.rule.require, entry)) if applies is None else ()
        verdict = self.verdict(require) if applies is None else applies
        return EntryTrace(entry.route, self.subject.document.locate(entry.route), verdict, when, require)

    def applies(self, when: Sequence[TestTrace]) -> Verdict | None:
        """None where the rule applies. The tests are taken in order; the first that is not true decides."""
        for test in when:
            match test.part.answer:
                case Answer.TRUE:
                    continue
                case Answer.ABSENT if self.rule.when_absent is Absence.APPLIES:
                    return None
                case Answer.ABSENT if self.rule.when_absent is Absence.NEEDS_REVIEW:
                    return Verdict.NEEDS_REVIEW
                case Answer.NO_VALUE:
                    return Verdict.NOT_EVALUATED
                case _:
                    return Verdict.DOES_NOT_APPLY
        return None

    def verdict(self, require: Sequence[TestTrace]) -> Verdict:
        """A failure is a failure whatever else could not be judged, as in the outcome of the rule."""
        if self.rule.question:
            return Verdict.NEEDS_REVIEW
        found = [self.one(test.part.answer) for test in require]
        for verdict in (Verdict.FAILS, Verdict.NOT_EVALUATED, Verdict.NEEDS_REVIEW, Verdict.PASSES):
            if verdict in found:
                return verdict
        return Verdict.DOES_NOT_APPLY

    def one(self, answer: Answer) -> Verdict:
        if answer is Answer.ABSENT:
            return _IF_ABSENT[self.rule.if_absent]
        return {Answer.TRUE: Verdict.PASSES, Answer.NO_VALUE: Verdict.NOT_EVALUATED}.get(
            answer, Verdict.FAILS
        )

    def tests(self, tests: Sequence[Test], entry: Entry) -> Iterator[TestTrace]:
        for test in tests:
            if not test.each:
                yield TestTrace(
                    entry.route, test.sentence, test.line, self.part(test.expression, _Place(entry, None, ()))
                )
                continue
            inner = list(_inner(entry, test.each))
            for index, one in enumerate(inner):
                place = _Place(entry, one, tuple(before.value for before in inner[:index]))
                yield TestTrace(one.route, test.sentence, test.line, self.part(test.expression, place))

    def part(self, expression: str, place: "_Place") -> Part:
        """The expression and its parts. `&&` and `||` are answered whole, so a part may be asked that did not decide."""
        joint, pieces = split(expression)
        answer, reason, reads = self.ask(expression, place)
        if joint is Joint.NONE:
            read = list(dict.fromkeys(seen for one in reads for seen in self.values(one, place)))
            values = [*self.computed(expression, place, {seen.text for seen in read}), *read]
            left = max(0, len(values) - _MOST_VALUES)
            return Part(expression, joint, answer, reason, tuple(values[:_MOST_VALUES]), left, ())
        return Part(expression, joint, answer, reason, (), 0, tuple(self.pieces(joint, pieces, place)))

    def pieces(self, joint: Joint, pieces: Sequence[str], place: "_Place") -> Iterator[Part]:
        """The parts in order; after the one that decides, or in the branch not taken, nothing is asked."""
        decided = False
        for at, piece in enumerate(pieces):
            if decided:
                yield Part(piece, Joint.NONE, Answer.NOT_ASKED, "", (), 0, ())
                continue
            part = self.part(piece, place)
            yield part
            if joint is Joint.AND:
                decided = part.answer is Answer.FALSE
            elif joint is Joint.OR:
                decided = part.answer is Answer.TRUE
            elif joint is Joint.CHOICE and at == 0:
                taken = 1 if part.answer is Answer.TRUE else 2
                for branch in (1, 2):
                    if branch == taken and part.answer in (Answer.TRUE, Answer.FALSE):
                        yield self.part(pieces[branch], place)
                    else:
                        yield Part(pieces[branch], Joint.NONE, Answer.NOT_ASKED, "", (), 0, ())
                return

    def computed(self, expression: str, place: "_Place", known: set[str]) -> Iterator[Seen]:
        """What is worked out on either side of a comparison, as in `share(a, b)`, where it is none of the values `known`."""
        for operand in operands(expression):
            if "(" not in operand:
                continue
            try:
                code, _, _ = compile_expression(operand, self.scope_at(place), ())
                value = self.view.evaluate(code, place.route, self.subject.parameters, place.before)
            except (ConditionError, Absent, CannotEvaluate):
                continue  # the whole comparison says what is absent, or why there is no value
            if _text(value) not in known:
                yield Seen(operand, _text(value), None)

    def scope_at(self, place: "_Place") -> Scope:
        if place.inner is None:
            return self.scope
        scope = self.scope
        pattern = tuple(EACH if isinstance(step, int) else step for step in place.inner.route)
        return Scope(scope.types, scope.item, scope.parent, scope.pool, pattern)

    def ask(self, expression: str, place: "_Place") -> tuple[Answer, str, tuple[Read, ...]]:
        try:
            code, _, used = compile_expression(expression, self.scope_at(place), ())
        except ConditionError as error:
            return Answer.NO_VALUE, error.message, ()
        try:
            value = self.view.evaluate(code, place.route, self.subject.parameters, place.before)
        except Absent as absent:
            return Answer.ABSENT, absent.key, used.reads
        except CannotEvaluate as error:
            return Answer.NO_VALUE, str(error), used.reads
        return (Answer.TRUE if value else Answer.FALSE), "", used.reads

    def values(self, read: Read, place: "_Place") -> Iterator[Seen]:
        """What stands at a field that an expression reads; every value of it where it lies inside a list."""
        name = ".".join((read.variable, *read.path)).replace(f".{EACH}", EACH)
        if read.variable == "as_of":
            yield Seen("as_of", self.subject.as_of, None)
        elif read.variable == "params":
            value = self.subject.parameters.get(read.path[0]) if read.path else None
            yield Seen(name, shown(value), None)
        elif read.variable == "register":
            register = self.subject.types.registers.get(read.path[0]) if read.path else None
            if register is not None:
                yield Seen(f"register.{register.id}", _text(register.entries), None)
        elif read.variable in _READABLE:
            document = self.subject.prior if read.variable == "prior" else self.subject.document
            if document is None:
                yield Seen(name, "", None)
                return
            yield from _values(document, (*place.root(read.variable), *read.path), name)


class _Place(NamedTuple):
    """Where a condition is asked: the entry, and for `each` the inner entry with the values before it."""

    entry: Entry
    inner: Entry | None
    before: tuple[Any, ...]

    @property
    def route(self) -> Route:
        return self.inner.route if self.inner is not None else self.entry.route

    def root(self, variable: str) -> Route:
        """The route that a variable stands for."""
        roots = {"item": self.entry.route, "parent": self.entry.parent_route, "entry": self.route}
        return roots.get(variable, ())


_IF_ABSENT = {
    Absence.FAIL: Verdict.FAILS, Absence.NOT_APPLICABLE: Verdict.DOES_NOT_APPLY,
    Absence.NEEDS_REVIEW: Verdict.NEEDS_REVIEW,
}  # fmt: skip


def _inner(entry: Entry, way: Pattern) -> Iterator[Entry]:
    value = entry.value
    for step in way:
        value = value.get(step) if isinstance(value, dict) else None
    for index, one in enumerate(value if isinstance(value, list) else ()):
        yield Entry(one, (*entry.route, *way, index), entry.route)


def _values(document: Document, steps: Route, name: str) -> Iterator[Seen]:
    """The values at a route in which `[]` stands for every entry of a list."""
    found: list[tuple[Route, Any]] = [((), document.data)]
    for step in steps:
        taken: Callable[[Route, Any], Iterator[tuple[Route, Any]]] = _every if step == EACH else _one(step)
        after = [pair for route, value in found for pair in taken(route, value)]
        if not after and EACH not in steps:
            yield Seen(name, "", document.locate(steps))
            return
        found = after
    for route, value in found:
        yield Seen(_numbered(name, route, steps), _text(value), document.locate(route))


def _text(value: Any) -> str:
    """A value as findings show it; of a list of entries with fields only how many they are."""
    if isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        return "1 entry" if len(value) == 1 else f"{len(value)} entries"
    return shown(value)


def _numbered(name: str, route: Route, steps: Route) -> str:
    """`item.channels[]` → `item.channels[1]`."""
    for at, step in zip(route, steps, strict=True):
        if step == EACH:
            name = name.replace(EACH, f"[{at}]", 1)
    return name


def _every(route: Route, value: Any) -> Iterator[tuple[Route, Any]]:
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        yield (*route, index), entry


def _one(step: str | int) -> Callable[[Route, Any], Iterator[tuple[Route, Any]]]:
    def take(route: Route, value: Any) -> Iterator[tuple[Route, Any]]:
        mapped = isinstance(value, dict) and step in value
        if mapped or (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            yield (*route, step), value[step]

    return take
