"""What a rule makes of a plan: every status, absence, levels, related places, messages."""

from pathlib import Path

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.outcome import Assessment, Outcome, Rating, Status
from checker.finding import Finding, Level, Related
from checker.location import Location
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from tests.support.pack import load_one
from tests.support.plans import plan_of

PROFILE = Profile({"id": "all", "title": "All rules", "description": "Every rule of the pack."})
HEAD = "plan: {as_of: 2024-09-30, fiscal_year: 2024}\n"


def run(rulebook: Rulebook, plan: str, choice: Choice = Choice(), prior: str | None = None) -> Assessment:
    last_year = plan_of(prior) if prior is not None else None
    return assess(plan_of(plan), rulebook, PROFILE, choice, Evaluator(), last_year)


def outcome(tmp_path: Path, body: str, plan: str, **options: object) -> Outcome:
    return run(load_one(tmp_path, body), HEAD + plan, **options).outcomes[0]  # type: ignore[arg-type]


NAMED = """\
for_each: services
when: {designated: {equals: true}}
require: {name: {matches: '^[A-Z]'}}
if_absent: IF
when_absent: WHEN
message: the service {item.id} has the name {item.name}
"""


def named(if_absent: str = "fail", when_absent: str = "not_applicable") -> str:
    return NAMED.replace("IF", if_absent).replace("WHEN", when_absent)


STATUSES = {
    "all entries pass": (named(), "services: [{id: a, designated: true, name: A}]", Status.PASS, 1, ""),
    "one entry fails": (
        named(), "services: [{id: a, designated: true, name: A}, {id: b, designated: true, name: b}]", Status.FAIL, 2, ""),
    "no entry is meant": (
        named(), "services: [{id: a, designated: false, name: a}]", Status.NOT_APPLICABLE, 0,
        "it applies only when “designated for improvement” is true"),
    "the list is empty": (named(), "services: []", Status.NOT_APPLICABLE, 0, "the plan has no entry under services"),
    "the list is absent": (named(), "goals: []", Status.NOT_APPLICABLE, 0, "the plan has no entry under services"),
    "when meets absence": (
        named(), "services: [{id: a, name: a}]", Status.NOT_APPLICABLE, 0, "designated is not given"),
    "when meets absence and applies": (
        named(when_absent="applies"), "services: [{id: a, name: a}]", Status.FAIL, 1, ""),
    "when meets absence and a person looks": (
        named(when_absent="needs_review"), "services: [{id: a, name: a}]", Status.NEEDS_REVIEW, 0,
        "services[0] does not say designated, on which it depends whether the rule applies"),
    "absence fails": (named(), "services: [{id: a, designated: true}]", Status.FAIL, 1, ""),
    "absence does not apply": (
        named("not_applicable"), "services: [{id: a, designated: true}]", Status.NOT_APPLICABLE, 0, "name is not given"),
    "absence needs a person": (
        named("needs_review"), "services: [{id: a, designated: true}]", Status.NEEDS_REVIEW, 1,
        "name is not given at services[0]"),
    "a value of the wrong kind": (
        named(), "services: [{id: a, designated: true, name: [A]}]", Status.NOT_EVALUATED, 0,
        "services[0]: a value is of the wrong kind for (list).matches(string)"),
    "a failure beside what cannot be evaluated": (
        named(), "services: [{id: a, designated: true, name: [A]}, {id: b, designated: true, name: b}]", Status.FAIL, 1, ""),
    "a question": (
        "for_each: services\nquestion: Does the name say what the service does?\nlook_at: [name]\n",
        "services: [{id: a, name: A}]", Status.NEEDS_REVIEW, 1, "Does the name say what the service does?"),
}  # fmt: skip


@pytest.mark.parametrize("case", STATUSES)
def test_status(case: str, tmp_path: Path) -> None:
    body, plan, status, judged, reason = STATUSES[case]
    examples = (
        "examples: {pass: [], fail: [], not_applicable: [], needs_review: [{plan: {}}]}\n"
        if case == "a question"
        else None
    )
    rulebook = load_one(tmp_path, body, examples) if examples else load_one(tmp_path, body)
    found = run(rulebook, HEAD + plan).outcomes[0]
    assert (found.status, found.judged, found.reason) == (status, judged, reason)


