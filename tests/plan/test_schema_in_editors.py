"""The plan format as editors read it: by an older draft of JSON Schema than the one that it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from checker.plan.schema import plan_schema
from tests.support.fixing import data_of

ROOT = Path(__file__).parents[2]
SAME_IN_BOTH = {
    "$schema", "$id", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum",
    "format", "minimum", "maximum", "minLength", "maxItems",
}  # fmt: skip
PLANS = sorted(
    path for path in (ROOT / "agency_plans").rglob("*.yaml")
    if "\nschema_version:" in path.read_text(encoding="utf-8")
)  # fmt: skip


def parts(part: Any, *, named: bool = False) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(part, dict):
        if not named:
            yield part
        for key, child in part.items():
            yield from parts(child, named=not named and key in ("properties", "$defs"))


def test_no_word_means_something_else_in_the_older_draft() -> None:
    for part in parts(plan_schema().schema):
        if "$ref" in part:
            # Older drafts pass over what stands beside a $ref, so nothing there may decide.
            assert set(part) <= {"$ref", "title", "description"}
        else:
            assert set(part) - {"$defs"} <= SAME_IN_BOTH


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_both_drafts_say_the_same_of_every_plan(path: Path) -> None:
    data = data_of(path.read_text(encoding="utf-8"))
    found = [
        sorted(error.json_path for error in kind(plan_schema().schema).iter_errors(data))
        for kind in (Draft7Validator, Draft202012Validator)
    ]
    assert found[0] == found[1]


def test_there_are_plans() -> None:
    assert len(PLANS) >= 3
