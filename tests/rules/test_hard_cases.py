"""Cases in which it is easy to be wrong: the outcome is the one that the law gives.

Each plan is in tests/data/hard-cases and says in its first lines what is hard about it.
"""

import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Status
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from checker.sources.files import Skipped, find_plans

ROOT = Path(__file__).parents[2]
FOLDER = "tests/data/hard-cases"
RULEBOOK = load_rulebook(resource("rules"))


class Case(NamedTuple):
    """A plan, how it is judged, and what must come of some rules: the status, or the findings of one that fails."""

    plan: str
    expected: dict[str, str | list[str]]
    as_of: str = ""
    prior: str = ""
    profile: str = "order-as-amended"


CASES = {
    "a waiver on its last day": Case("expired-waiver", {"goal-ids-unique": "waived"}, as_of="2026-09-29"),
    "a waiver that expired yesterday": Case("expired-waiver", {
        "goal-ids-unique": ["28:10 error two goals have the id faster"],
    }),
    "a survey of employees and contractors": Case("mixed-survey", {
        "contractors-not-exempt": [
            "29:7 error the survey pulse asks federal_employee and contractor and claims to ask federal employees only"],
        "control-number-shown": ["26:7 error the control number of this survey is not given"],
        "employee-exemption-fits": "pass",
        "control-number-current": "pass",
    }),
    "designated in the middle of the year": Case("designated-mid-year", {
        "quarters-complete": "not_applicable",
        "designated-services-enough": "pass",
        "provider-designation-year": "pass",
        "designation-renewed": "pass",
    }),
    "designated for years": Case("designated-for-years", {
        "quarters-complete": [
            "26:9 error loans has no feedback for quarter 1 and 2 of fiscal year 2026",
            "34:9 error grants has no feedback for quarter 1 and 2 of fiscal year 2026"],
        "provider-designation-year": "pass",
    }),
    "an independent agency, as every other": Case("independent-agency", {
        "lead-official-designated": [
            "16:3 error the lead official for service delivery is nobody, appointed on no day;"
            " the day of assessment is 2026-09-30"],
        "complaint-channel-given": [
            "22:5 warning the plan does not say how customers of Complaints about banks can complain"],
    }),
    "a service that States run": Case("state-run", {
        "administered-programs-listed": [
            "28:5 error the segment students is reached through contractor, and not each of them has a service in the plan"],
        "complaint-channel-given": "not_applicable",
    }),
    "a provider of shared services without customers among the public": Case("internal-only-provider", {
        "quarters-complete": "not_applicable",
        "designated-services-enough": "pass",
        "provider-lists-customers": ["47:7 error no customer agency is listed for the shared service leave"],
        "control-number-shown": "not_applicable",
        "survey-scale-allowed": "pass",
        "non-digital-route-kept": "not_applicable",
        "complaint-channel-given": "not_applicable",
        "language-access-stated": "not_applicable",
        "public-outcome-goal": "not_applicable",
        "workforce-outcome-goal": ["58:1 error none of the plan's goals has a target for the workforce"],
    }),
    "one plan in 2023": Case("two-days", {
        "equity-assessment-made": [
            "3:1 warning the date of the assessment of barriers is not given, and it covers no program",
            "3:1 warning the date of the assessment of barriers is not given, and it covers no program"],
        "eo-13166-not-in-force": "not_applicable",
        "accessibility-statement-dated": "not_in_force",
        "accessibility-statement-names-contact": "not_in_force",
    }),
    "the same plan in 2026": Case("two-days", {
        "equity-assessment-made": "not_in_force",
        "eo-13166-not-in-force": [
            "32:3 error language access rests on Executive Order 13166, which was revoked on 2025-03-01"],
        "accessibility-statement-dated": [
            "35:7 error the accessibility statement of https://www.hca.example was last updated on no day,"
            " seen from 2026-01-31"],
        "accessibility-statement-names-contact": [
            "35:7 error the accessibility statement of https://www.hca.example names no contact"],
    }, as_of="2026-01-31"),
    "a control number with a tab after it": Case("trailing-tab", {
        "control-number-shown": [
            r'29:27 error the control number "3999-0001\u0009" is not of the form 1234-5678',
            '35:27 error the control number " 3999-0001" is not of the form 1234-5678'],
    }),
    "seven points": Case("seven-points", {
        "survey-scale-allowed": ["39:14 warning the survey people of public customers uses the scale likert_7"],
    }),
    "nobody answered": Case("zero-respondents", {
        "respondents-given": "pass",
        "answers-agree-with-counts": "pass",
        "respondents-within-offered": "pass",
        "response-rate-explained": "not_applicable",
        "counts-within-respondents": "pass",
        "mean-agrees-with-counts": "not_applicable",
        "low-scores-answered": "not_applicable",
    }),
    "a first year": Case("first-year", {
        "last-years-promises-answered": "not_applicable",
        "unfinished-initiative-accounted-for": "not_applicable",
        "moved-milestone-explained": "not_applicable",
        "retention-not-longer": "not_applicable",
        "change-review-given": "not_applicable",
        "anonymity-not-withdrawn": "not_applicable",
    }),
    "the same plan in a second year": Case("first-year", {
        "last-years-promises-answered": [
            "3:1 warning last year's plan promised, and this plan does not report on, Open the portal"],
        "unfinished-initiative-accounted-for": "pass",
        "moved-milestone-explained": [
            "36:9 note the milestone Open the portal of portal is now due on 2027-03-31, later than in last year's plan,"
            " and no change is explained"],
        "retention-not-longer": ["28:25 error records of Permit file are kept for 24 months, and last year for 12"],
        "change-review-given": ["25:1 error the plan does not say how protections changed since last year"],
    }, prior="year-before"),
}  # fmt: skip


