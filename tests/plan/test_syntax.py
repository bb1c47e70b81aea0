"""Where YAML stops being YAML: the place, and words that say what to do."""

import pytest

from checker.plan.compose import compose
from checker.plan.limits import Limits
from checker.plan.text import SourceText
from tests.support.said import composed, said

COLON = "a colon cannot stand here: put text that holds a colon in quotes, or correct the indentation"
FIELD = "a field such as `name: value` is expected here: correct the indentation, the quotes or the colon"
NAME = "a name is missing after & or *: put text that starts with such a sign in quotes"
TAB = "a tab stands here: indent with spaces"
NO_COLON = "a colon is missing after this field, or the line is indented too little"

ERRORS: dict[str, tuple[str, str]] = {
    "a second colon": ("a: b: c\n", f"1:5-1:5 syntax-error {COLON}"),
    "a deeper field under a value": ("a: 1\n b: 2\n", f"2:3-2:3 syntax-error {COLON}"),
    "a field of no level": ("a:\n  b: 1\n c: 2\n", f"3:2-3:2 syntax-error {FIELD} (1:1-1:1 the fields start here)"),
    "text after a quote": ("a: 'it's'\n", f"1:8-1:8 syntax-error {FIELD} (1:1-1:1 the fields start here)"),
    "a field in a list": (
        "- a\nb: c\n",
        "2:1-2:1 syntax-error an entry that starts with `- ` is expected here: correct the indentation"
        " (1:1-1:1 the list starts here)",
    ),
    "a field in an empty block": (
        "a: 1\nb:\n  c: {} # none yet\n    d: 1\n",
        "3:6-3:8 syntax-error `{}` says that nothing stands here, and fields or entries follow: take it away",
    ),
    "an entry in an empty list": (
        "a: []\n  - b\n", "1:4-1:6 syntax-error `[]` says that nothing stands here, and fields or entries follow: take it away",
    ),
    "a merge conflict": (
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
        "2:1-2:13 syntax-error a merge conflict stands here: settle it, and take the marks away",
    ),
    "a field without a colon": ("a: 1\nb\nc: 2\n", f"2:1-2:1 syntax-error {NO_COLON}"),
    "a tab as indentation": ("a:\n\tb: 1\n", f"2:1-2:1 syntax-error {TAB}"),
    "a tab after fields": ("a:\n  b: 1\n\tc: 2\n", f"3:1-3:1 syntax-error {TAB}"),
    "a tab in a block of text": ("a: |\n\tx\n", f"2:1-2:1 syntax-error {TAB}"),
    "an open quote": ("a: 1\nb: 'x\nc: 2\n", "2:4-2:4 syntax-error this quote is not closed"),
    "an open quote before a mark": ('a: "x\n---\n', "1:4-1:4 syntax-error this quote is not closed"),
    "an open bracket": (
        "a: [1, 2\nb: 3\n",
        "2:2-2:2 syntax-error a comma or ] is missing before this place (1:4-1:4 it is opened here)",
    ),
    "an open brace": (
        "a: {b: 1\nc: 2\n",
        "2:2-2:2 syntax-error a comma or } is missing before this place (1:4-1:4 it is opened here)",
    ),
    "a bracket too many": ("{a: 1}}\n", "1:7-1:7 syntax-error this does not belong to what stands before it"),
    "a key that is missing": ("{: 1}\n", "1:2-1:2 syntax-error a value is expected here"),
    "a sign that starts no value": ("a: @x\n", "1:4-1:4 syntax-error a value cannot start with @: put it in quotes"),
    "a percentage": ("a: %5\n", "1:4-1:4 syntax-error a value cannot start with %: put it in quotes"),
    "a list on the line of a field": (
        "a: - b\n", "1:4-1:4 syntax-error an entry of a list cannot start here: start it on a line of its own",
    ),
    "Markdown": ("a: **bold**\n", f"1:4-1:4 syntax-error {NAME}"),
    "an ampersand": ("a: & b\n", f"1:4-1:4 syntax-error {NAME}"),
    "an escape that is none": (
        'a: "\\d"\n',
        "1:5-1:5 syntax-error the backslash has no meaning before this character: put the text in single quotes",
    ),
    "a version to come": (
        "%YAML 2.0\n---\na: 1\n",
        "1:1-1:1 syntax-error the file asks for a version of YAML other than 1.1 and 1.2",
    ),
    "what has no words of its own": ("a: !x!y 1\n", "1:4-1:4 syntax-error this is not YAML: found undefined tag handle"),
    "columns after an astral character": ("😀: a: b\n", f"1:5-1:5 syntax-error {COLON}"),
    "lines after old line breaks": ("a: 1\rb: 2\r\nc: d: e\r", f"3:5-3:5 syntax-error {COLON}"),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_error(case: str) -> None:
    text, expected = ERRORS[case]
    assert composed(text) == (None, [expected])


def test_characters_that_are_no_text_are_an_error_too() -> None:
    expected = ["1:1-1:1 syntax-error the text holds a character that YAML does not allow"]
    for character in ("\ud800", "\0", "\x1b"):
        root, findings = compose(SourceText("plan.yaml", f"a: {character}"), Limits())
        assert (root, said(findings)) == (None, expected)
