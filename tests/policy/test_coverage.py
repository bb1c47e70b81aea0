"""Which clause has which rules, and the sum that is said of it."""

from pathlib import Path

import pytest

from checker.policy.coverage import Reach, coverage
from checker.policy.rulebook import load_rulebook
from checker.render.coverage import coverage_html, coverage_json, coverage_markdown, coverage_table
from checker.resources import resource
from tests.support.pack import load_one

BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
ORDER = (resource("rules") / "order" / "as-amended.txt").read_text(encoding="utf-8")
PACK = coverage(load_rulebook(resource("rules")), ORDER)


def test_every_clause_that_a_plan_can_show_has_a_rule() -> None:
    assert PACK.complete
    assert PACK.reached(Reach.MISSING) == []
    assert PACK.summary() == [
        "All 40 clauses that a plan can show have at least one rule.",
        "4 more are statements of policy that no plan can show by itself: S1.p1.s1, S1.p3.s3, S1.p6.s4, S1.p6.s6.",
        "Rules that rest on one of these anyway, for what surrounds it: S1.p6.s4.",
        f"Every quote of 44 clauses and {len(PACK.rules)} rules stands verbatim in the order's text.",
    ]


def test_a_pack_of_one_rule_says_what_is_missing(tmp_path: Path) -> None:
    found = coverage(load_one(tmp_path, BODY), ORDER)
    assert not found.complete
    by_id = {each.clause.id: each for each in found.clauses}
    assert [rule.id for rule in by_id["S2.p1.s6"].rules] == ["test-rule"]
    assert (by_id["S2.p1.s6"].reach, by_id["S2.p1.s6"].why_none) == (Reach.RULES, "")
    assert by_id["S3(a)"].why_none == "no rule yet, although a plan can show it"
    assert by_id["S1.p1.s1"].why_none == "a statement of policy that no plan can show by itself"
    assert len(found.reached(Reach.MISSING)) == 39
    assert found.summary()[0].startswith(
        "1 of the 40 clauses that a plan can show have at least one rule; without: S1.p1.s2, S1.p1.s3, "
    )


def test_a_quote_that_does_not_stand_in_the_order_is_named(tmp_path: Path) -> None:
    changed = ORDER.replace("maintain or enhance protections", "weaken protections")
    found = coverage(load_one(tmp_path, BODY), changed)
    assert found.misquoted == ["S2.p1.s6"]
    assert found.misquoting == ("test-rule",)
    assert found.summary()[-1] == "These quotes do not stand in the order's text: S2.p1.s6, test-rule."


def test_as_a_table(tmp_path: Path) -> None:
    lines = coverage_table(coverage(load_one(tmp_path, BODY), ORDER)).splitlines()
    assert lines[:4] == [
        "Every clause, and the rules that ask for it",
        "",
        "  S1.p1.s1    (a statement of policy that no plan can show by itself)",
        "  S1.p1.s2    (no rule yet, although a plan can show it)",
    ]
    assert "  S2.p1.s6    test-rule" in lines
    assert lines[lines.index("Every rule, and the clauses that it encodes") + 2] == "  test-rule  S2.p1.s6"


def test_as_markdown(tmp_path: Path) -> None:
    lines = coverage_markdown(coverage(load_one(tmp_path, BODY), ORDER), pages=".").splitlines()
    assert lines[0] == "# Coverage of the order"
    assert "| test-rule" not in "\n".join(lines)
    assert lines[-1] == "| [test-rule](./topic/test-rule.md) | A rule that a test wrote | S2.p1.s6 | error |"
    (row,) = [line for line in lines if line.startswith("| S3(e) |")]
    assert row == (
        "| S3(e) | “provides or funds customer-facing solutions or provides shared services, including Federal services "
        "administered at the State or local level, that have a high impact on customer experiences” | "
        "a definition. The amendment proposed on 2023-12-13 changes this sentence; new in it: "
        "“solutions or provides shared”, “customer experiences,”. | None: no rule yet, although a plan can show it. |"
    )


def test_as_json(tmp_path: Path) -> None:
    import json

    content = json.loads(coverage_json(coverage(load_one(tmp_path, BODY), ORDER)))
    assert content["complete"] is False
    assert content["rules"] == [
        {
            "id": "test-rule",
            "title": "A rule that a test wrote",
            "level": "error",
            "clauses": ["S2.p1.s6"],
            "quoted": True,
        }
    ]
    (clause,) = [each for each in content["clauses"] if each["id"] == "S1.p3.s3"]
    assert clause == {
        "id": "S1.p3.s3", "section": 1, "strength": "should",
        "quote": "Improving Government services should also make our Government more efficient and effective overall",
        "shows": "", "amendment_only": False, "reach": "policy_statement",
        "why_none": "a statement of policy that no plan can show by itself", "quoted": True, "rules": [],
    }  # fmt: skip


def test_as_a_page(tmp_path: Path) -> None:
    page = coverage_html(coverage(load_one(tmp_path, BODY), ORDER))
    assert page.count("<caption>") == 4
    assert page.count('<th scope="row"') == 45
    assert '<li><a href="#test-rule">test-rule</a></li>' in page
    assert "of the people, by the people, [and] for the people" in page
    assert not any(reaching in page for reaching in ("src=", "<link", "<script", "@import", "url("))


@pytest.mark.parametrize("clause", ["S1.p1.s1", "S1.p3.s3", "S1.p6.s6"])
def test_a_statement_of_policy_has_no_rule(clause: str) -> None:
    (each,) = [each for each in PACK.clauses if each.clause.id == clause]
    assert (each.rules, each.reach) == ((), Reach.POLICY_STATEMENT)


def test_a_statement_of_policy_with_rules_says_that_it_is_one() -> None:
    said = "a statement of policy that no plan can show by itself; rules rest on it for what surrounds it"
    assert [each.clause.id for each in PACK.clauses if each.aside] == ["S1.p6.s4"]
    assert f"revoked-equity-orders-not-cited ({said})" in " ".join(coverage_table(PACK).split())
    said = said.replace("a statement", "A statement")
    assert f"| a recital | {said}:<br>`revoked-equity-orders-not-cited` |" in coverage_markdown(PACK)
    assert f"<p>{said}:</p>" in coverage_html(PACK)
