"""What a finding is called in every version of a plan."""

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.identity import Identities, key
from checker.location import Route
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from tests.support.pack import load_one
from tests.support.plans import plan_of

DATA = {
    "services": [
        {"id": "passports", "standards": [{"id": "wait"}, {"id": "phone"}]},
        {"id": "visas", "name": "Visas", "stages": [{"name": "Apply"}, {"title": "Pay"}, {"position": 3}]},
        {"id": 7},
        {"id": "twice"},
        {"id": "twice"},
    ],
    "channels": ["web", "phone", "web", 3],
    "matrix": [[{"id": "a"}]],
}
ROUTES: dict[str, tuple[Route, str]] = {
    "the plan": ((), "(plan)"),
    "a field": (("plan", "as_of"), "plan.as_of"),
    "an entry by its id": (("services", 0), "services[id=passports]"),
    "an entry in an entry": (("services", 0, "standards", 1, "target"), "services[id=passports].standards[id=phone].target"),
    "the id goes before the name": (("services", 1), "services[id=visas]"),
    "by its name": (("services", 1, "stages", 0), "services[id=visas].stages[name=Apply]"),
    "by its title": (("services", 1, "stages", 1), "services[id=visas].stages[title=Pay]"),
    "without any, its place": (("services", 1, "stages", 2), "services[id=visas].stages[2]"),
    "an id that is no text": (("services", 2), "services[2]"),
    "an id that two share": (("services", 4), "services[4]"),
    "a text by itself": (("channels", 1), "channels[=phone]"),
    "a text that stands twice": (("channels", 2), "channels[2]"),
    "a number": (("channels", 3), "channels[3]"),
    "a list in a list": (("matrix", 0, 0), "matrix[0][id=a]"),
    "what is missing": (("services", 0, "owner", "name"), "services[id=passports].owner.name"),
    "an entry that is missing": (("services", 9, "owner"), "services[9].owner"),
    "below a text": (("channels", 1, "x", 0), "channels[=phone].x[0]"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROUTES)
def test_the_identity_of_a_route(case: str) -> None:
    route, expected = ROUTES[case]
    assert Identities(DATA).of(route) == expected


def test_of_a_plan_that_could_not_be_read_only_the_route_is_known() -> None:
    assert Identities(None).of(("services", 0, "id")) == "services[0].id"


BODY = """\
for_each: services
require: {name: {matches: '^[A-Z]'}}
if_absent: fail
message: the service {item.id} has the name {item.name}
"""
HEAD = "plan: {as_of: 2024-09-30, fiscal_year: 2024}\nservices:\n"
OLD = HEAD + "- {id: b, name: b}\n- {id: c, name: C}\n"
NEW = HEAD + "- {id: a, name: a}\n- {id: b, name: bb}\n- {id: c, name: C}\n"


def test_an_entry_put_before_another_does_not_rename_its_finding(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rulebook = load_one(tmp_path_factory.mktemp("pack"), BODY)
    profile = Profile({"id": "all", "title": "All rules", "description": "Every rule of the pack."})
    old, new = (
        [key(finding) for finding in assess(plan_of(text), rulebook, profile, Choice(), Evaluator()).outcomes[0].findings]
        for text in (OLD, NEW)
    )  # fmt: skip
    assert old == [("test-rule", "services[id=b].name")]
    assert new == [("test-rule", "services[id=a].name"), ("test-rule", "services[id=b].name")]


def test_a_problem_of_the_file_without_a_route_is_called_by_its_words(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rulebook = load_one(tmp_path_factory.mktemp("pack"), BODY)
    profile = Profile({"id": "all", "title": "All rules", "description": "Every rule of the pack."})
    made = assess(plan_of("plan: 1\nplan: 2\n"), rulebook, profile, Choice(), Evaluator())
    assert key(made.problems[0]) == ("duplicate-key", "the key plan stands a second time in the same mapping")
