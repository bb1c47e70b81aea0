"""What does not fit the plan format is said in words, where a person would look."""

import pytest

from checker.plan.document import Document
from checker.plan.schema import PlanSchema, plan_schema
from checker.plan.shape import check_shape, keep_as_written
from tests.support.said import composed, document, said
from tests.support.smallest import smallest

SERVICE = (
    "services:\n- id: passport\n  name: Passport\n  kind: benefits\n  audience: public\n"
    "  customer_segments: []\n  channels: []"
)

# What stands in the plan, what it becomes, and what is said.
MISFITS: dict[str, tuple[str, str, list[str]]] = {
    "all fits": ("", "", []),
    "version without quotes": (
        '"1.0"', "1.0", ["1:17-1:20 yaml-1-1-value text is expected here, and without quotes 1.0 is a number"],
    ),
    "a version that is none, without quotes": ('"1.0"', "1.10", ["1:17-1:21 unknown-value 1.10 is not one of 1.0; did you mean 1.0?"]),
    "a version that is none": ('"1.0"', '"2.0"', ["1:17-1:22 unknown-value 2.0 is not one of 1.0; did you mean 1.0?"]),
    "text that is a number without quotes": (
        "name: Agency", "name: 0123",
        ["9:9-9:13 yaml-1-1-value text is expected here, and without quotes 0123 is a number"],
    ),
    "text that is true without quotes": (
        "title: Plan", "title: true",
        ["4:10-4:14 yaml-1-1-value text is expected here, and without quotes true is true or false"],
    ),
    "a list for text": ("title: Plan", "title: [a]", ["4:3-4:8 wrong-type text is expected here, not a list"]),
    "fields for text": ("title: Plan", "title: {a: 1}", ["4:3-4:8 wrong-type text is expected here, not fields of its own"]),
    "empty text": ("id: a-2026", 'id: ""', ["3:7-3:9 malformed-value text is expected here, and it is empty"]),
    "a country for true or false": (
        "independent: false", "independent: NO", ["11:16-11:18 wrong-type true or false is expected here, not text, NO"],
    ),
    "text for a whole number": (
        "fiscal_year: 2026", "fiscal_year: FY26", ["5:16-5:20 wrong-type a whole number is expected here, not text, FY26"],
    ),
    "a quoted number for a whole number": (
        "fiscal_year: 2026", 'fiscal_year: "2026"',
        ["5:16-5:22 wrong-type a whole number is expected here, not text, 2026"],
    ),
    "a broken number for a whole number": (
        "fiscal_year: 2026", "fiscal_year: 2026.5",
        ["5:16-5:22 wrong-type a whole number is expected here, not a number, 2026.5"],
    ),
    "a number of 5,000 digits": (
        "fiscal_year: 2026", f"fiscal_year: {'9' * 5000}",
        [f"5:16-5:5016 wrong-type a whole number is expected here, not text, {'9' * 59}…"],
    ),
    "infinity": (
        "fiscal_year: 2026", "fiscal_year: .inf", ["5:16-5:20 wrong-type a whole number is expected here, not text, .inf"],
    ),
    "a year too early": (
        "fiscal_year: 2026", "fiscal_year: 26", ["5:16-5:18 malformed-value at least 1990 is expected here, not 26"],
    ),
    "a year too late": (
        "fiscal_year: 2026", "fiscal_year: 20266",
        ["5:16-5:21 malformed-value at most 2100 is expected here, not 20266"],
    ),
    "a day that no calendar has": (
        "2026-01-31", "2025-02-30",
        ["6:10-6:20 malformed-value 2025-02-30 is not a date of the calendar in the form 2024-03-31"],
    ),
    "a date of another form": (
        "2026-01-31", "2026-1-5",
        ["6:10-6:18 malformed-value 2026-1-5 is not a date of the calendar in the form 2024-03-31"],
    ),
    "a date without dashes": (
        "2026-01-31", '"20260131"',
        ["6:10-6:20 malformed-value 20260131 is not a date of the calendar in the form 2024-03-31"],
    ),
    "a year for a date": (
        "2026-01-31", "2026", ["6:10-6:14 malformed-value 2026 is not a date of the calendar in the form 2024-03-31"],
    ),
    "the year 0": (
        "2026-01-31", "0000-01-01",
        ["6:10-6:20 malformed-value 0000-01-01 is not a date of the calendar in the form 2024-03-31"],
    ),
    "a date and a line break": (
        "as_of: 2026-01-31", 'as_of: "2026-01-31\\n"',
        ["6:10-6:24 malformed-value 2026-01-31 is not a date of the calendar in the form 2024-03-31"],
    ),
    "an unknown word": (
        "status: draft", "status: drafted",
        ["7:11-7:18 unknown-value drafted is not one of draft, submitted, published, change_requested, archived; did you mean draft?"],
    ),
    "an unknown field": (
        "attestation: {}", "attestation: {}\nservises: []",
        ["26:1-26:9 unknown-key servises is not a field here; did you mean services?"],
    ),
    "an unknown field without a likely one": (
        "attestation: {}", "attestation: {}\nzzz: 1", ["26:1-26:4 unknown-key zzz is not a field here"],
    ),
    "an unknown field in an entry": (
        "services: []", f"{SERVICE}\n  nam: x",
        ["25:3-25:6 unknown-key nam is not a field here; did you mean name?"],
    ),
    "a missing field": ("goals: []\n", "", ["1:1-1:22 missing-key the required field goals is missing"]),
    "a field without a value": ("goals: []", "goals:", ["23:7-23:7 missing-key the required field goals is missing"]),
    "missing fields of a block": (
        "  id: a-2026\n  title: Plan\n", "",
        [
            "2:1-2:5 missing-key the required field id is missing",
            "2:1-2:5 missing-key the required field title is missing",
        ],
    ),
    "missing fields of an entry": (
        "services: []", "services:\n- name: Passport",
        [
            "19:3-19:17 missing-key the required field id is missing",
            "19:3-19:17 missing-key the required field kind is missing",
            "19:3-19:17 missing-key the required field audience is missing",
            "19:3-19:17 missing-key the required field customer_segments is missing",
            "19:3-19:17 missing-key the required field channels is missing",
        ],
    ),
    "an entry without a value": (
        "goals: []", "goals: [~]", ["23:9-23:10 wrong-type fields of its own is expected here, not nothing, ~"],
    ),
    "text for a list": ("goals: []", "goals: none", ["23:8-23:12 wrong-type a list is expected here, not text, none"]),
}  # fmt: skip