def test_a_finding_is_whole(tmp_path: Path) -> None:
    body = """\
    for_each: feedback
    require: {volume_offered: {at_most: item.volume_of_customers}}
    if_absent: not_applicable
    message: '{item.volume_offered} were offered of {item.volume_of_customers} ({percent(share(item.volume_offered, item.volume_of_customers))})'
    """
    plan = "feedback:\n  - survey_id: a\n    volume_of_customers: 106\n    volume_offered: 678\n"
    found = outcome(tmp_path, body, plan)
    assert found.findings == (
        Finding(
            "test-rule", Level.ERROR, "678 were offered of 106 (639.6 %)", ("feedback", 0, "volume_offered"),
            Location("plan.yaml", 5, 21, 5, 24), "Do what the test expects.",
            (
                Related("volume_of_customers is 106", Location("plan.yaml", 4, 26, 4, 29)),
                Related("the rule says so here", Location("rules/topic/test-rule.yaml", 10, 1, 10, 1)),
            ),
            "feedback[0].volume_offered",
        ),
    )  # fmt: skip


def test_a_missing_value_points_at_its_entry(tmp_path: Path) -> None:
    found = outcome(tmp_path, named(), "services:\n  - id: a\n    designated: true\n").findings[0]
    assert found.message == "the service a has the name (not given)"
    assert found.route == ("services", 0, "name")
    assert found.location == Location("plan.yaml", 3, 5, 3, 10)


def test_a_second_entry_of_one_id_names_the_first(tmp_path: Path) -> None:
    body = """\
    when: size(plan.services) > 0
    when_in_words: the plan has services
    require: {services: {unique_by: id}}
    if_absent: fail
    message: the id {entry.id} stands twice
    """
    found = outcome(tmp_path, body, "services:\n  - id: a\n  - id: b\n  - id: a\n").findings
    assert [(finding.message, finding.route) for finding in found] == [
        ("the id a stands twice", ("services", 2, "id"))
    ]
    assert found[0].related[0] == Related("it stands here first", Location("plan.yaml", 3, 9, 3, 10))


def test_a_list_inside_a_list_knows_its_parent(tmp_path: Path) -> None:
    body = """\
    for_each: services.standards
    when: parent.audience == "public"
    when_in_words: the service is for the public
    require: {metric: {present: true}}
    if_absent: fail
    message: the standard {item.id} of {parent.name} has no metric
    """
    plan = "services:\n- {name: A, audience: internal, standards: [{id: x}]}\n- {name: B, audience: public, standards: [{id: y, metric: days}, {id: z}]}\n"
    found = outcome(tmp_path, body, plan)
    assert [(f.message, f.route) for f in found.findings] == [
        ("the standard z of B has no metric", ("services", 1, "standards", 1, "metric"))
    ]
    assert found.judged == 2


def test_last_year_is_seen(tmp_path: Path) -> None:
    body = """\
    when: has(prior.goals)
    when_in_words: there is a plan of last year
    require: size(plan.goals) >= size(prior.goals)
    require_in_words: There are no fewer goals than last year.
    at: goals
    if_absent: fail
    message: '{size(plan.goals)} goals now, {size(prior.goals)} last year'
    """
    plan = "goals: [{id: a}]\n"
    assert outcome(tmp_path, body, plan).status is Status.NOT_APPLICABLE
    rulebook = load_one(tmp_path / "again", body)
    found = run(rulebook, HEAD + plan, prior=HEAD + "goals: [{id: a}, {id: b}]\n").outcomes[0]
    assert [finding.message for finding in found.findings] == ["1 goals now, 2 last year"]


FORCE = [
    ("old-law", "2024-06-29", Status.FAIL, ""),
    ("old-law", "2024-06-30", Status.NOT_IN_FORCE,
     "Old Law ended on 2024-06-30 (the New Law); the day of assessment is 2024-06-30"),
    ("new-law", "2024-06-29", Status.NOT_IN_FORCE,
     "New Law is in force from 2024-06-30; the day of assessment is 2024-06-29"),
    ("new-law", "2024-06-30", Status.FAIL, ""),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "day", "status", "reason"), FORCE)
def test_a_rule_is_in_force_with_its_authority(
    authority: str, day: str, status: Status, reason: str, tmp_path: Path
) -> None:
    body = named() + f"authorities: [{{id: {authority}, basis: true}}]\n"
    found = outcome(tmp_path, body, "services: [{id: a, designated: true}]", choice=Choice(as_of=day))
    assert (found.status, found.reason) == (status, reason)


