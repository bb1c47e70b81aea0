"""Plans that a lawful agency could write: nothing is wrong with the file, no rule fails, none is left unevaluated.

The counts of outcomes are in golden/compliant.json. CXCHECK_UPDATE_GOLDEN=1 writes them anew.
"""

import io
import json
import os
from functools import cache
from pathlib import Path

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
GOLDEN = Path(__file__).parent / "golden" / "compliant.json"
RULEBOOK = load_rulebook(resource("rules"))
PROFILE = RULEBOOK.profiles["order-as-amended"]

THIS_YEAR = "agency_plans/fy2026/department-of-public-services.yaml"
LAST_YEAR = "agency_plans/fy2025/department-of-public-services.yaml"

# Each case: the plan, and last year's plan where it is given.
CASES = {
    "the complete plan": (THIS_YEAR, None),
    "the complete plan, held against last year's": (THIS_YEAR, LAST_YEAR),
    "last year's plan": (LAST_YEAR, None),
    "a folder plan of a shared service provider": ("agency_plans/fy2026/bureau-of-shared-payroll", None),
    "telephone, in person and paper only": ("tests/data/lawful/other-channels.yaml", None),
    "no designation": ("tests/data/lawful/no-designation.yaml", None),
    "internal services only": ("tests/data/lawful/internal-services-only.yaml", None),
    "a small agency with two services": ("tests/data/lawful/two-services.yaml", None),
    "a programme that States administer": ("tests/data/lawful/state-administered.yaml", None),
}


def read(path: str) -> ReadPlan:
    limits = Limits()
    (source,) = find_plans((str(ROOT / path),), limits.bytes, io.BytesIO())
    assert not isinstance(source, Skipped)
    return read_plan(source, limits)


@cache
def assessment(case: str) -> Assessment:
    path, prior = CASES[case]
    last_year = read(prior) if prior is not None else None
    return assess(read(path), RULEBOOK, PROFILE, Choice(), Evaluator(), last_year)


def counts(case: str) -> dict[str, int]:
    return {status.value: number for status, number in assessment(case).counts.items()}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_wrong_with_the_file(case: str) -> None:
    assert [f"{problem.location}: {problem.message}" for problem in assessment(case).problems] == []


@pytest.mark.parametrize("case", CASES)
def test_no_rule_fails(case: str) -> None:
    outcomes = assessment(case).outcomes
    failed = {
        o.rule.id: [finding.message for finding in o.findings] for o in outcomes if o.status is Status.FAIL
    }
    assert failed == {}


@pytest.mark.parametrize("case", CASES)
def test_every_rule_is_evaluated(case: str) -> None:
    outcomes = assessment(case).outcomes
    assert {o.rule.id: o.reason for o in outcomes if o.status is Status.NOT_EVALUATED} == {}


@pytest.mark.parametrize("case", CASES)
def test_only_manual_rules_wait_for_a_person(case: str) -> None:
    outcomes = assessment(case).outcomes
    waiting = {
        o.rule.id: o.reason for o in outcomes if o.status is Status.NEEDS_REVIEW and not o.rule.question
    }
    assert waiting == {}


def test_counts_of_outcomes() -> None:
    now = {case: counts(case) for case in CASES}
    if os.environ.get("CXCHECK_UPDATE_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8", newline="\n")
    assert now == json.loads(GOLDEN.read_text(encoding="utf-8"))
