"""What a rule means, and what is only its words."""

import pytest

from checker.policy.editions import Edition, edition
from checker.policy.packfile import PackFile
from tests.support.pack import EXAMPLES, HEAD

ISSUED = "agencies must ensure that they maintain or enhance protections afforded under law and policy"
RULE = (
    HEAD.format(id="test-rule")
    + """\
authorities: [{id: old-law, section: section 1}, {id: new-law, basis: true}]
parameters: {least: {value: 2, description: services in all}}
for_each: services
when: has(item.name) && item.name != "a  b"
when_in_words: the service has a name
require: {name: {matches: '^[A-Z]'}}
if_absent: fail
message: the service {item.id} has no good name
"""
    + EXAMPLES
)


def read(text: str) -> Edition:
    return edition(PackFile("rules/t/test-rule.yaml", "t/test-rule.yaml", text.encode()), ISSUED)


WORDS = {
    "the title": ("A rule that a test wrote", "A rule that somebody wrote"),
    "the rationale": ("so that a test can look at it", "so that a reader can look at it"),
    "the remedy": ("Do what the test expects", "Do what is expected"),
    "the message": ("has no good name", "has a bad name"),
    "a sentence for a condition": ("the service has a name", "a name is given"),
    "the description of a parameter": ("services in all", "services"),
    "a citation": ("section: section 1", "section: section 2"),
    "another citation": ("{id: old-law, section: section 1}, ", ""),
    "an example": ("fail: [{plan: {}", "fail: [{name: empty, plan: {}"),
    "a comment": ("for_each: services", "for_each: services # each of them"),
    "line breaks": ('has(item.name) && item.name != "a  b"', '>-\n  has(item.name)\n  && item.name != "a  b"'),
    "a default that is written out": ("if_absent: fail", "if_absent: fail\nwhen_absent: not_applicable"),
    "fewer words of the same clause": ("quote: maintain or enhance protections afforded", "quote: enhance protections afforded"),
    "the version": ("version: 1", "version: 2"),
    "an earlier id": ("for_each", "renamed_from: [old-rule]\nfor_each"),
}  # fmt: skip
MEANING = {
    "a clause": ("clauses: [S2.p1.s6]", "clauses: [S2.p1.s6, S1.p4.s2]"),
    "the strength": ("strength: must", "strength: should"),
    "the value of a parameter": ("value: 2", "value: 3"),
    "the name of a parameter": ("{least:", "{fewest:"),
    "the list": ("for_each: services", "for_each: services.standards"),
    "the condition": ("has(item.name) &&", "has(item.name) ||"),
    "blanks inside a text": ('"a  b"', '"a b"'),
    "what is required": ("'^[A-Z]'", "'^[A-Z].'"),
    "what absence means": ("if_absent: fail", "if_absent: needs_review"),
    "what absence in the condition means": ("if_absent: fail", "if_absent: fail\nwhen_absent: applies"),
    "a law that it cannot do without": ("basis: true", "basis: false"),
    "a law that asks more strongly": ("section: section 1", "strength: must"),
    "words of the amendment": ("quote: maintain or enhance", "quote: maintain, mend or enhance"),
}


@pytest.mark.parametrize("case", WORDS)
def test_words_are_no_meaning(case: str) -> None:
    before, after = WORDS[case]
    assert RULE.count(before) == 1
    assert read(RULE.replace(before, after)).digest == read(RULE).digest


@pytest.mark.parametrize("case", MEANING)
def test_what_decides_outcomes_is_meaning(case: str) -> None:
    before, after = MEANING[case]
    assert RULE.count(before) == 1
    assert read(RULE.replace(before, after)).digest != read(RULE).digest


def test_the_question_of_a_rule_that_a_person_judges_is_its_meaning() -> None:
    asked = HEAD.format(id="test-rule") + "question: Is it well?\nlook_at: [services]\n" + EXAMPLES
    assert read(asked.replace("Is it well?", "Is it good?")).digest != read(asked).digest


def test_the_digest_stays_from_one_version_of_the_program_to_the_next() -> None:
    assert read(RULE).digest == "6b3b2b79d5eea3d5"
