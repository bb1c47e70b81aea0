"""A trace, whole and literal; and that every trace agrees with what `cxcheck check` says."""

import io
from pathlib import Path

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Status
from checker.assessment.trace import Answer, Part, Subject, Verdict, trace
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.plan.schema import plan_schema
from checker.policy.evaluator import Evaluator
from checker.policy.plantypes import PlanTypes
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.render.trace import render_trace
from checker.resources import resource
from checker.sources.files import Skipped, find_plans
from tests.support.pack import load_one
from tests.support.plans import plan_of
from tests.support.smallest import smallest

ROOT = Path(__file__).parents[2]

RULE = """\
    for_each: services
    when: has(item.channels) && (item.channels.exists(c, c == "phone") || "email" in item.channels)
    when_in_words: people can call or write
    require:
      annual_volume: {at_least: params.least}
      complaint_channel: {present: true}
    if_absent: fail
    parameters: {least: {value: 10, description: the smallest volume}}
    message: "{item.id} has a volume of {item.annual_volume}"
"""
SERVICES = """\
services:
  - id: calls
    channels: [phone]
    annual_volume: 3
    complaint_channel: the desk
  - id: post
    channels: [mail]
  - id: mail
    channels: [email, fax]
    annual_volume: 20
    complaint_channel: the desk
  - id: nothing
"""
TEXT = """\
test-rule: A rule that a test wrote
Outcome: fail (error), as of 2026-01-31; it applied to 2 of the plan's entries
  plan.yaml:21:20: calls has a volume of 3

For each service, when people can call or write: the annual volume is at least 10 (or as the profile sets) and \
the complaint channel is given. If that is not given, the rule fails.

Entries: 4: 1 × fails, 1 × passes, 2 × does not apply

✗ services[0] fails (plan.yaml:19:5)
  applies because
    ✓ people can call or write: true — all of these:
      ✓ true  has(item.channels)
          item.channels = phone  (plan.yaml:20:5)
      ✓ true — at least one of these:
        ✓ true  item.channels.exists(c, c == "phone")
            item.channels = phone  (plan.yaml:20:5)
            item.channels[0] = phone  (plan.yaml:20:16)
        · not asked  "email" in item.channels
  has to show
    ✗ the annual volume is at least params.least: false  item.annual_volume >= params.least
        item.annual_volume = 3  (plan.yaml:21:20)
        params.least = 10
    ✓ the complaint channel is given: true — all of these:
      ✓ true  has(item.complaint_channel)
          item.complaint_channel = the desk  (plan.yaml:22:24)
      ✓ true  trim(item.complaint_channel) != ""
          item.complaint_channel = the desk  (plan.yaml:22:24)

✓ services[2] passes (plan.yaml:25:5)
  applies because
    ✓ people can call or write: true — all of these:
      ✓ true  has(item.channels)
          item.channels = email, fax  (plan.yaml:26:5)
      ✓ true — at least one of these:
        ✗ false  item.channels.exists(c, c == "phone")
            item.channels = email, fax  (plan.yaml:26:5)
            item.channels[0] = email  (plan.yaml:26:16)
            item.channels[1] = fax  (plan.yaml:26:23)
        ✓ true  "email" in item.channels
            item.channels = email, fax  (plan.yaml:26:5)
  has to show
    ✓ the annual volume is at least params.least: true  item.annual_volume >= params.least
        item.annual_volume = 20  (plan.yaml:27:20)
        params.least = 10
    ✓ the complaint channel is given: true — all of these:
      ✓ true  has(item.complaint_channel)
          item.complaint_channel = the desk  (plan.yaml:28:24)
      ✓ true  trim(item.complaint_channel) != ""
          item.complaint_channel = the desk  (plan.yaml:28:24)

· services[1] does not apply (plan.yaml:23:5)
  does not apply because
    ✗ people can call or write: false — all of these:
      ✓ true  has(item.channels)
          item.channels = mail  (plan.yaml:24:5)
      ✗ false — at least one of these:
        ✗ false  item.channels.exists(c, c == "phone")
            item.channels = mail  (plan.yaml:24:5)
            item.channels[0] = mail  (plan.yaml:24:16)
        ✗ false  "email" in item.channels
            item.channels = mail  (plan.yaml:24:5)

Not shown: 1: 1 × does not apply; --all shows them
"""
_STATUS = {
    Verdict.PASSES: Status.PASS, Verdict.FAILS: Status.FAIL, Verdict.DOES_NOT_APPLY: Status.NOT_APPLICABLE,
    Verdict.NEEDS_REVIEW: Status.NEEDS_REVIEW, Verdict.NOT_EVALUATED: Status.NOT_EVALUATED,
}  # fmt: skip


