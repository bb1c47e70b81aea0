"""`cxcheck explain` and the plain list of rules."""

from pathlib import Path

import pytest

from checker.plan.problems import PROBLEMS
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.command import cxcheck

RULEBOOK = load_rulebook(resource("rules"))


def test_a_rule_with_its_words_examples_and_remedy(tmp_path: Path) -> None:
    result = cxcheck("explain", "control-number-shown", cwd=tmp_path)
    assert result.code == 0
    headings = [line for line in result.out.splitlines() if line and not line.startswith(" ")]
    assert headings[:6] == [
        "control-number-shown: Surveys of the public show a valid OMB control number",
        "What it asks",
        "Why",
        "The order's words",
        "Authorities",
        "An example that fails: words instead of a number",
    ]
    assert (
        "  → voice_of_customer.surveys[0].omb_control_number: the control number OMB Control Number is"
        in result.out
    )
    assert "How to mend it" in headings


def test_a_clause_with_its_rules(tmp_path: Path) -> None:
    result = cxcheck("explain", "S1.p5.s1", cwd=tmp_path)
    assert result.code == 0
    assert "S1.p5.s1: section 1 of the order, strength recital" in result.out
    assert "“redefining the term “Customer” to be inclusive of our federal workforce”" in result.out
    assert "EO 14058 as issued does not have" in result.out
    assert "  customer-includes-workforce: " in result.out


def test_a_format_problem(tmp_path: Path) -> None:
    result = cxcheck("explain", "duplicate-key", cwd=tmp_path)
    assert result.code == 0
    assert result.out.startswith(
        "duplicate-key: Every key stands once\n\nWhy\n  Most tools keep one of two equal keys"
    )


def test_a_word_that_is_not_known(tmp_path: Path) -> None:
    result = cxcheck("explain", "duplicate-kee", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "cxcheck: no rule, clause or format problem is called duplicate-kee; did you mean duplicate-key?\n"
    )


@pytest.mark.parametrize("name", [*RULEBOOK.clauses, *PROBLEMS])
def test_every_clause_and_problem_can_be_explained(name: str) -> None:
    from checker.render.explain import explain_clause, explain_problem

    text = (
        explain_problem(PROBLEMS[name])
        if name in PROBLEMS
        else explain_clause(RULEBOOK.clauses[name], RULEBOOK)
    )
    assert text.startswith(f"{name}: ")
    assert max(len(line) for line in text.splitlines()[1:]) <= 100


@pytest.mark.parametrize("id_", RULEBOOK.rules)
def test_every_rule_can_be_explained(id_: str) -> None:
    from checker.render.explain import explain_rule

    text = explain_rule(RULEBOOK.rules[id_], RULEBOOK)
    assert "What it asks\n  " in text
    assert f"rules/{RULEBOOK.rules[id_].file}\n" in text
