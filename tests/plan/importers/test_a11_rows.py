"""Rows of OMB's feedback export that cannot be used, and files that are not the export: all of them are named."""

import pytest

from checker.errors import CheckerError
from checker.plan.importers.a11 import Import, import_a11
from tests.plan.importers.made_up import CONTENT, NAME, RESULT, Rows, changed, read_text, response, with_cell

# -- rows that cannot be used --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", "", "id is empty"),
        ("id", "102", "the record 102 stands already in row 2"),
        ("attributes_service_provider_id", " ", "attributes_service_provider_id is empty"),
        ("attributes_collection_year", "FY21", 'attributes_collection_year is "FY21", not a fiscal year'),
        ("attributes_collection_year", "21", 'attributes_collection_year is "21", not a fiscal year'),
        ("attributes_collection_year", "", "attributes_collection_year is empty"),
        ("attributes_collection_quarter", "5", 'attributes_collection_quarter is "5", not 1, 2, 3 or 4'),
        ("attributes_volume_of_customers", "1,200", 'attributes_volume_of_customers is "1,200", not a count'),
        ("attributes_volume_of_customers", "12.5", 'attributes_volume_of_customers is "12.5", not a count'),
        ("attributes_volume_of_respondents", "-3", 'attributes_volume_of_respondents is "-3", not a count'),
        ("attributes_volume_of_respondents", "٣", 'attributes_volume_of_respondents is "٣", not a count'),
        ("attributes_q3_4", "many", 'attributes_q3_4 is "many", not a count'),
        ("attributes_q3_4", "", 'attributes_q3_4 is "", not a count'),
        ("attributes_q3_point_scale", "high", 'attributes_q3_point_scale is "high", not a number'),
        ("attributes_q3_point_scale", "inf", 'attributes_q3_point_scale is "inf", not a number'),
        ("attributes_created_at", "yesterday", 'attributes_created_at is "yesterday", not a date'),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_go_on(
    column: str, value: str, reason: str
) -> None:
    bad = 1 if value == "102" else 0
    result = with_cell(column, value, row=0)
    assert [unused.reason for unused in result.unused] == [reason]
    assert (result.rows, sum(draft.records for draft in result.drafts)) == (11, 10)
    assert result.unused[0].row == 2 + bad


def test_every_reason_of_a_row_is_given_with_its_line() -> None:
    def spoil(rows: Rows) -> None:
        rows[1].update({"attributes_q1_1": "x", "attributes_volume_of_customers": "y"})

    unused = import_a11(NAME, changed(spoil)).unused
    reason = 'attributes_volume_of_customers is "y", not a count; attributes_q1_1 is "x", not a count'
    # Row 2 has a line break inside, so row 3 starts on line 4.
    assert [(row.row, row.line, row.reason) for row in unused] == [(3, 4, reason)]


@pytest.mark.parametrize("mean", ["", "NaN"])
def test_no_mean_is_no_reason_against_a_row(mean: str) -> None:
    result = with_cell("attributes_q1_point_scale", mean)
    assert result.unused == ()
    assert "mean" not in response(result.drafts[2].data, 0, 1)


def test_five_empty_counts_say_that_none_were_reported() -> None:
    result = import_a11(
        NAME, changed(lambda rows: rows[0].update({f"attributes_q5_{point}": "" for point in range(1, 6)}))
    )
    assert result.unused == ()
    assert response(result.drafts[2].data, 0, 5) == {
        "question_number": 5,
        "driver": "efficiency",
        "text": "NONE",
    }


def test_a_channel_that_the_plan_format_does_not_know_is_for_the_reader_to_report() -> None:
    result = with_cell("attributes_channel", "telephone")
    assert result.unused == ()
    problems = read_text(result.drafts[2].text).problems
    assert ("unknown-value", "telephone") in {
        (problem.rule, problem.message.split(" ")[0]) for problem in problems
    }


def test_a_row_with_too_few_fields() -> None:
    lines = CONTENT.split(b"\n")
    result = import_a11(NAME, b"\n".join([*lines[:3], b"9,short,row", *lines[3:]]))
    assert [(row.row, row.line, row.reason) for row in result.unused] == [
        (3, 4, "it has 3 fields, the header has 104")
    ]
    assert (result.rows, sum(draft.records for draft in result.drafts)) == (12, 11)


def test_a_byte_that_is_not_utf_8() -> None:
    result = import_a11(NAME, CONTENT.replace(b"Renewals \xe2\x80\x9cby", b"Renewals \x93by"))
    assert [(row.row, row.line, row.reason) for row in result.unused] == [
        (5, 6, "service_desc holds the byte 0x93, which is not UTF-8 text")
    ]
    assert (result.rows, sum(draft.records for draft in result.drafts)) == (11, 10)


def test_a_quotation_mark_that_is_never_closed() -> None:
    result = import_a11(NAME, CONTENT + b'9,"open\nand more\n')
    assert [(row.row, row.line, row.reason) for row in result.unused] == [
        (
            13,
            14,
            "lines 14 to 15: not CSV (unexpected end of data); a quotation mark may be missing or too many",
        )
    ]
    assert (result.rows, sum(draft.records for draft in result.drafts)) == (12, 11)


def test_empty_lines_and_a_byte_order_mark_are_no_rows() -> None:
    assert import_a11(NAME, b"\xef\xbb\xbf" + CONTENT + b"\n\n") == RESULT


def test_windows_line_ends_change_nothing() -> None:
    text = CONTENT.replace(b"\r\n", b"\0").replace(b"\n", b"\r\n").replace(b"\0", b"\r\n")
    assert import_a11(NAME, text) == RESULT


# -- files that are not the export ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            CONTENT.replace(b"attributes_channel,", b"attributes_chanel,", 1),
            (
                "a11-made-up.csv:1:1: this is not OMB's feedback export: 1 column missing: "
                "attributes_channel (did you mean attributes_chanel?)"
            ),
        ),
        (
            b"",
            (
                "a11-made-up.csv:1:1: this is not OMB's feedback export: 102 columns missing: id, "
                "attributes_service_provider_id, attributes_service_provider_name, attributes_organization_name, "
                "attributes_service_id, attributes_collection_year, attributes_collection_quarter, "
                "attributes_volume_of_customers and 94 more"
            ),
        ),
        (
            b"id;attributes_service_provider_id\n1;2\n",
            "a11-made-up.csv:1:1: the header holds one column only; the fields of the export are separated by commas",
        ),
        (b"id," + CONTENT, "a11-made-up.csv:1:1: the column id stands twice in the header"),
        (b"\xff\xfei\0d\0", "a11-made-up.csv:1:1: the file is UTF-16 text; save the export as CSV in UTF-8"),
        (b"id,\x93\n", "a11-made-up.csv:1:1: the header is not UTF-8 text; save the export as CSV in UTF-8"),
    ],
)
def test_a_file_that_is_not_the_export(content: bytes, message: str) -> None:
    with pytest.raises(CheckerError) as raised:
        import_a11(NAME, content)
    assert str(raised.value) == message


def test_a_header_alone_gives_nothing() -> None:
    assert import_a11(NAME, CONTENT.split(b"\n")[0]) == Import((), (), ("type", "service_provider_desc"), 0)
