"""What a plan says of its year in numbers: literal figures, where they stand, and what is said where there are none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from checker.measures.measured import Measured
from checker.measures.year import YearMeasures
from tests.measures.made import ODD, measured

PLAN = Path(__file__).parents[2] / "agency_plans/fy2026/department-of-public-services.yaml"


@pytest.fixture(scope="module")
def dps() -> YearMeasures:
    return measured(PLAN.read_text())


def lines(number: Measured) -> list[str]:
    written = PLAN.read_text().splitlines()
    return [written[place.line - 1].strip() for place in number.places]


def test_a_quarter_of_a_survey(dps: YearMeasures) -> None:
    quarter = dps.quarters[0]
    assert (quarter.about, quarter.survey, quarter.name) == ("household-relief", "relief-survey", "FY2026 Q1")
    assert (quarter.audience, quarter.channel, quarter.kind) == ("public", "website", "post_interaction")
    assert quarter.response_rate.value == 19600 / 309000
    assert lines(quarter.response_rate) == ["volume_offered: 309000", "volume_of_respondents: 19600"]
    trust = quarter.questions[0]
    assert (trust.driver, trust.scale, trust.answered.value) == ("trust", "likert_5", 19600)
    assert trust.mean.value == 74872 / 19600
    assert trust.positive.value == 13524 / 19600
    assert set(lines(trust.mean)) == {"counts: [1764, 1372, 2940, 6076, 7448]"}
    assert dict(quarter.negative)["efficiency"].value == 2491
    assert quarter.flags == ()


def test_thumbs_have_a_share_of_thumbs_up(dps: YearMeasures) -> None:
    calls = next(quarter for quarter in dps.quarters if quarter.survey == "relief-call-survey")
    trust = calls.questions[0]
    assert (trust.scale, trust.answered.value, trust.positive.value) == ("thumbs_up_down", 15100, 0.78)
    assert lines(trust.positive) == ["down: 3322", "up: 11778"]


def test_the_year_of_a_survey(dps: YearMeasures) -> None:
    year = dps.survey_years[0]
    assert (year.survey, year.fiscal_year, year.quarters) == ("relief-survey", 2026, 4)
    assert (year.customers.value, year.offered.value, year.respondents.value) == (1699000, 1274000, 82700)
    assert year.response_rate.value == 82700 / 1274000


def test_a_standard_a_goal_and_a_result(dps: YearMeasures) -> None:
    standard = dps.services[0].standards[0]
    assert (standard.id, standard.target.value, standard.actual.value, standard.is_met) == (
        "relief-decision", 90, 88.4, False,
    )  # fmt: skip
    assert standard.way.value == 174 / 190
    assert [service.id for service in dps.designated] == [
        "household-relief",
        "trade-license",
        "employee-travel",
    ]
    assert dps.goals[0].id == "faster-relief"
    assert (dps.results[0].change.value, dps.results[0].change.places[0].line) == (
        6.4,
        dps.results[0].value.places[0].line,
    )


def test_capacity_is_added_up_from_its_functions(dps: YearMeasures) -> None:
    found = dps.capacity
    assert (found.total.value, found.maximum.value, found.prior.value, found.change.value) == (25, 35, 22, 3)
    assert (found.stated.value, found.share.value) == (25, 25 / 35)
    assert [one.change.value for one in found.functions] == [1, 0, 1, 0, 1]


def test_hours_their_pace_and_the_time_saved(dps: YearMeasures) -> None:
    typed, paper = dps.burden.manual_entry, dps.burden.paperwork
    assert (typed.pace.value, typed.years_left.value) == (65800, 137200 / 65800)
    assert lines(typed.pace) == ["prior: 310600", "current: 244800"]
    assert (paper.pace.value, paper.years_left) == (
        -22000, Measured(None, paper.years_left.places, "at this pace the target is never reached"),
    )  # fmt: skip
    assert (dps.burden.forms.value, dps.burden.forms_prior.value) == (3298000, 3290000)
    relief = dps.burden.time_tax[0]
    assert (relief.saved_since_last_year.value, relief.saved_since_start.value) == (690800, 1381600)
    pay = dps.burden.time_tax[3]
    assert pay.saved_since_last_year.why == "the plan gives no yearly volume for it"


def test_root_causes_and_whom_they_are_taken_to(dps: YearMeasures) -> None:
    assert {cause.id: cause.asked_of for cause in dps.causes if cause.asked_of} == {
        "attestation-in-statute": "Congress"
    }
    assert [cause.overdue.why for cause in dps.causes if not cause.is_open] == ["it is resolved"]


def test_the_workforce_is_heard(dps: YearMeasures) -> None:
    assert {one.name: one.rate.value for one in dps.mechanisms} == {
        "Front-line council": 22 / 24, "Pulse": 15900 / 37200, "Travel workshop": 31 / 40,
        "Line to the Deputy Under Secretary": 412 / 37200,
    }  # fmt: skip


SMALL = """
plan: {fiscal_year: 2026}
services: [{id: a, name: A service, audience: internal}]
voice_of_customer: {surveys: [{id: s, service_id: a, audience: internal, scale: likert_5}]}
feedback:
  - {service_id: a, survey_id: s, fiscal_year: 2026, quarter: 1, volume_of_customers: 900, volume_offered: 800,
     volume_of_respondents: 6, responses: [{driver: trust, counts: [0, 0, 1, 2, 3], n: 7}]}
  - {service_id: a, survey_id: s, fiscal_year: 2026, quarter: 2, volume_of_customers: 900, volume_offered: 800,
     volume_of_respondents: 60, responses: [{driver: trust, counts: [0, 0, 10, 20, 30]}, {driver: ease, counts: [1, 0, 0, 0, 1]}]}
  - {service_id: a, survey_id: s, fiscal_year: 2026, quarter: 3, volume_of_customers: 900, volume_offered: 800,
     volume_of_respondents: 30, responses: [{driver: trust, counts: [0, 0, 5, 10, 15]}]}
