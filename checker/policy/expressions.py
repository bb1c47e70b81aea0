"""The one door to CEL: expressions are checked against the plan format, then evaluated on plain values.

Two environments share one set of functions. The typed one knows every field of the plan format, so that a misspelt
field or a comparison of text with a number is refused when a rule is loaded; it is made only then. The plain one
runs the compiled expression on the dictionaries of a plan.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from cel_expr_python import cel

from checker.policy.functions import FUNCTIONS

VARIABLES = ("plan", "item", "parent", "entry", "prior", "as_of", "params")

_TYPES = {
    "string": cel.Type.STRING, "int": cel.Type.INT, "double": cel.Type.DOUBLE, "bool": cel.Type.BOOL,
    "list": cel.Type.LIST,
}  # fmt: skip
LIST_OF = "list of "
"""Before the name of a type: a list of such values."""

_ABSENT = re.compile(r'NOT_FOUND: Key not found in map : "(?P<key>.*)"', re.DOTALL)


class Absent(Exception):
    """The expression met a field that the plan does not have. `key` is its name."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class CannotEvaluate(Exception):
    """The expression has no value on this plan, and why. Never counted as a pass."""


class ExpressionError(Exception):
    """The expression is wrong in itself: what is wrong, and at which of its characters, counted from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


def compile_typed(text: str, pool: Any, types: Mapping[str, str]) -> tuple[bytes, str]:
    """Check `text` with the variables' message types `types`, from the descriptor `pool`.

    Returns the compiled expression and the name of its result type. Raises ExpressionError.
    """
    variables = {name: _type(kind) for name, kind in types.items()}
    environment = cel.NewEnv(descriptor_pool=pool, variables=variables, functions=_declarations())
    try:
        compiled = environment.compile(text)
    except RuntimeError as error:
        raise _expression_error(str(error)) from error
    return compiled.serialize(), compiled.return_type().name()


def _type(kind: str) -> Any:
    if kind.startswith(LIST_OF):
        return cel.Type.List(_type(kind.removeprefix(LIST_OF)))
    return _TYPES.get(kind) or cel.Type(kind)


class Evaluator:
    """Runs compiled expressions. Each is taken from its bytes once, when first needed."""

    def __init__(self) -> None:
        self._environment = cel.NewEnv(
            variables=dict.fromkeys(VARIABLES, cel.Type.DYN), functions=_declarations()
        )
        self._expressions: dict[bytes, Any] = {}

    def bind(self, variables: Mapping[str, Any]) -> Any:
        """The values that the next expressions see."""
        return self._environment.Activation(dict(variables))

    def evaluate(self, code: bytes, bound: Any) -> Any:
        """The value of a compiled expression. Raises Absent or CannotEvaluate."""
        expression = self._expressions.get(code)
        if expression is None:
            expression = self._expressions[code] = self._environment.deserialize(code)
        result = expression.eval(bound)
        if result.type() == cel.Type.ERROR:
            raise _runtime_error(result.value())
        return result.plain_value()


@cache
def _declarations() -> list[Any]:
    return [
        cel.FunctionDecl(function.name, [
            cel.Overload("_".join((function.name, *arguments)), _TYPES[function.result],
                         [_TYPES[name] for name in arguments], False, function.implementation)
            for arguments in function.overloads])
        for function in FUNCTIONS
    ]  # fmt: skip


def _runtime_error(text: str) -> Exception:
    if (match := _ABSENT.match(text)) is not None:
        return Absent(match["key"])
    problem = text.partition(": ")[2] or text
    return CannotEvaluate(
        problem.replace("No matching overloads found : ", "a value is of the wrong kind for ")
    )


_POSITION = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")


def _expression_error(text: str) -> ExpressionError:
    match = _POSITION.search(text)
    column, problem = (int(match[2]), match[3]) if match else (1, text)
    return ExpressionError(problem, column)
