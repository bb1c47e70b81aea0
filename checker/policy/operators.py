"""The named operators of `require` and `when`: a closed list, each compiled to CEL, each a sentence in English.

An operator is asked about one field. It knows the kind of the field (text, number, list …) from the plan format, so
that `at_least: 2` counts the entries of a list and compares a number.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checker.plan.fit import is_date
from checker.plan.schema import EACH, Pattern
from checker.policy.naming import entry_title, with_article
from checker.policy.plantypes import PlanTypes
from checker.suggestion import did_you_mean

_EXPRESSION = re.compile(
    r"[\s(!-]*(?:(?:as_of|entry|item|parent|params|plan|prior|register)\b|[A-Za-z_]\w*(?:\(|\.[A-Za-z_]))"
)
"""How an argument begins that is an expression; a misspelt name is left to the checker of expressions."""

_LIMIT_KINDS = ("int", "double", "list")
_DATE_TWINS = {"at_least": "on_or_after", "at_most": "on_or_before"}
A_DATE = "write a date such as '2024-09-30', or as_of, a date field such as item.due, prior.… or params.…"
"""What may stand where a date is asked for."""

_FIELD_KINDS = {"string": "text", "int": "a whole number", "double": "a decimal number", "bool": "true or false",
                "list": "a list", "object": "made of fields of its own"}  # fmt: skip


class OperatorError(Exception):
    """The operator or its argument is wrong; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Field:
    """What an operator is asked about: the CEL expression of the field, its place in the plan format, its kind."""

    cel: str
    pattern: Pattern
    kind: str
    types: PlanTypes

    def allowed(self) -> list[str] | None:
        """The fixed words of the field (of its entries, for a list), or None where any value will do."""
        pattern = (*self.pattern, EACH) if self.kind == "list" else self.pattern
        return (self.types.schema.field(pattern) or {}).get("enum")

    @property
    def is_date(self) -> bool:
        """Whether the plan format asks for a day of the calendar here."""
        return (self.types.schema.field(self.pattern) or {}).get("format") == "date"

    def entry_kind(self) -> str:
        """The kind of the entries of a list; of the field itself otherwise."""
        return self.types.kind((*self.pattern, EACH)) if self.kind == "list" else self.kind


@dataclass(frozen=True, slots=True)
class Operator:
    """`cel` gives the condition, `sentence` the words that follow the field's name."""

    name: str
    cel: Callable[[Field, Any], str]
    sentence: Callable[[Field, Any], str]
    does: str


