"""A drafted rule as the text of its file. Written by hand, so that it reads as people write rules."""

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from checker.policy.drafting import Draft, DraftExample
from checker.policy.sampling import DATED, EXAMPLE_DAY

_PLAIN_IN_FLOW = re.compile(r"[A-Za-z][\w .;'’()/-]*(?<! )\Z")
_PLAIN = re.compile(r"[A-Za-z](?:[\w .,;'’“”()/{}\[\]%?!-]|:(?=\S))*(?<! )\Z")
_WORDS_WITH_MEANING = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_WIDTH = 112

Finds = Mapping[int, list[tuple[str, str]]]
"""Route and message of every finding, by the index of the failing example."""


def draft_text(draft: Draft, examples: list[DraftExample], finds: Finds) -> str:
    """The rule file. `finds` has the route and message of every finding, by the index of the failing example."""
    return "\n".join(_lines(draft, examples, finds)) + "\n"


def _lines(draft: Draft, examples: list[DraftExample], finds: Finds) -> Iterator[str]:
    yield f"id: {draft.id}"
    yield "version: 1"
    yield f"title: {scalar(draft.title)}"
    yield f"clauses: [{flow(draft.clause.id)}]"
    yield f"quote: {json.dumps(draft.clause.quote, ensure_ascii=False)}"
    yield f"strength: {draft.clause.strength.value}"
    yield from _folded("rationale", draft.rationale)
    yield from _folded("remedy", draft.remedy)
    if draft.for_each:
        yield f"for_each: {draft.for_each}"
    if draft.given:
        yield f"when: {{{draft.given}: {{present: true}}}}"
    yield "require:"
    yield f"  {draft.field}: {{{draft.operator}: {flow(draft.argument)}}}"
    yield f"if_absent: {draft.if_absent}"
    yield f"message: {scalar(draft.message)}"
    yield "examples:"
    for kind in dict.fromkeys(example.kind for example in examples):
        yield f"  {kind}:"
        for index, example in enumerate(examples):
            if example.kind == kind:
                yield f"    - name: {scalar(example.name)}"
                if draft.operator in DATED:
                    yield f"      as_of: {EXAMPLE_DAY}"
                yield f"      plan: {flow(example.plan)}"
                if index in finds:
                    yield "      finds:"
                    for route, message in finds[index]:
                        yield f"        - route: {scalar(route)}"
                        yield f"          message: {scalar(message)}"


def scalar(text: str) -> str:
    """A text as YAML on one line: as it is where that is safe, in double quotes otherwise."""
    safe = _PLAIN.match(text) and text.lower() not in _WORDS_WITH_MEANING
    return text if safe else json.dumps(text, ensure_ascii=False)


def _folded(key: str, text: str) -> Iterator[str]:
    """A text of any length: on one line where it fits, folded where it does not."""
    if len(line := f"{key}: {scalar(text)}") <= _WIDTH:
        yield line
        return
    yield f"{key}: >-"
    yield from wrap(
        text,
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        safe = _PLAIN_IN_FLOW.match(value) and value.lower() not in _WORDS_WITH_MEANING
        return value if safe else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
