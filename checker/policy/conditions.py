"""From what a rule file says under `when` and `require` to compiled tests.

A condition is a mapping of fields to operators, or one CEL expression. Both end as CEL, checked against the plan format.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from checker.location import Route
from checker.plan.fit import is_date
from checker.plan.schema import EACH, Pattern
from checker.policy.celwords import in_words
from checker.policy.expressions import LIST_OF, ExpressionError, compile_plain, compile_typed, pattern_problem
from checker.policy.naming import Name, entry_title, spoken, title_of
from checker.policy.operators import A_DATE, OPERATORS, Field, OperatorError, no_date, unknown
from checker.policy.plantypes import PARAMETERS, PLAN, REGISTERS, PlanTypes
from checker.policy.rule import Read, Test
from checker.policy.syntax import Usage, bare, usage
from checker.suggestion import did_you_mean

_PLURAL = {"is": "are", "includes": "include", "has": "have", "does": "do", "names": "name"}
_LOOKS_INSIDE = ("each", "any", "unique_by")
_COMPARES = ("at_least", "at_most", "before", "after", "on_or_before", "on_or_after", "within_days")
"""Operators whose argument may be another value of the plan."""


class ConditionError(Exception):
    """Something in a condition is wrong: where in the rule file, and, in an expression, at which character.

    `key` says that the key at `route` is meant, not the value under it.
    """

    def __init__(self, message: str, route: Route, column: int = 0, *, key: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.route = route
        self.column = column
        self.key = key


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names in a rule stand for: the types of `item`, `parent` and `entry`, and the rule's parameters."""

    types: PlanTypes
    item: Pattern
    parent: Pattern | None
    pool: Any
    entry: Pattern | None = None

    def places(self) -> dict[str, str]:
        """What is evaluated in place of each name: the place in the plan that it stands for."""
        found = {"params": "params_()", "before": "before_()", "item": _place(self.item)}
        if self.parent is not None:
            found["parent"] = _place(self.parent)
        if self.entry is not None:
            found["entry"] = _place(self.entry)
        return found

    def variables(self) -> dict[str, str]:
        """The type of every variable, by its name in the rule language."""
        found = {"plan": PLAN, "prior": PLAN, "as_of": "string", "params": PARAMETERS, "register": REGISTERS}
        found["item"] = self.types.type_name(self.item)
        if self.parent is not None:
            found["parent"] = self.types.type_name(self.parent)
        if self.entry is not None:
            found["entry"] = self.types.type_name(self.entry)
            found["before"] = f"{LIST_OF}{found['entry']}"
        return found

    def pattern_of(self, read: Read) -> Pattern | None:
        """Where in the plan format a variable's field stands; None for `params` and `as_of`."""
        roots = {"plan": (), "prior": (), "item": self.item, "parent": self.parent, "entry": self.entry}
        root = roots.get(read.variable)
        return (*root, *read.path) if root is not None else None


def compile_condition(definition: Any, scope: Scope, route: Route, at: str = "") -> tuple[Test, ...]:
    """The tests of a condition that stands at `route` of the rule file. Raises ConditionError."""
    if isinstance(definition, str):
        return (_expression(definition, scope, route, tuple(at.split(".")) if at else ()),)
    return tuple(_fields(definition, scope, route))


def compile_expression(text: str, scope: Scope, route: Route) -> tuple[bytes, str, Usage]:
    """Compiled code, result type and reads of one expression. Raises ConditionError for anything wrong with it."""
    try:
        tree, kind = compile_typed(text, scope.pool, scope.variables())
        code = bare(compile_plain(text, scope.places()))
    except ExpressionError as error:
        message = in_words(scope.types.in_words(error.message), text, error.column, scope.variables())
        raise ConditionError(message, route, error.column) from error
    used = usage(tree)
    _check_day(used, route)
    if division := used.calls & {"_/_", "_%_"}:
        sign = "/" if "_/_" in division else "%"
        raise ConditionError(f"{sign} drops the remainder of whole numbers; write share(part, whole)", route)
    for pattern_text in used.patterns:
        if problem := pattern_problem(pattern_text):
            raise ConditionError(f"{pattern_text} is not a regular expression: {problem}", route)
    for comparison in used.comparisons:
        pattern = scope.pattern_of(comparison.read)
        allowed = (scope.types.schema.field(pattern) or {}).get("enum") if pattern is not None else None
        for word in comparison.words:
            if allowed is not None and word not in allowed:
                raise ConditionError(_not_a_word(word, allowed), route)
    _check_dates(used, scope, route)
    return code, kind, used


