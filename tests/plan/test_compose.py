"""From text to nodes: values and problems of YAML as a plan may be written."""

from typing import Any

import pytest

from tests.support.said import composed, document

VALUES: dict[str, tuple[str, Any]] = {
    "kinds of values": ("{a: 1, b: 1.5, c: true, d: x, e: [1, {f: 2}]}", {"a": 1, "b": 1.5, "c": True, "d": "x", "e": [1, {"f": 2}]}),
    "dates are text": ("a: 2025-01-31\nb: 2025-02-30\n", {"a": "2025-01-31", "b": "2025-02-30"}),
    "a country is text in quotes": ('a: "NO"\nb: \'12:30\'\n', {"a": "NO", "b": "12:30"}),
    "a field without a value is absent": ("a:\nb: ~\nc: null\nd: {e: , f: 1}\n", {"d": {"f": 1}}),
    "an entry without a value keeps its place": ("- 1\n-\n- 3\n", [1, None, 3]),
    "empty text is a value": ('a: ""\nb: \'\'\n', {"a": "", "b": ""}),
    "keys are text": ("1: a\ntrue: b\nno: c\n0x10: d\n", {"1": "a", "true": "b", "no": "c", "0x10": "d"}),
    "an anchor used twice names the value last marked": ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", {"a": 1, "b": 1, "c": 2, "d": 2}),
    "an anchor used anew inside the value it named": ("a: &x [&x 1, *x]\n", {"a": [1, 1]}),
    "an alias as a key": ("a: &x name\n*x : 1\n", {"a": "name", "name": 1}),
    "merge: the mapping's own keys win, before and after": ("x: &x {a: 1, b: 2}\ny:\n  a: 9\n  <<: *x\n  b: 8\n", {"x": {"a": 1, "b": 2}, "y": {"a": 9, "b": 8}}),
    "merge of a list: earlier wins": ("x: &x {a: 1}\ny: &y {a: 2, b: 3}\nz:\n  <<: [*x, *y]\n", {"x": {"a": 1}, "y": {"a": 2, "b": 3}, "z": {"a": 1, "b": 3}}),
    "merge of a marked list": ("x: &x [{a: 1}, {b: 2}]\ny:\n  <<: *x\n", {"x": [{"a": 1}, {"b": 2}], "y": {"a": 1, "b": 2}}),
    "merge of what was merged": ("x: &x {a: 1}\ny: &y\n  <<: *x\nz:\n  <<: *y\n", {"x": {"a": 1}, "y": {"a": 1}, "z": {"a": 1}}),
    "merge of a mapping on the spot": ("y:\n  <<: {a: 1}\n", {"y": {"a": 1}}),
    "an own field without a value hides the merged one": ("x: &x {a: 1}\ny:\n  <<: *x\n  a:\n", {"x": {"a": 1}, "y": {}}),
    "a quoted << is a key like any other": ('"<<": 1\n', {"<<": 1}),
    "plain tags": ('a: !!str 12\nb: !!int "12"\nc: !!float 3\nd: ! 12\ne: !!map {f: !!seq [!!bool true, !!null ~]}\n', {"a": "12", "b": 12, "c": 3, "d": "12", "e": {"f": [True, None]}}),
    "lines of a block": ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}),
    "an end mark": ("a: 1\n...\n", {"a": 1}),
    "a single value": ("passport\n", "passport"),
    "empty collections": ("a: {}\nb: []\n", {"a": {}, "b": []}),
}  # fmt: skip

