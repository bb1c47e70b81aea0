"""The waivers of a plan: what they excuse, until when, and every mistake in one."""

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Rating, Status
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook, load_rulebook
from tests.support.pack import make_pack, rule_text
from tests.support.plans import plan_of

PROFILE = Profile({"id": "all", "title": "All rules", "description": "Every rule of the pack."})
BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
PLAN = """\
plan: {as_of: 2024-09-30, fiscal_year: 2024}
services: [{id: a}, {id: b}]
waivers:
  - rule_id: service-named
    reason: the names are being changed by law
    approved_by: A. Head
    expires: 2024-09-30
"""


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Two rules: `service-named`, and `service-protected` on a protection."""
    plain = rule_text(BODY, "service-named").replace("S2.p1.s6", "S2.p1.s4.c")
    plain = plain.replace(
        "maintain or enhance protections afforded under law and policy", "enhance transparency"
    )
    plain = plain.replace("strength: must", "strength: should")
    guarded = rule_text(BODY, "service-protected")
    folder = tmp_path_factory.mktemp("pack")
    return load_rulebook(
        make_pack(folder, {"t/service-named.yaml": plain, "t/service-protected.yaml": guarded})
    )


def judged(rulebook: Rulebook, plan: str, as_of: str = "", rule: str = "service-named") -> Assessment:
    return assess(plan_of(plan), rulebook, PROFILE, Choice(as_of, select=(rule,)), Evaluator())


def said(assessment: Assessment) -> list[tuple[str, str]]:
    """Problems that speak of waivers, with their line."""
    return [
        (f"{problem.location.line}: {problem.rule}", problem.message)
        for problem in assessment.problems if problem.rule.startswith("waiver")
    ]  # fmt: skip


def test_a_waived_rule_was_asked_and_keeps_what_it_found(rulebook: Rulebook) -> None:
    assessment = judged(rulebook, PLAN)
    (outcome,) = assessment.outcomes
    assert outcome.status is Status.WAIVED
    assert outcome.reason == "waived by A. Head until 2024-09-30: the names are being changed by law"
    assert [finding.message for finding in outcome.waived] == [
        "the service a has no name",
        "the service b has no name",
    ]
    assert (outcome.findings, said(assessment)) == ((), [])


def test_a_waiver_counts_to_the_end_of_its_last_day(rulebook: Rulebook) -> None:
    assert judged(rulebook, PLAN, "2024-09-30").outcomes[0].status is Status.WAIVED
    late = judged(rulebook, PLAN, "2024-10-01")
    assert late.outcomes[0].status is Status.FAIL
    assert said(late) == [
        (
            "7: waiver-expired",
            "the waiver of service-named expired on 2024-09-30; the day of assessment is 2024-10-01",
        )
    ]


def test_a_waiver_for_one_place_excuses_that_place(rulebook: Rulebook) -> None:
    assessment = judged(rulebook, PLAN.replace("    reason", "    route: services[1]\n    reason"))
    (outcome,) = assessment.outcomes
    assert outcome.status is Status.FAIL
    assert [finding.message for finding in outcome.findings] == ["the service a has no name"]
    assert [finding.message for finding in outcome.waived] == ["the service b has no name"]


MISTAKES = {
    "a misspelt rule": (
        PLAN.replace("service-named", "service-nmaed"),
        [("4: waiver-unknown-rule", "no rule is called service-nmaed; did you mean service-named?")],
    ),
    "a rule that passes": (
        PLAN.replace("[{id: a}, {id: b}]", "[{id: a, name: A}]"),
        [("4: waiver-unused", "service-named has no finding that this waiver could excuse")],
    ),
    "another place": (
        PLAN.replace("    reason", "    route: goals[0]\n    reason"),
        [("4: waiver-unused", "service-named has no finding that this waiver could excuse")],
    ),
    "a route that is none": (
        PLAN.replace("    reason", "    route: '[['\n    reason"),
        [("4: waiver-unused", "service-named has no finding that this waiver could excuse")],
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistaken_waiver_is_told(case: str, rulebook: Rulebook) -> None:
    plan, problems = MISTAKES[case]
    assert said(judged(rulebook, plan)) == problems


def test_a_protection_cannot_be_waived(rulebook: Rulebook) -> None:
    assessment = judged(
        rulebook, PLAN.replace("service-named", "service-protected"), rule="service-protected"
    )
    assert assessment.outcomes[0].status is Status.FAIL
    assert assessment.rating is Rating.YELLOW
    assert said(assessment) == [
        (
            "4: waiver-not-allowed",
            "service-protected is a rule on protections (S2.p1.s6), which cannot be waived",
        )
    ]


@pytest.mark.parametrize(
    "waivers", ["waivers: 3", "waivers: [3]", "waivers: {rule_id: x}", "waivers: [{rule_id: [x]}]"]
)
def test_waivers_of_another_shape_excuse_nothing(waivers: str, rulebook: Rulebook) -> None:
    assessment = judged(rulebook, PLAN[: PLAN.index("waivers")] + waivers + "\n")
    assert assessment.outcomes[0].status is Status.FAIL
    assert assessment.problems


def test_a_waived_rule_can_be_kept(rulebook: Rulebook) -> None:
    from checker.assessment.kept import from_bytes, to_bytes

    assessment = judged(rulebook, PLAN)
    assert from_bytes(to_bytes(assessment), rulebook.rules) == assessment
