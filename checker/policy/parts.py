"""A condition taken apart where a person would: at `&&`, `||`, `!` and `? :` outside brackets and quotation marks."""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

_TOKEN = re.compile(
    r"""r?"(?:\\.|[^"\\])*"|r?'(?:\\.|[^'\\])*'|&&|\|\||[()\[\]{}]|\?|:|!=?|==|<=|>=|[<>]|\s+|[\w.]+|.""",
    re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "%")

_ORDERS = ("==", "!=", "<", "<=", ">", ">=")


class Joint(Enum):
    """How an expression is made from its parts."""

    NONE = ""
    AND = "and"
    OR = "or"
    NOT = "not"
    CHOICE = "if, then, else"


def split(expression: str) -> tuple[Joint, list[str]]:
    """`a && (b || c)` → `AND, ["a", "b || c"]`. An expression that has no such parts is `NONE`, with no parts.

    The weakest binding goes first, as in CEL: `? :`, then `||`, then `&&`, then `!`.
    """
    text = _bare(expression)
    outside = list(_outside(text))
    question = next((at for at, token in outside if token == "?"), None)  # noqa: S105 - a token of the rule language
    if question is not None and (colon := _matching_colon(outside, question)) is not None:
        pieces = [text[:question], text[question + 1 : colon], text[colon + 1 :]]
        return Joint.CHOICE, [_bare(piece) for piece in pieces]
    for sign, joint in (("||", Joint.OR), ("&&", Joint.AND)):
        cuts = [at for at, token in outside if token == sign]
        if cuts:
            edges = [-2, *cuts, len(text)]
            return joint, [_bare(text[start + 2 : end]) for start, end in pairwise(edges)]
    if text.startswith("!") and not any(token in _COMPARISONS for _, token in outside):
        return Joint.NOT, [_bare(text[1:])]
    return Joint.NONE, []


def operands(expression: str) -> list[str]:
    """`share(a, b) < params.floor` → `["share(a, b)", "params.floor"]`; empty where it does not compare two values."""
    text = _bare(expression)
    signs = [(at, token) for at, token in _outside(text) if token in _ORDERS]
    if len(signs) != 1:
        return []
    ((at, sign),) = signs
    return [_bare(text[:at]), _bare(text[at + len(sign) :])]


def _matching_colon(outside: list[tuple[int, str]], question: int) -> int | None:
    """The `:` of a `?`: choices inside its middle part have their own."""
    depth = 0
    for at, token in outside:
        if at <= question:
            continue
        if token == "?":  # noqa: S105 - a token of the rule language
            depth += 1
        elif token == ":":  # noqa: S105 - a token of the rule language
            if depth == 0:
                return at
            depth -= 1
    return None


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """The tokens that stand in no bracket, with their places."""
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in _CLOSE:
            depth -= 1
        if depth == 0 and token not in _CLOSE and token not in _OPEN:
            yield match.start(), token
        if token in _OPEN:
            depth += 1


def _bare(text: str) -> str:
    """The text without space around it and without brackets around the whole of it."""
    text = text.strip()
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closes(text: str) -> int:
    """Where the bracket that `text` begins with is closed; -1 where it never is."""
    depth = 0
    for match in _TOKEN.finditer(text):
        if match[0] in _OPEN:
            depth += 1
        elif match[0] in _CLOSE:
            depth -= 1
            if depth == 0:
                return match.start()
    return -1
