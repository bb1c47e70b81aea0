"""What holds of the pack as a whole."""

from collections import Counter

import pytest

from checker.policy.rulebook import load_rulebook
from checker.resources import resource

RULEBOOK = load_rulebook(resource("rules"))
FAMILIES = {
    "customer-definition": 6,
    "service-standards": 6,
    "accessibility": 6,
    "privacy": 6,
}


def test_the_four_families_that_the_order_is_about_have_six_rules_or_more() -> None:
    topics = Counter(rule.topic for rule in RULEBOOK.rules.values())
    assert {family: topics[family] for family, least in FAMILIES.items() if topics[family] < least} == {}


def test_titles_are_told_apart() -> None:
    titles = Counter(rule.title for rule in RULEBOOK.rules.values())
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("id_", RULEBOOK.clauses)
def test_every_clause_is_quoted_from_the_order(id_: str) -> None:
    order = " ".join((resource("rules") / "order" / "as-amended.txt").read_text(encoding="utf-8").split())
    assert RULEBOOK.clauses[id_].quote in order


def test_the_clauses_of_the_amendment_are_told_from_those_of_the_order_as_issued() -> None:
    amendment = {clause.id for clause in RULEBOOK.clauses.values() if clause.amendment_only}
    assert {"S1.p1.s2", "S1.p5.s1", "S3(a)", "S3(b)"} <= amendment
    assert amendment.isdisjoint({"S1.p3.s1", "S1.p3.s2", "S2.p1.s3", "S2.p1.s6", "S3(c)", "S3(f)"})


def test_no_rule_of_a_section_that_stands_as_issued_rests_on_the_amendment_alone() -> None:
    """The amendment changes sections 1 to 3; a rule cites EO 14058 as its authority for what sections 4 to 10 ask."""
    cited = {
        rule.id for rule in RULEBOOK.rules.values() if "eo-14058" in {law.id for law in rule.authorities}
    }
    assert "designated-services-meet-criteria" in cited
    assert {id_ for id_ in cited if RULEBOOK.rules[id_].amendment_only} == set()


@pytest.mark.parametrize("id_", RULEBOOK.rules)
def test_no_failing_example_shows_that_a_value_was_left_open(id_: str) -> None:
    """`{item.due or no day}` says in words what is not there."""
    text = (resource("rules") / RULEBOOK.rules[id_].file.removeprefix("rules/")).read_text(encoding="utf-8")
    assert [mark for mark in ("(not given)", "(empty list)", "(no value)") if mark in text] == []
