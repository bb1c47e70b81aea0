"""The door to CEL, for checking: expressions are held against the plan format when a rule is loaded.

The typed environment knows every field of the plan format, so that a misspelt field or a comparison of text with a number
is refused. What is evaluated later is the same expression in the plain environment of `evaluator`, with the entry that a
rule judges written out as its place in the plan (`item.name` as `plan.services[at(0)].name`): the CEL library takes a
plan apart each time it is handed one, so it is handed one once.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cel_expr_python import cel

from checker.policy.evaluator import Frame, declarations, plain_environment, type_named

LIST_OF = "list of "
"""Before the name of a type: a list of such values."""

_TOKEN = re.compile(r"""(?P<text>r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*')|(?P<name>(?<![\w.])[A-Za-z_]\w*)""")


class ExpressionError(Exception):
    """The expression is wrong in itself: what is wrong, and at which of its characters, counted from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


def compile_typed(text: str, pool: Any, types: Mapping[str, str]) -> tuple[bytes, str]:
    """Check `text` with the variables' message types `types`, from the descriptor `pool`.

    Returns the syntax tree, serialized, and the name of its result type. Raises ExpressionError.
    """
    try:
        compiled = _typed(pool, tuple(types.items())).compile(text)
    except RuntimeError as error:
        raise _expression_error(str(error)) from error
    return compiled.serialize(), compiled.return_type().name()


def compile_plain(text: str, places: Mapping[str, str]) -> bytes:
    """Compile `text` for evaluation, with each name of `places` replaced by what stands for it. Raises ExpressionError."""
    try:
        return bytes(_plain().compile(written_out(text, places)).serialize())
    except RuntimeError as error:
        raise _expression_error(str(error)) from error


@lru_cache(maxsize=1024)
def pattern_problem(pattern: str) -> str:
    """What is wrong with a regular expression that `matches` is given, by CEL's own account; empty where it is right."""
    environment = _plain()
    expression = environment.compile(f'"".matches({json.dumps(pattern, ensure_ascii=False)})')
    result = expression.eval(environment.Activation({}))
    if result.type() != cel.Type.ERROR:
        return ""
    return str(result.value()).partition("invalid regular expression: ")[2] or str(result.value())


def written_out(text: str, places: Mapping[str, str]) -> str:
    """`item.id == "item"` → `plan.services[at(0)].id == "item"`: names are replaced, text in quotes and fields are not."""

    def replace(match: re.Match[str]) -> str:
        return places.get(match[0], match[0]) if match["name"] else match[0]

    return _TOKEN.sub(replace, text)


@lru_cache(maxsize=64)
def _typed(pool: Any, types: tuple[tuple[str, str], ...]) -> Any:
    """An environment for rules that see variables of these types: making one takes longer than compiling a rule."""
    variables = {name: _type(kind) for name, kind in types}
    return cel.NewEnv(descriptor_pool=pool, variables=variables, functions=declarations())


def _type(kind: str) -> Any:
    if kind.startswith(LIST_OF):
        return cel.Type.List(_type(kind.removeprefix(LIST_OF)))
    return type_named(kind)


@lru_cache(maxsize=1)
def _plain() -> Any:
    return plain_environment(Frame())


_POSITION = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")


def _expression_error(text: str) -> ExpressionError:
    match = _POSITION.search(text)
    column, problem = (int(match[2]), match[3]) if match else (1, text)
    return ExpressionError(problem, column)
