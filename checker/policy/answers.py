"""The answers from which a rule is drafted, each checked by itself: what is wrong is said with what may be meant."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.errors import CheckerError
from checker.plan.schema import EACH, Pattern
from checker.policy.clauses import Clause
from checker.policy.conditions import ConditionError, Scope, compile_condition
from checker.policy.functions import listed
from checker.policy.messages import BRACES, compile_value
from checker.policy.operators import OPERATORS
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.suggestion import did_you_mean

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_RESERVED = ("order", "profiles", "registers")
_NAMES = ", ".join(OPERATORS)
LENGTHS = {"title": (10, 100), "message": (10, 10_000), "rationale": (20, 10_000), "remedy": (10, 10_000)}
"""The fewest and the most characters of a text, as `schemas/rule.schema.json` has them; without a most, one beyond reason."""


def check_id(id_: str) -> None:
    """Refuse an id that is none. Raises CheckerError."""
    if not _ID.match(id_):
        raise CheckerError(
            f"{id_} is not an id: write lower-case words joined by hyphens, such as goal-has-date"
        )


def check_topic(topic: str) -> None:
    """Refuse what cannot be the folder of a topic. Raises CheckerError."""
    if topic in _RESERVED:
        raise CheckerError(
            f"{topic} is reserved: the folder has another use in a rule pack; choose another topic"
        )
    if not _ID.match(topic):
        raise CheckerError(
            f"{topic} is not a topic: write lower-case words joined by hyphens, such as service-standards"
        )


def the_clause(id_: str, clauses: Mapping[str, Clause]) -> Clause:
    """The clause, in capitals or not. Raises CheckerError with its parts, or did-you-mean, where the order has none."""
    known = {name.casefold(): name for name in clauses}
    word = id_.casefold()
    if word in known:
        return clauses[known[word]]
    parts = [name for folded, name in known.items() if folded.startswith((f"{word}.", f"{word}("))]
    hint = f"; there are {listed(parts)}" if parts else did_you_mean(f"{id_[:1].upper()}{id_[1:]}", clauses)
    raise CheckerError(f"the order has no clause {id_}{hint}")


def check_operator(name: str) -> None:
    """Refuse what is no operator, or looks into a list. Raises CheckerError with did-you-mean."""
    if name in ("each", "any", "unique_by"):
        raise CheckerError(
            f"{name} looks into a list; copy a rule that uses it, or ask about each entry with a list"
        )
    if name not in OPERATORS:
        raise CheckerError(
            f"{name} is not an operator{did_you_mean(name, OPERATORS, f'; the operators are {_NAMES}')}"
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
    value = as_value(text, pattern, types) if operator == "equals" else as_value(text)
    if operator in ("one_of", "includes", "includes_any") and isinstance(value, str) and "," in value:
        raise CheckerError(f"several values stand in brackets; write [{value}]")
    return value


def check_argument(argument: Any, operator: str, field: str, for_each: str, types: PlanTypes) -> None:
    """Refuse an argument that the operator does not take for the field of an entry. Raises CheckerError."""
    try:
        compile_condition({field: {operator: argument}}, _scope(for_each, types), ())
    except ConditionError as error:
        raise CheckerError(error.message) from error


def _scope(for_each: str, types: PlanTypes) -> Scope:
    entry = list_pattern(for_each, types)
    around = [at for at, step in enumerate(entry[:-1]) if step == EACH]
    return Scope(types, entry, entry[: around[-1] + 1] if around else None, types.pool({}))


def long_enough(key: str, text: str) -> Iterator[tuple[str, str]]:
    """A problem where a text is shorter or longer than the format of rules allows."""
    least, most = LENGTHS[key]
    if not least <= len(text) <= most:
        yield (
            "length",
            f"{'at least' if len(text) < least else 'at most'} {least if len(text) < least else most} characters are expected, not {len(text)}",
        )


def check_message(message: str, for_each: str, types: PlanTypes) -> None:
    """Refuse a message with a value in braces that the plan does not have. Raises CheckerError with did-you-mean."""
    scope = _scope(for_each, types)
    for match in BRACES.finditer(message):
        try:
            compile_value(match[1], scope)
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
