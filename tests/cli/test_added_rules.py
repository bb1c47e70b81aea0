"""`--rules DIR`: an agency's or OMB's own rules beside the pack, in the same format, checked in the same way."""

import json
from pathlib import Path

import pytest

from checker.cli.settings import how_to_go_on
from checker.errors import RulePackError
from checker.location import Location
from tests.support.command import ROOT, cxcheck

PLAN = str(ROOT / "agency_plans" / "derived" / "fy2023" / "sba.yaml")
RULE = """\
id: our-plan-is-final
version: 1
title: Our plan is no longer a draft when it is sent
clauses: [S2.p1.s4.c]
quote: enhance transparency
strength: should
rationale: Our department sends only plans that its head has seen.
remedy: Set the status to submitted once the head has seen the plan.
when: has(item.plan)
when_in_words: the plan says what it is
require: {plan.status: {one_of: [submitted, published]}}
if_absent: fail
message: the plan's status is {plan.plan.status}
examples:
  pass: [{name: sent, plan: {plan: {status: submitted}}}]
  fail:
    - name: a draft
      plan: {plan: {status: draft}}
      finds: [{route: plan.status, message: the plan's status is draft}]
  not_applicable: [{name: no plan, plan: {}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own" / "ours").mkdir(parents=True)
    (tmp_path / "own" / "ours" / "our-plan-is-final.yaml").write_text(RULE, encoding="utf-8")
    return tmp_path


def test_an_added_rule_is_asked_with_the_others(folder: Path) -> None:
    usual = json.loads(cxcheck("check", PLAN, "--format", "json", cwd=folder).out)
    more = json.loads(cxcheck("check", PLAN, "--format", "json", "--rules", "own", cwd=folder).out)
    before, after = usual["plans"][0]["outcomes"], more["plans"][0]["outcomes"]
    assert len(after) == len(before) + 1
    assert more["pack_digest"] != usual["pack_digest"]


def test_a_finding_names_the_file_of_the_added_rule(folder: Path) -> None:
    only = ("--select", "our-plan-is-final", "--rules", "own", "--fail-on", "never")
    result = cxcheck("check", PLAN, *only, cwd=folder)
    assert "our-plan-is-final: the plan's status is draft" in result.out
    assert "own/ours/our-plan-is-final.yaml:11:1" in result.out


def test_it_is_explained_and_tested_like_any_other(folder: Path) -> None:
    assert (
        "own/ours/our-plan-is-final.yaml"
        in cxcheck("explain", "our-plan-is-final", "--rules", "own", cwd=folder).out
    )
    result = cxcheck("rules", "test", "our-plan-is-final", "--rules", "own", cwd=folder)
    assert result.code == 0
    assert "3 examples: 0 failed" in result.out


WRONG = {
    "a fault in the rule": (
        RULE.replace("plan.status:", "plan.statos:"), "our-plan-is-final.yaml",
        "own/ours/our-plan-is-final.yaml:11:11: plan has no field statos; did you mean status?",
    ),
    "the id of a rule of the pack": (
        RULE.replace("our-plan-is-final", "plan-published"), "plan-published.yaml",
        "own/ours/plan-published.yaml:1:5: rules/means/plan-published.yaml has the id plan-published too",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_added_rule_is_refused_with_its_place(case: str, folder: Path) -> None:
    text, name, message = WRONG[case]
    (folder / "own" / "ours" / "our-plan-is-final.yaml").unlink()
    (folder / "own" / "ours" / name).write_text(text, encoding="utf-8")
    result = cxcheck("check", PLAN, "--rules", "own", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.splitlines()[-1] == (
        "No rule is used while a file of the rule pack is wrong, so that none is left out unseen. "
        f"Mend own/ours/{name}, or leave out --rules own until it is mended."
    )


def test_whoever_only_uses_a_broken_pack_is_told_how_to_go_on() -> None:
    error = RulePackError("plan has no field statos", Location("rules/means/x.yaml", 11, 11, 11, 17))
    assert how_to_go_on(error, ()) == (
        "No rule is used while a file of the rule pack is wrong, so that none is left out unseen. "
        "Mend rules/means/x.yaml, or set it aside with `git stash push -u -- rules/means/x.yaml`."
    )


def test_a_folder_without_rules_is_refused(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "file").touch()
    said = {
        "empty": "no rules stand there; a rule is a file such as empty/topic/rule.yaml",
        "own/ours": "rules stand in this folder itself, as in a topic; did you mean own?",
        "owm": "there is no such folder",
        "file": "this is no folder",
    }
    for name, message in said.items():
        for words in (("check", PLAN), ("rules", "test")):
            result = cxcheck(*words, "--rules", name, cwd=folder)
            assert (result.code, result.out, result.err) == (2, "", f"cxcheck: --rules {name}: {message}\n")


def test_a_new_plan_holds_what_it_asks_for(folder: Path) -> None:
    own = RULE.replace("plan.status: {one_of: [submitted, published]}", "plan.version: {filled: true}")
    own = own.replace("the plan's status is {plan.plan.status}", "no version").replace(
        "plan.status", "plan.version"
    )
    own = own.replace("the plan's status is draft", "no version").replace("{status: draft}", "{version: TBD}")
    own = own.replace("{status: submitted}", "{version: '2'}")
    (folder / "own/ours/our-plan-is-final.yaml").write_text(own, encoding="utf-8")
    answers = (
        "--agency", "A", "--abbreviation", "A", "--bureau", "", "--fiscal-year", "2026", "--as-of", "2026-01-31",
        "--independent", "no", "--designated", "no", "--service", "public,other,A",
    )  # fmt: skip
    version = '  #version: ["Your own version mark for drafts"]  # S2.p1.s4.c\n'
    for rules, there in (((), False), (("--rules", "own"), True)):
        done = cxcheck("new", *answers, *rules, "-o", f"plan-{there}.yaml", cwd=folder)
        assert (done.code, done.err) == (0, "")
        assert (version in (folder / f"plan-{there}.yaml").read_text(encoding="utf-8")) == there
