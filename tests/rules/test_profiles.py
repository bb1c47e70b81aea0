"""The profiles of the pack: what each asks, drops and softens."""

from collections import Counter

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Status
from checker.cli.settings import choose_profile
from checker.finding import Level
from checker.policy.evaluator import Evaluator
from checker.policy.force import level_of
from checker.policy.rule import Strength
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from tests.support.plans import plan_of

RULEBOOK = load_rulebook(resource("rules"))
PLAN = """\
plan: {id: p, title: P, fiscal_year: 2026, as_of: 2026-09-30, status: draft}
definitions: {customer: {includes: [public]}, cx: {perception_audiences: [public]}}
equity: {communities: [rural]}
services: [{id: a, name: A, audience: public}]
"""


def judged(profile: str) -> Assessment:
    return assess(plan_of(PLAN), RULEBOOK, choose_profile(RULEBOOK, profile), Choice(), Evaluator())


def status_of(assessment: Assessment, rule: str) -> Status | None:
    return next((outcome.status for outcome in assessment.outcomes if outcome.rule.id == rule), None)


@pytest.mark.parametrize("profile", RULEBOOK.profiles)
def test_every_profile_accounts_for_every_rule(profile: str) -> None:
    assessment = judged(profile)
    assert len(assessment.outcomes) + len(assessment.dropped) == len(RULEBOOK.rules)
    assert assessment.outcomes


def test_the_order_as_amended_asks_every_rule() -> None:
    assert judged("order-as-amended").dropped == ()


def test_the_order_as_issued_leaves_out_what_rests_on_the_amendment_alone() -> None:
    dropped = {entry.rule.id: entry.reason for entry in judged("eo-14058-as-issued").dropped}
    assert dropped["customer-includes-workforce"] == (
        "the profile eo-14058-as-issued leaves out what rests on the amendment alone"
    )
    assert {rule.id for rule in RULEBOOK.rules.values() if rule.amendment_only} == set(dropped)


def test_an_independent_agency_meets_warnings_where_others_meet_errors() -> None:
    usual, softened = judged("order-as-amended"), judged("independent-agencies")
    assert Counter(outcome.status for outcome in usual.outcomes) == Counter(
        outcome.status for outcome in softened.outcomes
    )
    levels = {outcome.rule.id: outcome.level for outcome in softened.outcomes}
    of_statutes = {
        rule.id for rule in RULEBOOK.rules.values()
        if any(cited.strength is Strength.MUST and RULEBOOK.authorities[cited.id].kind == "statute" for cited in rule.authorities)
    }  # fmt: skip
    assert {id_ for id_, level in levels.items() if level is Level.ERROR} == of_statutes
    errors = {outcome.rule.id for outcome in usual.outcomes if outcome.level is Level.ERROR}
    assert of_statutes < errors
    assert {levels[id_] for id_ in errors - of_statutes} == {Level.WARNING}


@pytest.mark.parametrize(
    ("rule", "level"),
    [
        ("control-number-shown", Level.ERROR),  # 44 U.S.C. 3507(a)
        ("privacy-act-statement-given", Level.ERROR),  # 5 U.S.C. 552a(e)(3)
        ("site-meets-wcag-aa", Level.ERROR),  # 29 U.S.C. 794d(a)
        ("public-information-assessed", Level.ERROR),  # section 208 of the E-Government Act
        ("lead-official-designated", Level.ERROR),  # a recital of the order, a must of the statute
        ("customer-includes-workforce", Level.WARNING),  # the order alone
        ("designation-renewed", Level.WARNING),  # section 6(c) of the order
        ("outside-purchase-approved", Level.WARNING),  # OMB M-19-16
        ("trust-asked", Level.WARNING),  # OMB Circular A-11
    ],
)
def test_a_statute_binds_an_independent_agency_by_itself(rule: str, level: Level) -> None:
    softened = level_of(RULEBOOK.rules[rule], RULEBOOK.authorities, "2026-09-30", soften=True)
    assert softened is level


def test_the_policy_environment_of_2023_brings_back_what_was_revoked() -> None:
    assert status_of(judged("order-as-amended"), "equity-assessment-made") is Status.NOT_IN_FORCE
    assert status_of(judged("policy-of-2023"), "equity-assessment-made") is Status.FAIL
    assert status_of(judged("policy-of-2023"), "lead-official-designated") is Status.NOT_IN_FORCE