def _check_day(used: Usage, route: Route) -> None:
    """A register holds what was and what is: an expression that reads one says of which day."""
    reads = [read for read in used.reads if read.variable == "register"]
    if reads and "in_force" not in used.calls and not any(read.path[-1:] == ("since",) for read in reads):
        register = f"register.{reads[0].path[0]}" if reads[0].path else "register"
        message = (
            f"{register} holds entries of all times; say which: in_force(entry.since, entry.until, as_of)"
        )
        raise ConditionError(message, route)


def _check_dates(used: Usage, scope: Scope, route: Route) -> None:
    """What is compared with a date, or reckoned with as one, is one: as text, 2024-09-31 would be later than every day of its month."""

    def is_field(read: Read, of: Callable[[dict[str, Any]], bool]) -> bool:
        pattern = scope.pattern_of(read)
        return pattern is not None and of(scope.types.schema.field(pattern) or {})

    def day(read: Read) -> bool:
        return read.variable == "as_of" or is_field(read, lambda field: field.get("format") == "date")

    def other_text(read: Read) -> bool:
        return is_field(read, lambda field: field.get("type") == "string" and field.get("format") != "date")

    taken: list[str | Read] = list(used.days)
    for comparison in used.comparisons:
        if day(comparison.read):
            taken += comparison.words
            taken += [comparison.other] if comparison.other is not None else []
    for value in taken:
        # Nothing is the end of what has none, in a register.
        if isinstance(value, str) and value and not is_date(value):
            raise ConditionError(no_date(value), route)
        if isinstance(value, Read) and other_text(value):
            raise ConditionError(
                f"{'.'.join((value.variable, *value.path))} is text and no date; {A_DATE}", route
            )


def _not_a_word(word: str, allowed: list[str]) -> str:
    return f"{word} is not one of {', '.join(allowed)}{did_you_mean(word, allowed)}"


def _expression(text: str, scope: Scope, route: Route, path: Pattern) -> Test:
    code, used = _boolean(text, scope, route)
    related = _others(used, ("item", path))
    return Test(path, (), code, text, "", 0, used.reads, related)


def _boolean(text: str, scope: Scope, route: Route) -> tuple[bytes, Usage]:
    code, kind, used = compile_expression(text, scope, route)
    if kind not in ("BOOL", "bool"):
        raise ConditionError("a condition is true or false; this expression is neither", route)
    return code, used


def _others(used: Usage, subject: tuple[str, Pattern]) -> tuple[Read, ...]:
    """The fields beside the subject that an expression compares: a person needs to see those that are in the plan."""
    return tuple(
        read for read in used.reads
        if not read.tested and EACH not in read.path and read.path and (read.variable, read.path) != subject
        and read.variable in ("item", "parent", "entry", "plan")
    )  # fmt: skip


def _fields(definition: dict[str, Any], scope: Scope, route: Route) -> Iterator[Test]:
    for name, operators in definition.items():
        at: Route = (*route, name)
        field = _field(name, "item", scope.item, scope, at)
        for operator, argument in _operators(operators, at):
            if operator in _LOOKS_INSIDE:
                yield from _inside(operator, argument, field, name, scope, (*at, operator))
                continue
            cel = _apply(operator, field, argument, (*at, operator))
            words = _sentence(field, operator, argument, scope)
            test = _test(cel, tuple(name.split(".")), (), words, scope, (*at, operator))
            yield _with_unknown(test, operator, field, argument, scope, (*at, operator))


def _field(name: str, subject: str, base: Pattern, scope: Scope, at: Route) -> Field:
    pattern = (*base, *str(name).split("."))
    try:
        kind = scope.types.kind(pattern)
    except KeyError as error:
        raise ConditionError(scope.types.misspelt(pattern), at, key=True) from error
    return Field(f"{subject}.{name}", pattern, kind, scope.types)


def _operators(operators: Any, at: Route) -> list[tuple[str, Any]]:
    if not isinstance(operators, dict) or not operators:
        raise ConditionError("an operator is expected here, such as {present: true}", at)
    for name in operators:
        if name not in OPERATORS and name not in _LOOKS_INSIDE:
            known = [*OPERATORS, *_LOOKS_INSIDE]
            hint = did_you_mean(name, known, f"; the operators are {', '.join(known)}")
            raise ConditionError(f"{name} is not an operator{hint}", (*at, name), key=True)
    return list(operators.items())


def _apply(operator: str, field: Field, argument: Any, at: Route) -> str:
    try:
        return OPERATORS[operator].cel(field, argument)
    except OperatorError as error:
        raise ConditionError(str(error), at) from error


