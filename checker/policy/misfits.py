"""What in a file of the rule pack does not fit its schema, in plain words, each with its place."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from checker.location import Location, Route
from checker.suggestion import did_you_mean

if TYPE_CHECKING:
    from checker.policy.packfile import PackFile

_KINDS = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false", "array": "a list",
    "object": "a group of keys",
}  # fmt: skip
_SUCH_AS = {"integer": "1", "array": "[one, two]", "object": "{key: value}"}
_JOINED = "write lower-case words joined by hyphens, such as control-number-shown"
_PATTERNS = {"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": _JOINED, "^[a-z0-9]+(-[a-z0-9]+)*$": _JOINED}
_MEASURES = {
    "minimum": ("at least", ""), "maximum": ("at most", ""),
    "minLength": ("at least", "character/characters"), "maxLength": ("at most", "character/characters"),
    "minItems": ("at least", "entry/entries"), "maxItems": ("at most", "entry/entries"),
    "minProperties": ("at least", "key/keys"), "maxProperties": ("at most", "key/keys"),
}  # fmt: skip
_SENTENCES = {
    "const": "{asked} is expected here, not {shown}",
    "format": "{shown} is not a date of the calendar in the form 2024-03-31",
    "uniqueItems": "an entry of this list stands a second time",
}
_LONGEST_SHOWN = 60


def misfits(errors: Iterable[Any], file: "PackFile") -> list[tuple[Location, str]]:
    """Place and message of each of jsonschema's `errors`, in the order of the file; none twice."""
    found = dict.fromkeys(said for error in errors for said in _said(error, file))
    return sorted(found, key=lambda said: (said[0].line, said[0].column))


def _said(error: Any, file: "PackFile") -> Iterator[tuple[Location, str]]:
    route: Route = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in error.instance:
            if key not in known:
                hint = did_you_mean(key, known, f"; the keys are {', '.join(known)}")
                yield file.at((*route, key), key=True), f"{key} is not a key here{hint}"
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield file.at(route), f"the key {key} is missing{_what_it_holds(key, error.schema)}"
    else:
        yield file.at(route), _unfit(error.validator, error.validator_value, error)


def _unfit(keyword: str, asked: Any, error: Any) -> str:
    value = error.instance
    shown = _shown(value)
    if keyword == "type":
        return _wrong_type([asked] if isinstance(asked, str) else asked, value)
    if keyword == "enum":
        allowed = [str(word) for word in asked]
        return f"{shown} is not one of {', '.join(allowed)}{did_you_mean(value, allowed)}"
    if keyword == "pattern":
        return (
            f"{shown} is not of the form expected here; {_PATTERNS.get(asked) or _description(error, asked)}"
        )
    if keyword == "minLength" and not value:
        return "text is expected here, and it is empty"
    if keyword in _MEASURES:
        least, unit = _MEASURES[keyword]
        found = len(value) if unit else shown
        key = error.absolute_path[-1] if error.absolute_path else None
        where = f"in {key}" if isinstance(key, str) else "here"
        return f"{least} {asked}{_counted(asked, unit)} expected {where}, not {found}"
    otherwise = f"{{shown}} does not fit here: the format asks for {keyword} {{asked}}"
    return _SENTENCES.get(keyword, otherwise).format(shown=shown, asked=asked)


def _counted(count: int, unit: str) -> str:
    if not unit:
        return " is"
    one, many = unit.split("/")
    return f" {one} is" if count == 1 else f" {many} are"


def _wrong_type(kinds: list[str], value: Any) -> str:
    if kinds == ["string"] and isinstance(value, bool | int | float):
        return f"text is expected here; put {_shown(value)} in quotes"
    such_as = f", such as {_SUCH_AS[kinds[0]]}" if len(kinds) == 1 and kinds[0] in _SUCH_AS else ""
    *most, last = [_KINDS[kind] for kind in kinds]
    return f"{', '.join(most)}{' or ' if most else ''}{last} is expected here{such_as}"


def _description(error: Any, otherwise: object) -> str:
    """What the schema says of the field, for a fault that has no words of its own."""
    text = str(error.schema.get("description") or otherwise)
    return text[:1].lower() + text[1:].rstrip(".")


def _what_it_holds(key: str, schema: Any) -> str:
    """What to write under a key, as the first sentence of its description has it; nothing where it has none."""
    field = schema.get("properties", {}).get(key)
    first, _, _ = str(field.get("description", "") if isinstance(field, dict) else "").partition(". ")
    return f" ({first[:1].lower()}{first[1:].rstrip('.')})" if first else ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "an empty value" if value is None else " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
