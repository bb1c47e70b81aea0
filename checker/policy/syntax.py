"""What an expression reads: the syntax tree of a compiled CEL expression.

The CEL library hands its tree out as a serialized `cel.expr.CheckedExpr`; the message types below are the part of
cel-spec's syntax.proto and checked.proto (field numbers included) that is needed to walk it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from checker.plan.schema import EACH
from checker.policy.rule import Read

_INT64, _BOOL, _DOUBLE, _STRING, _MESSAGE, _BYTES = 3, 8, 1, 9, 11, 12
_FIELDS: dict[str, list[tuple[str, int, int, str | None, bool]]] = {
    "Any": [("type_url", 1, _STRING, None, False), ("value", 2, _BYTES, None, False)],
    "CheckedExpr": [
        ("reference_map", 2, _BYTES, None, True), ("type_map", 3, _BYTES, None, True), ("expr", 4, _MESSAGE, "Expr", False),
        ("source_info", 5, _BYTES, None, False),
    ],
    "Expr": [
        ("const_expr", 3, _MESSAGE, "Constant", False), ("ident_expr", 4, _MESSAGE, "Ident", False),
        ("select_expr", 5, _MESSAGE, "Select", False), ("call_expr", 6, _MESSAGE, "Call", False),
        ("list_expr", 7, _MESSAGE, "CreateList", False), ("comprehension_expr", 9, _MESSAGE, "Comprehension", False),
    ],
    "Constant": [("int64_value", 3, _INT64, None, False), ("double_value", 5, _DOUBLE, None, False),
                 ("string_value", 6, _STRING, None, False), ("bool_value", 2, _BOOL, None, False)],
    "Ident": [("name", 1, _STRING, None, False)],
    "Select": [("operand", 1, _MESSAGE, "Expr", False), ("field", 2, _STRING, None, False),
               ("test_only", 3, _BOOL, None, False)],
    "Call": [("target", 1, _MESSAGE, "Expr", False), ("function", 2, _STRING, None, False),
             ("args", 3, _MESSAGE, "Expr", True)],
    "CreateList": [("elements", 1, _MESSAGE, "Expr", True)],
    "Comprehension": [
        ("iter_var", 1, _STRING, None, False), ("iter_range", 2, _MESSAGE, "Expr", False),
        ("accu_init", 4, _MESSAGE, "Expr", False), ("loop_condition", 5, _MESSAGE, "Expr", False),
        ("loop_step", 6, _MESSAGE, "Expr", False), ("result", 7, _MESSAGE, "Expr", False),
    ],
}  # fmt: skip


_TAKE_DAYS = ("add_days", "days_between", "fiscal_quarter", "fiscal_year", "in_force")
_ORDERING = ("_<_", "_<=_", "_>_", "_>=_")


class Comparison(NamedTuple):
    """A field that is compared with fixed words, or with another field."""

    read: Read
    words: tuple[str, ...] = ()
    other: Read | None = None


class Usage(NamedTuple):
    """All that an expression reads, the longest paths only, and the fixed words it compares them with.

    `calls` are the functions that it calls, `patterns` the regular expressions that it holds, `days` the texts and fields that
    it hands to functions of the calendar.
    """

    reads: tuple[Read, ...]
    comparisons: tuple[Comparison, ...]
    calls: frozenset[str]
    patterns: tuple[str, ...]
    days: tuple[str | Read, ...]


def usage(serialized: bytes) -> Usage:
    """What the compiled expression reads."""
    packed = _message("Any").FromString(serialized).value
    expression = _message("CheckedExpr").FromString(packed).expr
    reads: list[Read] = []
    comparisons: list[Comparison] = []
    calls: set[str] = set()
    patterns: list[str] = []
    days: list[str | Read] = []
    _walk(expression, {}, reads, comparisons, calls, patterns, days)
    return Usage(
        tuple(dict.fromkeys(reads)),
        tuple(dict.fromkeys(comparisons)),
        frozenset(calls),
        tuple(patterns),
        tuple(days),
    )


def bare(serialized: bytes) -> bytes:
    """A compiled expression without what only its checker needs: positions in the text, a type and an overload for every part.

    The overloads are found again when it is evaluated: what a plan holds has no type before. Half of the bytes are left, and
    reading them is half of what a plan costs that is checked alone.
    """
    packed = _message("Any").FromString(serialized)
    tree = _message("CheckedExpr").FromString(packed.value)
    tree.ClearField("source_info")
    tree.ClearField("type_map")
    tree.ClearField("reference_map")
    packed.value = tree.SerializeToString(deterministic=True)
    return bytes(packed.SerializeToString(deterministic=True))


def _walk(
    expr: Any, bound: dict[str, Read], reads: list[Read], comparisons: list[Comparison], calls: set[str],
    patterns: list[str], days: list[str | Read],
) -> None:  # fmt: skip
    if (read := _read(expr, bound)) is not None:
        reads.append(read)
        return
    if expr.HasField("call_expr"):
        call = expr.call_expr
        calls.add(call.function)
        comparisons += _comparisons(call, bound)
        if call.function == "matches" and call.args:
            patterns += _words(call.args[-1])
        if call.function in _TAKE_DAYS:
            for argument in call.args:
                days += _words(argument)
                read = _read(argument, bound)
                days += [read] if read is not None else []
    if expr.HasField("comprehension_expr"):
        loop = expr.comprehension_expr
        over = _read(loop.iter_range, bound)
        if over is not None:
            bound = {**bound, loop.iter_var: Read(over.variable, (*over.path, EACH), False)}
    for child in _children(expr):
        _walk(child, bound, reads, comparisons, calls, patterns, days)


def _read(expr: Any, bound: dict[str, Read]) -> Read | None:
    if expr.HasField("ident_expr"):
        name = expr.ident_expr.name
        if name in bound:
            return bound[name]
        return None if name.startswith(("@", "__")) else Read(name, (), False)
    if expr.HasField("select_expr"):
        select = expr.select_expr
        operand = _read(select.operand, bound)
        if operand is not None:
            return Read(operand.variable, (*operand.path, select.field), select.test_only)
    if expr.HasField("call_expr") and expr.call_expr.function == "_[_]":
        operand = _read(expr.call_expr.args[0], bound)
        if operand is not None:
            return Read(operand.variable, (*operand.path, EACH), False)
    return None


def _comparisons(call: Any, bound: dict[str, Read]) -> Iterator[Comparison]:
    if call.function not in ("_==_", "_!=_", "@in", *_ORDERING):
        return
    if call.function != "@in":
        sides = [_read(side, bound) for side in call.args]
        for field, beside in ((sides[0], sides[1]), (sides[1], sides[0])):
            if field is not None and beside is not None:
                yield Comparison(field, other=beside)
    for one, other in ((0, 1), (1, 0)):
        read, words = _read(call.args[one], bound), tuple(_words(call.args[other]))
        if read is not None and words:
            yield Comparison(
                read
                if call.function != "@in" or one == 0
                else Read(read.variable, (*read.path, EACH), False),
                words,
            )


def _words(expr: Any) -> Iterator[str]:
    if expr.HasField("const_expr") and expr.const_expr.HasField("string_value"):
        yield expr.const_expr.string_value
    elif expr.HasField("list_expr"):
        for element in expr.list_expr.elements:
            yield from _words(element)


def _children(expr: Any) -> Iterator[Any]:
    if expr.HasField("select_expr"):
        yield expr.select_expr.operand
    elif expr.HasField("call_expr"):
        if expr.call_expr.HasField("target"):
            yield expr.call_expr.target
        yield from expr.call_expr.args
    elif expr.HasField("list_expr"):
        yield from expr.list_expr.elements
    elif expr.HasField("comprehension_expr"):
        loop = expr.comprehension_expr
        yield from (loop.iter_range, loop.loop_condition, loop.loop_step, loop.result)


@cache
def _messages() -> dict[str, Any]:
    """The message classes, made when first asked for: protobuf is needed only to check a rule, never to evaluate one."""
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    file = descriptor_pb2.FileDescriptorProto(
        name="cxcheck_syntax.proto", package="cel.tree", syntax="proto2"
    )
    for name, fields in _FIELDS.items():
        message = file.message_type.add(name=name)
        for field, number, kind, of, many in fields:
            message.field.add(
                name=field,
                number=number,
                type=kind,
                label=3 if many else 1,
                type_name=f".cel.tree.{of}" if of else None,
            )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"cel.tree.{name}"))
        for name in _FIELDS
    }


def _message(name: str) -> Any:
    return _messages()[name]
