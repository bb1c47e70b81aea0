"""What is wrong with the shape of a plan, in words: every key known, every value of its kind.

`fit` knows whether anything is; only a plan that does not fit is handed to `jsonschema`, whose errors carry what is
needed to say it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from checker.finding import Finding
from checker.location import Route
from checker.plan.document import Document
from checker.plan.fit import fit, is_date
from checker.plan.limits import Limits
from checker.plan.problems import PROBLEMS, excerpt
from checker.plan.schema import PlanSchema
from checker.suggestion import did_you_mean

_KINDS = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "fields of its own", "null": "nothing",
}  # fmt: skip
_TRAP = "yaml-1-1-value"


def check_shape(document: Document, schema: PlanSchema, most: int = Limits().findings) -> list[Finding]:
    """What in `document` does not fit the plan format, at most one more than `most`. Empty where all fits."""
    return [] if fit(document.data, schema.short).fits else misfits(document, schema, most)


def misfits(document: Document, schema: PlanSchema, most: int) -> list[Finding]:
    """The same for a document that is known not to fit."""
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker([])
    formats.checks("date")(is_date)
    validator = Draft202012Validator(schema.schema, format_checker=formats)
    errors = list(islice(validator.iter_errors(document.data), most + 1))
    return list(islice(_in_words(errors, document), most + 1))


def once(findings: Iterable[Finding], misfits: list[Finding]) -> list[Finding]:
    """All of both, one thing said of one value: that the format asks for text says more than that tools would differ."""
    said = {finding.location for finding in misfits if finding.rule == _TRAP}
    left = [finding for finding in findings if finding.rule != _TRAP or finding.location not in said]
    return [*left, *misfits]


def keep_as_written(document: Document, misfits: Iterable[Finding]) -> None:
    """Take `1.10` as the text that it is where the schema asks for text, in place: the plan is still judged."""
    for finding in misfits:
        scalar = document.scalar(finding.route)
        if finding.rule == _TRAP and scalar is not None:
            document.value(finding.route[:-1])[finding.route[-1]] = scalar.text


def _in_words(errors: list[Any], document: Document) -> Iterator[Finding]:
    wrong_types = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    incomplete: set[Route] = set()
    for error in errors:
        route: Route = tuple(error.absolute_path)
        if error.validator == "type":
            yield _wrong_type(route, error, document)
        elif route in wrong_types:
            continue  # a value of the wrong kind is also none of the words, too short, no date
        elif error.validator == "additionalProperties":
            known = list(error.schema["properties"])
            yield from (
                _unknown_key((*route, key), key, known, document)
                for key in error.instance
                if key not in known
            )
        elif error.validator == "required":
            if route not in incomplete:  # jsonschema gives one such error for each missing key
                incomplete.add(route)
                yield from _missing(route, error, document)
        else:
            yield _unfit(route, error.instance, error.validator, error.validator_value, document)


def _unknown_key(route: Route, key: str, known: list[str], document: Document) -> Finding:
    hint = did_you_mean(key, known)
    return PROBLEMS["unknown-key"].finding(
        f"{excerpt(key)} is not a field here{hint}", document.key_location(route), route
    )


def _missing(route: Route, error: Any, document: Document) -> Iterator[Finding]:
    for key in error.validator_value:
        if key not in error.instance:
            at = (*route, key)
            yield PROBLEMS["missing-key"].finding(
                f"the required field {key} is missing", document.locate(at), at
            )


def _wrong_type(route: Route, error: Any, document: Document) -> Finding:
    scalar = document.scalar(route)
    if (
        error.validator_value == "string"
        and scalar is not None
        and scalar.plain
        and error.instance is not None
    ):
        return _text_without_quotes(route, scalar.text, error, document)
    found = _kind_of(error.instance)
    if scalar is not None and scalar.text:
        found += f", {excerpt(scalar.text)}"
    message = f"{_KINDS[error.validator_value]} is expected here, not {found}"
    return PROBLEMS["wrong-type"].finding(message, document.locate(route), route)


def _text_without_quotes(route: Route, text: str, error: Any, document: Document) -> Finding:
    """What to say of `1.10` where text is asked for; `2024` where a date is asked for is no date with quotes either."""
    schema = error.schema
    for keyword, fits in (
        ("enum", text in schema.get("enum", (text,))),
        ("format", schema.get("format") != "date" or is_date(text)),
    ):
        if not fits:
            return _unfit(route, text, keyword, schema[keyword], document)
    message = f"text is expected here, and without quotes {excerpt(text)} is {_kind_of(error.instance)}"
    return PROBLEMS[_TRAP].finding(message, document.locate(route), route)


def _unfit(route: Route, value: Any, keyword: str, asked: Any, document: Document) -> Finding:
    """A value of the right kind that is not what the keyword of the schema asks for."""
    shown = excerpt(str(value))
    problem = "malformed-value"
    match keyword:
        case "enum":
            allowed = [str(word) for word in asked]
            hint = did_you_mean(shown, allowed)
            problem, message = "unknown-value", f"{shown} is not one of {', '.join(allowed)}{hint}"
        case "format":
            message = f"{shown} is not a date of the calendar in the form 2024-03-31"
        case "minimum":
            message = f"at least {asked} is expected here, not {shown}"
        case "maximum":
            message = f"at most {asked} is expected here, not {shown}"
        case "minItems":
            message = f"at least {asked} entries are expected here, not {len(value)}"
        case "maxItems":
            message = f"at most {asked} entries are expected here, not {len(value)}"
        case "minLength":
            message = "text is expected here, and it is empty"
        case _:
            message = f"{shown} does not fit here: the format asks for {keyword} {excerpt(str(asked))}"
    return PROBLEMS[problem].finding(message, document.locate(route), route)


def _kind_of(value: Any) -> str:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "fields of its own",
    }
    return "nothing" if value is None else kinds.get(type(value), "text")
