"""The order, the results and the plan of action in OSCAL: valid by NIST's schema as compliance-trestle holds it, and the same twice."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Outcome
from checker.assessment.waiver import State, Waiver
from checker.cli.plans import one_plan
from checker.location import Location
from checker.plan.limits import Limits
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.render.oscal.action_plan import action_plan
from checker.render.oscal.assessment_results import Assessed, assessment_results
from checker.render.oscal.catalog import catalog
from checker.render.oscal.common import identifier, moment, token
from checker.resources import resource
from tests.support.command import ROOT
from tests.support.hostile import HOSTILE

_PLANS = {
    "fictional": "agency_plans/fy2026/department-of-public-services.yaml",
    "derived": "agency_plans/derived/fy2023/sba.yaml",
    "broken": "agency_plans/broken/breaks-every-rule.yaml",
}
_KINDS = ("catalog", "assessment-results", "plan-of-action-and-milestones")
_TOKEN = re.compile(r"[a-z_][a-z0-9._-]*\Z")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(resource("rules"))


@pytest.fixture(scope="module")
def assessed(rulebook: Rulebook) -> dict[str, Assessed]:
    found, evaluator = {}, Evaluator()
    for name, path in _PLANS.items():
        read = one_plan(str(ROOT / path), Limits(), None)
        found[name] = (
            assess(read, rulebook, rulebook.profiles["order-as-amended"], Choice(), evaluator),
            read.document,
        )
    return found


def _documents(rulebook: Rulebook, one: Assessed) -> dict[str, Any]:
    day = one[0].as_of
    return {
        "catalog": catalog(rulebook, day),
        "assessment-results": assessment_results([one], rulebook, "Results", day),
        "plan-of-action-and-milestones": action_plan([one], rulebook, "Plan of action", day),
    }


def _trestle(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "trestle", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def _is_valid(folder: Path, documents: dict[str, Any]) -> None:
    work = folder / "work"
    work.mkdir()
    _trestle(work, "init", "--local")
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        _trestle(work, "import", "-f", str(folder / f"{name}.json"), "-o", name)
    said = _trestle(work, "validate", "-a")
    assert said.count("VALID: Model ") == len(documents)
    assert "INVALID" not in said


@pytest.mark.parametrize("name", _PLANS)
def test_trestle_accepts_all_three(
    name: str, rulebook: Rulebook, assessed: dict[str, Assessed], tmp_path: Path
) -> None:
    documents = _documents(rulebook, assessed[name])
    assert tuple(documents) == _KINDS
    _is_valid(tmp_path, documents)


def test_hostile_words_are_words(rulebook: Rulebook, assessed: dict[str, Assessed], tmp_path: Path) -> None:
    assessment, document = assessed["broken"]
    outcomes = tuple(map(_hostile, assessment.outcomes))
    made = assessment._replace(outcomes=outcomes, agency="\x1b[31mA\u202e", title=HOSTILE, plan="a b#é.yaml")
    documents = _documents(rulebook, (made, document))
    _is_valid(tmp_path, documents)
    said = json.dumps(documents, ensure_ascii=False)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "a%20b%23%C3%A9.yaml" in said


def _hostile(outcome: Outcome) -> Outcome:
    found = tuple(finding._replace(message=HOSTILE, remedy=HOSTILE) for finding in outcome.findings)
    return outcome._replace(findings=found, reason=HOSTILE)


def test_every_clause_with_its_words_and_every_rule_with_its_clauses(rulebook: Rulebook) -> None:
    groups = catalog(rulebook, "2026-09-30")["catalog"]["groups"]
    controls = {control["id"]: control for group in groups for control in group["controls"]}
    assert [group["title"] for group in groups] == [
        "Section 1. Purpose",
        "Section 2. Policy",
        "Section 3. Definitions",
    ]
    assert len(controls) == len(rulebook.clauses)
    control = controls["s3-a"]
    assert control["props"][0] == {"name": "label", "value": "S3(a)"}
    assert control["parts"][0]["prose"] == " ".join(rulebook.clauses["S3(a)"].quote.split())
    labels = {
        part["props"][0]["value"]
        for each in controls.values()
        for part in each["parts"]
        if part["name"] == "assessment-objective"
    }
    assert labels == set(rulebook.rules)


def test_ids_are_tokens_and_none_stands_twice(rulebook: Rulebook) -> None:
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("id"), str) and "identifier-type" not in value:
                found.append(value["id"])
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(catalog(rulebook, "2026-09-30"))
    assert [name for name in found if not _TOKEN.match(name)] == []
    assert len(found) == len(set(found))
    assert (token("S3(a)"), token("S2.p1.s6"), token("1")) == ("s3-a", "s2.p1.s6", "_1")


def test_a_clause_is_satisfied_only_where_every_rule_is(
    rulebook: Rulebook, assessed: dict[str, Assessed]
) -> None:
    results = assessment_results([assessed["fictional"]], rulebook, "Results", "2026-09-30")
    findings = {
        each["title"]: each["target"]["status"]
        for each in results["assessment-results"]["results"][0]["findings"]
    }
    assert findings["Clause S1.p2.s2"] == {"state": "satisfied", "reason": "pass"}
    assert findings["Clause S1.p1.s2"] == {
        "state": "not-satisfied", "reason": "other",
        "remarks": "a rule waits for a person, so nothing is known yet: evaluation-looks-at-experience",
    }  # fmt: skip
    broken = assessment_results([assessed["broken"]], rulebook, "Results", "2024-09-30")
    states = [each["target"]["status"] for each in broken["assessment-results"]["results"][0]["findings"]]
    assert all(status["state"] == "not-satisfied" for status in states if status["reason"] == "fail")
    assert sum(status["reason"] == "fail" for status in states) > 30


def test_evidence_is_the_line_of_the_plan(rulebook: Rulebook, assessed: dict[str, Assessed]) -> None:
    assessment, document = assessed["broken"]
    results = assessment_results([(assessment, document)], rulebook, "Results", "2024-09-30")
    observations = {
        each["props"][0]["value"]: each
        for each in results["assessment-results"]["results"][0]["observations"]
    }
    failed = next(outcome for outcome in assessment.outcomes if outcome.findings)
    first = failed.findings[0]
    href = observations[failed.rule.id]["relevant-evidence"][0]["href"]
    assert href.endswith(f"agency_plans/broken/breaks-every-rule.yaml#L{first.location.line}")


def test_ids_stay_from_one_run_to_the_next_and_differ_between_years(
    rulebook: Rulebook, assessed: dict[str, Assessed]
) -> None:
    assessment, document = assessed["broken"]
    assert _documents(rulebook, (assessment, document)) == _documents(rulebook, (assessment, document))
    later = assessment._replace(plan_digest="0" * 64, as_of="2024-10-01")
    assert _items(rulebook, assessment) == _items(rulebook, later)
    assert not _items(rulebook, assessment) & _items(rulebook, assessment._replace(fiscal_year=2031))


def _items(rulebook: Rulebook, assessment: Assessment) -> set[str]:
    made = action_plan([(assessment, None)], rulebook, "Plan of action", "2024-09-30")
    assert made is not None
    return {item["uuid"] for item in made["plan-of-action-and-milestones"]["poam-items"]}


@pytest.mark.parametrize(
    ("granted", "status"), [(True, "deviation-approved"), (False, "deviation-requested")]
)
def test_a_waiver_is_a_deviation_until_its_last_day(
    rulebook: Rulebook, assessed: dict[str, Assessed], granted: bool, status: str
) -> None:
    assessment, _ = assessed["broken"]
    failed = next(outcome for outcome in assessment.outcomes if outcome.findings)
    waived = failed._replace(
        status=type(failed.status).WAIVED, findings=(), waived=failed.findings, reason="waived"
    )
    waiver = Waiver(
        failed.rule.id, "", "a study runs", "the head", "2024-01-02", "2024-12-31", "", "", "", Location("w.yaml", 1, 1, 1, 2), State.IN_USE, 92,
        granted,
    )  # fmt: skip
    made = action_plan(
        [(assessment._replace(outcomes=(waived,), waivers=(waiver,)), None)],
        rulebook,
        "Plan of action",
        "2024-09-30",
    )
    assert made is not None
    (risk,) = made["plan-of-action-and-milestones"]["risks"]
    assert (risk["status"], risk["deadline"]) == (status, "2024-12-31T00:00:00Z")
    assert risk["props"][0]["value"].startswith("granted by OMB" if granted else "claimed by the agency")


def test_where_nothing_is_open_there_is_no_plan_of_action(
    rulebook: Rulebook, assessed: dict[str, Assessed]
) -> None:
    assert (
        action_plan(
            [(assessed["fictional"][0]._replace(outcomes=()), None)], rulebook, "Plan of action", "2026-09-30"
        )
        is None
    )


def test_no_clock() -> None:
    assert moment("2026-09-30") == "2026-09-30T00:00:00Z"
    assert moment("soon") == moment("") == "1970-01-01T00:00:00Z"
    assert identifier("a", "b") == identifier("a", "b") != identifier("ab")
