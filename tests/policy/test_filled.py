"""What counts as a field that says something, and what as the mark of a form that nobody filled in."""

import pytest

from checker.policy.functions import filled

SAYS_SOMETHING = (
    "Ana Ruiz", "x", "0", "N/A", "None of the offers handles wage-grade pay.", "12 months [1]", "[Form 12] and [Form 13]",
    "It takes <10 minutes", "Todor Bozhkov", "To be reviewed by the Director", "TBD: see the annex", "X-ray", "Xx", "a—b",
)  # fmt: skip
SAYS_NOTHING = (
    "", "  ", "\n", "[insert text here]", " [name]. ", "<agency name>", "{owner}", "TBD", "t.b.d.", "tbc", "TBA",
    "To be determined.", "to be announced", "TODO", "...", "…", "---", "____", "xxx", "???", "Lorem ipsum dolor sit amet",
)  # fmt: skip


@pytest.mark.parametrize("text", SAYS_SOMETHING)
def test_text_that_says_something(text: str) -> None:
    assert filled(text)


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_marks_of_a_form(text: str) -> None:
    assert not filled(text)
