"""A plan to begin with: it fits the format, and everything that rules ask for stands in it with what to write."""

import re
from functools import cache
from typing import Any

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Status
from checker.finding import Level
from checker.plan.read import ReadPlan, read_plan
from checker.plan.schema import EACH, plan_schema
from checker.policy.askedfor import asked_for
from checker.policy.evaluator import Evaluator
from checker.policy.newplan import NewPlan, NewService, new_folder, new_plan, service_ids
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.resources import resource
from checker.sources.source import PlanSource, SourceFile

PLAN = NewPlan(
    agency="Department of Examples", abbreviation="DOE", bureau="", fiscal_year=2026, as_of="2026-01-31",
    independent=False, designated=True,
    services=(NewService("public", "benefits", "Applying for relief"), NewService("internal", "administrative", "Travel")),
)  # fmt: skip
AWKWARD = PLAN._replace(agency='Yes: "No" # Agency', abbreviation="no", bureau="- [Office] {1}, 'A'")


@cache
def pack() -> Rulebook:
    return load_rulebook(resource("rules"))


def text_of(plan: NewPlan = PLAN) -> str:
    return new_plan(plan, pack(), plan_schema(), ".cxcheck/plan.schema.json")


def read(text: str) -> ReadPlan:
    content = text.encode()
    return read_plan(PlanSource("plan.yaml", SourceFile("plan.yaml", content, len(content))))


@cache
def assessed() -> Assessment:
    profile = pack().profiles["order-as-amended"]
    return assess(read(text_of()), pack(), profile, Choice(), Evaluator())


def uncommented(text: str) -> str:
    """With every field that stood behind a `#`, and its hint."""
    text = re.sub(r"(?m)^( *[\w-]+:) (?:\[\]|\{\})((?:  # .*)?\n *#\S)", r"\1\2", text)
    return re.sub(r"(?m)^( *)#(?=\S)", r"\1", text)


@pytest.mark.parametrize("plan", [PLAN, AWKWARD, PLAN._replace(services=(NewService("both", "other", "A"),))])
def test_it_fits_the_plan_format(plan: NewPlan) -> None:
    found = read(text_of(plan))
    assert found.problems == ()
    assert found.document is not None
    assert found.document.data["agency"]["name"] == plan.agency
    assert found.document.data["agency"].get("bureau", "") == plan.bureau
    assert [entry["name"] for entry in found.document.data["services"]] == [s.name for s in plan.services]


def test_the_first_lines_lead_editors_to_the_schema() -> None:
    assert text_of().split("\n")[:2] == [
        "# yaml-language-server: $schema=.cxcheck/plan.schema.json",
        "# $schema: .cxcheck/plan.schema.json",
    ]
    assert new_plan(PLAN, pack(), plan_schema(), "").split("\n")[0] == f"# {title()}"


def title() -> str:
    return "Customer service plan of Department of Examples, fiscal year 2026"


def test_a_block_says_what_it_is_for_and_which_clauses_ask_for_it() -> None:
    assert """
# Authority, tools and skills that let staff solve problems, one entry each (clause S1.p2.s3.b).
# Clause S1.p2.s3.b; 1 rule.
#workforce_empowerment:  # S1.p2.s3.b
  #- kind: [authority, tool, training, time, team, other]
    #description: ["What it is"]
""" in text_of()


def test_every_block_has_the_description_of_the_format_and_the_clauses_of_its_rules() -> None:
    flat = " ".join(line.removeprefix("# ") for line in text_of().split("\n") if line.startswith("# "))
    for (name, *rest), rules in asked_for(pack().rules.values(), plan_schema()).items():
        if not rest:
            clauses = {clause for rule in rules for clause in rule.clauses}
            ids = ", ".join(clause for clause in pack().clauses if clause in clauses)
            assert plan_schema().patterns[name,]["description"] in flat
            assert f"{ids}; {len(rules)} rule" in flat


