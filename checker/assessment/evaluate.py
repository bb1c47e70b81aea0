"""One rule on one plan: which entries it applies to, what each of them shows, what that makes of the rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checker.assessment.outcome import Outcome, Status
from checker.finding import Finding, Level, Related
from checker.location import Location, Route, route_text
from checker.plan.document import Document
from checker.plan.schema import EACH, Pattern
from checker.policy.evaluator import DOES_NOT_APPLY, PASSES, Absent, CannotEvaluate, Evaluator, View
from checker.policy.register import Registers
from checker.policy.rule import Absence, MessagePart, Read, Rule, Test

_MISSING = "(not given)"
_LONGEST_VALUE = 80


class Entry(NamedTuple):
    """One entry that a rule judges, with the entry around it; the plan itself where a rule judges no list."""

    value: Any
    route: Route
    parent_route: Route


class Sheets(NamedTuple):
    """What asks many rules at once: compiled sheets by name (`Rule.sheet`), and the parameters of the rules by their ids.

    A rule that no sheet asks is asked entry by entry, and comes to the same.
    """

    codes: Mapping[str, bytes]
    parameters: Mapping[str, Mapping[str, Any]]


NO_SHEETS = Sheets({}, {})


class Context(NamedTuple):
    """What every rule of one assessment sees: the plan, and the same as expressions see it."""

    document: Document
    view: View
    compared: bool
    """There is a plan of last year."""
    sheets: Sheets
    found: dict[Pattern, list[Entry]]
    """The entries of the lists that were asked for so far: many rules judge the same list."""
    answered: dict[str, Mapping[str, list[int]]]
    """What the sheets that were asked for so far answer, by their names and by rule."""

    def entries(self, pattern: Pattern) -> list[Entry]:
        """Every entry of the list at `pattern`."""
        if pattern not in self.found:
            self.found[pattern] = list(entries(self.document, pattern))
        return self.found[pattern]

    def answer(self, rule: Rule) -> list[int]:
        """What the sheet of a rule says of it, a number for each entry that had a value; empty where it is on no sheet."""
        name = rule.sheet
        if name not in self.answered:
            code = self.sheets.codes.get(name)
            self.answered[name] = self.view.answers(code, self.sheets.parameters) if code else {}
        return self.answered[name].get(rule.id, [])


def context(
    document: Document, prior: Mapping[str, Any], as_of: str, evaluator: Evaluator, registers: Registers,
    sheets: Sheets = NO_SHEETS,
) -> Context:  # fmt: skip
    """A plan, last year's plan (empty where there is none), the day of assessment and the registers, for any number of rules."""
    view = evaluator.view(document.data, prior, as_of, registers)
    return Context(document, view, bool(prior), sheets, {}, {})


def evaluate(rule: Rule, level: Level, parameters: Mapping[str, Any], context: Context) -> Outcome:
    """The outcome of a rule that is in force and asked for."""
    return _Evaluation(rule, level, parameters, context).outcome()


