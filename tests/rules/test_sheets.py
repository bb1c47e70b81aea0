"""A sheet asks all rules of a list at once; each rule comes to what it comes to when it is asked entry by entry."""

import gc
from pathlib import Path

import pytest

from checker.assessment.evaluate import NO_SHEETS, Sheets, context, evaluate
from checker.assessment.examples import examples
from checker.assessment.outcome import Status
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import load_rulebook
from checker.policy.sheets import stands_on_a_sheet
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile
from tests.support.pack import make_pack, rule_text
from tests.support.plans import plan_of

ROOT = Path(__file__).resolve().parents[2]
RULEBOOK = load_rulebook(resource("rules"))
EVALUATOR = Evaluator()
OWN = {
    rule.id: {parameter.name: parameter.value for parameter in rule.parameters}
    for rule in RULEBOOK.rules.values()
}
PLANS = sorted(path for path in ROOT.glob("agency_plans/**/*.yaml") if b"\nplan:" in path.read_bytes())


def test_every_rule_that_looks_into_no_inner_list_stands_on_the_sheet_of_its_list() -> None:
    text = (ROOT / "agency_plans/fy2026/department-of-public-services.yaml").read_text(encoding="utf-8")
    plan = plan_of(text).document
    assert plan is not None
    seen = context(plan, {}, "2026-09-30", EVALUATOR, RULEBOOK.registers, Sheets(RULEBOOK.sheets, OWN))
    assert set(RULEBOOK.sheets) == {rule.sheet for rule in RULEBOOK.rules.values() if stands_on_a_sheet(rule)}
    answered = [rule.id for rule in RULEBOOK.rules.values() if seen.answer(rule)]
    assert len(answered) > 200


@pytest.mark.parametrize("topic", sorted({rule.topic for rule in RULEBOOK.rules.values()}))
def test_examples_come_to_the_same(topic: str) -> None:
    rules = [rule for rule in RULEBOOK.rules.values() if rule.topic == topic]
    assert rules
    for rule in rules:
        for example in examples(RULEBOOK.rule_file(rule)):
            parameters = {**OWN, rule.id: {**OWN[rule.id], **example.parameters}}
            at_once, one_by_one = (
                evaluate(
                    rule, rule.strength.level, parameters[rule.id],
                    context(example.plan, example.prior, example.as_of, EVALUATOR, RULEBOOK.registers, sheets),
                )
                for sheets in (Sheets(RULEBOOK.sheets, parameters), NO_SHEETS)
            )  # fmt: skip
            assert at_once == one_by_one, f"{rule.id}: {example.kind}: {example.name}"


@pytest.mark.parametrize("path", PLANS, ids=[str(path.relative_to(ROOT)) for path in PLANS])
def test_plans_come_to_the_same(path: Path) -> None:
    content = path.read_bytes()
    document = read_plan(PlanSource("plan.yaml", SourceFile("plan.yaml", content, len(content)))).document
    assert document is not None
    at_once, one_by_one = (
        context(document, {}, "2026-09-30", EVALUATOR, RULEBOOK.registers, sheets)
        for sheets in (Sheets(RULEBOOK.sheets, OWN), NO_SHEETS)
    )
    for rule in RULEBOOK.rules.values():
        first, second = (
            evaluate(rule, rule.strength.level, OWN[rule.id], seen) for seen in (at_once, one_by_one)
        )
        assert first == second, rule.id


GOALS = """\
require: size(plan.goals) > 0
require_in_words: the plan has goals
at: goals
if_absent: fail
message: there are no goals
"""


def test_a_rule_without_an_answer_keeps_the_next_from_nothing(tmp_path: Path) -> None:
    texts = {
        "topic/first-rule.yaml": rule_text(GOALS, "first-rule"),
        "topic/second-rule.yaml": rule_text(GOALS.replace("goals", "services"), "second-rule"),
    }
    rulebook = load_rulebook(make_pack(tmp_path, texts))
    first, second = rulebook.rules.values()
    plan = plan_of("plan: {as_of: 2024-09-30}\nservices: [{id: a}]\n").document
    assert plan is not None
    seen = context(plan, {}, "2024-09-30", EVALUATOR, {}, Sheets(rulebook.sheets, {}))
    assert [seen.answer(first), seen.answer(second)] == [[], [1]]
    assert evaluate(first, first.strength.level, {}, seen).status is Status.FAIL
    assert evaluate(second, second.strength.level, {}, seen).status is Status.PASS


def test_a_plan_that_is_too_long_for_a_sheet_is_asked_entry_by_entry(tmp_path: Path) -> None:
    """CEL takes 10,000 steps in one go; the sheet of this list would take 18,000, and each entry takes two."""
    body = (
        "for_each: life_experiences\nrequire: '[1].all(n, n == 1 && has(item.measure))'\n"
        "require_in_words: there is a measure\nat: measure\nif_absent: fail\nmessage: no measure of {item.name}\n"
    )
    texts = {f"topic/{id_}.yaml": rule_text(body, id_=id_) for id_ in ("rule-a", "rule-b")}
    rulebook = load_rulebook(make_pack(tmp_path, texts))
    many = ", ".join(["{name: a, measure: b}"] * 5_999)
    plan = plan_of(f"plan: {{as_of: 2024-09-30}}\nlife_experiences: [{many}, {{name: last}}]\n").document
    assert plan is not None
    seen = context(plan, {}, "2024-09-30", EVALUATOR, {}, Sheets(rulebook.sheets, {}))
    for rule in rulebook.rules.values():
        outcome = evaluate(rule, rule.strength.level, {}, seen)
        assert [finding.message for finding in outcome.findings] == ["no measure of last"]
        assert outcome.judged == 6_000


def test_a_condition_that_is_too_long_by_itself_is_not_evaluated(tmp_path: Path) -> None:
    body = (
        "require: plan.life_experiences.all(g, plan.life_experiences.exists(h, h.name == g.name))\n"
        "require_in_words: each is there\n"
        "at: life_experiences\nif_absent: fail\nmessage: one is missing\n"
    )
    rulebook = load_rulebook(make_pack(tmp_path, {"topic/rule-a.yaml": rule_text(body, id_="rule-a")}))
    many = ", ".join(f"{{name: g{number}}}" for number in range(300))
    plan = plan_of(f"plan: {{as_of: 2024-09-30}}\nlife_experiences: [{many}]\n").document
    assert plan is not None
    seen = context(plan, {}, "2024-09-30", EVALUATOR, {}, Sheets(rulebook.sheets, {}))
    outcome = evaluate(rulebook.rules["rule-a"], rulebook.rules["rule-a"].strength.level, {}, seen)
    assert outcome.status is Status.NOT_EVALUATED
    assert outcome.reason == "(plan): the plan has more entries than one condition can go through"


def test_asking_again_and_again_keeps_nothing() -> None:
    """The CEL library keeps every list that it hands to a function; a review asks thousands of times."""
    text = (ROOT / "benchmarks/plan-30kB.yaml").read_text(encoding="utf-8")
    plan = plan_of(text).document
    assert plan is not None
    kept = []
    for _ in range(3):
        for _ in range(10):
            seen = context(
                plan, {}, "2026-09-30", EVALUATOR, RULEBOOK.registers, Sheets(RULEBOOK.sheets, OWN)
            )
            for rule in RULEBOOK.rules.values():
                seen.answer(rule)
        gc.collect()
        kept.append(len(gc.get_objects()))
    assert kept[2] - kept[1] < 10 * 60
