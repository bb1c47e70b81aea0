"""Whether a plan has the shape of a plan: every key known, every value of its kind.

`jsonschema-rs` answers yes or no in a fraction of a millisecond; only a plan that fails is handed to `jsonschema`,
whose errors carry what is needed to say it in words.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

import jsonschema_rs

from checker.finding import Finding
from checker.location import Route
from checker.plan.document import Document
from checker.plan.nodes import ScalarNode
from checker.plan.problems import PROBLEMS
from checker.plan.schema import EACH, Pattern, PlanSchema

_KINDS = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "fields of its own", "null": "nothing",
}  # fmt: skip


def check_shape(document: Document, schema: PlanSchema) -> list[Finding]:
    """What in `document` does not fit the plan format. Empty where all fits."""
    if _validator(schema).is_valid(document.data):
        return []
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(schema.schema, format_checker=FormatChecker(["date"]))
    findings: list[Finding] = []
    for error in validator.iter_errors(document.data):
        findings += _in_words(error, document)
    return findings


@cache
def _validator(schema: PlanSchema) -> Any:
    return jsonschema_rs.Draft202012Validator(schema.schema, validate_formats=True)


def promote_decimals(data: Any, schema: PlanSchema) -> None:
    """Turn `3` into `3.0` where the schema asks for a decimal number, in place, so that rules meet one kind only."""
    for pattern in schema.decimals:
        _promote(data, pattern)


def _promote(data: Any, pattern: Pattern) -> None:
    step, rest = pattern[0], pattern[1:]
    if step == EACH:
        if not isinstance(data, list):
            return
        for index, item in enumerate(data):
            if rest:
                _promote(item, rest)
            elif type(item) is int:
                data[index] = float(item)
    elif isinstance(data, dict) and step in data:
        if rest:
            _promote(data[step], rest)
        elif type(data[step]) is int:
            data[step] = float(data[step])


def _in_words(error: Any, document: Document) -> Iterator[Finding]:
    route: Route = tuple(error.absolute_path)
    match error.validator:
        case "additionalProperties":
            known = list(error.schema["properties"])
            for key in error.instance:
                if key not in known:
                    yield _unknown_key((*route, key), key, known, document)
        case "required":
            # jsonschema reports each missing field by itself and names it only at the head of its message.
            key = next(key for key in error.validator_value if error.message.startswith(repr(key)))
            message = f"the required field {key} is missing"
            yield PROBLEMS["missing-key"].finding(message, document.locate((*route, key)), (*route, key))
        case "enum":
            yield _unknown_value(route, error, document)
        case "type":
            yield _wrong_type(route, error, document)
        case _:
            message = _form(error)
            yield PROBLEMS["malformed-value"].finding(message, document.locate(route), route)


def _unknown_key(route: Route, key: str, known: list[str], document: Document) -> Finding:
    close = get_close_matches(key, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return PROBLEMS["unknown-key"].finding(
        f"{key} is not a field here{hint}", document.key_location(route), route
    )


def _unknown_value(route: Route, error: Any, document: Document) -> Finding:
    allowed = [str(value) for value in error.validator_value]
    close = get_close_matches(str(error.instance), allowed, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    message = f"{_shown(route, document)} is not one of {', '.join(allowed)}{hint}"
    return PROBLEMS["unknown-value"].finding(message, document.locate(route), route)


def _wrong_type(route: Route, error: Any, document: Document) -> Finding:
    expected = _KINDS[error.validator_value]
    scalar = document.scalar(route)
    if (
        error.validator_value == "string"
        and scalar is not None
        and scalar.plain
        and error.instance is not None
    ):
        message = f"text is expected here, and without quotes {scalar.text} is {_kind_of(error.instance)}"
        return PROBLEMS["yaml-1-1-value"].finding(message, document.locate(route), route)
    found = "nothing" if error.instance is None else f"{_kind_of(error.instance)}"
    if scalar is not None and scalar.text:
        found += f", {scalar.text}"
    message = f"{expected} is expected here, not {found}"
    return PROBLEMS["wrong-type"].finding(message, document.locate(route), route)


def _kind_of(value: Any) -> str:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "fields of its own",
    }
    return kinds.get(type(value), "text")


def _form(error: Any) -> str:
    match error.validator:
        case "format":
            return f"{error.instance} is not a date of the calendar in the form 2024-03-31"
        case "minItems":
            return f"at least {error.validator_value} entries are expected here, not {len(error.instance)}"
        case "maxItems":
            return f"at most {error.validator_value} entries are expected here, not {len(error.instance)}"
        case "minimum":
            return f"at least {error.validator_value} is expected here, not {error.instance}"
        case "maximum":
            return f"at most {error.validator_value} is expected here, not {error.instance}"
        case "minLength":
            return "text is expected here, and it is empty"
        case "maxLength":
            return f"at most {error.validator_value} characters are expected here, not {len(error.instance)}"
        case "const":
            return f"{error.validator_value} is expected here, not {error.instance}"
        case "pattern":
            return f"{error.instance} does not have the form {error.validator_value}"
        case _:
            return str(error.message)


def _shown(route: Route, document: Document) -> str:
    scalar: ScalarNode | None = document.scalar(route)
    return scalar.text if scalar is not None else "this"