class _Evaluation:
    def __init__(self, rule: Rule, level: Level, parameters: Mapping[str, Any], context: Context) -> None:
        self.rule = rule
        self.level = level
        self.parameters = parameters
        self.context = context
        self.findings: list[Finding] = []
        self.reviews: list[str] = []
        self.failures: list[str] = []
        self.skipped: list[str] = []
        self.routes: list[Route] = []
        self.judged = 0

    def outcome(self) -> Outcome:
        every = self.context.entries(self.rule.for_each)
        for entry, answer in zip(every, self.answers(len(every)), strict=True):
            if answer == PASSES:
                self.judged += 1
                self.routes += [(*entry.route, *path) for path in self.rule.paths]
            elif answer == DOES_NOT_APPLY:
                self.skipped.append(self.condition_in_words())
            else:
                self.one_by_one(entry)
        return self.conclude()

    def answers(self, count: int) -> list[int | None]:
        """What the sheet says of each entry; None for each where it has no answer."""
        said = self.context.answer(self.rule) if count else []
        return [*said] if len(said) == count else [None] * count

    def value(self, code: bytes, route: Route, before: Sequence[Any] = ()) -> Any:
        return self.context.view.evaluate(code, route, self.parameters, before)

    def one_by_one(self, entry: Entry) -> None:
        try:
            if self.applies(entry):
                self.judge(entry)
        except CannotEvaluate as error:
            self.failures.append(f"{route_text(entry.route)}: {error}")

    def conclude(self) -> Outcome:
        """A failure is a failure whatever else could not be judged; then what could not be evaluated, then people."""
        if self.findings:
            status, reason = Status.FAIL, ""
        elif self.failures:
            status, reason = Status.NOT_EVALUATED, "; ".join(self.failures[:3])
        elif self.reviews:
            status, reason = Status.NEEDS_REVIEW, "; ".join(dict.fromkeys(self.reviews))
        elif self.judged:
            status, reason = Status.PASS, ""
        else:
            status, reason = Status.NOT_APPLICABLE, self.why_not_applicable()
        return Outcome(
            self.rule, status, self.level, tuple(self.findings), self.judged, tuple(self.routes), reason
        )

    def why_not_applicable(self) -> str:
        if self.skipped:
            return self.skipped[0]
        return f"the plan has no entry under {'.'.join(step for step in self.rule.for_each if step != EACH)}"

    def applies(self, entry: Entry) -> bool:
        if not self.rule.when:
            return True
        try:
            if all(self.value(test.code, entry.route) for test in self.rule.when):
                return True
        except Absent as absent:
            if self.rule.when_absent is Absence.APPLIES:
                return True
            if self.rule.when_absent is Absence.NEEDS_REVIEW:
                self.reviews.append(
                    f"{route_text(entry.route)} does not say {absent.key}, on which it depends whether the rule applies"
                )
                return False
            self.skipped.append(self.what_is_absent(absent))
            return False
        self.skipped.append(self.condition_in_words())
        return False

    def what_is_absent(self, absent: Absent) -> str:
        """A rule that compares two years needs both; without last year's plan, this year's lacks nothing."""
        if self.needs_last_year():
            return "no plan of last year was given (--prior)"
        return f"{absent.key} is not given"

    def needs_last_year(self) -> bool:
        return self.rule.compares_years and not self.context.compared

    def condition_in_words(self) -> str:
        if self.needs_last_year():
            return "no plan of last year was given (--prior)"
        return f"it applies only when {self.rule.condition}"

    def judge(self, entry: Entry) -> None:
        if self.rule.question:
            self.judged += 1
            self.reviews.append(self.rule.question)
            self.routes += [_resolve(path, entry) for path in self.rule.look_at]
            return
        judged = False
        for test in self.rule.require:
            if not test.each:
                judged = self.ask(test, entry, entry, ()) or judged
                continue
            inner = _inner(entry, test.each)
            for index, (value, route) in enumerate(inner):
                before = [other for other, _ in inner[:index]]
                judged = self.ask(test, Entry(value, route, entry.route), entry, before) or judged
        self.judged += judged

    def ask(self, test: Test, inner: Entry, outer: Entry, before: Sequence[Any]) -> bool:
        """Put one test. Returns whether the entry was judged."""
        route = (*inner.route, *test.path)
        try:
            passed = self.value(test.code, inner.route, before)
        except Absent as absent:
            if self.rule.if_absent is Absence.NOT_APPLICABLE:
                self.skipped.append(self.what_is_absent(absent))
                return False
            if self.rule.if_absent is Absence.NEEDS_REVIEW:
                self.reviews.append(f"{absent.key} is not given at {route_text(inner.route)}")
                return True
            passed = False
        if passed:
            self.routes.append(route)
        else:
            self.findings.append(self.finding(test, route, inner, outer))
        return True

    def finding(self, test: Test, route: Route, inner: Entry, outer: Entry) -> Finding:
        document = self.context.document
        message = "".join(self.part(part, test, inner.route) for part in self.rule.message)
        related = [*document.aliases(route), *self.related(test, route, inner, outer)]
        rule_line = Location(self.rule.file, test.line, 1, test.line, 1)
        related.append(Related("the rule says so here", rule_line))
        return Finding(
            self.rule.id, self.level, message, route, document.locate(route), self.rule.remedy, tuple(related)
        )

    def related(self, test: Test, route: Route, inner: Entry, outer: Entry) -> Iterator[Related]:
        """The other values that the test compared, where they stand in the plan."""
        if any(read.variable == "before" for read in test.reads):
            yield from self.first_of_two(route, inner)
        for read in test.related:
            other = _concrete(read, inner, outer, bool(test.each))
            if other is not None and other != route:
                try:
                    value = self.context.document.value(other)
                except KeyError:
                    continue
                if not isinstance(value, dict):
                    yield Related(f"{other[-1]} is {shown(value)}", self.context.document.locate(other))

    def first_of_two(self, route: Route, inner: Entry) -> Iterator[Related]:
        document, siblings = self.context.document, inner.route[:-1]
        mine = document.value(route)
        for index in range(int(inner.route[-1])):
            other = (*siblings, index, *route[len(inner.route) :])
            try:
                same = document.value(other) == mine
            except KeyError:
                continue
            if same:
                yield Related("it stands here first", document.locate(other))
                return

    def part(self, part: MessagePart, test: Test, route: Route) -> str:
        if part.code is None:
            return part.text
        code = part.code or test.unknown
        if not code:
            return _MISSING
        try:
            return shown(self.value(code, route))
        except Absent:
            return _MISSING
        except CannotEvaluate:
            return "(no value)"


