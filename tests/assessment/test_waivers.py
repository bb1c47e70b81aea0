"""The waivers of a plan: what they excuse, until when, and what they are bound to. Every mistake: test_waiver_mistakes."""

from typing import Any

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.kept import from_bytes, to_bytes
from checker.assessment.outcome import Assessment, Outcome, Status
from checker.assessment.place import resolve, value_digest
from checker.assessment.waiver import State
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.sources.source import PlanSource, SourceFile
from tests.support.pack import make_pack, rule_text
from tests.support.plans import plan_of

PROFILE = Profile({"id": "all", "title": "All rules", "description": "Every rule of the pack."})
BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
PLAN = """\
plan: {as_of: 2024-09-30, fiscal_year: 2024}
services: [{id: a}, {id: b}]
"""


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """`service-named`, and `need-stated`, whose list has entries without names."""
    plain = rule_text(BODY, "service-named").replace("S2.p1.s6", "S2.p1.s4.c")
    plain = plain.replace(
        "maintain or enhance protections afforded under law and policy", "enhance transparency"
    )
    plain = plain.replace("strength: must", "strength: should")
    needs = plain.replace("service-named", "need-stated").replace(
        "for_each: services", "for_each: customer_segments.needs"
    )
    needs = needs.replace("{name: {present: true}}", "{source_evidence: {present: true}}").replace(
        "message: the service {item.id} has no name", "message: a need has no source"
    )
    folder = tmp_path_factory.mktemp("pack")
    return load_rulebook(make_pack(folder, {"t/service-named.yaml": plain, "t/need-stated.yaml": needs}))


def waiver(plan: str, route: str, rule: str = "service-named", **more: str) -> str:
    """An entry for what stands at `route` in a plan now."""
    document = plan_of(plan).document
    assert document is not None
    fields = {
        "rule": rule, "route": f"'{route}'", "reason": "by law", "approved_by": "A. Head", "approved_on": "2024-01-01",
        "expires": "2024-12-31", "value_digest": value_digest(document.data, resolve(route, document.data)),
    }  # fmt: skip
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in (fields | more).items()) + "\n"


def source(name: str, text: str) -> SourceFile:
    return SourceFile(name, text.encode(), len(text.encode()))


def judged(rulebook: Rulebook, plan: str, waivers: str = "", **choice: Any) -> Assessment:
    beside = source("plan.waivers.yaml", waivers) if waivers else None
    read = read_plan(PlanSource("plan.yaml", source("plan.yaml", plan), waivers=beside))
    return assess(read, rulebook, PROFILE, Choice(**choice), Evaluator())


def named(assessment: Assessment, rule: str = "service-named") -> Outcome:
    return next(outcome for outcome in assessment.outcomes if outcome.rule.id == rule)


def states(assessment: Assessment) -> list[State]:
    return [waiver.state for waiver in assessment.waivers]


def said(assessment: Assessment) -> list[str]:
    """Problems that speak of waivers; the plans of these tests are no whole plans."""
    return [problem.message for problem in assessment.problems if problem.rule.startswith("waiver")]


def test_a_waived_rule_was_asked_and_keeps_what_it_found(rulebook: Rulebook) -> None:
    both = waiver(PLAN, "services[id=a]") + waiver(PLAN, "services[id=b].name")
    assessment = judged(rulebook, PLAN, both)
    outcome = named(assessment)
    assert outcome.status is Status.WAIVED
    assert outcome.reason == "waived by A. Head until 2024-12-31: by law"
    assert [(finding.message, finding.level.value) for finding in outcome.waived] == [
        ("the service a has no name", "warning"),
        ("the service b has no name", "warning"),
    ]
    assert [str(finding.related[-1].location) for finding in outcome.waived] == [
        "plan.waivers.yaml:1:3",
        "plan.waivers.yaml:8:3",
    ]
    assert (outcome.findings, said(assessment), states(assessment)) == ((), [], [State.IN_USE, State.IN_USE])
    first, second = assessment.waivers
    assert [finding.message for finding in assessment.excused_by(first)] == ["the service a has no name"]
    assert [finding.message for finding in assessment.excused_by(second)] == ["the service b has no name"]
    assert (first.days_left, first.time_left) == (92, "92 days left")