def test_every_field_that_rules_ask_for_stands_in_it() -> None:
    written = uncommented(text_of())
    found = read(written).document
    assert found is not None
    places = set(_places(found.data, ()))
    missing = {
        field for field in asked_for(pack().rules.values(), plan_schema())
        if field not in places and field[-1] != EACH
    }  # fmt: skip
    assert missing == set()


def _places(value: Any, at: tuple[str, ...]) -> Any:
    yield at
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _places(child, (*at, key))
    elif isinstance(value, list):
        for child in value:
            yield from _places(child, (*at, EACH))


def test_a_hint_that_is_left_standing_is_a_finding() -> None:
    written = uncommented(text_of())
    problems = read(written).problems
    hints = [
        number for number, line in enumerate(text_of().split("\n"), 1)
        if re.match(r" *#(- )?(\w+: )?(- )?\[", line)
    ]  # fmt: skip
    assert {problem.rule for problem in problems} == {"wrong-type"}
    assert sorted(problem.location.line for problem in problems) == hints
    assert len(hints) > 300


def test_every_finding_says_what_to_do() -> None:
    assert assessed().problems == ()
    assert all(finding.remedy and finding.message for finding in assessed().findings)
    assert {finding.level for finding in assessed().findings} == set(Level)


WAITS = {
    "definitions": "its other parts are free to be left out",
    "customer_segments": "no rule asks for the list itself; its entries are judged",
    "accessibility": "asked for when a service names a digital channel",
    "life_experiences": "asked for when a service is shared with other agencies",
    "prior_year": "asked for with --prior",
}
"""Blocks about which no rule speaks before something else is written."""


def test_a_gap_is_a_finding() -> None:
    speak = {
        outcome.rule.id for outcome in assessed().outcomes
        if outcome.status in (Status.FAIL, Status.NEEDS_REVIEW)
    }  # fmt: skip
    silent = [
        field[0] for field, rules in asked_for(pack().rules.values(), plan_schema()).items()
        if len(field) == 1 and not speak & {rule.id for rule in rules}
    ]  # fmt: skip
    assert set(silent) <= set(WAITS)


def test_a_definition_is_begun_with_those_whom_the_services_are_for() -> None:
    only_public = PLAN._replace(services=PLAN.services[:1])
    assert "    includes: [public]  # " in text_of(only_public)
    assert "    includes: [public, federal_employee]  # " in text_of()


def test_only_the_first_of_several_services_has_all_fields() -> None:
    services = text_of().split("\nservices:\n")[1].split("\n\n")[0]
    assert services.count("#complaint_channel:") == 1
    assert "  - id: travel\n    name: Travel\n    kind: administrative\n    audience: internal\n" in services


def test_a_folder_reads_as_the_same_plan() -> None:
    files = new_folder(PLAN, pack(), plan_schema(), ".cxcheck/plan.schema.json")
    assert list(files) == ["plan.yaml", "services/01-applying-for-relief.yaml", "services/02-travel.yaml"]
    assert "# Every entry has a file of its own, in the folder services/.\n" in files["plan.yaml"]
    first = files["services/01-applying-for-relief.yaml"]
    assert first.startswith("# yaml-language-server: $schema=../.cxcheck/plan.schema.json#/$defs/Service\n")
    sources = {
        name: SourceFile(f"p/{name}", text.encode(), len(text.encode())) for name, text in files.items()
    }
    root = sources.pop("plan.yaml")
    folder = read_plan(PlanSource("p", root, tuple(sources.items())))
    one = read(text_of())
    assert folder.document is not None
    assert one.document is not None
    assert (folder.problems, folder.document.data) == ((), one.document.data)


def test_ids_of_services_that_are_called_alike() -> None:
    names = ("Relief", "relief!", "Travel", "Relief", "…")
    services = [NewService("public", "other", name) for name in names]
    assert service_ids(services) == ["relief", "relief-2", "travel", "relief-3", "service"]
