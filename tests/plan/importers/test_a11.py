"""What the importer of OMB's feedback export carries over, and how."""

import pytest
import yaml

from checker.plan.importers.a11 import Draft, import_a11
from tests.plan.importers.made_up import (
    ALMANAC,
    CONTENT,
    DRAFTS,
    LIGHTHOUSES,
    NAME,
    RESULT,
    TRAILS,
    changed,
    read_text,
    response,
)

# -- every row is in a plan --------------------------------------------------------------------------------------


def test_one_draft_for_each_provider_and_no_row_lost() -> None:
    counts = [
        (draft.name, draft.provider, draft.surveys, draft.quarters, draft.records) for draft in RESULT.drafts
    ]
    assert counts == [
        ("aft-trail-office", "Trail Office", 2, 3, 4),
        ("doh-almanac-service", "Almanac Service ", 2, 3, 3),
        ("doh-office-of-lighthouse-permits", "Office of Lighthouse Permits", 2, 3, 4),
    ]
    assert (RESULT.rows, RESULT.unused) == (11, ())
    assert RESULT.spare_columns == ("type", "service_provider_desc")
    rows = [entry["source"]["row"] for draft in RESULT.drafts for entry in draft.data["feedback"]]
    assert sorted(rows) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def test_a_draft_for_each_year_holds_the_quarters_of_that_year_and_no_row_is_lost() -> None:
    result = import_a11(NAME, CONTENT, by_year=True)
    assert [(draft.path, draft.records) for draft in result.drafts] == [
        ("fy2022/aft-trail-office", 3),
        ("fy2023/aft-trail-office", 1),
        ("fy2021/doh-almanac-service", 3),
        ("fy2021/doh-office-of-lighthouse-permits", 1),
        ("fy2022/doh-office-of-lighthouse-permits", 3),
    ]
    for draft in result.drafts:
        year = draft.data["plan"]["fiscal_year"]
        assert draft.folder == f"fy{year}"
        assert {entry["fiscal_year"] for entry in draft.data["feedback"]} == {year}
    surveys = [
        {survey["id"] for survey in draft.data["voice_of_customer"]["surveys"]} for draft in result.drafts[3:]
    ]
    assert surveys[0] < surveys[1], "a survey has the same id in every year"


@pytest.mark.parametrize("draft", RESULT.drafts, ids=lambda draft: draft.name)
def test_a_draft_reads_back_as_its_data_and_lacks_required_fields_only(draft: Draft) -> None:
    read = read_text(draft.text)
    assert read.document is not None
    assert read.document.data == draft.data
    assert {problem.rule for problem in read.problems} == {"missing-key"}
    assert yaml.safe_load(draft.text) == draft.data  # a YAML 1.1 tool reads the same


def test_the_same_bytes_give_the_same_drafts_whatever_the_order_of_the_rows() -> None:
    assert import_a11(NAME, CONTENT) == RESULT
    turned = import_a11(NAME, changed(lambda rows: rows.reverse()))
    assert [draft.name for draft in turned.drafts] == list(DRAFTS)
    assert [survey["id"] for survey in turned.drafts[0].data["voice_of_customer"]["surveys"]] == [
        "trail-line-north-746aa8",
        "trail-line-south-1cc9ce",
    ]


def test_a_later_quarter_changes_no_id() -> None:
    earlier = import_a11(NAME, changed(lambda rows: rows.pop(7)))
    before = {draft.name: draft.data for draft in earlier.drafts}["aft-trail-office"]
    assert [entry["survey_id"] for entry in before["feedback"]] == [
        entry["survey_id"] for entry in TRAILS["feedback"][:3]
    ]


# -- values are carried over as reported --------------------------------------------------------------------------


def test_control_numbers_keep_every_stray_character() -> None:
    assert [entry.get("omb_control_number") for entry in LIGHTHOUSES["feedback"]] == [
        "9001-0001",
        "9001-0001\t\t\t",
        "OMB Control Number",
        None,
    ]
    assert TRAILS["feedback"][3]["omb_control_number"] == "OMB Control N9002-0007umber"
    assert [entry["omb_control_number"] for entry in ALMANAC["feedback"]] == [
        "#9003-0297",
        "#9003-0297",
        "9003-0297 ",
    ]


def test_volumes_are_whole_numbers_and_an_empty_one_is_left_out() -> None:
    volumes = ("volume_of_customers", "volume_offered", "volume_of_respondents")
    assert [[entry.get(name) for name in volumes] for entry in LIGHTHOUSES["feedback"]] == [
        [1200, 800, 40],
        [1300, 900, 50],
        [100, 42080, 7],
        [0, None, 9],
    ]


def test_a_question_with_words_counts_and_mean() -> None:
    assert response(LIGHTHOUSES, 0, 2) == {
        "question_number": 2,
        "driver": "trust",
        "text": "I trust the Office of Lighthouse Permits.",
        "n": 40,
        "counts": [2, 2, 4, 12, 20],
        "mean": 4.15,
    }


def test_a_question_that_nobody_answered_keeps_its_words_and_zeros() -> None:
    nobody = {"n": 0, "counts": [0, 0, 0, 0, 0]}
    assert response(LIGHTHOUSES, 3, 2) == {"question_number": 2, "driver": "trust", "text": "NONE", **nobody}
    assert response(LIGHTHOUSES, 2, 4) == {"question_number": 4, "driver": "ease", **nobody}


def test_counts_above_the_respondents_stay() -> None:
    assert response(LIGHTHOUSES, 1, 6)["n"] == 51
    assert LIGHTHOUSES["feedback"][1]["volume_of_respondents"] == 50


def test_words_with_template_marks_blanks_and_other_scripts_stay() -> None:
    assert response(LIGHTHOUSES, 2, 1)["text"] == "I am satisfied with the service I received from [office]."
    assert response(LIGHTHOUSES, 3, 1)["text"] == "I am satisfied with the service I received from <office>."
    assert response(LIGHTHOUSES, 0, 3)["text"] == "My need was addressed. "
    assert response(TRAILS, 0, 1)["text"] == "¿Está satisfecho? TRANSLATION: Are you satisfied?"
    assert [response(ALMANAC, 2, number)["text"] for number in (6, 7)] == ["NO", "12:30"]


def test_a_slot_keeps_its_driver_whatever_was_asked_in_it() -> None:
    assert [entry["driver"] for entry in TRAILS["feedback"][0]["responses"]] == [
        "satisfaction",
        "trust",
        "effectiveness",
        "ease",
        "efficiency",
        "transparency",
        "employee",
        "other",
    ]
    assert response(TRAILS, 0, 2)["text"] == "How likely are you to recommend the Trail Line?"


def test_own_questions_stand_only_where_they_were_asked() -> None:
    assert [len(entry["responses"]) for entry in TRAILS["feedback"]] == [8, 8, 7, 7]


def test_operational_metrics_keep_tabs_and_line_breaks() -> None:
    assert LIGHTHOUSES["feedback"][0]["operational_metrics"] == "Calls answered\t96%\r\nWait: 4 minutes"


def test_every_feedback_entry_names_its_row() -> None:
    assert LIGHTHOUSES["feedback"][0]["source"] == {
        "file": "a11-made-up.csv",
        "row": 2,
        "record_id": "101",
        "collection_id": "11",
        "collection_name": "CX Quarterly Reporting",
        "organization_id": "7001",
        "service_provider_id": "41",
        "service_id": "5",
        "service_slug": "doh-olp",
        "created_on": "2021-10-14",
        "updated_on": "2021-10-20",
    }
