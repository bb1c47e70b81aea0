"""The line under a finding: exact carets, whatever the line is made of."""

import pytest

from checker.plan.text import SourceText
from checker.render.frame import excerpt, frame
from checker.render.printable import columns, one_line, visible

LONG = "a: " + "x" * 200 + "HERE" + "y" * 200

CASES = {
    "a word": ("key: value", 5, 10, 80, "key: value", "     ^^^^^"),
    "nothing between two characters": ("key: ", 5, 5, 80, "key: ", "     ^"),
    "an empty file": ("", 0, 0, 80, "", "^"),
    "a tab before": ("\tkey: 1", 6, 7, 80, "    key: 1", "         ^"),
    "a tab inside": ("a\tb: 1", 0, 3, 80, "a   b: 1", "^^^^^"),
    "wide characters before": ("標識: 1", 4, 5, 80, "標識: 1", "      ^"),
    "wide characters under": ("a: 標識", 3, 5, 80, "a: 標識", "   ^^^^"),
    "a combining accent": ("e\u0301a: 1", 4, 5, 80, "e\u0301a: 1", "   ^"),
    "an escape sequence": ("\x1b[0m: 1", 6, 7, 80, "\\x1b[0m: 1", "         ^"),
    "a bidi control": ("a\u202e: 1", 4, 5, 80, "a\\u202e: 1", "         ^"),
    "a character beyond the first plane": ("\U000e0001: 1", 3, 4, 80, "\\U000e0001: 1", "            ^"),
    "several lines": ("a: >\n  b\n  c", 3, 11, 80, "a: >", "   ^"),
    "a long line, the range in the middle": (LONG, 203, 207, 40, "…xxxxxxxxxxxHEREyyyyyyyyyyyyyyyyyyyyyyy…", "            ^^^^"),
    "a long line, the range at its start": (LONG, 0, 1, 20, "a: xxxxxxxxxxxxxxx…", "^"),
    "a long line, the range at its end": ("x" * 50 + "END", 50, 53, 20, "…xxxxxxxxxxxxxxxEND", "                ^^^"),
    "a range longer than the width": ("k: " + "v" * 90, 3, 93, 20, "…vvvvvvvvvvvvvvvvvv…", " ^^^^^^^^^^^^^^^^^^"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_carets_stand_under_the_range(case: tuple[str, int, int, int, str, str]) -> None:
    text, start, end, width, line, carets = case
    source = SourceText("plan.yaml", text)
    assert frame(source, source.location(start, end), width) == ("1", line, carets)
    assert columns(line) <= width


def test_a_line_of_a_megabyte_is_cut_before_it_is_looked_at() -> None:
    source = SourceText("plan.yaml", "x" * 1_000_000 + "HERE")
    shown = excerpt(source, source.location(1_000_000, 1_000_004), 40)
    assert (shown.before, shown.marked, shown.after) == ("…" + "x" * 34, "HERE", "")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain é 標", "plain é 標"),
        ("a\tb\r\nc", "a b c"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
    ],
)
def test_one_line(raw: str, shown: str) -> None:
    assert one_line(raw) == shown


def test_visible_leaves_what_people_can_see() -> None:
    assert visible("“quotes”, — and ✓") == "“quotes”, — and ✓"
