"""Where a route stands: exact lines and columns, in every way of writing YAML."""

import pytest

from checker.location import Location, Route
from tests.support.said import composed, document, place

ALIASED = """\
base: &base {unit: days, target: 5, office: {name: A}}
copy: *base
merged:
  <<: *base
  target: 6
list:
  - <<: [*base, {unit: hours, extra: 1}]
"""

# text, route, the place that `locate` gives
PLACES: dict[str, tuple[str, Route, str]] = {
    "a value": ("a: 12\n", ("a",), "1:4-1:6"),
    "a value in quotes": ("a: 'x y'\n", ("a",), "1:4-1:9"),
    "a value with an anchor": ("a: &x 12\n", ("a",), "1:4-1:9"),
    "the plan": ("a: 12\nb: 1\n", (), "1:1-1:6"),
    "the plan where its first field is a block": ("a:\n  b: 1\n", (), "1:1-1:2"),
    "the plan where its first field runs over lines": ("a: x\n  y\nb: 1\n", (), "1:1-1:2"),
    "the same with old line breaks": ("a: x\r  y\rb: 1\r", (), "1:1-1:2"),
    "a block: its key": ("a: 1\nb:\n  c: 1\n", ("b",), "2:1-2:2"),
    "a list: its key": ("b:\n- x\n", ("b",), "1:1-1:2"),
    "a list in brackets: its key": ("b: [x]\n", ("b",), "1:1-1:2"),
    "an entry: its first field": ("b:\n- id: x\n  c: 1\n", ("b", 0), "2:3-2:8"),
    "an entry whose first field is a block: that key": ("b:\n- id:\n    x: 1\n", ("b", 0), "2:3-2:5"),
    "an entry in braces": ("b: [{id: x}]\n", ("b", 0), "1:6-1:11"),
    "an empty entry": ("b: [{}]\n", ("b", 0), "1:5-1:5"),
    "an entry that is a list": ("b: [[1, 2]]\n", ("b", 0), "1:5-1:5"),
    "an entry that is a value": ("b: [x, yy]\n", ("b", 1), "1:8-1:10"),
    "no value: after the colon": ("a:\nb: 1\n", ("a",), "1:3-1:3"),
    "no value, a comment": ("a:   # later\nb: 1\n", ("a",), "1:3-1:3"),
    "after Windows line breaks": ("a: 1\r\nb:\r\n  c: 2\r\n", ("b", "c"), "3:6-3:7"),
    "after old Mac line breaks": ("a: 1\rb:\r  c: 2\r", ("b", "c"), "3:6-3:7"),
    "after astral characters": ("a: {'😀😀': 1, b: 2}\n", ("a", "b"), "1:17-1:18"),
    "astral characters are one column each": ("a: 😀x\n", ("a",), "1:4-1:6"),
    "a combining mark is a column": ("a: e\u0301\n", ("a",), "1:4-1:6"),
    "after a tab": ("a:\t12\n", ("a",), "1:4-1:6"),
    "after tabs in a line of a list": ("a: [1,\t\t2]\n", ("a", 1), "1:9-1:10"),
    "a block of text": ("a: |\n  x\n  y\nb: 1\n", ("a",), "1:4-4:1"),
    "a block of text before empty lines and a comment": ("a: >-\n  x\n\n\n# c\nb: 1\n", ("a",), "1:4-3:1"),
    "a block of text that keeps its empty lines": ("a: |+\n  x\n\nb: 1\n", ("a",), "1:4-4:1"),
    "a block of text at the end of the file": ("a: |\n  x", ("a",), "1:4-2:4"),
    "a block of text with Windows line breaks": ("a: |\r\n  x\r\n\r\nb: 1\r\n", ("a",), "1:4-3:1"),
    "plain text over lines": ("a: x\n  y\n  z  # c\nb: 1\n", ("a",), "1:4-3:4"),
    "quoted text over lines": ('a: "x\n\n  y"\nb: 1\n', ("a",), "1:4-3:5"),
    "a missing field of the plan: the plan": ("a: 1\nb: 2\n", ("c",), "1:1-1:5"),
    "a missing field of a block: its key": ("a:\n  b: 1\n", ("a", "c"), "1:1-1:2"),
    "a missing field of an entry: its first field": ("a:\n- b: 1\n  d: 2\n", ("a", 0, "c"), "2:3-2:7"),
    "a missing entry: the list's key": ("a:\n- b: 1\n", ("a", 5), "1:1-1:2"),
    "an entry before the first": ("a:\n- b: 1\n", ("a", -1), "1:1-1:2"),
    "a field of a list": ("a:\n- b: 1\n", ("a", "b"), "1:1-1:2"),
    "much that is missing": ("a:\n- b: 1\n", ("a", 0, "c", 3, "d"), "2:3-2:7"),
    "below a value": ("a: x\n", ("a", "b", 0), "1:4-1:5"),
    "below no value": ("a:\n", ("a", 0, "b"), "1:3-1:3"),
    "alias of a value: the value": ("a: &x 12\nb: *x\n", ("b",), "1:4-1:9"),
    "alias of a block: the key here": (ALIASED, ("copy",), "2:1-2:5"),
    "below an alias: the value there": (ALIASED, ("copy", "unit"), "1:20-1:24"),
    "missing below an alias: the key here": (ALIASED, ("copy", "none"), "2:1-2:5"),
    "an own field beside a merge": (ALIASED, ("merged", "target"), "5:11-5:12"),
    "a merged field: the value there": (ALIASED, ("merged", "unit"), "1:20-1:24"),
    "a merged block: its first field": (ALIASED, ("merged", "office"), "1:46-1:53"),
    "below a merged block": (ALIASED, ("merged", "office", "name"), "1:52-1:53"),
    "an earlier merge wins": (ALIASED, ("list", 0, "unit"), "1:20-1:24"),
    "a field of a merge on the spot": (ALIASED, ("list", 0, "extra"), "7:38-7:39"),
    "an entry of merges alone": (ALIASED, ("list", 0), "7:5-7:5"),
    "the last of equal keys": ("a: 1\na: 22\n", ("a",), "2:4-2:6"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACES)
def test_place(case: str) -> None:
    text, route, expected = PLACES[case]
    found, _ = composed(text)
    assert found is not None
    location = found.locate(route)
    assert (location.file, place(location)) == ("plan.yaml", expected)


def test_a_location_is_written_as_editors_understand_it() -> None:
    location = document("a:\n  b: 12\n").locate(("a", "b"))
    assert location == Location("plan.yaml", 2, 6, 2, 8)
    assert str(location) == "plan.yaml:2:6"


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (("base", "unit"), []),
        (("copy",), ["2:7-2:12 repeated here by an alias"]),
        (("copy", "unit"), ["2:7-2:12 repeated here by an alias"]),
        (("merged", "target"), []),
        (("merged", "unit"), ["4:7-4:12 repeated here by an alias"]),
        (("merged", "none"), []),
        (("list", 0, "unit"), ["7:10-7:15 repeated here by an alias"]),
        (("list", 0, "extra"), []),
        (("list", 9), []),
    ],
)
def test_aliases_on_the_way_are_told(route: Route, expected: list[str]) -> None:
    aliases = document(ALIASED).aliases(route)
    assert [f"{place(related.location)} {related.message}" for related in aliases] == expected


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (("merged", "target"), "5:3-5:9"),
        (("merged", "unit"), "1:20-1:24"),  # merged: no key of its own here
        (("copy", "unit"), "1:14-1:18"),
        (("copy",), "2:1-2:5"),
        (("nothing",), "1:1-1:5"),
        ((), "1:1-1:5"),
    ],
)
def test_place_of_a_key(route: Route, expected: str) -> None:
    assert place(document(ALIASED).key_location(route)) == expected


def test_value_and_scalar() -> None:
    found = document(ALIASED)
    assert found.value(()) is found.data
    assert found.value(("list", 0, "unit")) == "days"
    scalar = found.scalar(("merged", "target"))
    assert scalar is not None
    assert (scalar.text, scalar.data, scalar.plain) == ("6", 6, True)
    assert found.scalar(("copy",)) is None
    assert found.scalar(("copy", "none")) is None
    assert list(found.sources) == ["plan.yaml"]


@pytest.mark.parametrize(
    "route",
    [
        ("none",),
        ("base", "unit", 0),
        ("list", 1),
        ("list", -1),
        ("list", "unit"),
        (0,),
        ("copy", "unit", "x"),
    ],
)
def test_no_value(route: Route) -> None:
    with pytest.raises(KeyError):
        document(ALIASED).value(route)
