"""The laws behind a finding, and what is said where the order asks in the amendment alone."""

import pytest

from checker.policy.rulebook import load_rulebook
from checker.render.law import AMENDMENT_ONLY, amendment_note, laws_in_words
from checker.resources import resource

RULEBOOK = load_rulebook(resource("rules"))


@pytest.mark.parametrize(
    ("rule", "day", "laws"),
    [
        ("designation-renewed", "2024-09-30", "EO 14058 section 6(c) (must)"),
        ("control-number-shown", "2024-09-30", "44 U.S.C. 3507(a) (must)"),
        ("trust-asked", "2024-09-30", "OMB Circular A-11, section 280.14 (must)"),
        ("outside-purchase-approved", "2024-09-30", "OMB M-19-16 (must)"),
        ("designated-standards-cover-three", "2024-09-30", "OMB M-11-24 (should); EO 13571 section 2"),
        (
            "language-access-stated",
            "2024-09-30",
            "EO 13166 (must); 42 U.S.C. 2000d and following",
        ),
        ("language-access-stated", "2025-03-01", "42 U.S.C. 2000d and following"),
    ],
)
def test_the_laws_of_the_day_the_strongest_first(rule: str, day: str, laws: str) -> None:
    assert laws_in_words(RULEBOOK.rules[rule], RULEBOOK.authorities, day) == laws


@pytest.mark.parametrize(
    ("rule", "day", "note"),
    [
        ("control-number-shown", "2024-09-30", ""),
        ("customer-includes-workforce", "2024-09-30", AMENDMENT_ONLY),
        (
            "outside-purchase-approved",
            "2024-09-30",
            "of the order, only the amendment proposed on 2023-12-13 asks this; OMB M-19-16 asks it by itself",
        ),
        ("outside-purchase-approved", "2019-01-01", AMENDMENT_ONLY),
    ],
)
def test_what_the_words_of_the_order_rest_on(rule: str, day: str, note: str) -> None:
    assert amendment_note(RULEBOOK.rules[rule], RULEBOOK.authorities, day) == note
