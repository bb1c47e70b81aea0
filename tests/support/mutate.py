"""Mutations of a plan: one field removed or spoiled at a time, and which rules see it.

A field is worth a mutation where a rule reads it under `when` or `require`. A spoiled value still fits the plan format:
what the format itself refuses is no test of the rules.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from checker.assessment.evaluate import context, evaluate
from checker.assessment.outcome import Outcome, Status
from checker.location import Route
from checker.plan.document import Document
from checker.plan.schema import EACH, Pattern, plan_schema
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.reads import reads
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook

_SILENT = (Status.PASS, Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
_REMOVED = object()
_TEMPLATE = "[insert text here]"
_NOBODY = "no-such-entry"
_DAYS = ("1990-01-01", "2090-12-31")
_BEYOND = 1_000_000_007
_MOST_TRIES = 12
"""A list of the plan may hold hundreds of places of one field; the first ones are as good as the rest."""


class Mutation(NamedTuple):
    """One change of a plan: `kind` in words, and the value that takes the place of the one at `route`."""

    pattern: Pattern
    kind: str
    route: Route
    value: Any


class Catch(NamedTuple):
    """Who saw a mutation, and what the rule came to.

    `where` is `here` (the field, what holds it or what it holds), `beside` (the same entry of a list) or `elsewhere`.
    `how`: `one place` of the field was changed, or `all places`; or it was the `sole proof` in a plan that shows nothing
    else of what the rule accepts instead.
    """

    rule: str
    status: Status
    where: str
    how: str


class Bench:
    """A plan that passes, last year's plan, and the rules, ready for any number of mutations of the plan."""

    def __init__(
        self, document: Document, prior: Any, as_of: str, rulebook: Rulebook, profile: Profile
    ) -> None:
        # Through JSON: what aliases share in the document must not be changed in two places at once.
        document.root.data = json.loads(json.dumps(document.data))
        self.document = document
        self.prior = prior
        self.as_of = as_of
        self.rules = [rule for rule in rulebook.rules.values() if _in_force(rule, rulebook, as_of)]
        self.profile = profile
        self.registers = rulebook.registers
        self.evaluator = Evaluator()

    @cached_property
    def reads(self) -> dict[str, set[Pattern]]:
        """What each rule reads, by its id."""
        return {rule.id: fields_read(rule) for rule in self.rules}

    @cached_property
    def readers(self) -> dict[Pattern, list[Rule]]:
        """Every field of the plan format that a rule reads, and the rules that read it, a part of it, or what holds it.

        A field that only decides whether a person is asked is not among them: the answer is not the program's.
        """
        reads = self.reads
        judged = [rule for rule in self.rules if not rule.question]
        fields = sorted({field for rule in judged for field in reads[rule.id]})
        return {
            field: [rule for rule in self.rules if any(_related(field, read) for read in reads[rule.id])]
            for field in fields
        }  # fmt: skip

    @cached_property
    def before(self) -> dict[str, Outcome]:
        """What the rules say of the plan as it is."""
        return self.outcomes(self.rules)

    def outcomes(self, rules: list[Rule]) -> dict[str, Outcome]:
        """What some of the rules say of the plan as it is now."""
        seen = context(self.document, self.prior, self.as_of, self.evaluator, self.registers)
        return {
            rule.id: evaluate(rule, rule.strength.level, self.profile.values(rule), seen) for rule in rules
        }

    def mutations(self, pattern: Pattern) -> dict[str, list[Mutation]]:
        """The mutations of a field that is in the plan, by kind; of each kind one for every place of the field."""
        found: dict[str, list[Mutation]] = {}
        for route, value in places(self.document.data, pattern):
            for kind, other in _spoiled(pattern, value):
                found.setdefault(kind, []).append(Mutation(pattern, kind, route, other))
        return found

    def catches(self, pattern: Pattern) -> dict[str, Catch | None]:
        """Of every kind of mutation of a field, who sees it; None where nobody does.

        One place after another is changed, then all at once. A plan needs one proof and may have several. So, last, the plan
        is stripped, rule by rule, of every other field that the rule looks at and can do without; what is left of a proof
        must then be missed.
        """
        readers, kinds = self.readers[pattern], self.mutations(pattern)
        found: dict[str, Catch | None] = {kind: self._catch(tries, readers) for kind, tries in kinds.items()}
        for rule in readers:
            if all(found.values()):
                break
            with self._stripped(rule, pattern):
                left = dict(places(self.document.data, pattern))
                for kind, tries in kinds.items():
                    still = [mutation for mutation in tries if mutation.route in left]
                    if found[kind] is None and still:
                        found[kind] = self._sole(still, [rule])
        return found

    def _sole(self, tries: list[Mutation], rules: list[Rule]) -> Catch | None:
        """All places at once; then, where that may make good what it spoils, one place after another."""
        catch = self._seen(_at_once(tries), rules, "sole proof")
        if catch is None and tries[0].kind == "turned round":
            catches = (self._seen([mutation], rules, "sole proof") for mutation in tries[:_MOST_TRIES])
            catch = next((found for found in catches if found is not None), None)
        return catch

    def _catch(self, tries: list[Mutation], readers: list[Rule]) -> Catch | None:
        for mutation in tries[:_MOST_TRIES]:
            if (catch := self._seen([mutation], readers, "one place")) is not None:
                return catch
        return self._seen(_at_once(tries), readers, "all places")

    def _seen(self, mutations: list[Mutation], rules: list[Rule], how: str) -> Catch | None:
        """The rule that was silent before all these mutations and speaks after them, the nearest of several."""
        with ExitStack() as changes:
            for mutation in mutations:
                changes.enter_context(_changed(self.document.data, mutation))
            after = self.outcomes(rules)
        caught = [catch for outcome in after.values() for catch in self._catches(outcome, mutations, how)]
        return min(caught, key=lambda catch: (_NEAR.index(catch.where), catch.rule), default=None)

    @contextmanager
    def _stripped(self, rule: Rule, kept: Pattern) -> Iterator[None]:
        """The plan without any field that the rule reads, apart from `kept` and those that it cannot pass without."""
        others = [field for field in sorted(self.reads[rule.id], reverse=True) if not _related(field, kept)]
        with ExitStack() as stripped:
            for field in others:
                if required_by_format(field) or field[-1] == EACH:
                    continue
                with ExitStack() as tried:
                    for route, _ in list(places(self.document.data, field)):
                        tried.enter_context(
                            _changed(self.document.data, Mutation(field, "removed", route, _REMOVED))
                        )
                    if self.outcomes([rule])[rule.id].status is Status.PASS:
                        stripped.push(tried.pop_all())
            yield

    def _catches(self, outcome: Outcome, mutations: list[Mutation], how: str) -> Iterator[Catch]:
        before = self.before[outcome.rule.id]
        if before.status not in _SILENT or outcome.status in _SILENT:
            return
        if outcome.status is not Status.FAIL:
            yield Catch(outcome.rule.id, outcome.status, "here", how)
        for finding in outcome.findings:
            near = min((_where(finding.route, mutation.route) for mutation in mutations), key=_NEAR.index)
            yield Catch(outcome.rule.id, outcome.status, near, how)


