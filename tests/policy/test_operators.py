"""Every operator: the CEL it becomes, the words it says, and what it makes of values."""

from pathlib import Path

import pytest

from checker.assessment.evaluate import context, evaluate
from checker.assessment.outcome import Status
from checker.policy.evaluator import Evaluator
from checker.policy.operators import OPERATORS
from tests.support.pack import load_one
from tests.support.plans import plan_of

# operator and argument on a field → CEL, sentence, a service that passes, a service that fails
CASES = {
    "present text": (
        "name: {present: true}", 'has(item.name) && trim(item.name) != ""', "the name is given",
        "name: Passports", "name: ' '"),
    "present list": (
        "channels: {present: true}", "has(item.channels) && size(item.channels) > 0", "the channels are given",
        "channels: [phone]", "channels: []"),
    "present inside": (
        "benchmark.source: {present: true}",
        'has(item.benchmark) && has(item.benchmark.source) && trim(item.benchmark.source) != ""',
        "the source is given", "benchmark: {source: a study}", "name: without"),
    "present false": (
        "designation_change: {present: false}",
        '!(has(item.designation_change) && trim(item.designation_change) != "")',
        "the change from last year is not given", "name: a", "designation_change: new"),
    "filled": (
        "name: {filled: true}", "has(item.name) && filled(item.name)", "the name is filled in",
        "name: Passports", "name: '[name of the service]'"),
    "filled inside": (
        "benchmark.source: {filled: true}",
        "has(item.benchmark) && has(item.benchmark.source) && filled(item.benchmark.source)",
        "the source is filled in", "benchmark: {source: a study}", "benchmark: {source: TBD}"),
    "equals": (
        "designated: {equals: true}", "item.designated == true", "“designated for improvement” is true", "designated: true", "designated: false"),
    "one_of": (
        "audience: {one_of: [public, both]}", 'item.audience in ["public", "both"]', "the audience is public or both",
        "audience: both", "audience: internal"),
    "one_of list": (
        "channels: {one_of: [phone, email]}", 'item.channels.all(v_, v_ in ["phone", "email"])',
        "the channels are phone or email", "channels: [email]", "channels: [email, fax]"),
    "includes": (
        "channels: {includes: [phone, email]}", '"phone" in item.channels && "email" in item.channels',
        "the channels include phone and email", "channels: [email, fax, phone]", "channels: [email]"),
    "includes_any": (
        "channels: {includes_any: [phone, email]}", 'item.channels.exists(v_, v_ in ["phone", "email"])',
        "the channels include phone or email", "channels: [fax, phone]", "channels: [fax]"),
    "matches": (
        r"id: {matches: '^\d+$'}", r'item.id.matches("^\\d+$")', r"the identifier has the form ^\d+$", "id: '12'", "id: 12a"),
    "not_matches": (
        r"id: {not_matches: '\[.*\]'}", r'!item.id.matches("\\[.*\\]")', r"the identifier does not have the form \[.*\]",
        "id: a", "id: '[name]'"),
    "at_least number": (
        "annual_volume: {at_least: 10}", "item.annual_volume >= 10", "the annual volume is at least 10",
        "annual_volume: 10", "annual_volume: 9"),
    "at_least entries": (
        "channels: {at_least: 2}", "size(item.channels) >= 2", "the channels have at least 2 entries",
        "channels: [fax, phone]", "channels: [fax]"),
    "at_most another field": (
        "annual_volume: {at_most: item.designated_year}", "item.annual_volume <= item.designated_year",
        "the annual volume is at most the year of designation",
        "{annual_volume: 5, designated_year: 5}", "{annual_volume: 6, designated_year: 5}"),
    "at_least decimals": (
        "benchmark.value: {at_least: 3}", "item.benchmark.value >= 3.0", "the comparator's value is at least 3",
        "benchmark: {value: 3}", "benchmark: {value: 2.9}"),
    "before": (
        "benchmark.date: {before: '2024-03-31'}", 'item.benchmark.date < "2024-03-31"', "the date is before 2024-03-31",
        "benchmark: {date: 2024-03-30}", "benchmark: {date: 2024-03-31}"),
    "after": (
        "benchmark.date: {after: '2024-03-31'}", 'item.benchmark.date > "2024-03-31"', "the date is after 2024-03-31",
        "benchmark: {date: 2024-04-01}", "benchmark: {date: 2024-03-31}"),
    "on_or_before": (
        "benchmark.date: {on_or_before: as_of}", "item.benchmark.date <= as_of", "the date is not after the day of assessment",
        "benchmark: {date: 2024-09-30}", "benchmark: {date: 2024-10-01}"),
    "on_or_after": (
        "benchmark.date: {on_or_after: as_of}", "item.benchmark.date >= as_of", "the date is not before the day of assessment",
        "benchmark: {date: 2024-09-30}", "benchmark: {date: 2024-09-29}"),
    "within_days of": (
        "benchmark.date: {within_days: {of: as_of, days: 30}}",
        "item.benchmark.date >= add_days(as_of, -(30)) && item.benchmark.date <= as_of",
        "the date is at most 30 days before the day of assessment and not after it",
        "benchmark: {date: 2024-08-31}", "benchmark: {date: 2024-08-30}"),
    "within_days after": (
        "benchmark.date: {within_days: {after: 'quarter_end(2024, 2)', days: 30}}",
        "item.benchmark.date >= quarter_end(2024, 2) && item.benchmark.date <= add_days(quarter_end(2024, 2), 30)",
        "the date is at most 30 days after quarter_end(2024, 2) and not before it",
        "benchmark: {date: 2024-04-30}", "benchmark: {date: 2024-05-01}"),
    "refers_to": (
        "customer_segments: {refers_to: customer_segments.id}",
        "item.customer_segments.all(v_, has(plan.customer_segments) && "
        "plan.customer_segments.exists(r_, has(r_.id) && r_.id == v_))",
        "each of the customer segments names a customer segment of the plan",
        "customer_segments: [known]", "customer_segments: [known, unknown]"),
    "any": (
        "standards: {any: {dimension: {equals: accuracy}}}",
        'item.standards.exists(e_, e_.dimension == "accuracy")',
        "for one service standard at least, the dimension is accuracy",
        "standards: [{dimension: access}, {dimension: accuracy}]", "standards: [{dimension: access}]"),
    "each": (
        "standards: {each: {metric: {present: true}}}",
        'has(entry.metric) && trim(entry.metric) != ""',
        "for each service standard, the metric is given",
        "standards: [{metric: days}]", "standards: [{metric: days}, {text: quickly}]"),
    "unique_by": (
        "standards: {unique_by: id}",
        "!before.exists(u_, has(u_.id) && u_.id == entry.id)",
        "no two service standards have the same identifier",
        "standards: [{id: a}, {id: b}]", "standards: [{id: a}, {id: b}, {id: a}]"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_operator(case: str, tmp_path: Path) -> None:
    requirement, cel, words, passing, failing = CASES[case]
    body = f"for_each: services\nrequire:\n  {requirement}\nif_absent: fail\nmessage: the service does not do it\n"
    rule = load_one(tmp_path, body).rules["test-rule"]
    assert [(test.expression, test.sentence) for test in rule.require] == [(cel, words)]
    for service, status in ((passing, Status.PASS), (failing, Status.FAIL)):
        entry = service if service.startswith("{") else f"{{{service}}}"
        read = plan_of(f"customer_segments: [{{id: known}}]\nservices: [{entry}]\n")
        assert read.document is not None
        seen = context(read.document, {}, "2024-09-30", Evaluator(), {})
        assert evaluate(rule, rule.strength.level, {}, seen).status is status, service


def test_every_operator_has_a_case() -> None:
    tried = {requirement.partition(": {")[2].partition(":")[0] for requirement, *_ in CASES.values()}
    assert tried == {*OPERATORS, "any", "each", "unique_by"}