def literal(value: Any, kind: str) -> str:
    """A value as it is written in CEL. Whole numbers become decimals where the field holds decimals."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(float(value)) if kind == "double" else repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(literal(entry, kind) for entry in value) + "]"
    return json.dumps(str(value), ensure_ascii=False)


def _number(field: Field, argument: Any) -> str:
    """A number is itself; text is an expression, such as `item.volume_of_customers`."""
    if isinstance(argument, str) and (_EXPRESSION.match(argument) or argument[:1].isdigit()):
        return argument
    if isinstance(argument, bool) or not isinstance(argument, int | float):
        raise OperatorError(f"{argument} is not a number; write one such as 3, or a value such as params.…")
    return literal(argument, "int" if field.kind == "list" else field.kind)


def _date(argument: Any) -> str:
    """A day of the calendar is itself; other text is an expression, such as `as_of` or `item.due`."""
    if isinstance(argument, str) and is_date(argument):
        return literal(argument, "string")
    if isinstance(argument, str) and _EXPRESSION.match(argument):
        return argument
    raise OperatorError(no_date(argument))


def no_date(value: object) -> str:
    """What to say of a value that is not a day of the calendar."""
    return f"{value} is not a date of the calendar{did_you_mean(value, ('as_of',))}; {A_DATE}"


def _present(field: Field, wanted: Any) -> str:
    if not isinstance(wanted, bool):
        raise OperatorError("present takes true or false")
    steps = field.cel.split(".")
    guards = [f"has({'.'.join(steps[: length + 1])})" for length in range(1, len(steps))]
    if field.kind == "string":
        guards.append(f'trim({field.cel}) != ""')
    elif field.kind == "list":
        guards.append(f"size({field.cel}) > 0")
    there = " && ".join(guards)
    return there if wanted else f"!({there})"


def _filled(field: Field, wanted: Any) -> str:
    _text_only("filled", field)
    if wanted is not True:
        raise OperatorError("filled takes true")
    steps = field.cel.split(".")
    there = " && ".join(f"has({'.'.join(steps[: length + 1])})" for length in range(1, len(steps)))
    return f"{there} && filled({field.cel})"


def _words(field: Field, argument: Any) -> list[Any]:
    words = argument if isinstance(argument, list) else [argument]
    allowed = field.allowed()
    for word in words:
        if allowed is not None and word not in allowed:
            raise OperatorError(f"{word} is not one of the words of this field: {', '.join(allowed)}")
    return words


def _one_of(field: Field, argument: Any) -> str:
    words = literal(_words(field, argument), field.entry_kind())
    return f"{field.cel}.all(v_, v_ in {words})" if field.kind == "list" else f"{field.cel} in {words}"


def _equals(field: Field, argument: Any) -> str:
    return f"{field.cel} == {literal(_words(field, argument)[0], field.kind)}"


def _list_only(name: str, field: Field) -> None:
    if field.kind != "list":
        raise OperatorError(f"{name} asks about a list, and this field is not one")


def _includes(field: Field, argument: Any) -> str:
    _list_only("includes", field)
    return " && ".join(
        f"{literal(word, field.entry_kind())} in {field.cel}" for word in _words(field, argument)
    )


def _includes_any(field: Field, argument: Any) -> str:
    _list_only("includes_any", field)
    return f"{field.cel}.exists(v_, v_ in {literal(_words(field, argument), field.entry_kind())})"


def _matches(field: Field, argument: Any) -> str:
    _text_only("matches", field)
    return f"{field.cel}.matches({literal(argument, 'string')})"


def _not_matches(field: Field, argument: Any) -> str:
    _text_only("not_matches", field)
    return f"!{field.cel}.matches({literal(argument, 'string')})"


def _text_only(name: str, field: Field) -> None:
    if field.kind != "string":
        raise OperatorError(f"{name} asks about text, and this field is not text")


def _compare(name: str, sign: str) -> Callable[[Field, Any], str]:
    """`at_least` and `at_most` compare a number or the length of a list, the others a date."""

    def limit(field: Field, argument: Any) -> str:
        if field.is_date:
            raise OperatorError(
                f"{name} asks about a number or a list, and this field is a date; write {_DATE_TWINS[name]}"
            )
        if field.kind not in _LIMIT_KINDS:
            raise OperatorError(
                f"{name} asks about a number or a list, and this field is {_FIELD_KINDS[field.kind]}"
            )
        subject = f"size({field.cel})" if field.kind == "list" else field.cel
        return f"{subject} {sign} {_number(field, argument)}"

    def day(field: Field, argument: Any) -> str:
        _dates_only(name, field)
        return f"{field.cel} {sign} {_date(argument)}"

    return limit if name in _DATE_TWINS else day


def _dates_only(name: str, field: Field) -> None:
    if not field.is_date:
        raise OperatorError(f"{name} asks about a date, and this field is {_FIELD_KINDS[field.kind]}")


def _within_days(field: Field, argument: Any) -> str:
    _dates_only("within_days", field)
    given, days, after = _window(argument)
    reference = _date(given)
    until = f"add_days({reference}, {days})" if after else reference
    since = reference if after else f"add_days({reference}, -({days}))"
    return f"{field.cel} >= {since} && {field.cel} <= {until}"


def _window(argument: Any) -> tuple[str, str, bool]:
    if not isinstance(argument, dict) or set(argument) not in ({"of", "days"}, {"after", "days"}):
        raise OperatorError(
            "within_days takes {of: a date, days: a number} or {after: a date, days: a number}"
        )
    after = "after" in argument
    days = argument["days"]
    if isinstance(days, bool) or not (
        isinstance(days, int) or (isinstance(days, str) and _EXPRESSION.match(days))
    ):
        raise OperatorError(
            f"{days} is not a whole number of days; write one such as 30, or a value such as params.…"
        )
    return str(argument["after" if after else "of"]), str(days), after


def unknown(field: Field, argument: Any) -> str:
    """The ids in the field that `refers_to` does not find, in words."""
    values, known = _referring(field, argument)
    return f"listed({values}.filter(v_, !({known})))"


def _refers_to(field: Field, argument: Any) -> str:
    values, known = _referring(field, argument)
    return f"{values}.all(v_, {known})"


def _referring(field: Field, argument: Any) -> tuple[str, str]:
    """The ids in the field, and what holds of an id `v_` that is known."""
    *holder, key = str(argument).split(".")
    steps, guards, subject = [], [], "plan"
    for step in holder:
        steps.append(step)
        subject = f"{subject}.{step}"
        guards.append(f"has({subject})")
    if not holder or field.types.schema.field((*steps, EACH, key)) is None:
        raise OperatorError(
            f"refers_to takes a list and a field of its entries, such as services.id, not {argument}"
        )
    found = f"{subject}.exists(r_, has(r_.{key}) && r_.{key} == v_)"
    known = " && ".join([*guards, found])
    # The field is read before the list that it refers to, so that its absence is absence and not a missing entry.
    return (field.cel if field.kind == "list" else f"[{field.cel}]"), known


def _shown(argument: Any, last: str = "or") -> str:
    if isinstance(argument, list):
        words = [str(word) for word in argument]
        return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    return str(argument).lower() if isinstance(argument, bool) else str(argument)


def _limit(word: str) -> Callable[[Field, Any], str]:
    def words(field: Field, argument: Any) -> str:
        entries = "entry" if argument == 1 else "entries"
        return f"has {word} {argument} {entries}" if field.kind == "list" else f"is {word} {argument}"

    return words


def _window_words(_: Field, argument: Any) -> str:
    reference, days, after = _window(argument)
    side, other = ("after", "before") if after else ("before", "after")
    return f"is at most {days} days {side} {reference} and not {other} it"


def _entry_words(field: Field, argument: Any) -> str:
    holder = tuple(str(argument).split(".")[:-1])
    return f"names {with_article(entry_title(holder, field.types.schema))} of the plan"


OPERATORS: dict[str, Operator] = {
    operator.name: operator
    for operator in (
        Operator(
            "present",
            _present,
            lambda _, a: "is given" if a else "is not given",
            "there, or with false not there",
        ),
        Operator(
            "filled",
            _filled,
            lambda *_: "is filled in",
            "text, and more than a mark of a form such as [name] or TBD",
        ),
        Operator("equals", _equals, lambda _, a: f"is {_shown(a)}", "this very value"),
        Operator(
            "one_of",
            _one_of,
            lambda _, a: f"is {_shown(a)}",
            "one of these words; for a list, every entry is",
        ),
        Operator(
            "includes", _includes, lambda _, a: f"includes {_shown(a, 'and')}", "the list holds all of these"
        ),
        Operator(
            "includes_any",
            _includes_any,
            lambda _, a: f"includes {_shown(a)}",
            "the list holds at least one of these",
        ),
        Operator(
            "matches", _matches, lambda _, a: f"has the form {a}", "text of this form, as an RE2 pattern"
        ),
        Operator(
            "not_matches", _not_matches, lambda _, a: f"does not have the form {a}", "text not of this form"
        ),
        Operator(
            "at_least",
            _compare("at_least", ">="),
            _limit("at least"),
            "this number or more; for a list, so many entries",
        ),
        Operator(
            "at_most",
            _compare("at_most", "<="),
            _limit("at most"),
            "this number or less; for a list, so many entries",
        ),
        Operator(
            "before", _compare("before", "<"), lambda _, a: f"is before {a}", "a date earlier than this"
        ),
        Operator("after", _compare("after", ">"), lambda _, a: f"is after {a}", "a date later than this"),
        Operator(
            "on_or_before",
            _compare("on_or_before", "<="),
            lambda _, a: f"is not after {a}",
            "this date or earlier",
        ),
        Operator(
            "on_or_after",
            _compare("on_or_after", ">="),
            lambda _, a: f"is not before {a}",
            "this date or later",
        ),
        Operator("within_days", _within_days, _window_words, "a date within so many days of another"),
        Operator("refers_to", _refers_to, _entry_words, "the id of an entry of that list"),
    )
}
"""`each`, `any` and `unique_by` look into a list, so `conditions` compiles them."""
