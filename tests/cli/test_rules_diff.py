"""`cxcheck rules diff` as a user meets it: two profiles, two versions of the pack."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.rules import command
from checker.errors import CheckerError
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.command import ROOT

RULEBOOK = load_rulebook(resource("rules"))
PLACES = [
    "S1.p1.s2", "S1.p1.s4", "S1.p2.s1", "S1.p2.s2", "S1.p2.s3", "S1.p3", "S1.p4.s1", "S1.p4.s3", "S1.p5.s1", "S2.p1.s2",
    "S2.p1.s5", "S3(a)", "S3(b)", "S3(e)", "S3(g)",
]  # fmt: skip


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(command, ["diff", *map(str, words)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def compared(*words: str | Path) -> Any:
    return json.loads(run(*words, "--format", "json"))


def test_what_the_amendment_adds_to_the_order_as_issued_clause_by_clause() -> None:
    found = compared("eo-14058-as-issued", "order-as-amended")
    assert [change["place"] for change in found["changes"]] == PLACES
    assert found["amendment"] == "gained"
    because = {rule for change in found["changes"] for rule in change["rules"]}
    assert {row["rule"] for row in found["rules"]} == because
    assert {(row["kind"], row["place"] in PLACES) for row in found["rules"]} == {("added", True)}
    assert found["same"] + len(because) == len(RULEBOOK.rules)


def test_a_change_as_it_is_shown() -> None:
    text = run("eo-14058-as-issued", "order-as-amended")
    start = text.index("10. S2.p1.s2")
    assert (
        text[start : text.index("12. ")]
        == """\
10. S2.p1.s2
   takes away  “States, especially for their experiences with services delivered.” after
               “on-the-ground results for the people of the United”
   adds        “States and the workforce charged to serve them.”
   means       Results are measured for the public and for the workforce.
   rules       workforce-outcome-goal, workforce-results-measured

11. S2.p1.s5
   adds        “workforce inefficiencies,” after “resolving the root causes of”
   means       The register of root causes holds what makes the workforce inefficient as well.
   rules       workforce-root-cause-found

"""
    )
    assert "15 changes, 14 of them with rules; " in text


def test_the_other_way_round_what_is_left_out_is_the_same() -> None:
    there, back = (
        compared(*names)
        for names in (("eo-14058-as-issued", "order-as-amended"), ("order-as-amended", "eo-14058-as-issued"))
    )
    assert back["changes"] == there["changes"]
    assert back["amendment"] == "lost"
    assert {(row["rule"], row["kind"]) for row in back["rules"]} == {
        (row["rule"], "removed") for row in there["rules"]
    }


def test_a_profile_that_asks_none_of_the_rules_of_a_change_says_so() -> None:
    found = compared("high-impact-service-providers", "eo-14058-as-issued")
    (change,) = [change for change in found["changes"] if change["place"] == "S1.p5.s1"]
    assert change["rules"] == []
    assert change["why_no_rule"] == (
        "high-impact-service-providers asks none of the rules that exist because of it."
    )


def test_a_level_that_changes() -> None:
    found = compared("order-as-amended", "independent-agencies")
    assert found["changes"] == []
    assert {row["kind"] for row in found["rules"]} == {"meaning"}
    (row,) = [row for row in found["rules"] if row["rule"] == "control-number-shown"]
    assert row["details"] == [{"what": "level", "before": "error", "after": "warning"}]


def test_laws_that_count_as_of_another_day() -> None:
    text = run("order-as-amended", "policy-of-2023")
    assert (
        """\
  ~ equity-assessment-made: While EO 13985 is in force, the plan has a dated assessment of barriers
    in its programs
      law: by the day of assessment → in force on 2023-12-31, whatever the day of assessment
"""
        in text
    )
    assert (
        "      law: by the day of assessment → P.L. 118-231 is in force from 2025-01-04; the day of\n" in text
    )


def test_rules_that_a_profile_leaves_out_and_parameters_that_it_sets(tmp_path: Path) -> None:
    (tmp_path / "own" / "profiles").mkdir(parents=True)
    (tmp_path / "own" / "privacy").mkdir()
    rule = (ROOT / "rules" / "feedback" / "research-is-fresh.yaml").read_text(encoding="utf-8")
    (tmp_path / "own" / "privacy" / "our-research-is-fresh.yaml").write_text(
        rule.replace("id: research-is-fresh", "id: our-research-is-fresh").replace("The agency studied", "Our agency studied"),
        encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "own" / "profiles" / "ours.yaml").write_text(
        "id: ours\ntitle: Ours\ndescription: For a test.\n"
        "drop: [{rule: site-tested, reason: our sites are tested by others}]\n"
        "parameters: {our-research-is-fresh: {days: 30}}\n",
        encoding="utf-8",
    )
    text = run("order-as-amended", "ours", "--rules", tmp_path / "own")
    shown = """\
From the profile order-as-amended to ours

S1.p3.s1
  - site-tested: Every site and application says when its accessibility was tested
      not asked after: the profile ours drops it: our sites are tested by others

S2.p1.s4.a
  ~ our-research-is-fresh: Our agency studied its customers in the last year
      parameter days: 365 → 30

Rules: 0 asked only by ours, 1 asked only by order-as-amended, 1 asked otherwise, """
    assert text.startswith(shown)


def test_a_misspelt_profile() -> None:
    with pytest.raises(
        CheckerError, match="there is no profile order-as-amend; did you mean order-as-amended?"
    ):
        run("order-as-amend", "order-as-amended")
