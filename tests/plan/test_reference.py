"""The plan format: its schema keeps its own promises, and its page in the documentation is up to date.

After a change of the schema, write the page again with `python -m tests.plan.test_reference`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.plan.reference import render_reference
from checker.resources import resource

SCHEMA: dict[str, Any] = json.loads(resource("schemas/plan.schema.json").read_bytes())
PAGE = Path(__file__).parents[2] / "docs" / "plan-format.md"
OBJECTS: dict[str, dict[str, Any]] = {"the plan": SCHEMA, **SCHEMA["$defs"]}

SMALLEST: dict[str, Any] = {
    "schema_version": "1.0",
    "plan": {"id": "a-2026", "title": "Plan", "fiscal_year": 2026, "as_of": "2026-01-31", "status": "draft"},
    "agency": {
        "name": "Agency", "abbreviation": "A", "independent": False,
        "submitted_by": {}, "lead_service_official": {},
    },
    "definitions": {"customer": {"includes": []}},
    "customer_segments": [], "services": [], "business_processes": [], "voice_of_customer": {},
    "root_causes": [], "protections": {}, "goals": [], "initiatives": [], "attestation": {},
}  # fmt: skip


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in the schema, at any depth."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from parts(child)


def errors(plan: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(plan)]


def test_page_is_what_the_schema_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_reference(SCHEMA), __doc__


def test_every_link_on_the_page_leads_to_exactly_one_heading() -> None:
    page = render_reference(SCHEMA)
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    anchors = Counter(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)
    links = set(re.findall(r"\]\(#([^)]*)\)", page))
    assert {link: anchors[link] for link in links if anchors[link] != 1} == {}


def test_page_shows_every_field_of_every_object() -> None:
    shown = Counter(re.findall(r"^\| `(\w+)` \|", render_reference(SCHEMA), re.MULTILINE))
    assert shown == Counter(name for part in OBJECTS.values() for name in part["properties"])


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 4}, "| `x` | whole number, 1 to 4 | yes | What. |"),
        ({"type": "integer", "minimum": 0}, "| `x` | whole number, 0 or more | yes | What. |"),
        ({"type": "boolean"}, "| `x` | `true` or `false` | yes | What. |"),
        ({"type": "string", "format": "date"}, "| `x` | date | yes | What. |"),
        ({"type": "string", "enum": ["a", "b"]}, "| `x` | one of `a`, `b` | yes | What. |"),
        (
            {"type": "array", "maxItems": 11, "items": {"type": "number"}},
            "| `x` | list (at most 11) of: number | yes | What. |",
        ),
        (
            {"type": "array", "items": {"$ref": "#/$defs/Part"}},
            "| `x` | list of: [small part](#x) | yes | What. |",
        ),
    ],
    ids=["range", "least", "flag", "date", "choice", "list", "list-of-objects"],
)
def test_a_field_becomes_a_row(field: dict[str, Any], row: str) -> None:
    part: dict[str, Any] = {
        "title": "small part",
        "description": "A part.",
        "type": "object",
        "properties": {},
    }
    schema: dict[str, Any] = {
        "properties": {"x": {**field, "description": "What."}},
        "required": ["x"],
        "$defs": {"Part": part},
    }
    assert row in render_reference(schema).splitlines()


def test_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_has_a_title_and_a_description() -> None:
    fields = {
        f"{name}.{key}": field for name, part in OBJECTS.items() for key, field in part["properties"].items()
    }
    assert [route for route, field in fields.items() if not field.get("title")] == []
    assert [route for route, field in fields.items() if not field.get("description", "").endswith(".")] == []
    assert [
        name for name, part in OBJECTS.items() if not part.get("title") or not part.get("description")
    ] == []


def test_every_object_is_closed_and_named() -> None:
    assert [name for name, part in OBJECTS.items() if part["additionalProperties"] is not False] == []
    objects = [part for part in parts(SCHEMA) if part.get("type") == "object"]
    assert len(objects) == len(OBJECTS)
    assert [name for name in SCHEMA["$defs"] if not re.fullmatch(r"([A-Z][a-z0-9]+)+", name)] == []


def test_required_fields_exist() -> None:
    wrong = {name: set(part.get("required", [])) - set(part["properties"]) for name, part in OBJECTS.items()}
    assert {name: fields for name, fields in wrong.items() if fields} == {}


def test_every_field_has_one_plain_type() -> None:
    keywords = {"anyOf", "oneOf", "allOf", "not", "if", "then", "else", "pattern", "patternProperties"}
    names = {name for part in OBJECTS.values() for name in part["properties"]}
    assert keywords & {key for part in parts(SCHEMA) for key in part} - names == set()
    fields = [field for part in OBJECTS.values() for field in part["properties"].values()]
    assert [field for field in fields if ("$ref" in field) == isinstance(field.get("type"), str)] == []


def test_smallest_draft_is_readable() -> None:
    assert errors(SMALLEST) == []


@pytest.mark.parametrize(
    "defect",
    [
        {"omb_control_number": "OMB Control Number"},
        {"federal_register_url": "Federal Register URL"},
        {"volume_of_customers": 106, "volume_offered": 678},
        {"channel": "mixed"},
        {"responses": [{"driver": "trust", "text": "NONE", "counts": [0, 0, 0, 0, 0]}]},
        {"responses": [{"driver": "other", "counts": [1, 0, 0, 2, 0, 3, 1, 0, 4, 9], "point_scale": 10}]},
    ],
    ids=[
        "control-number",
        "register-address",
        "more-offered-than-customers",
        "mixed",
        "no-question",
        "ten-points",
    ],
)
def test_defects_that_rules_judge_do_not_make_a_plan_unreadable(defect: dict[str, Any]) -> None:
    feedback = {"survey_id": "s", "fiscal_year": 2022, "quarter": 2, **defect}
    assert errors({**SMALLEST, "feedback": [feedback]}) == []


if __name__ == "__main__":
    PAGE.write_text(render_reference(SCHEMA), encoding="utf-8", newline="\n")