"""


def test_results_of_few_people_are_held_back_with_what_would_tell_them() -> None:
    found = measured(SMALL)
    assert found.threshold.value == 10
    assert [quarter.respondents.why for quarter in found.quarters] == [
        "held back: fewer than 10 people", "", "held back: a smaller figure could be worked out with it",
    ]  # fmt: skip
    first, second, third = found.quarters
    for number in (first.respondents, first.response_rate, *first.questions[0][4:7], second.questions[1].mean,
                   third.respondents, third.response_rate, third.questions[0].answered):  # fmt: skip
        assert (number.value, number.places) == (None, ())
    assert [flag.text for flag in first.flags] == [
        "The counts of a question do not add up to its number of answers.",
    ]  # fmt: skip
    assert third.questions[0].mean.value == 130 / 30
    assert found.survey_years[0].respondents.value == 96


@settings(max_examples=60, deadline=None)
@given(some.lists(some.integers(0, 30), min_size=1, max_size=4))
def test_whoever_knows_all_that_is_shown_learns_of_no_small_quarter(people: list[int]) -> None:
    entries = "".join(
        f"  - {{survey_id: s, fiscal_year: 2026, quarter: {number}, volume_offered: 800, volume_of_respondents: {answered},"
        f" responses: [{{driver: trust, counts: [0, 0, 0, 0, {answered}], point_scale: 5}}]}}\n"
        for number, answered in enumerate(people, 1)
    )
    found = measured(f"plan: {{fiscal_year: 2026}}\nfeedback:\n{entries}")
    hidden = [quarter.respondents.value is None for quarter in found.quarters]
    for quarter, answered, is_hidden in zip(found.quarters, people, hidden, strict=True):
        assert is_hidden or not 0 < answered < 10
        numbers = (quarter.respondents, quarter.response_rate, quarter.questions[0].answered)
        assert [number.value is None for number in numbers] == [is_hidden] * 3
    total = found.survey_years[0]
    if any(hidden) and total.respondents.value is not None:
        rest = total.respondents.value - sum(quarter.respondents.value or 0 for quarter in found.quarters)
        assert sum(hidden) > 1
        assert rest >= 10
    assert (total.response_rate.value is None) == (total.respondents.value is None)


def test_a_plan_may_promise_another_threshold() -> None:
    found = measured(SMALL + "protections: {confidentiality: {small_cell_threshold: 5}}\n")
    assert (found.threshold.value, found.quarters[0].respondents.value) == (5, 6)
    assert found.quarters[1].questions[1].mean.why == "held back: fewer than 5 people"


def test_a_plan_with_any_mistakes_is_measured_and_says_what_is_missing() -> None:
    found = measured(ODD)
    assert found.fiscal_year is None
    assert (found.threshold.value, found.threshold.why) == (10, "the plan gives a negative number")
    quarter = found.quarters[0]
    assert (quarter.name, quarter.offer_rate.why) == (
        "FY2022 Q?",
        "more people were offered the survey than came",
    )
    assert [one.mean.why for one in quarter.questions] == [
        "the plan gives no number that can be used",
        "the plan gives 2 counts for a scale of 5 points",
        "the plan does not give how often each answer was chosen",
        "the plan does not say how many points the scale has",
    ]
    assert [flag.kind for flag in quarter.flags] == [
        "quarter-missing", "survey-unknown", "volume-missing", "offered-over-customers", "counts-unusable", "scale-unknown",
        "trust-missing",
    ]  # fmt: skip
    assert quarter.flags[3].text == "The survey was offered to 42,080,180 people, and only 13,441 came."
    first = found.services[0].standards[0]
    assert [number.why for number in (first.target, first.actual, first.baseline)] == [
        "the plan gives no number that can be used", "the plan gives no number that can be used", "the plan gives no number that can be used",
    ]  # fmt: skip
    assert found.services[0].standards[1].way.why == "baseline and target are the same"
    assert found.burden.manual_entry.pace.why == "the plan gives no number that can be used"
    assert [cause.overdue.why for cause in found.causes] == [
        "the plan gives no day of the calendar", "the plan gives no date",
    ]  # fmt: skip
    assert found.capacity.total.why == "the figure of measurement is missing"


def test_an_empty_plan_is_measured() -> None:
    found = measured("plan: {}\n", "")
    assert (found.services, found.quarters, found.capacity.is_given) == ((), (), False)
    assert found.burden.paperwork.current == Measured(None, (), "the plan does not give it")


VALUES = some.recursive(
    some.sampled_from(
        ["~", "no", "-1", "0", "3", "4.5", ".nan", ".inf", "1e999", "x", "2024-02-30", "99999999999999999999"]
    ),
    lambda inner: (
        some.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | inner.map(lambda item: "{counts: " + item + ", current: " + item + ", driver: trust}")
    ),
    max_leaves=4,
)
BLOCKS = ["services", "feedback", "burden", "capacity_assessment", "root_causes", "goals", "shared_services", "plan", "hisp",
          "business_processes", "voice_of_customer", "measured_results", "protections"]  # fmt: skip
FIELDS = ["responses", "volume_offered", "volume_of_respondents", "standards", "customer_minutes", "functions", "considered",
          "fiscal_year", "quarter", "resolution", "time_tax", "surveys", "drivers", "last_evaluated", "confidentiality"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.sampled_from(BLOCKS), some.lists(some.tuples(some.sampled_from(FIELDS), VALUES), max_size=4, unique_by=lambda f: f[0]),
       some.booleans())  # fmt: skip
def test_no_value_of_a_plan_stops_it(block: str, fields: list[tuple[str, str]], as_list: bool) -> None:
    inside = "{" + ", ".join(f"{name}: {value}" for name, value in fields) + "}"
    text = f"schema_version: '1.0'\n{block}: {f'[{inside}]' if as_list else inside}\n"
    measured(text)
