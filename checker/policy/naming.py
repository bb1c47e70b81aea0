"""Fields of the plan and what conditions compare them with, named as people say them."""

import re
from collections.abc import Callable
from typing import Any

from checker.plan.schema import EACH, Pattern, PlanSchema
from checker.policy.rule import Read

_DAYS = {
    "as_of": "the day of assessment",
    "fiscal_year(as_of)": "the fiscal year of the day of assessment",
}
_QUESTIONS = ("who", "what", "how", "whether", "whose")
_HEAD_ENDS = re.compile(
    r" (?:of|in|by|that|to|for|under|with|whose|they|from|on|who|at|about|where|behind|and|between|not)\b.*"
)
_SAID_AFTER = re.compile(r"(?<=\w) (?:[a-z-]+ed|met|made|found|left out)\b.*")
_SINGULAR_ENDS = ("ss", "us", "is", "ness")
_MANY = ("people", "children", "criteria", "data")


class Name:
    """`text` stands in a sentence, `the data limitations`; `many` says that its verb is a plural.

    A title that is no noun stands in quotation marks, as it stands over a form: `“uses technology” is true`.
    """

    def __init__(self, title: str, kind: str) -> None:
        words = title.split(" ")
        label = kind == "bool" or words[0] in _QUESTIONS or words[-1] == "to"
        self.text = f"“{title}”" if label else f"the {title}"
        self.many = not label and _is_plural(title)


def title_of(pattern: Pattern, schema: PlanSchema) -> str:
    """What a field, a list or an entry of a list is called."""
    return str((schema.field(pattern) or {}).get("title") or pattern[-1].replace("_", " "))


def entry_title(pattern: Pattern, schema: PlanSchema) -> str:
    """What one entry of the list at `pattern` is called."""
    field = schema.field((*pattern, EACH)) or {}
    return str(field.get("title") or f"entry of the {title_of(pattern, schema)}")


def with_article(words: str) -> str:
    """`a service`, `an initiative`."""
    return f"{'an' if words[:1].lower() in 'aeio' else 'a'} {words}"


def spoken(argument: Any, pattern_of: Callable[[Read], Pattern | None], schema: PlanSchema) -> Any:
    """`as_of` → `the day of assessment`, `item.volume_offered` → `the number offered the survey`; anything else as it is."""
    if str(argument) in _DAYS:
        return _DAYS[str(argument)]
    variable, dot, path = str(argument).partition(".")
    if not dot or not isinstance(argument, str) or not re.fullmatch(r"[a-z_.]+", path):
        return argument
    pattern = pattern_of(Read(variable, tuple(path.split(".")), tested=False))
    if pattern is None or schema.field(pattern) is None:
        return argument
    return f"the {title_of(pattern, schema)}{' of last year' if variable == 'prior' else ''}"


def _is_plural(title: str) -> bool:
    """Whether the noun of a title is a plural: `kinds of respondents` is, `basis of the designation` is not."""
    noun = _SAID_AFTER.sub("", _HEAD_ENDS.sub("", title)).split(" ")[-1]
    return noun in _MANY or (noun.endswith("s") and not noun.endswith(_SINGULAR_ENDS))
