"""Services, surveys and the plan around them, as the importer of OMB's feedback export makes them."""

import pytest

from checker.plan.importers.a11 import import_a11
from checker.plan.importers.a11_parts import slug
from tests.plan.importers.made_up import (
    ALMANAC,
    CONTENT,
    DRAFTS,
    LIGHTHOUSES,
    NAME,
    RESULT,
    TRAILS,
    changed,
    response,
    with_cell,
)

# -- services and surveys ------------------------------------------------------------------------------------------


def test_services_carry_the_latest_name_exactly() -> None:
    shown = [
        (service["id"], service["name"], service["channels"], service["source"]["row"])
        for draft in RESULT.drafts
        for service in draft.data["services"]
    ]
    assert shown == [
        ("service-7", "Asking about trails and huts", ["email"], 9),
        ("service-9", "Reading the almanac", ["mixed", "website"], 12),
        ("service-5", "Getting a lighthouse permit", ["phone"], 4),
        ("service-16", " Renewing a lighthouse permit", ["computer"], 5),
    ]
    assert LIGHTHOUSES["services"][1]["description"] == "Renewals “by post”."
    assert "description" not in TRAILS["services"][0]


def test_a_survey_goes_on_where_only_case_and_blanks_changed() -> None:
    assert {entry["survey_id"] for entry in LIGHTHOUSES["feedback"][:3]} == {"permit-desk-cb40cc"}
    assert LIGHTHOUSES["feedback"][1]["transaction_point"] == "After the call\t\t"
    comment = '  # Service provided, as reported in this quarter: "permit desk "\n  - id: record-102\n'
    assert comment in DRAFTS["doh-office-of-lighthouse-permits"].text


def test_offices_surveyed_apart_in_one_quarter_are_two_surveys() -> None:
    assert [(entry["quarter"], entry["survey_id"]) for entry in TRAILS["feedback"]] == [
        (3, "trail-line-north-746aa8"),
        (3, "trail-line-south-1cc9ce"),
        (4, "trail-line-north-746aa8"),
        (1, "trail-line-north-746aa8"),
    ]


def test_a_survey_has_the_latest_words_and_each_quarter_its_own() -> None:
    survey = LIGHTHOUSES["voice_of_customer"]["surveys"][0]
    latest = "This interaction increased my trust in the Office of Lighthouse Permits"
    assert survey["questions"][1] == {"question_number": 2, "driver": "trust", "text": latest}
    assert [question["question_number"] for question in survey["questions"]] == [1, 2, 3, 5, 6, 7]
    assert survey["omb_control_number"] == "OMB Control Number"
    assert [response(LIGHTHOUSES, entry, 2)["text"] for entry in (0, 1)] == [
        "I trust the Office of Lighthouse Permits.",
        latest,
    ]


def test_the_scale_is_left_open_where_the_words_name_ten_points() -> None:
    ten, five = (
        next(s for s in ALMANAC["voice_of_customer"]["surveys"] if s["channel"] == c)
        for c in ("mixed", "website")
    )
    assert ("scale" in ten, five["scale"]) == (False, "likert_5")
    assert {
        "route": "voice_of_customer.surveys[1]",
        "what": "type, audience and respondent types; the scale",
        "why": "the export holds none of these; the wording names ten points and the export counts five answers",
    } in ALMANAC["plan"]["to_complete"]


# -- the plan itself -----------------------------------------------------------------------------------------------


def test_year_and_day_come_from_the_latest_quarter() -> None:
    days = {
        draft.name: (draft.data["plan"]["fiscal_year"], draft.data["plan"]["as_of"])
        for draft in RESULT.drafts
    }
    assert days == {
        "aft-trail-office": (2023, "2022-12-31"),
        "doh-almanac-service": (2021, "2021-06-30"),
        "doh-office-of-lighthouse-permits": (2022, "2022-03-31"),
    }


def test_a_draft_says_what_it_is() -> None:
    assert {key: TRAILS["plan"][key] for key in ("id", "title", "status")} == {
        "id": "aft-trail-office-2023",
        "title": "Customer service plan of Trail Office, Agency for Trails, fiscal year 2023: draft from OMB's feedback export",
        "status": "draft",
    }
    provenance = TRAILS["plan"]["provenance"]
    assert provenance["label"] == "derived from public data; not a submission"
    assert provenance["source"] == (
        "OMB's feedback export, a11-made-up.csv; the records of this provider were last changed on 2023-01-06"
    )
    assert (provenance["licence"], provenance["added"]) == ("CC0", [])
    dated = import_a11(NAME, CONTENT, "2023-05-21").drafts[0].data["plan"]["provenance"]["source"]
    assert dated.startswith("OMB's feedback export of 2023-05-21, a11-made-up.csv; ")


def test_agency_and_designation() -> None:
    assert LIGHTHOUSES["agency"] == {
        "name": "Department of Harbors ",
        "abbreviation": "DOH",
        "bureau": "Office of Lighthouse Permits",
    }
    assert LIGHTHOUSES["hisp"] == {
        "designated": True,
        "designated_by": "Director of OMB",
        "service_provider_id": "41",
        "service_provider_name": "Office of Lighthouse Permits",
    }


def test_what_the_export_does_not_hold_is_left_out_and_named() -> None:
    assert sorted(TRAILS) == [
        "agency",
        "feedback",
        "hisp",
        "plan",
        "schema_version",
        "services",
        "voice_of_customer",
    ]
    assert [point["route"] for point in TRAILS["plan"]["to_complete"]] == [
        "agency.independent",
        "agency.submitted_by",
        "agency.lead_service_official",
        "definitions",
        "customer_segments",
        "business_processes",
        "root_causes",
        "protections",
        "goals",
        "initiatives",
        "attestation",
        "services[0]",
        "voice_of_customer.surveys[0]",
        "voice_of_customer.surveys[1]",
        "feedback",
    ]


def test_a_provider_that_changed_its_agency_says_so() -> None:
    assert ALMANAC["plan"]["to_complete"][0] == {
        "route": "agency.name",
        "what": "Department of Harbors is the latest of 2 values in the export",
        "why": "the export also has Almanac Service",
    }


def test_a_provider_named_as_its_agency_is_named_once() -> None:
    result = import_a11(NAME, changed(lambda rows: rows.pop(10)))
    assert [draft.name for draft in result.drafts] == [
        "aft-trail-office",
        "alm",
        "doh-office-of-lighthouse-permits",
    ]
    assert result.drafts[1].data["plan"]["title"] == (
        "Customer service plan of Almanac Service, fiscal year 2021: draft from OMB's feedback export"
    )


def test_two_providers_of_one_name_are_told_apart_by_number() -> None:
    names = [draft.name for draft in with_cell("attributes_service_provider_id", "77").drafts]
    assert names == [
        "aft-trail-office",
        "doh-almanac-service",
        "doh-office-of-lighthouse-permits-41",
        "doh-office-of-lighthouse-permits-77",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Retirement Services ", "retirement-services"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ñ", ""),
        ("a--b", "a-b"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected
