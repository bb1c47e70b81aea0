"""From bytes to text: what people cannot see but programs read is said, with its place."""

import pytest

from checker.plan.decode import decode
from checker.plan.limits import Limits, Spent
from checker.sources.source import SourceFile
from tests.support.said import said, source_file

BOM = "1:1-1:1 byte-order-mark the file starts with a byte order mark (U+FEFF)"
UTF_16 = "1:1-1:1 invalid-utf-8 the file is UTF-16 text; a plan is UTF-8 text"

HIDDEN: dict[str, tuple[str | bytes, list[str]]] = {
    "plain text": ("a: 1\n", []),
    "tab and every visible line break": ("a:\t1\r\nb: 2\rc: 3\n", []),
    "letters, marks and signs of all planes": ("a: é 漢 😀 \u00a0\u200d\u200c\u3000\U0010fffd", []),
    "byte order mark": (b"\xef\xbb\xbfa: 1", [BOM]),
    "byte order mark and then a hidden character": (
        b"\xef\xbb\xbfa:\x07 1",
        [BOM, "1:3-1:4 control-character an invisible control character (U+0007) stands here"],
    ),
    "byte order mark in the middle": (
        "a: \ufeff1", ["1:4-1:5 control-character an invisible control character (U+FEFF) stands here"],
    ),
    "NUL": ("a: 1\nb: \0", ["2:4-2:5 nul-character a NUL character (U+0000) stands here"]),
    "escape": ("a: \x1b[31m", ["1:4-1:5 control-character an invisible control character (U+001B) stands here"]),
    "DEL": ("\x7f", ["1:1-1:2 control-character an invisible control character (U+007F) stands here"]),
    "C1 control": ("\x9b", ["1:1-1:2 control-character an invisible control character (U+009B) stands here"]),
    "no character at all": ("\uffff", ["1:1-1:2 control-character an invisible control character (U+FFFF) stands here"]),
    "next line": (
        "# note\x85b: 1", ["1:7-1:8 hidden-line-break a line break that editors do not show (U+0085) stands here"],
    ),
    "line separator": (
        "# \u2028", ["1:3-1:4 hidden-line-break a line break that editors do not show (U+2028) stands here"],
    ),
    "paragraph separator": (
        "# \u2029", ["1:3-1:4 hidden-line-break a line break that editors do not show (U+2029) stands here"],
    ),
    "bidi override": (
        "a: x\u202ey", ["1:5-1:6 bidi-control an invisible character that reorders the text (U+202E) stands here"],
    ),
    "bidi isolates, after an astral character": (
        "😀\u2066\u2069",
        [
            "1:2-1:3 bidi-control an invisible character that reorders the text (U+2066) stands here",
            "1:3-1:4 bidi-control an invisible character that reorders the text (U+2069) stands here",
        ],
    ),
    "Latin-1": ("a: 1\r\nb: é".encode("latin-1"), ["2:4-2:4 invalid-utf-8 the byte 0xe9 is not UTF-8 text"]),
    "a mark, and then Latin-1": (
        b"\xef\xbb\xbfa: \xe9", [BOM, "1:4-1:4 invalid-utf-8 the byte 0xe9 is not UTF-8 text"],
    ),
    "cut in the middle of a character": (
        "漢".encode()[:2], ["1:1-1:1 invalid-utf-8 the byte 0xe6 is not UTF-8 text"],
    ),
    "surrogate": (b"\xed\xa0\x80", ["1:1-1:1 invalid-utf-8 the byte 0xed is not UTF-8 text"]),
    "UTF-16 with its mark": ("a: 1".encode("utf-16"), [UTF_16]),
    "UTF-16, big end first": (b"\xfe\xff" + "a: 1".encode("utf-16-be"), [UTF_16]),
    "UTF-16 without a mark": ("a: 1".encode("utf-16-le"), [UTF_16]),
    "UTF-16 without a mark, big end first": ("a: 1".encode("utf-16-be"), [UTF_16]),
    "empty": (b"", []),
}  # fmt: skip


@pytest.mark.parametrize("case", HIDDEN)
def test_what_cannot_be_seen_is_said(case: str) -> None:
    content, expected = HIDDEN[case]
    text, findings = decode(source_file(content), Limits())
    assert said(findings) == expected
    assert text.path == "plan.yaml"


def test_the_mark_is_no_part_of_the_text() -> None:
    text, _ = decode(source_file(b"\xef\xbb\xbfa: 1"), Limits())
    assert text.text == "a: 1"


def test_the_line_of_a_byte_that_is_no_text_can_be_shown() -> None:
    text, _ = decode(source_file("a: 1\nb: café\n".encode("latin-1")), Limits())
    assert text.line(2) == "b: caf\N{REPLACEMENT CHARACTER}"


def test_bytes_up_to_the_limit() -> None:
    limits = Limits(bytes=4)
    assert said(decode(source_file("a: 1"), limits)[1]) == []
    expected = ["1:1-1:1 limit-passed the file has more than 4 bytes"]
    assert said(decode(source_file("a: 12"), limits)[1]) == expected
    assert said(decode(SourceFile("plan.yaml", None, 5), limits)[1]) == expected


def test_bytes_count_over_the_files_of_a_plan() -> None:
    limits, spent = Limits(bytes=10), Spent()
    assert said(decode(source_file("a: 1"), limits, spent)[1]) == []
    assert said(decode(source_file("b: 12345"), limits, spent)[1]) == [
        "1:1-1:1 limit-passed with this file, the plan has more than 10 bytes"
    ]
    assert said(decode(source_file("c: 123"), limits, spent)[1]) == []
    assert spent.bytes == 10


def test_a_file_that_could_not_be_opened_is_a_finding() -> None:
    text, findings = decode(SourceFile("plan.yaml", None, 0, "cannot be read: Permission denied"), Limits())
    assert said(findings) == ["1:1-1:1 unreadable-file the file cannot be read: Permission denied"]
    assert text.text == ""


def test_no_more_is_collected_than_one_past_the_limit() -> None:
    _, findings = decode(source_file("\u202e" * 1000), Limits(findings=10))
    assert len(findings) == 11
