"""`cxcheck explain` and the plain list of rules."""

from pathlib import Path

import pytest

from checker.plan.problems import PROBLEMS
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.command import cxcheck
from tests.support.pack import make_pack

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
        "cxcheck: no rule, topic, clause or format problem is called duplicate-kee; did you mean duplicate-key?\n"
    )


def test_a_topic_with_its_rules(tmp_path: Path) -> None:
    result = cxcheck("explain", "privacy", cwd=tmp_path)
    own = [rule for rule in RULEBOOK.rules.values() if rule.topic == "privacy"]
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == f"privacy: a topic with {len(own)} rules"
    assert [line.split()[0] for line in lines[2:-2]] == [rule.id for rule in own]
    assert lines[-1] == "`cxcheck explain RULE` says more of one rule."


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("S1.p1", ["S1.p1.s1", "S1.p1.s2", "S1.p1.s3", "S1.p1.s4.a", "S1.p1.s4.b"]),
        ("s1.P1.s4", ["S1.p1.s4.a", "S1.p1.s4.b"]),
        ("S3", ["S3(a)", "S3(b)", "S3(c)", "S3(d)", "S3(e)", "S3(f)", "S3(g)"]),
    ],
)
def test_a_part_of_the_order_with_its_clauses(name: str, clauses: list[str], tmp_path: Path) -> None:
    result = cxcheck("explain", name, cwd=tmp_path)
    assert result.code == 0
    heads = [line for line in result.out.splitlines() if line.startswith("S")]
    assert [head.split()[0] for head in heads] == clauses
    assert heads[0].endswith("rules)")


def test_the_case_of_a_clause_does_not_matter(tmp_path: Path) -> None:
    assert (
        cxcheck("explain", "s2.P1.s6", cwd=tmp_path).out == cxcheck("explain", "S2.p1.s6", cwd=tmp_path).out
    )


def test_the_start_of_a_name_is_no_part_of_the_order(tmp_path: Path) -> None:
    assert cxcheck("explain", "S", cwd=tmp_path).code == 2
    assert cxcheck("explain", "S1.p", cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("check", "  Exit code: 0 checked, nothing at or above --fail-on; 1 findings; 2 usage,"),
        ("explain", "  cxcheck explain control-number-shown\n  cxcheck explain privacy\n"),
        ("trace", "  cxcheck trace control-number-shown agency_plans/fy2026/plan.yaml\n"),
    ],
)
def test_help_keeps_its_lines(command: str, line: str, tmp_path: Path) -> None:
    result = cxcheck(command, "--help", cwd=tmp_path)
    assert result.code == 0
    assert line in result.out
    assert "\\b" not in result.out
    assert "\b" not in result.out


def test_another_pack_in_this_folder_is_not_in_use_and_said_so(tmp_path: Path) -> None:
    make_pack(tmp_path / "rules", {})
    result = cxcheck("rules", "list", "control-number-shown", cwd=tmp_path)
    assert result.code == 0
    assert result.err == (
        f"the rules in use are those of {resource('rules')}; this folder's own rules are used after `pip install -e .`\n"
    )
    assert result.out.endswith(f"\nrule pack sha256:{RULEBOOK.digest}\n")


@pytest.mark.parametrize("folder", [resource("rules").parent, resource("rules") / "order"])
def test_the_pack_in_use_and_no_pack_are_passed_over_in_silence(folder: Path) -> None:
    assert cxcheck("explain", "duplicate-key", cwd=folder).err == ""


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
    assert f"{RULEBOOK.rules[id_].file}\n" in text


def test_a_clause_that_the_amendment_changes_says_how(tmp_path: Path) -> None:
    text = cxcheck("explain", "S2.p1.s5", cwd=tmp_path).out
    assert (
        """\
What the amendment proposed on 2023-12-13 changes
  Added: “workforce inefficiencies,” after “resolving the root causes of”
  The register of root causes holds what makes the workforce inefficient as well.
"""
        in text
    )
    assert (
        "  workforce-root-cause-found: The root causes include one of workforce inefficiency (because of\n"
        "  the amendment)\n"
    ) in text
    assert "What the amendment" not in cxcheck("explain", "S2.p1.s6", cwd=tmp_path).out
    assert "What the amendment proposed on 2023-12-13 changes in S1.p1.s4\n" in (
        cxcheck("explain", "S1.p1.s4.b", cwd=tmp_path).out
    )


def test_what_is_new_in_words_of_the_amendment(tmp_path: Path) -> None:
    """Most sentences stood in EO 14058 already, and the amendment changes a word of them."""

    def said(name: str) -> str:
        return " ".join(cxcheck("explain", name, cwd=tmp_path).out.split())

    changed = "The amendment proposed on 2023-12-13 changes this sentence; new in it: "
    assert f"{changed}“the civil servant, armed-forces and”." in said("S3(b)")
    assert f"{changed}“workforce inefficiencies,”." in said("S2.p1.s5")
    experience = said("experience-includes-armed-forces")
    assert (
        f"{changed}“the civil servant, armed-forces and”. `cxcheck explain S3(b)` shows what it changes."
        in experience
    )
    whole = (
        "These words come from the amendment proposed on 2023-12-13; EO 14058 as issued does not have them."
    )
    assert whole in said("S1.p5.s1")
    assert whole in said("outside-purchase-approved")
    assert changed not in said("control-number-shown")
