"""What an outcome rests on: a digest differs where something that the rule looks at does, and nowhere else."""

from pathlib import Path

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.grounds import Grounds, Window
from checker.location import Location
from checker.policy.determination import Determination
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook, load_rulebook
from tests.support.pack import load_one, make_pack, rule_text
from tests.support.plans import plan_of

ALL = {"id": "all", "title": "All rules", "description": "Every rule of the pack."}
BODY = """\
for_each: services
require: {name: {matches: '^[A-Z]'}}
if_absent: fail
message: the service {item.id} has the name {item.name}
"""
PLAN = """\
plan: {as_of: 2024-09-30, fiscal_year: 2024, title: A plan}
services:
- {id: a, name: A, description: one}
- {id: b, name: b}
"""


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return load_one(tmp_path_factory.mktemp("pack"), BODY)


def rests_on(
    text: str, rulebook: Rulebook, choice: Choice = Choice(grounds=True), **profile: object
) -> Grounds:
    assessment = assess(plan_of(text), rulebook, Profile(ALL | profile), choice, Evaluator())
    grounds = assessment.outcomes[0].rests_on
    assert grounds is not None
    return grounds


CHANGES = {
    "the same plan": ("A plan", "A plan", False),
    "a value that the rule reads": ("name: b", "name: c", True),
    "a value that it does not read": ("description: one", "description: two", False),
    "the title of the plan": ("title: A plan", "title: Another", False),
    "the day alone": ("2024-09-30", "2025-09-30", False),
    "an entry more": ("- {id: b, name: b}\n", "- {id: b, name: b}\n- {id: c}\n", True),
    "an entry of another name": ("{id: b,", "{id: c,", True),
    "a field that is missing now": (", name: b", "", True),
}


@pytest.mark.parametrize("case", CHANGES)
def test_the_digest_of_what_the_rule_reads(case: str, rulebook: Rulebook) -> None:
    old, new, differs = CHANGES[case]
    assert PLAN.count(old) == 1
    before, after = rests_on(PLAN, rulebook), rests_on(PLAN.replace(old, new), rulebook)
    assert (before.plan != after.plan) is differs
    assert before._replace(plan="") == after._replace(plan="")


def test_no_grounds_where_none_were_asked_for_or_the_plan_could_not_be_judged(rulebook: Rulebook) -> None:
    for text, choice in (
        (PLAN, Choice()),
        ("plan: [", Choice(grounds=True)),
        ("plan: {}", Choice(grounds=True)),
    ):
        made = assess(plan_of(text), rulebook, Profile(ALL), choice, Evaluator())
        assert (made.outcomes[0].rests_on, made.content_digest) == (None, "")


def test_the_windows_of_waivers_and_determinations_are_their_days(rulebook: Rulebook) -> None:
    waiver = (
        "waivers: [{rule: test-rule, route: services, reason: r, approved_by: a, approved_on: 2024-02-01, "
        f"expires: 2024-12-31, value_digest: 'sha256:{'0' * 64}'}}]\n"
    )
    judged = Determination(
        "test-rule", "met", "p", "2024-01-01", "2024-06-30", "w", Location("d", 1, 1, 1, 1)
    )
    found = rests_on(PLAN + waiver, rulebook, Choice(determinations=(judged,), grounds=True))
    assert [window[1:] for window in found.waivers] == [("2024-02-01", "2024-12-31", False)]
    assert [window[1:3] for window in found.determinations] == [("2024-01-01", "2024-06-30")]
    assert found.plan == rests_on(PLAN, rulebook).plan


def test_what_the_profile_sets_for_the_rule(rulebook: Rulebook) -> None:
    plain = rests_on(PLAN, rulebook)
    assert rests_on(PLAN, rulebook, parameters={"other": {"n": 1}}) == plain
    for setting in ({"parameters": {"test-rule": {"n": 1}}}, {"soften": True}):
        assert rests_on(PLAN, rulebook, **setting).profile != plain.profile


def test_the_day_and_the_laws(tmp_path: Path) -> None:
    body = "require: plan.plan.title != '' && as_of > '2024-01-01'\nat: agency\nrequire_in_words: it is late\nif_absent: fail\nmessage: it is too early for this\n"
    text = rule_text(body).replace(
        "rationale:", "authorities: [{id: old-law, basis: true}, {id: new-law}]\nrationale:"
    )
    rulebook = load_rulebook(make_pack(tmp_path / "pack", {"topic/test-rule.yaml": text}))
    found = rests_on(PLAN, rulebook)
    assert found.day
    assert [window[1:3] for window in found.authorities] == [("2000-01-01", "2024-06-29"), ("2024-06-30", "")]
    fixed = rests_on(PLAN, rulebook, authorities_as_of="2024-07-01")
    assert [window[1:3] for window in fixed.authorities] == [("", "")]


def test_a_window_holds_on_its_first_and_last_day() -> None:
    window = Window("d", "2024-01-01", "2024-06-30")
    days = ("2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01")
    assert [window.holds(day) for day in days] == [False, True, True, False]
