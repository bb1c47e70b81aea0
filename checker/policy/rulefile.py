"""From one rule file to one rule. Everything that can be wrong with a rule is said here, when it is loaded."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from checker.errors import RulePackError
from checker.location import Route
from checker.plan.fit import is_date
from checker.plan.schema import EACH, Pattern
from checker.policy.clauses import Authority, Clause
from checker.policy.conditions import ConditionError, Scope, compile_condition
from checker.policy.faults import Faults
from checker.policy.messages import BRACES, compile_value
from checker.policy.operators import no_date
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.policy.rule import Absence, MessagePart, Parameter, Rule, RuleAuthority, Strength, Test
from checker.suggestion import did_you_mean

_PLANS = {
    "pass": "a plan that passes", "fail": "a plan that fails", "not_applicable": "a plan to which it does not apply",
    "needs_review": "a plan for which a person is asked",
}  # fmt: skip
_LIKE_A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\Z")


@dataclass(frozen=True, slots=True)
class Order:
    """What a rule is held against: the clauses, the authorities, the words of the order and of EO 14058.

    `sentences` has the whole sentence that each clause stands in.
    """

    clauses: Mapping[str, Clause]
    authorities: Mapping[str, Authority]
    as_amended: str
    sentences: Mapping[str, str]
    as_issued: str


def load_rule(file: PackFile, order: Order, types: PlanTypes) -> Rule:
    """The rule in `file`. Raises RulePackError with everything that is wrong, each with its file, line and column.

    What cannot be judged because something else is wrong is left for the next time: the conditions of a rule whose list is
    misspelt, and what lies behind the first mistake of one expression.
    """
    return _Loader(file, order, types).rule()


class _Loader:
    def __init__(self, file: PackFile, order: Order, types: PlanTypes) -> None:
        self.file = file
        self.data: dict[str, Any] = file.data
        self.order = order
        self.types = types
        self.faults = Faults()

    def rule(self) -> Rule:
        data = self.data
        path = PurePosixPath(self.file.name)
        if data["id"] != path.stem:
            self.wrong(("id",), f"the id is {data['id']} and the file is {path.name}; they are the same word")
        self.check_clauses()
        self.check_kind()
        authorities, crosswalk = tuple(self.authorities()), tuple(self.crosswalk())
        parameters = tuple(
            Parameter(name, given["value"], given["description"])
            for name, given in data.get("parameters", {}).items()
        )
        self.check_days(parameters)
        entry = self.entry_types()
        if entry is None:
            raise self.faults.together()
        item, parent = entry
        pool = self.types.pool({parameter.name: parameter.value for parameter in parameters})
        scope = Scope(self.types, item, parent, pool)
        when = self.condition("when", scope)
        require = self.condition("require", scope)
        message = tuple(self.message(self.message_scope(scope, require), require))
        self.check_paths(scope)
        self.faults.say()
        return Rule(
            id=data["id"], version=data["version"], title=data["title"], topic=path.parent.name, file=self.file.path,
            clauses=tuple(data["clauses"]), quote=data["quote"], strength=Strength(data["strength"]),
            authorities=authorities, rationale=data["rationale"].strip(),
            remedy=data["remedy"].strip(), parameters=parameters, for_each=item[:-1] if "for_each" in data else (),
            when=when, when_in_words=data.get("when_in_words", ""),
            when_absent=Absence(data.get("when_absent", "not_applicable")),
            require=require, require_in_words=data.get("require_in_words", ""),
            if_absent=Absence(data.get("if_absent", "needs_review")),
            message=message, question=data.get("question", ""),
            look_at=tuple(data.get("look_at", ())),
            amendment_only=not _stands_in(data["quote"], self.order.as_issued),
            version_digest=sha256(self.file.content).hexdigest(),
            crosswalk=crosswalk, renamed_from=tuple(data.get("renamed_from", ())),
            paths=tuple(test.path for test in require),
            condition=data.get("when_in_words") or " and ".join(test.sentence for test in when),
            compares_years=any(read.variable == "prior" for test in (*when, *require) for read in test.reads),
        )  # fmt: skip

    def wrong(self, route: Route, message: str, column: int = 0, *, key: bool = False) -> None:
        self.faults.add(RulePackError(message, self.file.at(route, column, key=key)))

    def check_clauses(self) -> None:
        """The clauses are the order's; the quote and the strength are held against them where all of them are."""
        clauses, known = self.order.clauses, True
        for index, clause in enumerate(self.data["clauses"]):
            if clause not in clauses:
                known = False
                hint = did_you_mean(clause, clauses)
                self.wrong(("clauses", index), f"the order has no clause {clause}{hint}")
        if not _stands_in(self.data["quote"], self.order.as_amended):
            self.wrong(("quote",), "these words do not stand in the order; quote it letter by letter")
        elif known:
            self.check_own_words()
        if known:
            self.check_strength()

    def check_own_words(self) -> None:
        """The quote stands in the sentence of one of the rule's own clauses."""
        quote, own, sentences = self.data["quote"], self.data["clauses"], self.order.sentences
        if any(_stands_in(quote, sentences[clause]) for clause in own):
            return
        owners = [clause for clause, words in sentences.items() if _stands_in(quote, words)]
        hint = f" (they stand in {' and '.join(owners)})" if owners else ""
        self.wrong(
            ("quote",), f"these words do not stand in {' or '.join(own)}{hint}; quote a clause of the rule"
        )

    def check_strength(self) -> None:
        """The strength is that of one of the rule's clauses, or the rule says why it is another."""
        strengths = list(
            dict.fromkeys(self.order.clauses[clause].strength.value for clause in self.data["clauses"])
        )
        if self.data["strength"] not in strengths and "strength_reason" not in self.data:
            theirs = f"{' and '.join(self.data['clauses'])}: {' or '.join(strengths)}"
            message = f"the strength is not that of the rule's clauses ({theirs}); write that, or say why in `strength_reason`"
            self.wrong(("strength",), message)

    def check_kind(self) -> None:
        """A rule requires something of the plan, or asks a person a question; not both, not neither."""
        data = self.data
        if ("require" in data) == ("question" in data):
            self.wrong((), "a rule has either `require` or `question`")
            return
        needs = ["message", "if_absent"] if "require" in data else ["look_at"]
        if isinstance(data.get("require"), str):
            needs += ["require_in_words", "at"]
        if isinstance(data.get("when"), str):
            needs.append("when_in_words")
        for key in needs:
            if key not in data:
                self.wrong(
                    ("require" if "require" in data else "question",), f"`{key}` is needed beside this"
                )
        kinds = ("pass", "fail", "not_applicable") if "require" in data else ("needs_review",)
        for kind in kinds:
            if not data["examples"].get(kind):
                self.wrong(
                    ("examples", kind),
                    f"the rule has no example of kind {kind}; write {_PLANS[kind]}, such as [{{name: what it shows, plan: {{services: []}}}}]",
                )

    def check_days(self, parameters: tuple[Parameter, ...]) -> None:
        """A parameter that is written as a date is one: it would be compared as text."""
        for parameter in parameters:
            if isinstance(value := parameter.value, str) and _LIKE_A_DATE.match(value) and not is_date(value):
                self.wrong(("parameters", parameter.name, "value"), no_date(value))

    def entry_types(self) -> tuple[Pattern, Pattern | None] | None:
        """The place in the plan format of an entry, and of the entry around it where the list is inside a list.

        None where the list is none.
        """
        pattern: Pattern = ()
        if "for_each" not in self.data:
            return (), None
        for step in self.data["for_each"].split("."):
            pattern = (*pattern, step)
            if self.types.schema.field(pattern) is None:
                self.wrong(("for_each",), self.types.misspelt(pattern))
                return None
            if self.types.kind(pattern) == "list":
                pattern = (*pattern, EACH)
        if pattern[-1] != EACH:
            self.wrong(("for_each",), f"{self.data['for_each']} is not a list")
            return None
        outer = [at for at, step in enumerate(pattern[:-1]) if step == EACH]
        return pattern, pattern[: outer[-1] + 1] if outer else None

    def condition(self, key: str, scope: Scope) -> tuple[Test, ...]:
        if key not in self.data:
            return ()
        at = self.data.get("at", "") if key == "require" else ""
        tests: list[Test] = []
        for part in _parts(self.data[key]):
            try:
                tests += compile_condition(part, scope, (key,), at)
            except ConditionError as error:
                self.wrong(error.route, error.message, error.column, key=error.key)
        return tuple(test._replace(line=self.line(key, test)) for test in tests)

    def line(self, key: str, test: Test) -> int:
        name = ".".join(test.each or test.path)
        return self.file.at((key, name) if isinstance(self.data[key], dict) else (key,)).line

    def message_scope(self, scope: Scope, require: tuple[Test, ...]) -> Scope:
        """`entry` has a type in the message where all tests look into one and the same list."""
        inner = {test.each for test in require}
        if len(inner) == 1 and (each := inner.pop()):
            return Scope(scope.types, scope.item, scope.parent, scope.pool, (*scope.item, *each, EACH))
        return scope

    def message(self, scope: Scope, require: tuple[Test, ...]) -> Iterator[MessagePart]:
        text = self.data.get("message", "")
        done = 0
        for match in BRACES.finditer(text):
            yield MessagePart(text[done : match.start()], None)
            done = match.end()
            if match[1] == "unknown":
                if not any(test.unknown for test in require):
                    self.wrong(
                        ("message",), "{unknown} names what `refers_to` does not find, and `require` has none"
                    )
                yield MessagePart("unknown", b"")
                continue
            try:
                yield MessagePart(match[1], compile_value(match[1], scope))
            except ConditionError as error:
                self.wrong(("message",), f"in {match[0]}: {error.message}")
        yield MessagePart(text[done:], None)

    def authorities(self) -> Iterator[RuleAuthority]:
        for index, given in enumerate(self.data.get("authorities", ())):
            if given["id"] not in self.order.authorities:
                hint = did_you_mean(given["id"], self.order.authorities)
                self.wrong(("authorities", index, "id"), f"authorities.yaml has no {given['id']}{hint}")
                continue
            strength = Strength(given["strength"]) if "strength" in given else None
            yield RuleAuthority(given["id"], given.get("section", ""), given.get("basis", False), strength)

    def crosswalk(self) -> Iterator[tuple[str, str]]:
        for framework, place in self.data.get("crosswalk", {}).items():
            if framework not in self.order.authorities:
                hint = did_you_mean(framework, self.order.authorities)
                self.wrong(("crosswalk", framework), f"authorities.yaml has no {framework}{hint}", key=True)
            yield framework, place

    def check_paths(self, scope: Scope) -> None:
        """`at`, `related` and `look_at` name fields of the plan format: `at` from the entry, the others from the plan too."""
        if (at := self.data.get("at")) and not self.known(at.split("."), scope.item):
            self.wrong(("at",), self.types.misspelt((*scope.item, *at.split("."))))
        named: list[tuple[Route, str]] = []
        for key in ("related", "look_at"):
            named += [((key, index), path) for index, path in enumerate(self.data.get(key, ()))]
        for route, path in named:
            from_plan = path.startswith("plan.")
            steps = path.removeprefix("plan.").split(".")
            if not (self.known(steps, () if from_plan else scope.item) or self.known(steps, ())):
                self.wrong(route, self.types.misspelt((*(() if from_plan else scope.item), *steps)))

    def known(self, steps: list[str], base: Pattern) -> bool:
        return self.types.schema.field((*base, *steps)) is not None


def _parts(condition: Any) -> Iterator[Any]:
    """A condition one operator at a time, so that each can be wrong by itself; an expression as it is."""
    if not isinstance(condition, dict):
        yield condition
        return
    for name, operators in condition.items():
        if isinstance(operators, dict) and operators:
            yield from ({name: {operator: argument}} for operator, argument in operators.items())
        else:
            yield {name: operators}


def _stands_in(words: str, text: str) -> bool:
    return " ".join(words.split()) in text