def test_one_list_in_the_plan_and_beside_it(rulebook: Rulebook) -> None:
    """Both count, in the same way, and what stands in both is one too many."""
    own = PLAN + "waivers:\n" + waiver(PLAN, "services[id=a].name")
    assert named(judged(rulebook, own)).status is Status.FAIL
    assert named(judged(rulebook, own, waiver(PLAN, "services[id=b].name"))).status is Status.WAIVED
    twice = judged(rulebook, own, waiver(PLAN, "services[0].name"))
    assert said(twice) == ["service-named is waived at services[0].name a second time"]
    assert states(twice) == [State.IN_USE, State.REFUSED]


def test_the_plans_own_waivers_can_be_left_out(rulebook: Rulebook) -> None:
    own = PLAN + "waivers:\n" + waiver(PLAN, "services[id=a].name")
    beside = judged(rulebook, own, waiver(PLAN, "services[id=b].name"), own_waivers=False)
    assert [finding.message for finding in named(beside).findings] == ["the service a has no name"]
    assert len(beside.waivers) == 1


@pytest.mark.parametrize(
    ("day", "status", "state", "words"),
    [
        ("2023-12-31", Status.FAIL, State.NOT_YET, "366 days left"),
        ("2024-01-01", Status.WAIVED, State.IN_USE, "365 days left"),
        ("2024-12-30", Status.WAIVED, State.IN_USE, "1 day left"),
        ("2024-12-31", Status.WAIVED, State.IN_USE, "expires at the end of this day"),
        ("2025-01-01", Status.FAIL, State.EXPIRED, "ended 1 day ago"),
        ("2025-01-10", Status.FAIL, State.EXPIRED, "ended 10 days ago"),
    ],
)
def test_it_counts_from_its_approval_to_the_end_of_its_last_day(
    day: str, status: Status, state: State, words: str, rulebook: Rulebook
) -> None:
    plan = PLAN.replace(", {id: b}", "")
    assessment = judged(rulebook, plan, waiver(plan, "services[id=a].name"), as_of=day)
    assert named(assessment).status is status
    assert states(assessment) == [state]
    assert assessment.waivers[0].time_left == words


@pytest.mark.parametrize(("day", "told"), [("2024-11-30", False), ("2024-12-01", True)])
def test_its_end_is_told_thirty_days_before(day: str, told: bool, rulebook: Rulebook) -> None:
    plan = PLAN.replace(", {id: b}", "")
    assessment = judged(rulebook, plan, waiver(plan, "services[id=a].name"), as_of=day)
    assert bool(said(assessment)) is told


def test_without_a_day_of_assessment_nothing_is_excused(rulebook: Rulebook) -> None:
    plan = PLAN.replace("as_of: 2024-09-30, ", "")
    assessment = judged(rulebook, plan, waiver(plan, "services[id=a].name"))
    assert named(assessment).status is Status.NOT_EVALUATED
    assert (states(assessment), said(assessment)) == ([State.NOT_JUDGED], [])


CHANGES = {
    "nothing": (PLAN, State.IN_USE),
    "another entry above it": (PLAN.replace("[{id: a}", "[{id: new, name: N}, {id: a}"), State.IN_USE),
    "the order of the keys of another entry": (PLAN.replace("{id: b}", "{name: B, id: b}"), State.IN_USE),
    "a value where there was none": (PLAN.replace("{id: a}", "{id: a, name: ''}"), State.STALE),
    "another id": (PLAN.replace("id: a", "id: c"), State.REFUSED),
    "a second entry with the same id": (PLAN.replace("{id: b}", "{id: a}"), State.REFUSED),
}


@pytest.mark.parametrize("case", CHANGES)
def test_it_is_bound_to_the_value_that_was_approved(case: str, rulebook: Rulebook) -> None:
    changed, state = CHANGES[case]
    assert states(judged(rulebook, changed, waiver(PLAN, "services[id=a].name"))) == [state]


