"""The message of a rule: text with values of the plan in braces, and the words that stand for a value that is not there."""

import json
import re

from checker.policy.conditions import Scope, compile_expression
from checker.policy.rule import Read

BRACES = re.compile(r"\{([^{}]*)\}")
"""A value in a message."""
_OR = re.compile(
    r"(?P<variable>item|parent|entry|plan|prior)\.(?P<path>\w+(?:\.\w+)*)\s+or\s+(?P<words>.*\S)\s*\Z",
    re.DOTALL,
)


def compile_value(text: str, scope: Scope) -> bytes:
    """The code of what stands between braces: an expression, or `FIELD or WORDS`. Raises ConditionError."""
    match = _OR.match(text)
    if match is None:
        return compile_expression(text, scope, ("message",))[0]
    variable, steps = match["variable"], tuple(match["path"].split("."))
    # Asked for by itself, so that a misspelt field is told with the name that is meant.
    field = f"{variable}.{match['path']}"
    compile_expression(field, scope, ("message",))
    given = [f"has({'.'.join((variable, *steps[:end]))})" for end in range(1, len(steps) + 1)]
    pattern = scope.pattern_of(Read(variable, steps, tested=False))
    if pattern is not None and scope.types.kind(pattern) == "list":
        given.append(f"size({field}) > 0")
    words = " ".join(match["words"].split())
    choice = f"{' && '.join(given)} ? dyn({field}) : dyn({json.dumps(words)})"
    return compile_expression(choice, scope, ("message",))[0]
