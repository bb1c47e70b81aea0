"""Every rule of the pack proves itself: its examples run, and a rule without them does not load."""

import pytest

from checker.assessment.examples import examples, run_examples
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import load_rulebook
from checker.resources import resource

RULEBOOK = load_rulebook(resource("rules"))
EVALUATOR = Evaluator()


@pytest.mark.parametrize("id_", RULEBOOK.rules)
def test_examples(id_: str) -> None:
    rule = RULEBOOK.rules[id_]
    assert run_examples(rule, RULEBOOK.rule_file(rule), EVALUATOR, RULEBOOK.registers) == []


@pytest.mark.parametrize("id_", RULEBOOK.rules)
def test_every_kind_of_example_is_there(id_: str) -> None:
    rule = RULEBOOK.rules[id_]
    kinds = {example.kind for example in examples(RULEBOOK.rule_file(rule))}
    wanted = {"needs_review"} if rule.question else {"pass", "fail", "not_applicable"}
    assert wanted <= kinds
