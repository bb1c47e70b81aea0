"""The format of a file of waivers and of a plan's own waivers is one."""

from checker.plan.schema import plan_schema, waiver_schema


def test_both_homes_have_the_same_entries() -> None:
    in_plan, beside = plan_schema().schema, waiver_schema().schema
    assert in_plan["$defs"]["Waiver"] == beside["$defs"]["Waiver"]
    assert in_plan["properties"]["waivers"]["items"] == beside["items"]


def test_the_format_is_closed_and_every_field_is_described() -> None:
    entry = waiver_schema().schema["$defs"]["Waiver"]
    assert entry["additionalProperties"] is False
    assert all(part["title"] and part["description"] for part in entry["properties"].values())
    assert entry["required"] == [
        "rule", "route", "reason", "approved_by", "approved_on", "expires", "value_digest",
    ]  # fmt: skip
