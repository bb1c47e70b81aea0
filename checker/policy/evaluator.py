"""The door to CEL, for evaluating: compiled expressions on the plain values of a plan."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from cel_expr_python import cel

from checker.location import Route
from checker.policy.functions import FUNCTIONS
from checker.policy.register import Registers, as_values

_TYPES = {
    "string": cel.Type.STRING, "int": cel.Type.INT, "double": cel.Type.DOUBLE, "bool": cel.Type.BOOL,
    "list": cel.Type.LIST,
}  # fmt: skip
_ABSENT = re.compile(r'NOT_FOUND: Key not found in map : "(?P<key>.*)"', re.DOTALL)


PASSES, FAILS, DOES_NOT_APPLY = 1, 0, 2
"""What a rule on a sheet answers of an entry."""


class Absent(Exception):
    """The expression met a field that the plan does not have. `key` is its name."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class CannotEvaluate(Exception):
    """The expression has no value on this plan, and why. Never counted as a pass."""


class Frame:
    """What changes from one evaluation to the next.

    Where the entry stands in the plan, the rule's parameters, and the entries before an entry of an inner list; for a sheet, the
    parameters of its rules, and what they answered.
    """

    def __init__(self) -> None:
        self.indexes: tuple[int, ...] = ()
        self.parameters: Mapping[str, Any] = {}
        self.before: Sequence[Any] = ()
        self.parameters_of: Mapping[str, Mapping[str, Any]] = {}
        self.noted: dict[str, list[int]] = {}

    def at(self, depth: int) -> int:
        """The index of the entry in the list at that depth of its route."""
        return self.indexes[depth]

    def note(self, rule: str, passes: bool) -> bool:
        """Keep that a rule on a sheet applies to the next entry, and what comes of it."""
        self.noted.setdefault(rule, []).append(PASSES if passes else FAILS)
        return True

    def pass_over(self, rules: str) -> bool:
        """Keep that rules, with spaces between their ids, do not apply to it."""
        for rule in rules.split(" "):
            self.noted.setdefault(rule, []).append(DOES_NOT_APPLY)
        return True


class Evaluator:
    """Runs compiled expressions. Each is taken from its bytes once, when first needed."""

    def __init__(self) -> None:
        self._frame = Frame()
        with _without_protobuf():
            self._environment = plain_environment(self._frame)
        self._expressions: dict[bytes, Any] = {}

    def view(self, plan: Any, prior: Any, as_of: str, registers: Registers) -> "View":
        """One plan, last year's plan, the day of assessment and the registers, ready for any number of expressions."""
        seen = {"plan": plan, "prior": prior, "as_of": as_of, "register": as_values(registers)}
        return View(self, self._environment.Activation(seen))

    def evaluate(
        self, code: bytes, activation: Any, route: Route, parameters: Mapping[str, Any], before: Sequence[Any]
    ) -> Any:
        """See `View.evaluate`."""
        expression = self._expression(code)
        frame = self._frame
        frame.indexes = tuple([step for step in route if type(step) is int])
        frame.parameters = parameters
        frame.before = before
        try:
            result = expression.eval(activation)
        except RuntimeError as error:
            raise _beyond(error) from error
        value = result.plain_value()
        if value is True or value is False:
            return value
        if result.type() == cel.Type.ERROR:
            raise _in_words(result.value())
        return value

    def answers(
        self, code: bytes, activation: Any, parameters_of: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, list[int]]:
        """See `View.answers`."""
        self._frame.parameters_of = parameters_of
        self._frame.noted = {}
        # CEL counts the steps of all rules of a sheet together. Those that answered before it stopped have answered.
        with suppress(RuntimeError):
            self._expression(code).eval(activation)
        return self._frame.noted

    def _expression(self, code: bytes) -> Any:
        expression = self._expressions.get(code)
        if expression is None:
            expression = self._expressions[code] = self._environment.deserialize(code)
        return expression


class View:
    """A plan as expressions see it."""

    __slots__ = ("_activation", "_evaluator")

    def __init__(self, evaluator: Evaluator, activation: Any) -> None:
        self._evaluator = evaluator
        self._activation = activation

    def evaluate(
        self, code: bytes, route: Route, parameters: Mapping[str, Any], before: Sequence[Any] = ()
    ) -> Any:
        """The value of a compiled expression for the entry at `route`. Raises Absent or CannotEvaluate."""
        return self._evaluator.evaluate(code, self._activation, route, parameters, before)

    def answers(self, code: bytes, parameters_of: Mapping[str, Mapping[str, Any]]) -> dict[str, list[int]]:
        """What the rules of a compiled sheet answer, by rule: a number for each entry that had a value, in order."""
        return self._evaluator.answers(code, self._activation, parameters_of)


def plain_environment(frame: Frame) -> Any:
    """The environment in which expressions run; what they ask of the entry they get from `frame`."""
    text, whole, anything = cel.Type.STRING, cel.Type.INT, cel.Type.DYN
    known = {
        "at": [cel.Overload("at_int", whole, [whole], False, frame.at)],
        "params_": [cel.Overload("params_", anything, [], False, lambda: dict(frame.parameters))],
        "params_of": [
            cel.Overload("params_of", anything, [text], False, lambda rule: dict(frame.parameters_of[rule]))
        ],
        "before_": [cel.Overload("before_", anything, [], False, lambda: list(frame.before))],
        "noted": [cel.Overload("noted", cel.Type.BOOL, [text, cel.Type.BOOL], False, frame.note)],
        "passed_over": [cel.Overload("passed_over", cel.Type.BOOL, [text], False, frame.pass_over)],
    }
    variables = dict.fromkeys(("plan", "prior", "as_of", "register"), cel.Type.DYN)
    functions = [*declarations(), *(cel.FunctionDecl(name, overloads) for name, overloads in known.items())]
    return cel.NewEnv(variables=variables, functions=functions)


def type_named(kind: str) -> Any:
    """The CEL type of that name: a simple one, or a message of the plan format."""
    return _TYPES.get(kind) or cel.Type(kind)


@cache
def declarations() -> list[Any]:
    """The functions that a rule may call."""
    return [
        cel.FunctionDecl(function.name, [
            cel.Overload("_".join((function.name, *arguments)), _TYPES[function.result],
                         [_TYPES[name] for name in arguments], False, function.implementation)
            for arguments in function.overloads])
        for function in FUNCTIONS
    ]  # fmt: skip


@contextmanager
def _without_protobuf() -> Iterator[None]:
    """Keep the CEL library from importing protobuf, which takes as long as all the rest of a lint.

    It imports it wherever it can, falls back without it, and never needs it for plain values.
    """
    hidden = "google.protobuf" not in sys.modules
    if hidden:
        sys.modules["google.protobuf"] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        yield
    finally:
        if hidden:
            del sys.modules["google.protobuf"]


def _beyond(error: RuntimeError) -> CannotEvaluate:
    """What CEL gives up on instead of answering: more steps through lists than it takes in one go."""
    if "Iteration budget exceeded" in str(error):
        return CannotEvaluate("the plan has more entries than one condition can go through")
    return CannotEvaluate(str(error))


def _in_words(text: str) -> Exception:
    if (match := _ABSENT.match(text)) is not None:
        return Absent(match["key"])
    problem = text.partition(": ")[2] or text
    return CannotEvaluate(
        problem.replace("No matching overloads found : ", "a value is of the wrong kind for ")
    )