def small_plan(services: str) -> ReadPlan:
    return plan_of(smallest("services: []\n", services))


def traced(
    read: ReadPlan, rulebook: Rulebook, id_: str, most: int | None, prior: ReadPlan | None = None
) -> str:
    profile, evaluator = rulebook.profiles["order-as-amended"], Evaluator()
    assessment = assess(read, rulebook, profile, Choice(select=(id_,)), evaluator, prior)
    assert read.document is not None
    before = prior.document if prior is not None else None
    types = PlanTypes(plan_schema(), rulebook.registers)
    subject = Subject(read.document, before, assessment.as_of, profile.values(rulebook.rules[id_]), types)
    return "".join(render_trace(trace(assessment.outcomes[0], subject, evaluator), most))


def test_a_trace(tmp_path: Path) -> None:
    rulebook = load_one(tmp_path, RULE)
    assert traced(small_plan(SERVICES), rulebook, "test-rule", 3) == TEXT


def test_the_entries_that_fail_are_shown_first(tmp_path: Path) -> None:
    services = "services:\n" + "".join(f"  - id: s{number}\n" for number in range(20))
    services += "  - id: last\n    channels: [phone]\n    annual_volume: 1\n    complaint_channel: desk\n"
    text = traced(small_plan(services), load_one(tmp_path, RULE), "test-rule", 1)
    assert "\n✗ services[20] fails (plan.yaml:" in text
    assert text.endswith("\nNot shown: 20: 20 × does not apply; --all shows them\n")


def test_entries_that_do_not_apply_for_one_reason_stand_together(tmp_path: Path) -> None:
    services = "services:\n" + "".join(f"  - id: s{number}\n" for number in range(11))
    services += "  - id: post\n    channels: [mail]\n"
    rulebook = load_one(tmp_path, RULE)
    text = traced(small_plan(services), rulebook, "test-rule", 10)
    assert text.endswith("""\
Entries: 12: 12 × does not apply

· 11 do not apply: services[0] (plan.yaml:19:5)
  and for the same reason services[1], services[2], services[3], services[4], services[5], services[6], services[7], \
services[8] and 2 more
  does not apply because
    ✗ people can call or write: false — all of these:
      ✗ false  has(item.channels)
          item.channels is absent  (nearest: plan.yaml:19:5)
      · not asked  item.channels.exists(c, c == "phone") || "email" in item.channels

· services[11] does not apply (plan.yaml:30:5)
  does not apply because
    ✗ people can call or write: false — all of these:
      ✓ true  has(item.channels)
          item.channels = mail  (plan.yaml:31:5)
      ✗ false — at least one of these:
        ✗ false  item.channels.exists(c, c == "phone")
            item.channels = mail  (plan.yaml:31:5)
            item.channels[0] = mail  (plan.yaml:31:16)
        ✗ false  "email" in item.channels
            item.channels = mail  (plan.yaml:31:5)
""")
    assert "services[8], services[9], services[10]\n" in traced(
        small_plan(services), rulebook, "test-rule", None
    )


