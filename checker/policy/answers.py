"""The answers from which a rule is drafted, each checked by itself: what is wrong is said with what may be meant."""

import re
from collections.abc import Mapping
from typing import Any

from checker.errors import CheckerError
from checker.plan.schema import EACH, Pattern
from checker.policy.clauses import Clause
from checker.policy.conditions import ConditionError, Scope, compile_expression
from checker.policy.operators import OPERATORS, Field, OperatorError
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.suggestion import did_you_mean

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_BRACES = re.compile(r"\{([^{}]*)\}")


def check_id(id_: str) -> None:
    """Refuse an id that is none. Raises CheckerError."""
    if not _ID.match(id_):
        raise CheckerError(
            f"{id_} is not an id: write lower-case words joined by hyphens, such as goal-has-date"
        )


def check_topic(topic: str) -> None:
    """Refuse what cannot be the folder of a topic. Raises CheckerError."""
    if not _ID.match(topic) or topic in ("order", "profiles", "registers"):
        raise CheckerError(
            f"{topic} is not a topic: write lower-case words joined by hyphens, such as service-standards"
        )


def check_clause(id_: str, clauses: Mapping[str, Clause]) -> None:
    """Refuse a clause that the order does not have. Raises CheckerError with did-you-mean."""
    if id_ not in clauses:
        raise CheckerError(f"the order has no clause {id_}{did_you_mean(id_, clauses)}")


def check_operator(name: str) -> None:
    """Refuse what is no operator, or looks into a list. Raises CheckerError with did-you-mean."""
    if name in ("each", "any", "unique_by"):
        raise CheckerError(
            f"{name} looks into a list; copy a rule that uses it, or ask about each entry with a list"
        )
    if name not in OPERATORS:
        raise CheckerError(
            f"{name} is not an operator{did_you_mean(name, OPERATORS)}; there are {', '.join(OPERATORS)}"
        )


def as_value(text: str, pattern: Pattern | None = None, types: PlanTypes | None = None) -> Any:
    """A value written as in YAML: text, a number, [a, b]. Where the field at `pattern` holds text, 12 is text too.

    Raises CheckerError where the text is no value.
    """
    try:
        value = PackFile("answer", "answer", f"value: {text}\n".encode()).data["value"]
    except (CheckerError, TypeError, KeyError) as error:
        raise CheckerError(
            f"{text} is not a value as YAML writes it; put text with signs in 'quotes'"
        ) from error
    if pattern is None or types is None:
        return value
    if types.kind(pattern) == "string" and not isinstance(value, str | list):
        return text
    if types.kind(pattern) == "list" and isinstance(value, list) and types.kind((*pattern, EACH)) == "string":
        return [str(entry) for entry in value]
    return value


def as_argument(text: str, operator: str, pattern: Pattern, types: PlanTypes) -> Any:
    """The argument of an operator, written as in YAML: also {of: as_of, days: 365}. Raises CheckerError."""
    return as_value(text, pattern, types) if operator == "equals" else as_value(text)


def check_argument(argument: Any, operator: str, pattern: Pattern, types: PlanTypes) -> None:
    """Refuse an argument that the operator does not take for the field at `pattern`. Raises CheckerError."""
    try:
        OPERATORS[operator].cel(Field("item.field", pattern, types.kind(pattern), types), argument)
    except OperatorError as error:
        raise CheckerError(str(error)) from error


def check_message(message: str, for_each: str, types: PlanTypes) -> None:
    """Refuse a message with a value in braces that the plan does not have. Raises CheckerError with did-you-mean."""
    entry = list_pattern(for_each, types)
    around = [at for at, step in enumerate(entry[:-1]) if step == EACH]
    scope = Scope(types, entry, entry[: around[-1] + 1] if around else None, types.pool({}))
    for match in _BRACES.finditer(message):
        try:
            compile_expression(match[1], scope, ("message",))
        except ConditionError as error:
            raise CheckerError(f"in {match[0]}: {error.message}") from error


def list_pattern(path: str, types: PlanTypes) -> Pattern:
    """The place of an entry of the list `path`; the plan itself for no path. Raises CheckerError with did-you-mean."""
    pattern: Pattern = ()
    for step in path.split(".") if path else ():
        pattern = field_pattern(step, pattern, types)
        if types.kind(pattern) == "list":
            pattern = (*pattern, EACH)
    if path and pattern[-1] != EACH:
        raise CheckerError(f"{path} is not a list; without a list, a rule looks at the whole plan")
    return pattern


def field_pattern(path: str, base: Pattern, types: PlanTypes) -> Pattern:
    """The place of a field, from an entry. Raises CheckerError with did-you-mean."""
    pattern = (*base, *path.split("."))
    if types.schema.field(pattern) is None:
        raise CheckerError(types.misspelt(pattern))
    return pattern