@pytest.mark.parametrize(
    ("strength", "day", "level"),
    [
        ("must", "2024-01-01", Level.ERROR),
        ("definition", "2024-01-01", Level.ERROR),
        ("should", "2024-01-01", Level.WARNING),
        ("recital", "2024-06-29", Level.NOTE),
        ("recital", "2024-06-30", Level.ERROR),
    ],
)
def test_the_verb_decides_and_a_law_in_force_lifts_it(
    strength: str, day: str, level: Level, tmp_path: Path
) -> None:
    body = named() + "authorities: [{id: new-law, strength: must}]\n" if strength == "recital" else named()
    rulebook = load_one(tmp_path, body)
    path = tmp_path / "topic" / "test-rule.yaml"
    path.write_text(
        path.read_text().replace(
            "strength: must\nrationale",
            f"strength: {strength}\nstrength_reason: a test weighs it in its own way\nrationale",
        )
    )
    from checker.policy.rulebook import load_rulebook

    rulebook = load_rulebook(tmp_path)
    found = run(rulebook, HEAD + "services: [{id: a, designated: true}]", Choice(as_of=day)).outcomes[0]
    assert found.level is level
    assert {finding.level for finding in found.findings} == {level}


def test_an_unreadable_plan_is_red_and_nothing_passes(tmp_path: Path) -> None:
    assessment = run(load_one(tmp_path, named()), "services: [")
    assert assessment.rating is Rating.RED
    assert assessment.counts[Status.NOT_EVALUATED] == 1
    assert assessment.outcomes[0].reason == "the plan could not be read"


def test_a_plan_without_a_day_is_not_evaluated(tmp_path: Path) -> None:
    assessment = run(load_one(tmp_path, named()), "services: [{id: a}]")
    assert assessment.outcomes[0].status is Status.NOT_EVALUATED
    assert assessment.outcomes[0].reason == "the plan names no day of assessment (plan.as_of)"


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        (Choice(ignore=("test-rule",)), "ignored (--ignore)"),
        (Choice(ignore=("topic",)), "ignored (--ignore)"),
        (Choice(ignore=("S2",)), "ignored (--ignore)"),
        (Choice(ignore=("S2.p1.s66",)), None),
        (Choice(select=("S2.p1",)), None),
        (Choice(select=("S1.p1",)), "not selected (--select)"),
    ],
)
def test_a_dropped_rule_is_named_with_its_reason(choice: Choice, reason: str | None, tmp_path: Path) -> None:
    assessment = run(load_one(tmp_path, named()), HEAD + "services: []", choice)
    assert [dropped.reason for dropped in assessment.dropped] == ([reason] if reason else [])
    assert len(assessment.outcomes) + len(assessment.dropped) == 1


def test_a_message_names_the_ids_that_are_not_found(tmp_path: Path) -> None:
    """Only those of the field that the finding stands at, also inside a list."""
    body = (
        "require:\n"
        "  means.budget.initiative_ids: {refers_to: initiatives.id}\n"
        "  means.policy: {each: {initiative_ids: {refers_to: initiatives.id}}}\n"
        "if_absent: not_applicable\n"
        'message: "not there: {unknown}"\n'
    )
    plan = (
        "initiatives: [{id: a}]\n"
        "means:\n  budget: {initiative_ids: [a, b, c]}\n  policy: [{initiative_ids: [a]}, {initiative_ids: [d, a]}]\n"
    )
    found = outcome(tmp_path, body, plan).findings
    assert [finding.message for finding in found] == ["not there: b and c", "not there: d"]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("services: []", "owned by nobody, due no day, with none"),
        ("hisp: {assigned_office: {}}\nservices: []", "owned by nobody, due no day, with none"),
        ("capacity_assessment: {date: '2024-09-30'}\nmeans: {budget: {initiative_ids: []}}", "owned by nobody, due 2024-09-30, with none"),
        ("agency: {name: or}\nmeans: {budget: {initiative_ids: [a, b]}}", "owned by or, due no day, with a, b"),
    ],
)  # fmt: skip
def test_words_stand_for_what_is_not_there(tmp_path: Path, plan: str, said: str) -> None:
    body = (
        "require: {definitions: {present: true}}\nif_absent: fail\n"
        "message: owned by {plan.agency.name or nobody}, due {plan.capacity_assessment.date or no day}, with"
        " {plan.means.budget.initiative_ids or\n  none}\n"
    )
    assert [finding.message for finding in outcome(tmp_path, body, plan + "\n").findings] == [said]


def test_a_message_names_nothing_where_nothing_is_there(tmp_path: Path) -> None:
    body = (
        "require: {means.budget.initiative_ids: {present: true, refers_to: initiatives.id}}\n"
        'if_absent: fail\nmessage: "not there: {unknown}"\n'
    )
    found = outcome(tmp_path, body, "services: []\n").findings
    assert [finding.message for finding in found] == ["not there: (not given)", "not there: (not given)"]
