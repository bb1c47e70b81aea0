"""What is wrong with generated plans: what people get wrong in real ones, at the rate at which it is seldom or common."""

from collections.abc import Callable
from random import Random
from typing import Any

from checker.assessment.place import value_digest

Plan = dict[str, Any]


def mistakes(chance: Random, data: Plan) -> None:
    """Make some mistakes, or none."""
    for make in chance.sample(_MISTAKES, chance.choice((0, 0, 1, 1, 2, 2, 3, 4, 6))):
        make(chance, data)


def ruin(chance: Random, text: str) -> str:
    """The file itself damaged, once in forty times."""
    how = chance.random()
    if how < 0.01:
        return text[: chance.randrange(200, len(text))] + "\n  - {unfinished: ["
    if how < 0.02:
        return text.replace("\nservices:", "\n<<<<<<< HEAD\nservices:\n=======\n>>>>>>> theirs", 1)
    return text.replace("\n  ", "\n\t", 1) if how < 0.025 else text


def waivers(chance: Random, data: Plan) -> list[Plan]:
    """Waivers of services: most for the value that stands there, one in five for another, some over."""
    found: list[Plan] = []
    for service in chance.sample(data["services"], min(2, len(data["services"]))):
        digest = value_digest(data, ("services", data["services"].index(service)))
        found += [_waiver(chance, rule, service, digest) for rule in chance.sample(_WAIVED, 2)]
    return found


def _waiver(chance: Random, rule: str, service: Plan, digest: str) -> Plan:
    return {
        "rule": rule, "route": f"services[id={service.get('id', 'main')}]",
        "reason": chance.choice(("the system is replaced in spring", "State law asks for it", "a study is under way")),
        "approved_by": "C. Person, deputy head", "approved_on": "2022-06-01",
        "expires": chance.choice(("2022-12-01", "2023-02-15", "2026-12-15", "2027-09-30")),
        "value_digest": digest if chance.random() < 0.8 else f"sha256:{'0' * 64}",
    }  # fmt: skip


_WAIVED = (
    "service-shows-six-qualities", "service-names-underserved-communities", "channel-site-listed",
    "digital-channels-show-accessibility",
)  # fmt: skip


def _quarter(chance: Random, data: Plan) -> Plan:
    return chance.choice(data.get("feedback") or [{}])


def _service(chance: Random, data: Plan) -> Plan:
    return chance.choice(data["services"] or [{}])


def _more_answers_than_customers(chance: Random, data: Plan) -> None:
    quarter = _quarter(chance, data)
    customers = quarter.get("volume_of_customers")
    quarter["volume_of_respondents"] = 2 * customers + 1 if isinstance(customers, int) else 1_000


def _sum_is_wrong(chance: Random, data: Plan) -> None:
    for answer in _quarter(chance, data).get("responses", ())[:1]:
        answer["n"] = (answer.get("n") or 0) + chance.randint(1, 900)


def _number_as_words(chance: Random, data: Plan) -> None:
    _quarter(chance, data)["volume_of_customers"] = chance.choice(
        ("about 12,000", "N/A", "12.000", "see annex")
    )


def _survey_is_nowhere(chance: Random, data: Plan) -> None:
    _quarter(chance, data)["survey_id"] = "survey-of-last-year"


def _quarter_five(chance: Random, data: Plan) -> None:
    _quarter(chance, data)["quarter"] = chance.choice((0, 5, "Q3", "third"))


def _same_quarter_twice(chance: Random, data: Plan) -> None:
    if data.get("feedback"):
        data["feedback"].append(dict(chance.choice(data["feedback"])))


def _misspelt(chance: Random, data: Plan) -> None:
    service = _service(chance, data)
    for name in chance.sample(sorted(service), min(1, len(service))):
        service[name[:-1] if len(name) > 3 else f"{name}s"] = service.pop(name)


def _other_kind(chance: Random, data: Plan) -> None:
    _service(chance, data)["kind"] = chance.choice(("Benefits", "other", "service", 7))


def _not_a_date(chance: Random, data: Plan) -> None:
    data["plan"]["as_of"] = chance.choice(("30 September 2026", "2026-09-31", "09/30/2026"))


def _no_such_channel(chance: Random, data: Plan) -> None:
    _service(chance, data)["channels"] = ["web site", "fax"]


def _nobody_named(_: Random, data: Plan) -> None:
    for role in ("lead_service_official", "submitted_by", "head"):
        data["agency"].pop(role, None)


def _milestones_late(chance: Random, data: Plan) -> None:
    for initiative in data.get("initiatives", ()):
        for milestone in initiative.get("milestones", ()):
            if chance.random() < 0.5:
                milestone |= {"due": "2021-01-31", "status": "on_track"}


def _target_below_baseline(chance: Random, data: Plan) -> None:
    for goal in data.get("goals", ()):
        if isinstance(goal.get("baseline"), int | float) and chance.random() < 0.5:
            goal["target"] = goal["baseline"] - 1


def _no_definitions(_: Random, data: Plan) -> None:
    data.pop("definitions", None)


def _placeholder(chance: Random, data: Plan) -> None:
    _service(chance, data)["description"] = chance.choice(("TBD", "tbd", "…", "", "Lorem ipsum"))


def _control_number(chance: Random, data: Plan) -> None:
    for survey in data.get("voice_of_customer", {}).get("surveys", ())[:2]:
        survey["omb_control_number"] = chance.choice(("1234", "9901-01O1", "", "pending"))


_MISTAKES: tuple[Callable[[Random, Plan], None], ...] = (
    _more_answers_than_customers, _sum_is_wrong, _number_as_words, _survey_is_nowhere, _quarter_five, _same_quarter_twice,
    _misspelt, _other_kind, _not_a_date, _no_such_channel, _nobody_named, _milestones_late, _target_below_baseline,
    _no_definitions, _placeholder, _control_number,
)  # fmt: skip
