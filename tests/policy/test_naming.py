"""How fields are named in sentences, and what one says of many."""

import pytest

from checker.plan.schema import Pattern, plan_schema
from checker.policy.naming import Name, entry_title, spoken, with_article
from checker.policy.rule import Read
from checker.policy.rulebook import load_rulebook
from checker.policy.wording import sentence
from checker.resources import resource

RULES = load_rulebook(resource("rules")).rules


@pytest.mark.parametrize(("title", "kind", "text", "many"), [
    ("data limitations", "string", "the data limitations", True),
    ("groups whose perceptions count", "list", "the groups whose perceptions count", True),
    ("programs covered", "list", "the programs covered", True),
    ("barriers found", "list", "the barriers found", True),
    ("kinds of respondents", "list", "the kinds of respondents", True),
    ("empowerment of the workforce", "list", "the empowerment of the workforce", False),
    ("basis of the designation", "list", "the basis of the designation", False),
    ("customer research", "list", "the customer research", False),
    ("address", "string", "the address", False),
    ("uses technology", "bool", "“uses technology”", False),
    ("who can take part", "string", "“who can take part”", False),
    ("escalated to", "string", "“escalated to”", False),
])  # fmt: skip
def test_a_name_and_its_number(title: str, kind: str, text: str, many: bool) -> None:
    name = Name(title, kind)
    assert (name.text, name.many) == (text, many)


def test_an_entry_has_the_name_of_one() -> None:
    assert entry_title(("accessibility", "sites"), plan_schema()) == "site or application"
    assert [with_article(words) for words in ("survey", "initiative")] == ["a survey", "an initiative"]


def test_what_a_value_is_compared_with() -> None:
    def pattern_of(read: Read) -> Pattern | None:
        roots: dict[str, Pattern] = {"item": ("feedback", "[]"), "prior": ()}
        return (*roots[read.variable], *read.path) if read.variable in roots else None

    said = [
        spoken(argument, pattern_of, plan_schema())
        for argument in ("as_of", "item.volume_offered", "prior.equity", "params.days", "2024-09-30", 3)
    ]
    assert said == [
        "the day of assessment", "the number offered the survey", "the equity of last year", "params.days",
        "2024-09-30", 3,
    ]  # fmt: skip


@pytest.mark.parametrize(("rule", "expected"), [
    ("accessibility-statement-dated",
     "For each site or application, when the address of the accessibility statement is given: the date of the "
     "accessibility statement is not after the day of assessment. If that is not given, the rule fails."),
    ("response-rate-explained",
     "For each feedback of a quarter, when fewer people answered than the floor asks for: the data limitations are "
     "filled in. If that is not given, the rule fails."),
    ("site-test-recent",
     "For each site or application, when the test date is given: the test date is at most 365 days (or as the profile "
     "sets) before the day of assessment and not after it. If that is not given, the rule does not apply."),
])  # fmt: skip
def test_sentences_of_the_pack(rule: str, expected: str) -> None:
    assert sentence(RULES[rule]) == expected


def test_no_sentence_names_the_day_or_a_parameter_as_an_expression_does() -> None:
    said = [sentence(rule) for rule in RULES.values()]
    assert [
        words for words in said if "as_of" in words or "params." in words or "For each entry of" in words
    ] == []