def test_what_is_worked_out_has_its_own_value(tmp_path: Path) -> None:
    rule = """\
    for_each: services
    require: size(item.channels) >= params.least
    require_in_words: People can choose among channels.
    at: channels
    if_absent: fail
    parameters: {least: {value: 2, description: the fewest channels}}
    message: "{item.id} has too few channels"
"""
    services = "services:\n  - id: calls\n    channels: [phone]\n"
    text = traced(small_plan(services), load_one(tmp_path, rule), "test-rule", None)
    assert text.endswith("""\
  has to show
    ✗ People can choose among channels: false  size(item.channels) >= params.least
        size(item.channels) = 1
        item.channels = phone  (plan.yaml:20:5)
        params.least = 2
""")


def test_an_absent_field_is_said_with_the_nearest_thing_there(tmp_path: Path) -> None:
    services = "services:\n  - id: calls\n    channels: [phone]\n"
    text = traced(small_plan(services), load_one(tmp_path, RULE), "test-rule", None)
    assert (
        "    ✗ the annual volume is at least params.least: absent: annual_volume  item.annual_volume >= params.least\n"
        "        item.annual_volume is absent  (nearest: plan.yaml:19:5)\n"
        "        params.least = 10\n"
    ) in text


def test_a_plan_cannot_forge_a_line(tmp_path: Path) -> None:
    services = 'services:\n  - id: calls\n    channels: [phone]\n    complaint_channel: "a\\n✓ b\\e[31m"\n'
    text = traced(small_plan(services), load_one(tmp_path, RULE), "test-rule", None)
    assert "item.complaint_channel = a\\u000a✓ b\\u001b[31m  (plan.yaml:21:24)" in text


def read(path: str) -> ReadPlan:
    (source,) = find_plans((str(ROOT / path),), Limits().bytes, io.BytesIO())
    assert not isinstance(source, Skipped)
    return read_plan(source)


def answers(part: Part) -> list[Answer]:
    return [part.answer, *(answer for inner in part.parts for answer in answers(inner))]


@pytest.mark.parametrize(("path", "before"), [
    ("agency_plans/fy2026/department-of-public-services.yaml", "agency_plans/fy2025/department-of-public-services.yaml"),
    ("agency_plans/broken/breaks-every-rule.yaml", "agency_plans/broken/breaks-every-rule-last-year.yaml"),
    ("tests/data/lawful/two-services.yaml", None),
])  # fmt: skip
def test_every_trace_of_the_pack_agrees_with_the_check(path: str, before: str | None) -> None:
    rulebook, evaluator = load_rulebook(resource("rules")), Evaluator()
    profile, types = rulebook.profiles["order-as-amended"], PlanTypes(plan_schema(), rulebook.registers)
    plan, prior = read(path), read(before) if before is not None else None
    assert plan.document is not None
    assessment = assess(plan, rulebook, profile, Choice(), evaluator, prior)
    wrong = []
    for outcome in assessment.outcomes:
        if outcome.status is Status.NOT_IN_FORCE:
            continue
        last_year = prior.document if prior is not None else None
        subject = Subject(plan.document, last_year, assessment.as_of, profile.values(outcome.rule), types)
        found = trace(outcome, subject, evaluator)
        verdicts = {entry.verdict for entry in found.entries}
        order = (
            Verdict.FAILS,
            Verdict.NOT_EVALUATED,
            Verdict.NEEDS_REVIEW,
            Verdict.PASSES,
            Verdict.DOES_NOT_APPLY,
        )
        whole = next((verdict for verdict in order if verdict in verdicts), Verdict.DOES_NOT_APPLY)
        tests = [test for entry in found.entries for test in (*entry.when, *entry.require)]
        without_value = [
            answer for test in tests for answer in answers(test.part) if answer is Answer.NO_VALUE
        ]
        if _STATUS[whole] is not outcome.status or without_value:
            wrong.append((outcome.rule.id, whole, outcome.status, without_value))
    assert wrong == []
