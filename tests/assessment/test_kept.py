"""A kept assessment comes back equal, or not at all."""

from hashlib import sha256

import pytest

from checker.assessment.assess import Choice, assess
from checker.assessment.kept import from_bytes, to_bytes
from checker.assessment.outcome import Assessment, Outcome, Status
from checker.location import Location
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.renames import Renamed
from checker.policy.rulebook import Rulebook
from tests.support.pack import load_one
from tests.support.plans import plan_of

PROFILE = Profile({"id": "all", "title": "All rules", "description": "Every rule of the pack."})
BODY = """\
for_each: services
when: {designated: {equals: true}}
require: {name: {matches: '^[A-Z]'}}
if_absent: fail
message: the service {item.id} has the name {item.name}
"""
HEAD = 'plan: {as_of: 2024-09-30, fiscal_year: 2024, title: "Plan \\u2028 \\U0001F600"}\n'
PLANS = {
    "a rule passes": (HEAD + "services: [{id: a, designated: true, name: A}]", Choice(), Status.PASS),
    "a rule fails, with other places named": (
        HEAD + "services:\n- &one {id: a, designated: true, name: a}\n- *one\n", Choice(), Status.FAIL),
    "a rule does not apply": (HEAD + "services: []", Choice(), Status.NOT_APPLICABLE),
    "a rule cannot be evaluated": (
        HEAD + "services: [{id: a, designated: true, name: [A]}]", Choice(), Status.NOT_EVALUATED),
    "what the outcome rests on is said": (
        HEAD + "services: []\nwaivers: [{rule_id: test-rule, reason: r, approved_by: a, expires: 2024-12-31}]",
        Choice(grounds=True), Status.NOT_APPLICABLE),
    "a file that cannot be read": ("plan: [\n", Choice(), Status.NOT_EVALUATED),
    "a rule was ignored": (HEAD, Choice("2024-01-01", (), ("test-rule",), ("as of", "ignored")), None),
}  # fmt: skip


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return load_one(tmp_path_factory.mktemp("pack"), BODY)


def assessed(case: str, rulebook: Rulebook) -> Assessment:
    text, choice, _ = PLANS[case]
    return assess(plan_of(text), rulebook, PROFILE, choice, Evaluator())


@pytest.mark.parametrize("case", PLANS)
def test_what_comes_back_equals_what_was_kept(case: str, rulebook: Rulebook) -> None:
    made = assessed(case, rulebook)
    assert [outcome.status for outcome in made.outcomes] == [PLANS[case][2]] * len(made.outcomes)
    back = from_bytes(to_bytes(made), rulebook.rules)
    assert back == made
    assert repr(back) == repr(made)  # the same types all the way down: a tuple is no list


def test_every_field_is_kept() -> None:
    """Who adds a field to one of these adds it to `kept`, and then here. `known` is set apart later, so never kept."""
    assert set(Outcome._fields) == {
        "rule", "status", "level", "findings", "judged", "routes", "reason", "determined", "waived",
        "rests_on", "known",
    }  # fmt: skip
    assert set(Assessment._fields) == {
        "plan", "plan_digest", "title", "agency", "fiscal_year", "as_of", "profile", "pack_digest", "problems", "outcomes",
        "dropped", "bypasses", "label", "prior", "renamed", "content_digest", "known", "waivers",
    }  # fmt: skip


def test_what_a_person_judged_and_last_years_plan_are_kept(rulebook: Rulebook) -> None:
    made = assessed("a rule passes", rulebook)
    made = made._replace(outcomes=(made.outcomes[0]._replace(determined=True, reason="judged by A. Person"),))
    made = made._replace(prior="last.yaml, fiscal year 2023")
    made = made._replace(renamed=(Renamed("old-rule", "test-rule", Location("p.yaml", 3, 1, 3, 9)),))
    assert from_bytes(to_bytes(made), rulebook.rules) == made


def test_rules_come_from_the_rulebook(rulebook: Rulebook) -> None:
    kept = to_bytes(assessed("a rule passes", rulebook))
    back = from_bytes(kept, rulebook.rules)
    assert back is not None
    assert back.outcomes[0].rule is rulebook.rules["test-rule"]
    assert b"It exists so that a test can look at it" not in kept


def test_no_byte_can_be_changed_or_cut_off(rulebook: Rulebook) -> None:
    kept = to_bytes(assessed("a rule fails, with other places named", rulebook))
    for index in range(0, len(kept), 7):
        changed = bytes([kept[index] ^ 1])
        assert from_bytes(kept[:index] + changed + kept[index + 1 :], rulebook.rules) is None
        assert from_bytes(kept[:index], rulebook.rules) is None


DAMAGED = {
    "nothing": b"",
    "not JSON": b"[1, 2",
    "not text": b"\xff\xfe\x00",
    "JSON of another shape": b'{"plan": "a"}',
    "a number": b"3",
    "too short": b'[[], [], [], [], ""]',
    "too deep": b"[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_under_a_checksum_that_fits_is_still_no_result(case: str, rulebook: Rulebook) -> None:
    content = DAMAGED[case]
    assert from_bytes(sha256(content).hexdigest().encode() + b"\n" + content, rulebook.rules) is None


def test_a_rule_that_is_gone_is_no_result(rulebook: Rulebook) -> None:
    assert from_bytes(to_bytes(assessed("a rule passes", rulebook)), {}) is None


def test_the_same_assessment_is_kept_as_the_same_bytes(rulebook: Rulebook) -> None:
    made = assessed("a rule passes", rulebook)
    assert to_bytes(made) == to_bytes(made._replace())


def test_the_plan_itself_is_not_kept(rulebook: Rulebook) -> None:
    """Text of the plan that a finding quotes is kept; the plan itself is not."""
    kept = to_bytes(
        assess(plan_of(HEAD + "services: []\nsecret: 1234\n"), rulebook, PROFILE, Choice(), Evaluator())
    )
    assert b"1234" not in kept
