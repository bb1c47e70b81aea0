"""Plan data as YAML: every tool reads the same values back."""

import pytest
import yaml

from checker.plan.yaml_text import yaml_text
from tests.plan.importers.made_up import read_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words, with (marks).", "plain words, with (marks)."),
        ("NO", '"NO"'),
        ("y", '"y"'),
        ("null", '"null"'),
        ("2022-12-31", '"2022-12-31"'),
        ("0345-0012", '"0345-0012"'),
        ("12:30", '"12:30"'),
        ("1e3", '"1e3"'),
        ("", '""'),
        (" leading", '" leading"'),
        ("a: b", '"a: b"'),
        ("a # b", '"a # b"'),
        ("a\tb\r\n", '"a\\tb\\r\\n"'),
        ("“é” ♦", '"“é” ♦"'),
        (
            "nul \0 nel \x85 sep \u2028 bidi \u202e bom \ufeff",
            '"nul \\u0000 nel \\u0085 sep \\u2028 bidi \\u202e bom \\ufeff"',
        ),
    ],
)
def test_text_is_quoted_where_a_tool_could_misread_it(text: str, written: str) -> None:
    made = yaml_text({"plan": {"title": text}}, {})
    assert made == f"plan:\n  title: {written}\n"
    assert yaml.safe_load(made) == {"plan": {"title": text}}
    read = read_text(made)
    assert read.document is not None
    assert read.document.data == {"plan": {"title": text}}


def test_shapes_of_values() -> None:
    data = {"a": [], "b": {}, "c": [1, 2], "d": [{"e": True, "f": [{"g": 1.5}]}, {}], "h": ["x" * 99, "y y"]}
    assert yaml_text(data, {(): "top\n\nmore", ("d", 0): "entry\u2028"}) == (
        "# top\n#\n# more\na: []\nb: {}\nc: [1, 2]\nd:\n"
        "  # entry\\u2028\n  - e: true\n    f:\n      - g: 1.5\n  - {}\n"
        f"h:\n  - {'x' * 99}\n  - y y\n"
    )
