"""A plan that is spoilt in any way that can mean one thing only is mended to what it was, line by line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.plan.compose import compose
from checker.plan.limits import Limits
from checker.plan.nodes import MappingNode, Node, ScalarNode, SequenceNode, resolved
from checker.plan.schema import EACH, Pattern, plan_schema
from checker.plan.text import SourceText
from tests.support.fixing import data_of, mended

PLAN = Path(__file__).parents[3] / "agency_plans/fy2026/department-of-public-services.yaml"
TEXT = PLAN.read_text(encoding="utf-8")


class Spoilt(NamedTuple):
    """A piece of the text, what is written there, and how it may be written wrongly."""

    start: int
    end: int
    right: str
    wrong: tuple[str, ...]


def values(node: Node, pattern: Pattern) -> Iterator[tuple[ScalarNode, dict[str, Any], str]]:
    node = resolved(node)
    if isinstance(node, ScalarNode):
        names = [step for step in pattern if step != EACH]
        yield node, plan_schema().field(pattern) or {}, names[-1]
    elif isinstance(node, MappingNode):
        for key, child in node.children.items():
            yield from values(child, (*pattern, key))
    elif isinstance(node, SequenceNode):
        for child in node.children:
            yield from values(child, (*pattern, EACH))


def wrong_ways(node: ScalarNode, field: dict[str, Any], name: str) -> tuple[str, ...]:
    text = node.text
    if field.get("type") == "boolean":
        return ("Yes", "on", '"TRUE"') if node.data else ("No", "OFF", "'false'")
    if "enum" in field:
        return (text.upper(), text.replace("_", " "), f'" {text} "', text.replace("_", "-").title())
    if field.get("format") == "date":
        year, month, day = (int(part) for part in text.split("-"))
        months = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
                  "October", "November", "December")  # fmt: skip
        return (f"{year}/{month}/{day}", f'"{months[month - 1]} {day}, {year}"', f"{year}{month:02}{day:02}")
    if field.get("type") in ("integer", "number"):
        return (f"'{text}'", f'" {text}"')
    if name in ("omb_control_number", "control_number"):
        return (f'"{text} "', f'"{text[:4]} - {text[5:]}"', f'"\\t{text}"')
    return ()


def places() -> list[Spoilt]:
    root, _ = compose(SourceText("plan.yaml", TEXT), Limits())
    assert root is not None
    found = [
        Spoilt(node.start, node.end, TEXT[node.start : node.end], wrong_ways(node, field, name))
        for node, field, name in values(root, ())
    ]
    return [each for each in found if each.wrong and "\n" not in each.right]


PLACES = places()


def test_there_is_something_to_spoil() -> None:
    assert len(PLACES) > 900


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_spoilt_and_mended(data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(PLACES), min_size=1, max_size=40, unique_by=lambda p: p.start)
    )
    spoilt, reported = TEXT, set()
    for place in sorted(chosen, reverse=True):
        spoilt = spoilt[: place.start] + data.draw(st.sampled_from(place.wrong)) + spoilt[place.end :]
        reported.add(TEXT.count("\n", 0, place.start) + 1)
    file = mended(spoilt)
    assert {fix.location.line for fix in file.made} <= reported
    assert (file.left, file.offered) == ((), ())
    for number, (was, became) in enumerate(
        zip(TEXT.split("\n"), file.after.decode().split("\n"), strict=True)
    ):
        assert became in (was, became if number + 1 in reported else was)
    assert data_of(file.after.decode()) == data_of(TEXT)
    assert mended(file.after).made == ()


def test_a_key_may_be_written_with_hyphens_and_capitals() -> None:
    tried = 0
    for match in list(re.finditer(r"^ +(\w+_\w+):", TEXT, re.MULTILINE))[::40]:
        key = match[1]
        wrong = TEXT[: match.start(1)] + key.replace("_", "-").title() + TEXT[match.end(1) :]
        file = mended(wrong)
        assert [(fix.kind, fix.new) for fix in file.made if fix.kind == "key"] == [("key", key)]
        assert file.after.decode() == TEXT
        tried += 1
    assert tried > 10
