"""Results are read again: whole, or refused with the place of what is wrong."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from checker.assessment.outcome import Rating, Status
from checker.assessment.results import looks_like_results, read_results
from checker.errors import CheckerError
from checker.finding import Level
from checker.render.json_results import render_json
from tests.render import sample

READ = sample.read()
TEXT = "".join(render_json(sample.run(sample.assessment(READ))))


def changed(change: Callable[[Any], Any]) -> bytes:
    content = json.loads(TEXT)
    change(content)
    return json.dumps(content, indent=2).encode()


def test_results_come_back_as_they_were_written() -> None:
    results = read_results("r.json", TEXT.encode(), {})
    assessment = sample.assessment(READ)
    (plan,) = results.plans
    assert results.identified
    assert (plan.name, plan.digest, plan.as_of, plan.rating) == (
        assessment.plan, assessment.plan_digest, assessment.as_of, assessment.rating,
    )  # fmt: skip
    assert [(kept.rule, kept.status, kept.level, kept.findings, kept.waived, kept.rests_on) for kept in plan.outcomes.values()] == [
        (each.rule.id, each.status, each.level, each.findings, each.waived, each.rests_on) for each in assessment.outcomes
    ]  # fmt: skip
    assert plan.problems == assessment.problems
    assert plan.dropped == {each.rule.id: each.reason for each in assessment.dropped}


def test_a_rule_is_called_by_its_id_of_now() -> None:
    results = read_results("r.json", TEXT.encode(), {"burden-falls": "burden-goes-down"})
    assert "burden-goes-down" in results.plans[0].outcomes


BAD = {
    "no JSON": (b'{\n "a": \n}', "r.json:3:1: this is not JSON: Expecting value"),
    "no text": (b"\xff\xfe", "r.json:1:1: this is not JSON in UTF-8"),
    "a nest of brackets": (b"[" * 200_000, "r.json:1:1: this is nested too deeply to be results"),
    "other JSON": (b"{}", "r.json:1:1: these are no results of cxcheck; write them with `cxcheck check PLAN --output json=FILE`"),
    "a list": (b"[1]", "r.json:1:1: these are no results of cxcheck; write them with `cxcheck check PLAN --output json=FILE`"),
    "another major version": (
        b'{\n  "schema_version": "2.0"\n}', "r.json:2:1: results of version 2.0 are not known here, only version 1; use a newer cxcheck"),
    "a key too many": (
        changed(lambda content: content.update(extra=1)), ":3: extra is not a key here; the keys are "),
    "a word that is none": (
        changed(lambda content: content["plans"][0].update(rating="blue")), ":17: blue is not one of green, yellow, red"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_results_is_refused_with_its_place(case: str) -> None:
    content, message = BAD[case]
    with pytest.raises(CheckerError) as caught:
        read_results("r.json", content, {})
    place, _, words = message.partition(": ")
    found, _, said = str(caught.value).partition(": ")
    assert said.startswith(words)
    # The line of what was put into real results depends on all that stands before it.
    line = next(
        (at for at, text in enumerate(content.splitlines(), 1) if words.split()[0].encode() in text), 1
    )
    assert found == (place if place.startswith("r.json") else f"r.json:{line}{place}")


def later(content: Any) -> None:
    content["schema_version"] = "1.99"
    content["weather"] = "fine"
    outcome = content["plans"][0]["outcomes"][0]
    outcome["status"], outcome["level"], outcome["mood"] = "dreamt", "whisper", 1


def test_a_later_minor_version_is_read_and_what_it_added_is_passed_over() -> None:
    kept = next(iter(read_results("r.json", changed(later), {}).plans[0].outcomes.values()))
    assert (kept.status, kept.level) == (Status.NOT_EVALUATED, Level.ERROR)


def earlier(content: Any) -> None:
    content["schema_version"] = "1.0"
    del content["origin"]
    del content["totals"]["not_new"]
    for plan in content["plans"]:
        for name in ("prior", "known", "content_digest", "waivers"):
            plan.pop(name, None)
        for outcome in plan["outcomes"]:
            for name in ("determined", "waived", "known", "rests_on"):
                del outcome[name]
            for finding in outcome["findings"]:
                del finding["identity"]
        for problem in plan["problems"]:
            del problem["identity"]


def test_the_first_version_is_read_and_its_findings_are_called_by_their_routes() -> None:
    results = read_results("r.json", changed(earlier), {})
    assert not results.identified
    (plan,) = results.plans
    assert plan.rating is Rating.YELLOW
    called = [finding.identity for finding in plan.by_route().outcomes["control-number-shown"].findings]
    assert called == ["voice_of_customer.surveys[0].omb_control_number"]


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("a.json", b"", True),
        ("-", b'{"tool": {}, "plans": []}', True),
        ("plan.yaml", b'{"plan": {}}', False),
        ("plan.yaml", b"plan: {}", False),
    ],
)
def test_results_are_told_from_plans(path: str, content: bytes, expected: bool) -> None:
    assert looks_like_results(path, content) is expected
