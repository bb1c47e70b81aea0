"""Routes as text and back; locations as editors understand them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.location import Location, Route, parse_route, route_text
from checker.plan.text import SourceText

ROUTES: dict[str, Route] = {
    "(plan)": (),
    "services": ("services",),
    "services[0]": ("services", 0),
    "services[0].standards[12].target": ("services", 0, "standards", 12, "target"),
    "voice_of_customer.surveys": ("voice_of_customer", "surveys"),
    "a[0][1]": ("a", 0, 1),
    "[0].a": (0, "a"),
}

NO_ROUTES = ["services.", ".services", "a..b", "a[", "a[]", "a[x]", "a]", "a[0", "a[-1]", "[", "."]


@pytest.mark.parametrize("text", ROUTES)
def test_route_and_its_text(text: str) -> None:
    assert route_text(ROUTES[text]) == text
    assert parse_route(text) == ROUTES[text]


@pytest.mark.parametrize("text", NO_ROUTES)
def test_what_is_no_route(text: str) -> None:
    with pytest.raises(ValueError, match="is not a route such as services"):
        parse_route(text)


@given(st.lists(st.from_regex(r"[a-z_]+", fullmatch=True) | st.integers(0, 99)).map(tuple))
def test_every_route_is_read_back(route: Route) -> None:
    assert parse_route(route_text(route)) == route


def test_a_location_is_written_for_editors_and_sorts_by_place() -> None:
    first, second = Location("a.yaml", 2, 10, 2, 12), Location("a.yaml", 10, 1, 10, 2)
    assert str(first) == "a.yaml:2:10"
    assert sorted([second, first]) == [first, second]


TEXTS: dict[str, tuple[str, int, tuple[int, int], str]] = {
    "start": ("ab\ncd", 0, (1, 1), "ab"),
    "end of a line": ("ab\ncd", 2, (1, 3), "ab"),
    "start of a line": ("ab\ncd", 3, (2, 1), "cd"),
    "end of the file": ("ab\ncd", 5, (2, 3), "cd"),
    "after the last line break": ("ab\n", 3, (2, 1), ""),
    "empty": ("", 0, (1, 1), ""),
    "Windows": ("ab\r\ncd\r\n", 5, (2, 2), "cd"),
    "between the two characters of a Windows line break": ("ab\r\ncd", 3, (1, 4), "ab"),
    "old Mac": ("ab\rcd\r", 4, (2, 2), "cd"),
    "mixed, an empty line between": ("a\n\rb", 3, (3, 1), "b"),
    "hidden line breaks are none": (
        "a\x85b\u2028c\u2029d\x0be\x0cf\ng",
        10,
        (1, 11),
        "a\x85b\u2028c\u2029d\x0be\x0cf",
    ),
    "astral": ("😀😀x", 2, (1, 3), "😀😀x"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_line_and_column_of_a_character(case: str) -> None:
    text, index, (line, column), shown = TEXTS[case]
    source = SourceText("plan.yaml", text)
    assert source.location(index, index) == Location("plan.yaml", line, column, line, column)
    assert source.line(line) == shown


def test_an_end_before_the_start_is_the_start() -> None:
    assert SourceText("x", "abc").location(2, 1) == Location("x", 1, 3, 1, 3)
