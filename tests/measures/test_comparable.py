"""When two results may be compared, and what is said where they may not."""

import pytest

from checker.measures.comparable import Asked, why_not_comparable

NOW = Asked("I trust the Passport Agency.", "likert_5", "website", "post_interaction")


@pytest.mark.parametrize(
    "wording",
    [
        "I trust the Passport Agency",
        " i trust  the passport agency. ",
        "I trust the Passport\u00a0Agency!",
        "I TRUST THE PASSPORT AGENCY",
    ],
)
def test_case_spaces_and_punctuation_do_not_count(wording: str) -> None:
    before = NOW._replace(wording=wording)
    assert why_not_comparable(NOW, before) == ""
    assert before.key == NOW.key


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (
            NOW._replace(wording="This interaction increased my trust."),
            "The question read “This interaction increased my trust.” then and reads “I trust the Passport Agency.” now.",
        ),
        (
            NOW._replace(wording=""),
            "The question read in words that are not given then and reads “I trust the Passport Agency.” now.",
        ),
        (NOW._replace(scale="thumbs_up_down"), "The scale was thumbs up or down then and is 5 points now."),
        (NOW._replace(scale="11 points"), "The scale was 11 points then and is 5 points now."),
        (NOW._replace(scale=""), "The scale was not given then and is 5 points now."),
        (NOW._replace(channel="in_person"), "The channel was in person then and is website now."),
        (
            NOW._replace(kind="relational"),
            "The type of survey was relational then and is post interaction now.",
        ),
    ],
)
def test_what_differs_is_said(before: Asked, why: str) -> None:
    assert why_not_comparable(NOW, before) == why
    assert before.key != NOW.key


def test_what_neither_says_is_no_difference() -> None:
    quiet = NOW._replace(kind="", channel="")
    assert why_not_comparable(quiet, quiet) == ""