PROBLEMS: dict[str, tuple[str, list[str]]] = {
    "empty file": ("", ["1:1-1:1 empty-file the file holds nothing to read"]),
    "only a comment": ("# a plan\n", ["1:1-1:1 empty-file the file holds nothing to read"]),
    "only the mark of a document": ("---\n", ["1:1-1:1 empty-file the file holds nothing to read"]),
    "two documents": ("a: 1\n---\nb: 2\n", ["2:1-2:4 several-documents a second document starts here"]),
    "an empty second document": ("a: 1\n---\n", ["2:1-2:4 several-documents a second document starts here"]),
    "an empty first document": ("---\n---\na: 1\n", ["2:1-2:4 several-documents a second document starts here"]),
    "a document after the end mark": ("a: 1\n...\n---\nb: 2\n", ["3:1-3:4 several-documents a second document starts here"]),
    "a value that contains itself": ("a: &x [*x]\n", ["1:8-1:10 cycle *x stands inside the value that it names"]),
    "a value that contains itself further down": ("a: &x\n  b: {c: [*x]}\n", ["2:11-2:13 cycle *x stands inside the value that it names"]),
    "a value that merges itself": ("a: &x\n  <<: *x\n", ["2:7-2:9 cycle *x stands inside the value that it names"]),
    "an alias without an anchor": ("a: *x\nb: &x 1\n", ["1:4-1:6 unknown-alias *x names an anchor that does not stand above it"]),
    "a merge of text": ("a: &x 1\nb:\n  <<: *x\n", ["3:7-3:9 merge-value << names a value that is not a mapping"]),
    "a merge of nothing": ("b:\n  <<:\n", ["2:6-2:6 merge-value << names a value that is not a mapping"]),
    "a merge of a list of text": ("b:\n  <<: [{}, x]\n", ["2:12-2:13 merge-value << names a value that is not a mapping"]),
    "a list as a key": ("? [a]\n: 1\n", ["1:3-1:4 key-not-text a key is a list or a mapping here"]),
    "a mapping as a key": ("{{a: 1}: 2}\n", ["1:2-1:3 key-not-text a key is a list or a mapping here"]),
    "an alias of a list as a key": ("a: &x [1]\n*x : 2\n", ["2:1-2:3 key-not-text a key is a list or a mapping here"]),
    "an empty key": ("?\n: 1\n", ["1:2-1:2 key-not-text a key is empty here"]),
    "an empty key in quotes": ('"": 1\n', ["1:1-1:3 key-not-text a key is empty here"]),
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", ["3:1-3:2 duplicate-key the key a stands a second time in the same mapping (1:1-1:2 it stands here first)"]),
    "a third key points at the first": ("{a: 1, a: 2, a: 3}\n", [
        "1:8-1:9 duplicate-key the key a stands a second time in the same mapping (1:2-1:3 it stands here first)",
        "1:14-1:15 duplicate-key the key a stands a second time in the same mapping (1:2-1:3 it stands here first)",
    ]),
    "a duplicate written otherwise": ("a: 1\n'a': 2\n", ["2:1-2:4 duplicate-key the key a stands a second time in the same mapping (1:1-1:2 it stands here first)"]),
    "a duplicate through an alias": ("a: &x b\nb: 1\n*x : 2\n", ["3:1-3:3 duplicate-key the key b stands a second time in the same mapping (2:1-2:2 it stands here first)"]),
    "a duplicate merge key": ("x: &x {a: 1}\ny:\n  <<: *x\n  <<: *x\n", ["4:3-4:5 duplicate-key the key << stands a second time in the same mapping (3:3-3:5 it stands here first)"]),
    "a tag of a programming language": ("a: !!python/object:os.system {}\n", ["1:4-1:31 tag-not-known the tag !!python/object:os.system is not allowed here"]),
    "a tag of one's own": ("a: !mine 1\n", ["1:4-1:11 tag-not-known the tag !mine is not allowed here"]),
    "a tag that the value does not fit": ("a: !!int abc\n", ["1:4-1:13 tag-not-known the tag !!int is not allowed here"]),
    "a tag of a mapping on a list": ("a: !!map []\n", ["1:4-1:11 tag-not-known the tag !!map is not allowed here"]),
    "a country": ("a: NO\n", ["1:4-1:6 yaml-1-1-value NO without quotes: older YAML tools read it as false"]),
    "a time in a list": ("- 12:30\n", ["1:3-1:8 yaml-1-1-value 12:30 without quotes: older YAML tools read it as the number 750"]),
    "a number with a zero before it": ("a: {b: 0123}\n", ["1:8-1:12 yaml-1-1-value 0123 without quotes: older YAML tools read it as the number 83"]),
    "the sign for a default value": ("a: =\n", ["1:4-1:5 yaml-1-1-value = without quotes: older YAML tools read it as a sign of their own"]),
    "a value that stands alone": ("no\n", ["1:1-1:3 yaml-1-1-value no without quotes: older YAML tools read it as false"]),
    "a directive": ("%YAML 1.1\n---\na: 1\n", ["1:1-2:4 yaml-1-1-value the file says that it is YAML 1.1; it is read as YAML 1.2"]),
}  # fmt: skip

GO_ON = ("duplicate-key", "tag-not-known", "yaml-1-1-value")


@pytest.mark.parametrize("case", VALUES)
def test_values(case: str) -> None:
    text, value = VALUES[case]
    assert document(text).data == value


@pytest.mark.parametrize("case", PROBLEMS)
def test_problems(case: str) -> None:
    text, expected = PROBLEMS[case]
    found, problems = composed(text)
    assert problems == expected
    assert (found is not None) == any(problem in expected[0] for problem in GO_ON)


def test_the_last_of_equal_keys_counts_as_in_most_tools() -> None:
    found, _ = composed("a: 1\na: 2\n")
    assert found is not None
    assert found.data == {"a": 2}


def test_what_came_before_the_end_is_said_too() -> None:
    assert composed("a: NO\na: 1\nb: *x\n")[1] == [
        "1:4-1:6 yaml-1-1-value NO without quotes: older YAML tools read it as false",
        "2:1-2:2 duplicate-key the key a stands a second time in the same mapping (1:1-1:2 it stands here first)",
        "3:4-3:6 unknown-alias *x names an anchor that does not stand above it",
    ]
