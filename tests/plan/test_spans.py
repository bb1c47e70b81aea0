"""The text of a node, cut out of its file, is the value again; a block ends with its last value."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.location import Route
from checker.plan.compose import compose
from checker.plan.limits import Limits
from checker.plan.nodes import AliasNode, MappingNode, Node, ScalarNode, SequenceNode
from checker.plan.scalars import plain_value
from checker.plan.text import SourceText
from tests.support.said import document

SPANS: dict[str, tuple[str, Route, str]] = {
    "a block before comments": ("a:\n  b: 1 # c\n  # d\n\n# e\nf: 2\n", ("a",), "b: 1"),
    "a list before comments": ("a:\n- x\n- z\n\n# e\nf: 2\n", ("a",), "- x\n- z"),
    "an entry before comments": ("- a: 1\n  b:\n    c: 2\n# d\n- e\n", (0,), "a: 1\n  b:\n    c: 2"),
    "a block that ends without a value": ("a:\n  b:\n\n# c\nd: 1\n", ("a",), "b:"),
    "a block that ends with a list in brackets": (
        "a:\n  b: [1,\n    2 ] # c\nd: 1\n",
        ("a",),
        "b: [1,\n    2 ]",
    ),
    "a block that ends with an alias": ("a:\n  b: &x 1\n  c: *x # d\nd: 1\n", ("a",), "b: &x 1\n  c: *x"),
    "braces": ("a: { b: 1 } # c\n", ("a",), "{ b: 1 }"),
    "an anchor and a tag": ("a: &x !!map\n  b: 1\n# c\n", ("a",), "&x !!map\n  b: 1"),
    "the whole": ("# a\nb: 1\n# c\n", (), "b: 1"),
}


# `|2`: text whose indentation counts from the block around it, so that it means another thing alone.
_COUNTED = re.compile(r"([&!]\S* )*[|>][-+]?[1-9]")


def nodes(node: Node, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """Every node that is written, with its route."""
    yield route, node
    if isinstance(node, MappingNode):
        for key, child in node.children.items():
            yield from nodes(child, (*route, key))
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.children):
            yield from nodes(child, (*route, index))


def read_again(text: str) -> list[Any]:
    """What the text is when it stands alone, indented, and as an entry of a list."""
    alone, indented, entry = (
        compose(SourceText("again", before + text), Limits())[0] for before in ("", "  ", "- ")
    )
    inside = entry.data if entry and isinstance(entry.data, list) else []
    return [alone.data if alone else None, indented.data if indented else None, *inside]


def assert_every_scalar_reads_again(text: str, root: Node) -> None:
    for _, node in nodes(root):
        assert 0 <= node.start <= node.end <= len(text)
        written = text[node.start : node.end]
        if isinstance(node, ScalarNode) and not _COUNTED.match(written):
            assert node.data in read_again(written)


@pytest.mark.parametrize("case", SPANS)
def test_span(case: str) -> None:
    text, route, expected = SPANS[case]
    node = dict(nodes(document(text).root))[route]
    assert text[node.start : node.end] == expected


PIECES = st.sampled_from(
    ["a", "b: ", "- ", "  ", "\n", "\r\n", "\r", "[", "]", "{", "}", ", ", ": ", ":", "#", " # c", "'", '"', "|\n", ">-\n",
     "|+\n", "&x ", "*x", "<<: ", "!!str ", "!", "%", "? ", "---\n", "...\n", "12", "1.5", "NO", "~", "\t", "😀", "é", "\\"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_whatever_can_be_read_is_where_it_says(text: str) -> None:
    root, findings = compose(SourceText("plan.yaml", text), Limits())
    assert root is not None or findings
    for finding in findings:
        lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert 1 <= finding.location.line <= finding.location.end_line <= lines
        assert finding.location.column >= 1
    if root is not None:
        assert_every_scalar_reads_again(text, root)


# PyYAML leaves 1e3 and y without quotes, which to others are a number and true.
TEXT = st.text(st.characters(codec="utf-8"), max_size=40).filter(
    lambda text: plain_value(text) == text and text not in ("y", "Y", "n", "N")
)
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
PLANS = st.recursive(
    TEXT | NUMBERS | st.booleans() | st.dates().map(str),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXT.filter(bool), below, max_size=4),
    max_leaves=20,
)


@given(
    st.dictionaries(TEXT.filter(bool), PLANS, min_size=1, max_size=5),
    st.sampled_from([None, True, False]),
    st.integers(2, 8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([None, "'", '"', "|", ">"]),
)
@settings(max_examples=200, deadline=None)
def test_what_is_dumped_is_read_back(
    plan: dict[str, Any], flow: bool | None, indent: int, line: str, style: str
) -> None:
    text = yaml.safe_dump(
        plan, default_flow_style=flow, indent=indent, line_break=line, default_style=style, width=60,
        sort_keys=False,
    )  # fmt: skip
    found = document(text)
    assert found.data == plan
    for route, node in nodes(found.root):
        location = found.locate(route)
        assert found.value(route) == node.data
        assert 1 <= location.line <= location.end_line <= text.count(line) + 1
    assert_every_scalar_reads_again(text, found.root)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(TEXT, max_size=3), min_size=1), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_repeated_by_aliases_is_read_back(plan: dict[str, Any], data: st.DataObject) -> None:
    shared = data.draw(st.sampled_from(sorted(plan)))
    whole = {"first": plan, "again": plan, "part": plan[shared]}
    text = yaml.safe_dump(whole, sort_keys=False)
    found = document(text)
    assert found.data == whole
    aliases = [node for _, node in nodes(found.root) if isinstance(node, AliasNode)]
    assert len(aliases) == text.count("*id0")
    assert all(text[node.start] == "*" for node in aliases)