_NEAR = ("here", "beside", "elsewhere")


def fields_read(rule: Rule) -> set[Pattern]:
    """The fields of this year's plan that the conditions of a rule read, by their place in the plan format."""
    return {field for field in reads(rule).plan if field and plan_schema().field(field) is not None}


def _at_once(tries: list[Mutation]) -> list[Mutation]:
    return list({mutation.route: mutation for mutation in tries}.values())


def places(data: Any, pattern: Pattern) -> Iterator[tuple[Route, Any]]:
    """Every value of the plan at `pattern`."""
    found: list[tuple[Route, Any]] = [((), data)]
    for step in pattern:
        inner: list[tuple[Route, Any]] = []
        for route, value in found:
            if step == EACH and isinstance(value, list):
                inner += [((*route, index), entry) for index, entry in enumerate(value)]
            elif isinstance(value, dict) and step in value:
                inner.append(((*route, step), value[step]))
        found = inner
    yield from found


def required_by_format(pattern: Pattern) -> bool:
    """Whether the plan format refuses a plan without this field."""
    around = plan_schema().field(pattern[:-1]) or {}
    return pattern[-1] in around.get("required", ())


def _spoiled(pattern: Pattern, value: Any) -> Iterator[tuple[str, Any]]:
    field = plan_schema().field(pattern) or {}
    if pattern[-1] != EACH:
        yield "removed", _REMOVED
    if "enum" in field:
        yield from (("another word", word) for word in field["enum"] if word != value)
    elif isinstance(value, bool):
        yield "turned round", not value
    elif isinstance(value, int | float):
        yield "far too large", type(value)(field.get("maximum", _BEYOND))
        yield "far too small", type(value)(field.get("minimum", -_BEYOND if field["type"] == "number" else 0))
    elif field.get("format") == "date":
        yield from (("another day", day) for day in _DAYS)
    elif isinstance(value, str):
        yield from _spoiled_text(field)
    elif isinstance(value, list) and value:
        yield "emptied", []
        if "enum" in (plan_schema().field((*pattern, EACH)) or {}):
            yield from (
                ("a word fewer", value[:at] + value[at + 1 :]) for at in range(len(value)) if len(value) > 1
            )


def _spoiled_text(field: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not field.get("minLength"):
        yield "emptied", ""
    yield "template text", _TEMPLATE


@contextmanager
def _changed(data: Any, mutation: Mutation) -> Iterator[None]:
    *way, last = mutation.route
    holder = data
    for step in way:
        holder = holder[step]
    value = holder[last]
    if mutation.value is _REMOVED:
        del holder[last]
    else:
        holder[last] = mutation.value
    try:
        yield
    finally:
        holder[last] = value


def _related(one: Pattern, other: Pattern) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _where(found: Route, changed: Route) -> str:
    shorter = min(len(found), len(changed))
    if found and found[:shorter] == changed[:shorter]:
        return "here"
    entry = max((at + 1 for at, step in enumerate(changed) if isinstance(step, int)), default=1)
    return "beside" if found[:entry] == changed[:entry] else "elsewhere"


def _in_force(rule: Rule, rulebook: Rulebook, as_of: str) -> bool:
    return all(rulebook.authorities[cited.id].in_force(as_of) for cited in rule.authorities if cited.basis)
