"""Each clause of the order stands in the sentence that its id names."""

import re

import pytest

from checker.policy.ordertext import sentences, words_of_clauses
from checker.policy.rulebook import load_rulebook
from checker.resources import resource

CLAUSES = load_rulebook(resource("rules")).clauses
ORDER = (resource("rules") / "order" / "as-amended.txt").read_text(encoding="utf-8")
WORDS = words_of_clauses(CLAUSES.values(), ORDER)


@pytest.mark.parametrize("id_", [id_ for id_ in CLAUSES if id_[1] != "3"])
def test_the_sentence_is_the_one_that_the_id_names(id_: str) -> None:
    section, paragraph, sentence = map(int, re.findall(r"\d+", id_))
    paragraphs = ORDER.split("\n\n")
    heading = next(at for at, text in enumerate(paragraphs) if text.startswith(f"Section {section}."))
    own = " ".join(paragraphs[heading + paragraph].split())
    assert WORDS[id_] == sentences(own)[sentence - 1]


def test_whole_sentences_and_definitions() -> None:
    assert WORDS["S1.p3.s1"] == (
        "The Federal Government must design and deliver services in a manner that people of all abilities can navigate."
    )
    assert WORDS["S1.p2.s3.a"] == WORDS["S1.p2.s3.b"]
    assert WORDS["S3(g)"].startswith("(g) The term “service delivery” means actions of, and by,")
    assert WORDS["S3(g)"].endswith("all points of the Government-to-customer delivery process.")


def test_a_quotation_with_dots_left_out_does_not_end_a_sentence() -> None:
    assert sentences("They had a “Plan . . . to act.” It failed? (So they say.) Yes.") == [
        "They had a “Plan . . . to act.”",
        "It failed?",
        "(So they say.)",
        "Yes.",
    ]


def test_a_clause_that_the_order_does_not_have_has_its_own_words() -> None:
    clause = CLAUSES["S2.p1.s6"]._replace(quote="words of nobody")
    assert words_of_clauses([clause], ORDER) == {"S2.p1.s6": "words of nobody"}
