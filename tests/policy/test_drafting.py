"""Drafts of rules: whatever is answered comes back from the file letter by letter; samples pass and fail as told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.plan.schema import plan_schema
from checker.policy.drafttext import flow, scalar
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.policy.sampling import ABSENT, Samples, samples

TYPES = PlanTypes(plan_schema(), {})
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=40
)
SPOKEN = st.text(st.sampled_from("abNo yes,.:;#-{}[]()'\"%!?&*|>@`“”/~0123"), max_size=20)


@given(st.one_of(TEXT, SPOKEN))
@settings(max_examples=300, deadline=None)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    content = f"key: {scalar(text)}\nlist: [{flow(text)}, {{inner: {flow(text)}}}]\n"
    assert PackFile("f", "f", content.encode()).data == {"key": text, "list": [text, {"inner": text}]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Write the name under name.", "Write the name under name."),
        ("the service {item.id} has no name", "the service {item.id} has no name"),
        ("no", '"no"'),
        ("a: b", '"a: b"'),
        ("2024-09-30", '"2024-09-30"'),
        ("ends with a blank ", '"ends with a blank "'),
    ],
)
def test_how_a_text_is_written(text: str, written: str) -> None:
    assert scalar(text) == written


MAPPED: tuple[str, ...] = ("services", "[]", "process_map", "mapped_on")
URLS: tuple[str, ...] = ("services", "[]", "urls")
VOLUME: tuple[str, ...] = ("services", "[]", "annual_volume")
KIND: tuple[str, ...] = ("services", "[]", "kind")
NAME: tuple[str, ...] = ("services", "[]", "name")


@pytest.mark.parametrize(
    ("pattern", "operator", "argument", "passes", "fails"),
    [
        (NAME, "present", True, "some words", ABSENT),
        (NAME, "present", False, ABSENT, "some words"),
        (NAME, "filled", True, "some words", "TBD"),
        (KIND, "equals", "benefits", "benefits", "administrative"),
        (URLS, "includes", ["a", "b"], ["a", "b"], ["something else"]),
        (URLS, "includes_any", ["a", "b"], ["a"], ["something else"]),
        (URLS, "at_least", 2, ["some words"] * 2, ["some words"]),
        (VOLUME, "at_least", 5, 5, 4),
        (VOLUME, "at_most", 5, 5, 6),
        (MAPPED, "before", "2024-03-01", "2024-02-29", "2024-03-01"),
        (MAPPED, "after", "2024-02-28", "2024-02-29", "2024-02-28"),
        (MAPPED, "on_or_before", "as_of", "2024-09-30", "2024-10-01"),
        (MAPPED, "on_or_after", "as_of", "2024-09-30", "2024-09-29"),
        (MAPPED, "within_days", {"of": "as_of", "days": 365}, "2024-09-30", "2023-09-30"),
        (MAPPED, "within_days", {"after": "plan.plan.as_of", "days": 30}, None, None),
        (VOLUME, "at_least", "params.floor", None, None),
        (NAME, "matches", "^a", None, None),
    ],
)  # fmt: skip
def test_samples(pattern: tuple[str, ...], operator: str, argument: Any, passes: Any, fails: Any) -> None:
    assert samples(pattern, operator, argument, TYPES) == Samples(passes, fails)
