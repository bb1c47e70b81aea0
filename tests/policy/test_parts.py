"""Conditions taken apart: what binds weakest goes first, and what stands in brackets or quotation marks stays whole."""

import pytest

from checker.policy.parts import Joint, operands, split

CASES = [
    ("item.a == 1", Joint.NONE, []),
    ("a && b && c", Joint.AND, ["a", "b", "c"]),
    ("a || b && c", Joint.OR, ["a", "b && c"]),
    ("a && (b || c)", Joint.AND, ["a", "b || c"]),
    ("((a || b))", Joint.OR, ["a", "b"]),
    ("(a) && (b)", Joint.AND, ["a", "b"]),
    ("!has(item.a)", Joint.NOT, ["has(item.a)"]),
    ("!(a && b)", Joint.NOT, ["a && b"]),
    ("!a && b", Joint.AND, ["!a", "b"]),
    ("!a == b", Joint.NONE, []),
    ("a != b", Joint.NONE, []),
    ("a ? b : c", Joint.CHOICE, ["a", "b", "c"]),
    ("a && b ? c || d : e", Joint.CHOICE, ["a && b", "c || d", "e"]),
    ("a ? b ? c : d : e", Joint.CHOICE, ["a", "b ? c : d", "e"]),
    ("a ? b : c ? d : e", Joint.CHOICE, ["a", "b", "c ? d : e"]),
    ("(a ? b : c) && d", Joint.AND, ["a ? b : c", "d"]),
    ('item.a == "x && y" && b', Joint.AND, ['item.a == "x && y"', "b"]),
    (r'item.a.matches("\\"||") || b', Joint.OR, [r'item.a.matches("\\"||")', "b"]),
    ("item.a == '?' && b", Joint.AND, ["item.a == '?'", "b"]),
    ("list.exists(e, e.a && e.b)", Joint.NONE, []),
    ("a[x ? 1 : 2] == 3", Joint.NONE, []),
    ("a &&\n  b", Joint.AND, ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "joint", "pieces"), CASES)
def test_an_expression_and_its_parts(expression: str, joint: Joint, pieces: list[str]) -> None:
    assert split(expression) == (joint, pieces)


@pytest.mark.parametrize(("expression", "expected"), [
    ("share(a, b) < params.floor", ["share(a, b)", "params.floor"]),
    ("(size(item.channels) >= 2)", ["size(item.channels)", "2"]),
    ('item.name == "a < b"', ["item.name", '"a < b"']),
    ("has(item.name)", []),
    ('"email" in item.channels', []),
])  # fmt: skip
def test_the_two_sides_of_a_comparison(expression: str, expected: list[str]) -> None:
    assert operands(expression) == expected