def test_a_number_does_not_let_another_entry_take_its_place(rulebook: Rulebook) -> None:
    """The digest of what is absent would be the same; it is of the place too, by its identity."""
    entry = waiver(PLAN, "services[0].name")
    assert states(judged(rulebook, PLAN, entry)) == [State.IN_USE]
    moved = judged(rulebook, PLAN.replace("[{id: a}, {id: b}]", "[{id: b}, {id: a}]"), entry)
    assert states(moved) == [State.STALE]
    assert len(named(moved).findings) == 2


def test_an_entry_without_a_name_is_bound_as_a_whole(rulebook: Rulebook) -> None:
    plan = PLAN + "customer_segments: [{id: s, needs: [{statement: speed}, {statement: care}]}]\n"
    entry = waiver(plan, "customer_segments[id=s].needs[0].source_evidence", "need-stated")
    assert states(judged(rulebook, plan, entry)) == [State.IN_USE]
    for changed in (plan.replace("speed", "haste"), plan.replace("[{statement: speed}, ", "[")):
        assert states(judged(rulebook, changed, entry)) == [State.STALE]


def test_the_whole_plan_counts_without_its_waivers(rulebook: Rulebook) -> None:
    own = PLAN + "waivers:\n" + waiver(PLAN, "(plan)")
    assert named(judged(rulebook, own)).status is Status.WAIVED
    assert states(judged(rulebook, own.replace("id: b", "id: c"))) == [State.STALE]


def test_a_rule_that_was_not_asked_leaves_its_waiver_alone(rulebook: Rulebook) -> None:
    assessment = judged(rulebook, PLAN, waiver(PLAN, "services[id=a].name"), ignore=("service-named",))
    assert (states(assessment), said(assessment)) == ([State.NOT_JUDGED], [])


def test_waivers_that_overlap_are_both_in_use(rulebook: Rulebook) -> None:
    both = waiver(PLAN, "services[id=a]") + waiver(PLAN, "services")
    assert states(judged(rulebook, PLAN, both)) == [State.IN_USE, State.IN_USE]


@pytest.mark.parametrize(
    "waivers", ["waivers: 3", "waivers: [3]", "waivers: {rule: x}", "waivers: [{rule: [x]}]", "waivers: [{}]"]
)
def test_waivers_of_another_shape_excuse_nothing(waivers: str, rulebook: Rulebook) -> None:
    assessment = judged(rulebook, PLAN + waivers + "\n")
    assert named(assessment).status is Status.FAIL
    assert assessment.waivers == ()
    assert assessment.problems


@pytest.mark.parametrize("waivers", ["", "# nothing is waived\n", "---\n", "[]\n"])
def test_a_file_without_waivers_is_no_mistake(waivers: str, rulebook: Rulebook) -> None:
    beside = SourceFile("plan.waivers.yaml", waivers.encode(), len(waivers))
    read = read_plan(PlanSource("plan.yaml", source("plan.yaml", PLAN), waivers=beside))
    assessment = assess(read, rulebook, PROFILE, Choice(), Evaluator())
    assert [problem for problem in assessment.problems if problem.location.file != "plan.yaml"] == []


def test_a_file_that_cannot_be_opened_is_told(rulebook: Rulebook) -> None:
    beside = SourceFile("plan.waivers.yaml", None, 0, "cannot be read: Permission denied")
    read = read_plan(PlanSource("plan.yaml", source("plan.yaml", PLAN), waivers=beside))
    assessment = assess(read, rulebook, PROFILE, Choice(), Evaluator())
    assert ("unreadable-file", "the file cannot be read: Permission denied") in [
        (problem.rule, problem.message) for problem in assessment.problems
    ]
    assert named(assessment).status is Status.FAIL


def test_a_waived_rule_can_be_kept(rulebook: Rulebook) -> None:
    assessment = judged(rulebook, PLAN, waiver(PLAN, "services", ticket="T-1", authority="a law"))
    back = from_bytes(to_bytes(assessment), rulebook.rules)
    assert back == assessment
    assert repr(back) == repr(assessment)