@pytest.mark.parametrize("case", MISFITS)
def test_misfit(case: str) -> None:
    old, new, expected = MISFITS[case]
    found = _document(smallest(old, new))
    assert said(check_shape(found, plan_schema())) == expected


def _document(text: str) -> Document:
    found, _ = composed(text)
    assert found is not None
    return found


def test_routes_of_what_is_missing_and_unknown() -> None:
    findings = check_shape(_document(smallest("goals: []", "gaols: []")), plan_schema())
    assert [(finding.rule, finding.route) for finding in findings] == [
        ("unknown-key", ("gaols",)),
        ("missing-key", ("goals",)),
    ]


def test_too_many_entries() -> None:
    counts = ", ".join(["1"] * 12)
    feedback = f"feedback:\n- survey_id: s\n  fiscal_year: 2022\n  quarter: 2\n  responses:\n  - driver: trust\n    counts: [{counts}]"
    found = _document(smallest("attestation: {}", f"attestation: {{}}\n{feedback}"))
    assert said(check_shape(found, plan_schema())) == [
        "32:5-32:11 malformed-value at most 11 entries are expected here, not 12"
    ]


def test_no_more_is_said_than_one_past_the_limit() -> None:
    unknown = "\n".join(f"unknown_{number}: 1" for number in range(50))
    found = _document(smallest("attestation: {}", f"attestation: {{}}\n{unknown}"))
    assert len(check_shape(found, plan_schema())) == 50
    assert len(check_shape(found, plan_schema(), 10)) == 11


def test_a_keyword_that_only_jsonschema_understands_is_left_to_it() -> None:
    schema = PlanSchema(b'{"type": "object", "properties": {"a": {"type": "string", "pattern": "^b"}}}')
    assert said(check_shape(document("a: c\n"), schema)) == [
        "1:4-1:5 malformed-value c does not fit here: the format asks for pattern ^b"
    ]
    assert check_shape(document("a: b\n"), schema) == []


def test_text_without_quotes_is_taken_as_it_is_written() -> None:
    found = document("name: 1.10\nlist: [012x, 1e3x, true]\n")
    schema = PlanSchema(
        b'{"properties": {"name": {"type": "string"}, "list": {"type": "array", "items": {"type": "string"}}}}'
    )
    misfits = check_shape(found, schema)
    assert said(misfits) == [
        "1:7-1:11 yaml-1-1-value text is expected here, and without quotes 1.10 is a number",
        "2:20-2:24 yaml-1-1-value text is expected here, and without quotes true is true or false",
    ]
    keep_as_written(found, misfits)
    assert found.data == {"name": "1.10", "list": ["012x", "1e3x", "true"]}
    assert check_shape(found, schema) == []
