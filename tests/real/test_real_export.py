"""The real export against an independent count: every defect that the script finds, the rules find, and no other.

The export stands beside the repository, not in it. Where it is absent these tests are skipped; what they show is then
shown by the made-up export in tests/plan/importers.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment
from checker.cli.settings import DEFAULT_PROFILE, choose_profile
from checker.finding import Finding
from checker.plan.importers.a11 import Draft, import_a11
from checker.plan.read import ReadPlan, read_plan
from checker.plan.yaml_text import yaml_text
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile

ROOT = Path(__file__).parents[2]
EXPORT = ROOT.parent / "shared" / "data" / "a11-feedback" / "hisp-feedback-fy2021-fy2023q1.csv"
DERIVED = ROOT / "agency_plans" / "derived" / "fy2023"

pytestmark = pytest.mark.skipif(
    not EXPORT.exists(), reason="OMB's feedback export is not beside the repository"
)

BY_RECORD = {
    "offered-within-customers": "offered_over_customers",
    "respondents-within-offered": "respondents_over_offered",
    "trust-answered": "trust_not_answered",
    "reported-control-number-filled": "template_control_number",
    "reported-register-address-filled": "template_register_url",
}
BY_QUESTION = {
    "counts-within-respondents": "counts_over_respondents",
    "mean-agrees-with-counts": "mean_off",
    "question-text-filled": "template_question",
}
RULES = (
    *BY_RECORD,
    *BY_QUESTION,
    "reported-control-number-exact",
    "respondents-given",
    "trust-question-is-trust",
)


@cache
def counted() -> dict[str, Any]:
    """What the independent script counts."""
    script = Path(__file__).with_name("count_a11.py")
    ended = subprocess.run([sys.executable, script, EXPORT], capture_output=True, check=True)
    counts: dict[str, Any] = json.loads(ended.stdout)
    return counts


@cache
def drafts() -> tuple[Draft, ...]:
    """The drafts of the importer. No row may be left over."""
    result = import_a11(EXPORT.name, EXPORT.read_bytes())
    assert result.unused == ()
    return result.drafts


def read(name: str, content: bytes) -> ReadPlan:
    return read_plan(PlanSource(name, SourceFile(name, content, len(content))))


@cache
def judge() -> Callable[[ReadPlan, tuple[str, ...]], Assessment]:
    """Asks some rules of the pack about a plan."""
    rulebook = load_rulebook(resource("rules"), None)
    profile, evaluator = choose_profile(rulebook, DEFAULT_PROFILE), Evaluator()
    return lambda plan, rules: assess(plan, rulebook, profile, Choice(select=rules), evaluator)


@cache
def found() -> dict[str, set[tuple[str, int]]]:
    """By rule, the record and the question of every finding on any of the drafts; 0 where it is not about a question."""
    where: dict[str, set[tuple[str, int]]] = {rule: set() for rule in RULES}
    for draft in drafts():
        plan = read(draft.name, draft.text.encode())
        for outcome in judge()(plan, RULES).outcomes:
            where[outcome.rule.id] |= {place(draft, finding) for finding in outcome.findings}
    return where


def place(draft: Draft, finding: Finding) -> tuple[str, int]:
    block, entry, *rest = finding.route
    assert (block, isinstance(entry, int)) == ("feedback", True)
    feedback = draft.data["feedback"][entry]
    question = feedback["responses"][rest[1]]["question_number"] if rest[:1] == ["responses"] else 0
    return (feedback["source"]["record_id"], question)


def test_providers_and_records() -> None:
    records = [entry["source"]["record_id"] for draft in drafts() for entry in draft.data["feedback"]]
    assert (len(drafts()), len(records), len(set(records))) == (15, 223, 223)
    assert (counted()["providers"], counted()["records"]) == (15, 223)


@pytest.mark.parametrize("rule", BY_RECORD)
def test_records_that_a_rule_finds(rule: str) -> None:
    assert {record for record, _ in found()[rule]} == set(counted()[BY_RECORD[rule]])


@pytest.mark.parametrize("rule", BY_QUESTION)
def test_questions_that_a_rule_finds(rule: str) -> None:
    assert found()[rule] == {(record, question) for record, question in counted()[BY_QUESTION[rule]]}


def test_control_numbers_that_are_not_exact() -> None:
    """Missing, with blanks around it, or malformed: every one is reported, 44 in all."""
    kinds = counted()["control_number"]
    not_exact = {record for records in kinds.values() for record in records}
    assert {record for record, _ in found()["reported-control-number-exact"]} == not_exact
    assert len(not_exact) == 44


def test_answers_without_respondents() -> None:
    answered = {record for record, _ in counted()["answers_without_respondents"]}
    assert {record for record, _ in found()["respondents-given"]} == answered


def test_a_trust_question_that_was_not_asked_is_no_trust_question() -> None:
    assert set(counted()["trust_not_asked"]) <= {record for record, _ in found()["trust-question-is-trust"]}


def test_how_many_there_are() -> None:
    """The figures themselves, so that a change in either way of counting is seen."""
    kinds = counted()["control_number"]
    assert {kind: len(records) for kind, records in kinds.items()} == {
        "missing": 5,
        "blanks": 5,
        "malformed": 34,
    }
    listed = {key: len(value) for key, value in counted().items() if isinstance(value, list)}
    assert listed == {
        "offered_over_customers": 2,
        "respondents_over_offered": 8,
        "counts_over_respondents": 87,
        "answers_without_respondents": 7,
        "mean_off": 0,
        "trust_not_asked": 12,
        "trust_not_answered": 17,
        "template_question": 16,
        "template_control_number": 20,
        "template_register_url": 58,
    }


def test_control_numbers_are_carried_over_to_the_last_character() -> None:
    carried = {
        entry["source"]["record_id"]: entry.get("omb_control_number", "")
        for draft in drafts()
        for entry in draft.data["feedback"]
    }
    exact = {
        record for record, number in carried.items() if len(number) == 9 and number.replace("-", "").isdigit()
    }
    wrong = {record for records in counted()["control_number"].values() for record in records}
    assert set(carried) - exact == wrong


def test_control_numbers_of_surveys_of_the_public() -> None:
    """The rule looks at surveys, each with the number of its latest record, once people say whom they ask."""
    latest, shown = set(), set()
    for draft in drafts():
        data = deepcopy(dict(draft.data))
        surveys = data["voice_of_customer"]["surveys"]
        for survey in surveys:
            survey["respondent_types"] = ["public"]
        latest |= {survey["source"]["record_id"] for survey in surveys}
        assessment = judge()(read(draft.name, yaml_text(data, {}).encode()), ("control-number-shown",))
        shown |= {surveys[finding.route[2]]["source"]["record_id"] for outcome in assessment.outcomes
                  for finding in outcome.findings}  # fmt: skip
    wrong = {record for records in counted()["control_number"].values() for record in records}
    assert shown == wrong & latest
    assert len(shown) == 19


@pytest.mark.parametrize("draft", [*drafts()] if EXPORT.exists() else [], ids=lambda draft: draft.name)
def test_every_draft_reads_back_and_lacks_required_fields_only(draft: Draft) -> None:
    plan = read(draft.name, draft.text.encode())
    assert plan.document is not None
    assert plan.document.data == draft.data
    assert {problem.rule for problem in plan.problems} == {"missing-key"}


@pytest.mark.parametrize("path", sorted(DERIVED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_derived_plan_has_the_figures_of_the_export(path: Path) -> None:
    """People completed these plans; what the export holds they left alone."""
    draft = next(draft for draft in drafts() if draft.name == path.stem)
    plan = read(path.name, path.read_bytes()).document
    assert plan is not None
    assert plan.data["feedback"] == draft.data["feedback"]
    for block, added in (("services", {"description", "channels"}), ("surveys", set())):
        mine, theirs = (
            data["services"] if block == "services" else data["voice_of_customer"]["surveys"]
            for data in (plan.data, draft.data)
        )
        for entry, reported in zip(mine, theirs, strict=True):
            kept = {key: value for key, value in reported.items() if key not in added}
            assert {key: entry[key] for key in kept} == kept
    assert plan.data["plan"]["provenance"]["label"] == "derived from public data; not a submission"
    assert plan.data["plan"]["provenance"]["added"] != []