def _test(cel: str, path: Pattern, each: Pattern, sentence: str, scope: Scope, at: Route) -> Test:
    try:
        code, used = _boolean(cel, scope, at)
    except ConditionError as error:
        # Its column counts in what the operator became, not in what stands in the file.
        raise ConditionError(error.message, at) from error
    related = _others(used, ("entry" if each else "item", path))
    return Test(path, each, code, cel, sentence, 0, used.reads, related)


def _with_unknown(test: Test, operator: str, field: Field, argument: Any, scope: Scope, at: Route) -> Test:
    """A test that can say which ids it does not find, where it looks for ids."""
    if operator != "refers_to":
        return test
    code, _, _ = compile_expression(unknown(field, argument), scope, at)
    return test._replace(unknown=code)


def _inside(operator: str, argument: Any, field: Field, name: str, scope: Scope, at: Route) -> Iterator[Test]:
    if field.kind != "list":
        raise ConditionError(f"{operator} looks into a list, and {name} is not one", at)
    base, path = (*field.pattern, EACH), tuple(name.split("."))
    inner = Scope(scope.types, scope.item, scope.parent, scope.pool, base)
    if operator == "unique_by":
        key = _field(str(argument), "entry", base, inner, at)
        cel = f"!before.exists(u_, has(u_.{argument}) && u_.{argument} == {key.cel})"
        schema = scope.types.schema
        sentence = f"no two {title_of(field.pattern, schema)} have the same {title_of(key.pattern, schema)}"
        yield _test(cel, tuple(str(argument).split(".")), path, sentence, inner, at)
        return
    if operator == "any":
        conditions, sentences = [], []
        for inner_name, inner_at, inner_operator, inner_argument in _nested(argument, at):
            subject = _field(inner_name, "e_", base, inner, inner_at)
            conditions.append(_apply(inner_operator, subject, inner_argument, inner_at))
            sentences.append(_sentence(subject, inner_operator, inner_argument, inner))
        cel = f"{field.cel}.exists(e_, {' && '.join(conditions)})"
        yield _test(
            cel, path, (), f"for one {_entry_name(field)} at least, {' and '.join(sentences)}", scope, at
        )
        return
    for inner_name, inner_at, inner_operator, inner_argument in _nested(argument, at):
        subject = _field(inner_name, "entry", base, inner, inner_at)
        cel = _apply(inner_operator, subject, inner_argument, inner_at)
        sentence = (
            f"for each {_entry_name(field)}, {_sentence(subject, inner_operator, inner_argument, inner)}"
        )
        test = _test(cel, tuple(inner_name.split(".")), path, sentence, inner, inner_at)
        yield _with_unknown(test, inner_operator, subject, inner_argument, inner, inner_at)


def _nested(argument: Any, at: Route) -> Iterator[tuple[str, Route, str, Any]]:
    if not isinstance(argument, dict):
        raise ConditionError("fields with operators are expected here, such as {driver: {equals: trust}}", at)
    for name, operators in argument.items():
        for operator, inner in _operators(operators, (*at, name)):
            if operator in _LOOKS_INSIDE:
                message = f"{operator} stands inside another look into a list; use for_each instead"
                raise ConditionError(message, (*at, name, operator), key=True)
            yield str(name), (*at, name, operator), operator, inner


def _sentence(field: Field, operator: str, argument: Any, scope: Scope) -> str:
    schema, name = scope.types.schema, Name(title_of(field.pattern, scope.types.schema), field.kind)
    if operator in _COMPARES:
        parts = argument.items() if isinstance(argument, dict) else [("", argument)]
        said = {key: spoken(value, scope.pattern_of, schema) for key, value in parts}
        argument = said if isinstance(argument, dict) else said[""]
    words = OPERATORS[operator].sentence(field, argument)
    if operator == "refers_to" and field.kind == "list":
        return f"each of {name.text} {words}"
    verb, _, rest = words.partition(" ")
    return f"{name.text} {_PLURAL[verb] if name.many else verb} {rest}"


def _entry_name(field: Field) -> str:
    return entry_title(field.pattern, field.types.schema)


def _place(pattern: Pattern) -> str:
    """`("services", "[]", "standards", "[]")` → `plan.services[at(0)].standards[at(1)]`."""
    text, depth = "plan", 0
    for step in pattern:
        if step == EACH:
            text, depth = f"{text}[at({depth})]", depth + 1
        else:
            text = f"{text}.{step}"
    return text