@cache
def read(name: str) -> ReadPlan:
    (source,) = find_plans((str(ROOT / FOLDER / f"{name}.yaml"),), Limits().bytes, io.BytesIO())
    assert not isinstance(source, Skipped)
    return read_plan(source)


@cache
def assessed(case: str) -> Assessment:
    plan, _, as_of, prior, profile = CASES[case]
    last_year = read(prior) if prior else None
    return assess(
        read(plan), RULEBOOK, RULEBOOK.profiles[profile], Choice(as_of=as_of), Evaluator(), last_year
    )


def came_to(assessment: Assessment, rule: str) -> str | list[str]:
    """The status of a rule, or its findings: `line:column level message`."""
    (outcome,) = (outcome for outcome in assessment.outcomes if outcome.rule.id == rule)
    if outcome.status is not Status.FAIL:
        return outcome.status.value
    return [
        f"{finding.location.line}:{finding.location.column} {finding.level.value} {finding.message}"
        for finding in outcome.findings
    ]


@pytest.mark.parametrize("case", CASES)
def test_the_outcome_is_the_one_that_the_law_gives(case: str) -> None:
    expected = CASES[case].expected
    assert {rule: came_to(assessed(case), rule) for rule in expected} == expected


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_in_order(case: str) -> None:
    """But for what is said of a waiver on its last day, and on the day after."""
    problems = [(problem.location.line, problem.rule) for problem in assessed(case).problems]
    assert problems == SAID_OF_WAIVERS.get(case, [])


SAID_OF_WAIVERS = {
    "a waiver on its last day": [(36, "waiver-expires-soon")],
    "a waiver that expired yesterday": [(36, "waiver-expired")],
}


@pytest.mark.parametrize("case", CASES)
def test_every_rule_could_be_evaluated(case: str) -> None:
    outcomes = assessed(case).outcomes
    assert {o.rule.id: o.reason for o in outcomes if o.status is Status.NOT_EVALUATED} == {}


def test_every_plan_of_the_folder_is_a_case() -> None:
    plans = {path.stem for path in (ROOT / FOLDER).glob("*.yaml")}
    assert plans == {case.plan for case in CASES.values()} | {
        case.prior for case in CASES.values() if case.prior
    }