def entries(document: Document, pattern: Pattern) -> Iterator[Entry]:
    """Every entry of the list at `pattern`, lists on the way flattened; the plan itself for the empty pattern."""
    if not pattern:
        yield Entry(document.data, (), ())
        return
    pending = [Entry(document.data, (), ())]
    for step in _lists(pattern):
        pending = [
            Entry(value, route, around.route)
            for around in pending for value, route in _inner(around, step)
        ]  # fmt: skip
    yield from pending


def _lists(pattern: Pattern) -> list[Pattern]:
    """`services.[].standards` → the way to the first list, then from its entries to the next."""
    ways: list[Pattern] = [()]
    for step in pattern:
        if step == EACH:
            ways.append(())
        else:
            ways[-1] = (*ways[-1], step)
    return [way for way in ways if way]


def _inner(around: Entry, way: Pattern) -> list[tuple[Any, Route]]:
    value = around.value
    for step in way:
        value = value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return []
    return [(item, (*around.route, *way, index)) for index, item in enumerate(value)]


def _concrete(read: Read, inner: Entry, outer: Entry, inside: bool) -> Route | None:
    match read.variable:
        case "entry":
            return (*inner.route, *read.path)
        case "item":
            return (*outer.route, *read.path)
        case "parent":
            return (*(inner.parent_route if not inside else outer.parent_route), *read.path)
        case "plan":
            return read.path
    return None


def _resolve(path: str, entry: Entry) -> Route:
    if path.startswith("plan."):
        return tuple(path.removeprefix("plan.").split("."))
    return (*entry.route, *path.split("."))


def shown(value: Any) -> str:
    """A value of the plan inside a sentence: one line, not too long, nothing that could be taken for the sentence."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | dict):
        return _entries_shown(value)
    return _MISSING if value is None else _text_shown(str(value))


def _entries_shown(value: list[Any] | dict[str, Any]) -> str:
    if isinstance(value, dict) or any(isinstance(entry, dict | list) for entry in value):
        return f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    return ", ".join(shown(entry) for entry in value) or "(empty list)"


def _text_shown(written: str) -> str:
    text = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in written
    )
    if written != written.strip() or not written:
        text = f'"{text}"'
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
