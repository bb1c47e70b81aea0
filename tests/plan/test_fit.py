"""Whether a plan fits is answered as jsonschema answers it, and numbers become of the kind that is asked for."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from checker.plan.fit import fit
from checker.plan.schema import PlanSchema, plan_schema
from tests.support.plans import plan_of

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "agency_plans/fy2026/department-of-public-services.yaml").read_text(encoding="utf-8")
PLAN: Any = plan_of(TEXT).document
OTHERS = (
    "",
    "x",
    "2026-02-30",
    "2026-02-28",
    "public",
    0,
    -1,
    3,
    2.5,
    2026.0,
    1e300,
    True,
    None,
    [],
    ["x"],
    {},
    {"x": 1},
    10**40,
)

NUMBERS = PlanSchema(
    b'{"properties": {"n": {"type": "number"}, "i": {"type": "integer"}, "list": {"type": "array", "items": '
    b'{"properties": {"n": {"type": "number"}}}}, "all": {"type": "array", "items": {"type": "number"}}}}'
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"n": 3}, {"n": 3.0}),
        ({"n": 3.5, "other": 3}, {"n": 3.5, "other": 3}),
        ({"n": True, "i": True}, {"n": True, "i": True}),
        ({"n": "3", "i": None}, {"n": "3", "i": None}),
        ({"list": [{"n": 1}, {}, 1, {"n": [1]}]}, {"list": [{"n": 1.0}, {}, 1, {"n": [1]}]}),
        ({"all": [1, "x", 2]}, {"all": [1.0, "x", 2.0]}),
        ({"list": {"n": 1}, "all": 1}, {"list": {"n": 1}, "all": 1}),
        ([1], [1]),
        ({"i": 3}, {"i": 3}),
        ({"i": 3.0}, {"i": 3}),
        ({"i": 3.5}, {"i": 3.5}),
        ({"i": 1e300}, {"i": 1e300}),
        ({"n": 3.0, "other": 3.0}, {"n": 3.0, "other": 3.0}),
        ({"i": "3.0"}, {"i": "3.0"}),
    ],
)
def test_numbers_become_of_the_kind_that_the_format_asks_for(before: Any, after: Any) -> None:
    fit(before, NUMBERS.schema).settle()
    assert repr(before) == repr(after)


def test_nothing_changes_before_it_is_settled() -> None:
    plan = {"n": 3}
    assert fit(plan, NUMBERS.schema).fits
    assert repr(plan) == "{'n': 3}"


def test_the_complete_plan_fits() -> None:
    assert fit(PLAN.data, plan_schema().short).fits
    assert fit(PLAN.data, plan_schema().schema).fits


def test_every_keyword_of_the_plan_format_is_understood() -> None:
    """One that is not would send every plan to jsonschema, which takes longer than all the rest of a lint."""
    assert fit({}, {"type": "object", "minProperties": 0}).fits is False
    seen: set[str] = set()
    pending: list[Any] = [plan_schema().short]
    while pending:
        part = pending.pop()
        seen |= set(part)
        pending += [*part.get("properties", {}).values(), *part.get("$defs", {}).values()]
        pending += [part["items"]] if "items" in part else []
    assert seen == {
        "$schema", "$id", "$defs", "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "format",
        "minLength", "minimum", "maximum", "maxItems",
    }  # fmt: skip


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_a_spoilt_plan_fits_where_jsonschema_says_so(data: st.DataObject) -> None:
    plan = copy.deepcopy(PLAN.data)
    for _ in range(data.draw(st.integers(1, 2))):
        _spoil(plan, data)
    assert fit(plan, plan_schema().short).fits == _validator().is_valid(plan)


def _spoil(plan: Any, data: st.DataObject) -> None:
    """Put something else in some place of the plan, take it away, or add a field."""
    holder = plan
    while True:
        places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not places:
            return
        place = data.draw(st.sampled_from(places))
        child = holder[place]
        if isinstance(child, dict | list) and child and data.draw(st.integers(0, 5)):
            holder = child
            continue
        match data.draw(st.integers(0, 3)):
            case 0:
                del holder[place]
            case 1 if isinstance(holder, dict):
                holder["unknown"] = 1
            case _:
                holder[place] = copy.deepcopy(data.draw(st.sampled_from(OTHERS)))
        return


def _validator() -> Draft202012Validator:
    formats = FormatChecker([])

    @formats.checks("date")
    def _(value: object) -> bool:
        try:
            return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False

    return Draft202012Validator(plan_schema().schema, format_checker=formats)
