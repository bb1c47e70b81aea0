"""The parts that are arithmetic: what they say of plans whose figures are known, and what they keep to themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.annual.compose import agency_report
from checker.annual.parts.amendment import amendment
from checker.annual.parts.capacity import capacity
from checker.annual.parts.designation import designation
from checker.annual.parts.performance import performance
from checker.annual.parts.root_causes import root_causes
from checker.annual.report import Block, Cell, Kind, Part, Plot, Points, Sentence, Table, Trend
from checker.annual.year import Account
from checker.plan.read import ReadPlan
from checker.policy.rulebook import Rulebook, load_rulebook
from checker.resources import resource
from tests.annual.years import account, read_text
from tests.measures.made import ODD

PLANS = Path(__file__).parents[2] / "agency_plans"
MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(resource("rules"))


@pytest.fixture(scope="module")
def dps(rulebook: Rulebook) -> Account:
    names = ("fy2026", "fy2025")
    reads = [
        read_text(f"{name}.yaml", (PLANS / name / "department-of-public-services.yaml").read_text())
        for name in names
    ]
    return account(rulebook, reads)


def one_year(rulebook: Rulebook, *texts: str) -> Account:
    return account(rulebook, [read_text(f"plan-{number}.yaml", text) for number, text in enumerate(texts)])


def tables(part: Part) -> dict[str, Table]:
    found = {block.name: block for block in part.blocks if isinstance(block, Table)}
    return found | {block.data.name: block.data for block in part.blocks if isinstance(block, Plot)}


def words(table: Table, row: str) -> list[str]:
    return next([cell.text for cell in cells[1:]] for cells in table.rows if cells[0].text == row)


def sentences(part: Part, kind: Kind) -> list[str]:
    return [sentence.text for block in part.blocks for sentence in _sentences(block) if sentence.kind is kind]


def _sentences(block: Block) -> Iterator[Sentence]:
    if isinstance(block, Sentence):
        yield block
    if isinstance(block, Points):
        yield from block.items


def test_designation(dps: Account) -> None:
    part = designation(dps)
    assert words(tables(part)["designated-services"], "Booking official travel and getting paid back") == [
        "the workforce", "fiscal year 2026", "volume of transactions and critical nature",
        "New in fiscal year 2026, because travelers waited 19 days for their own money.", "new this year",
    ]  # fmt: skip
    assert sentences(part, Kind.SAID) == [
        "Department of Public Services: designated as a High Impact Service Provider by Director of OMB, in fiscal year 2023.",
        "Why: large customer base and critical effect.",
        "3 services of 5 are designated for prioritized improvement.",
        "Every service that was designated in fiscal year 2025 is designated again.",
    ]


def test_a_designation_that_ended_is_told(rulebook: Rulebook) -> None:
    last = "plan: {fiscal_year: 2025}\nservices: [{id: a, name: Permits, designated: true}, {id: b, name: Tolls, designated: true}]"
    now = "plan: {fiscal_year: 2026}\nhisp: {designated: true}\nservices: [{id: a, name: Permits, designated: false}]"
    part = designation(one_year(rulebook, now, last))
    assert sentences(part, Kind.CAUTION) == [
        "Permits was designated last year and is not any more. The plan does not say why.",
        "Tolls was designated last year. This year's plan does not name it.",
    ]
    assert sentences(part, Kind.MISSING) == [
        "The plan designates no service for prioritized improvement (services.designated)."
    ]


def test_capacity(dps: Account) -> None:
    part = capacity(dps)
    assert words(tables(part)["capacity"], "All five") == ["25", "35", "22", "+3", ""]
    assert "All five functions together reach 25 of 35 points, 71.4%." in sentences(part, Kind.SAID)
    assert sentences(part, Kind.MISSING) == []


def test_a_total_that_does_not_add_up_and_another_score_of_last_year_are_told(rulebook: Rulebook) -> None:
    names = (
        "measurement",
        "governance_strategy",
        "culture_organization",
        "customer_understanding",
        "service_design",
    )
    functions = ", ".join(f"{name}: {{score: 4, maximum: 7, prior_score: 3}}" for name in names)
    now = f"plan: {{fiscal_year: 2026}}\ncapacity_assessment: {{total: 25, functions: {{{functions}}}}}"
    last = "plan: {fiscal_year: 2025}\ncapacity_assessment: {functions: {measurement: {score: 2}}}"
    part = capacity(one_year(rulebook, now, last))
    assert sentences(part, Kind.CAUTION) == [
        "The plan states a total of 25; its five functions add up to 20.",
        "Measurement: this year's plan gives 3 for last year, last year's plan gave 2.",
    ]


def test_the_public_and_the_workforce_stand_beside_each_other(dps: Account) -> None:
    part = performance(dps)
    table = tables(part)["public-and-workforce"]
    assert [column.title for column in table.columns] == ["What was measured", "The public", "The workforce"]
    assert words(table, "People who answered, all surveys of the year") == ["155,147", "20,950"]
    assert words(table, "Standards that meet their target") == ["7", "1"]


def test_answers_beside_those_of_a_year_before(dps: Account) -> None:
    table = tables(performance(dps))["answers-household-relief"]
    assert [cell.text for cell in table.rows[0]] == [
        "FY2026 Q1", "How was applying for Household Relief?", "the public", "trust", "5 points", "19,600", "3.82 of 5", "69.0%",
        "3.63 of 5", "+0.19",
    ]  # fmt: skip
    assert {place.file for place in table.rows[0][-1].places} == {"fy2026.yaml", "fy2025.yaml"}


def test_drivers_up_and_down(dps: Account) -> None:
    table = tables(performance(dps))["drivers-household-relief"]
    assert [[cell.text for cell in row] for row in table.rows[:2]] == [
        ["FY2026 Q1", "How was applying for Household Relief?", "what made the difference", "5,545", "5,139", "2,975", "2,570", "2,029",
         "811", "406"],
        ["FY2026 Q1", "How was applying for Household Relief?", "what could have been better", "1,701", "1,701", "2,491", "1,458", "304",
         "425", "365"],
    ]  # fmt: skip


def test_a_trend_says_what_it_shows(dps: Account) -> None:
    plots = {block.name: block for block in performance(dps).blocks if isinstance(block, Plot)}
    plot = plots["trend-trust-household-relief-likert-5"]
    assert isinstance(plot.drawn, Trend)
    assert plot.drawn.labels == tuple(
        f"FY{year} Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)
    )
    assert plot.drawn.lines[0].values == (3.63, 3.67, 3.8, 3.8, 3.82, 3.88, 4.0, 4.01)
    assert (
        plot.alternative
        == "How was applying for Household Relief?: rose from 3.63 in FY2025 Q1 to 4.01 in FY2026 Q4 (mean of 5 points)."
    )
    assert plots["targets-2"].alternative == (
        "0 of 1 standard in points of 7 meets its target. Not met: Booking official travel and getting paid back: mean satisfaction of "
        "travelers: 5.28 where 5.5 is the target."
    )


_SURVEY = """
services: [{id: a, name: Permits, audience: internal}]
voice_of_customer: {surveys: [{id: s, title: Our survey, service_id: a, audience: internal, scale: SCALE}]}
feedback:
  - {service_id: a, survey_id: s, fiscal_year: YEAR, quarter: 1, volume_of_customers: 900, volume_offered: 800,
     volume_of_respondents: 100, responses: [{driver: trust, text: WORDS, ANSWERS}]}
"""


def _plan(year: int, words: str, answers: str, scale: str = "likert_5") -> str:
    text = (
        _SURVEY.replace("YEAR", str(year))
        .replace("WORDS", words)
        .replace("ANSWERS", answers)
        .replace("SCALE", scale)
    )
    return f"plan: {{fiscal_year: {year}}}{text}"


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (
            _plan(2025, "I trust the office more.", "counts: [10, 10, 20, 30, 30]"),
            "The question read “I trust the office more.” then and reads “I trust the office.” now.",
        ),
        (
            _plan(2025, "I trust the office.", "up: 60, down: 40", "thumbs_up_down"),
            "The scale was thumbs up or down then and is 5 points now.",
        ),
    ],
)
def test_what_was_asked_otherwise_is_not_compared(rulebook: Rulebook, before: str, why: str) -> None:
    part = performance(
        one_year(rulebook, _plan(2026, "I trust the office.", "counts: [10, 10, 10, 30, 40]"), before)
    )
    assert [cell.text for cell in tables(part)["answers-a"].rows[0][-2:]] == ["not compared", "not compared"]
    assert f"Our survey, trust: FY2026 Q1 is not compared with FY2025 Q1. {why}" in sentences(
        part, Kind.CAUTION
    )
    assert not any(isinstance(block, Plot) for block in part.blocks)


def test_another_survey_of_a_year_before_is_named_and_not_compared(rulebook: Rulebook) -> None:
    now = _plan(2026, "I trust it.", "counts: [0, 0, 0, 50, 50]")
    last = (
        now.replace("2026", "2025")
        .replace("survey_id: s", "survey_id: old")
        .replace("id: s, title: Our survey", "id: old, title: Our old survey")
    )
    part = performance(one_year(rulebook, now, last))
    assert (
        "Our survey (channel not given): FY2026 Q1 is not compared with FY2025 Q1, because another survey asked then: “Our old survey (channel not given)”."
        in (sentences(part, Kind.CAUTION))
    )
    alone = performance(one_year(rulebook, now))
    assert "Permits: no plan gives results of a year before for FY2026 Q1." in sentences(alone, Kind.MISSING)


def test_thumbs_are_compared_by_their_share(rulebook: Rulebook) -> None:
    years = [
        _plan(year, "I trust it.", f"up: {up}, down: {100 - up}", "thumbs_up_down")
        for year, up in ((2026, 70), (2025, 75))
    ]
    part = performance(one_year(rulebook, *years))
    assert [cell.text for cell in tables(part)["answers-a"].rows[0][5:]] == [
        "100", "none", "70.0%", "75.0%", f"{MINUS}5.0 percentage points",
    ]  # fmt: skip


def test_where_two_plans_report_a_quarter_differently_it_is_told(rulebook: Rulebook) -> None:
    now = _plan(2026, "I trust it.", "counts: [0, 0, 0, 50, 50]")
    again = now.replace("fiscal_year: 2026}\n", "fiscal_year: 2025}\n", 1).replace(
        "[0, 0, 0, 50, 50]", "[0, 0, 0, 100, 0]"
    )
    part = performance(one_year(rulebook, now, again))
    assert (
        "Our survey, FY2026 Q1: the score for trust is 4.50, and in the plan of fiscal year 2025 4.00."
        in sentences(part, Kind.CAUTION)
    )


def test_no_line_and_no_word_tells_a_small_group(rulebook: Rulebook) -> None:
    few = _plan(2026, "I trust it.", "counts: [0, 0, 1, 1, 5]").replace(
        "volume_of_respondents: 100", "volume_of_respondents: 7"
    )
    told = agency_report(one_year(rulebook, few))
    row = tables(next(part for part in told.parts if part.name == "performance"))["answers-a"].rows[0]
    assert [cell.text for cell in row[5:8]] == ["held back: fewer than 10 people"] * 3
    assert not [
        line.text for line in told.lines if "volume_of_respondents" in line.text or "counts" in line.text
    ]
    part = next(part for part in told.parts if part.name == "performance")
    places = {
        place.line
        for table in tables(part).values()
        for cells in table.rows
        for cell in cells
        for place in cell.places
    }
    written = few.splitlines()
    assert not [written[line - 1] for line in places if "volume_of_respondents" in written[line - 1]]


def test_a_finding_on_figures_of_few_people_is_told_without_them(rulebook: Rulebook) -> None:
    few = _plan(2026, "I trust it.", "counts: [0, 0, 1, 1, 6]").replace(
        "volume_of_respondents: 100", "volume_of_respondents: 7"
    )
    few = few.replace("{driver: trust", "{question_number: 1, driver: trust").replace(
        "2026}", "2026, as_of: 2026-09-30}", 1
    )
    told = agency_report(one_year(rulebook, few))
    found = [
        row[0].text
        for name, table in tables(next(part for part in told.parts if part.name == "findings")).items()
        for row in table.rows
    ]
    mine = [text for text in found if text.endswith("(counts-within-respondents)")]
    assert mine == [
        "No question has more counted answers than there are respondents: not so; the figures are held back, because they tell of few people "
        "(counts-within-respondents)"
    ]
    assert not [text for text in found if "8" in text and "7" in text]


def test_a_line_that_holds_a_small_figure_is_not_shown_though_another_figure_leads_to_it(
    rulebook: Rulebook,
) -> None:
    text = """\
plan: {fiscal_year: 2026}
feedback:
  - {survey_id: s, fiscal_year: 2026, quarter: 1, volume_of_customers: 900, volume_of_respondents: 7}
measured_results:
  - {id: r, about: trust, audience: internal, metric: trust, value: 61.5, prior_value: 60, sample: 4}
"""
    told = agency_report(one_year(rulebook, text))
    shown = {line.line: line.text for line in told.lines}
    assert (shown[3], shown[5]) == ("not shown: it tells of few people", "not shown: it tells of few people")
    cells = tables(next(part for part in told.parts if part.name == "performance"))["other-results"].rows[0]
    assert cells[3].text == "held back: fewer than 10 people"


def test_business_processes_shared_services_hours_and_minutes(dps: Account) -> None:
    part = amendment(dps)
    found = tables(part)
    assert words(found["shared-services-by-function"], "cybersecurity") == ["1", "0", "0", "0"]
    assert words(found["hours"], "All manual data entry") == [
        "338,200", "310,600", "244,800", "107,600", "+65,800", f"{MINUS}21.2%", "2.1",
    ]  # fmt: skip
    assert words(found["time-tax"], "Booking official travel and getting paid back") == [
        "the workforce", "85", "82", "55", "25", "96,000", "+43,200", "+48,000",
    ]  # fmt: skip
    assert words(found["workforce-mechanisms"], "Pulse")[1:4] == ["37,200", "15,900", "42.7%"]
    assert (
        "All manual data entry: 244,800 hours a year now, 65,800 fewer than last year (21.2%). At this pace the target is reached in 2.1 years."
        in sentences(part, Kind.SAID)
    )
    assert (
        "All paperwork: 3,312,000 hours a year now, 22,000 more than last year (0.67%). At this pace the target is never reached."
        in sentences(part, Kind.CAUTION)
    )
    assert (
        "8 of 10 business processes evaluated in fiscal year 2026: 2 of 2 for the public, 4 of 5 for the workforce and 2 of 3 for both together."
        in sentences(part, Kind.SAID)
    )


_HOURS = "plan: {fiscal_year: YEAR}\nburden: {manual_data_entry_hours: {HOURS, current: NOW, target: 100}}"


def _hours(year: int, now: int, more: str = "baseline: 900") -> str:
    return _HOURS.replace("YEAR", str(year)).replace("NOW", str(now)).replace("HOURS", more)


def test_last_years_plan_gives_the_hours_that_this_one_leaves_out(rulebook: Rulebook) -> None:
    part = amendment(one_year(rulebook, _hours(2026, 400), _hours(2025, 500)))
    assert words(tables(part)["hours"], "All manual data entry") == [
        "900",
        "500",
        "400",
        "100",
        "+100",
        f"{MINUS}20.0%",
        "3.0",
    ]
    plot = next(block for block in part.blocks if isinstance(block, Plot))
    assert (
        plot.alternative == "All manual data entry: fell from 500 in FY2025 to 400 in FY2026 (hours a year)."
    )
    two_years = amendment(one_year(rulebook, _hours(2026, 400), _hours(2024, 500)))
    assert words(tables(two_years)["hours"], "All manual data entry")[1:2] == ["not given"]
    assert sentences(two_years, Kind.MISSING)[3] == (
        "All manual data entry: the pace of reduction cannot be worked out, because no plan gives the hours of last year (burden.manual_data_entry_hours)."
    )


def test_a_fictional_agency_that_corrected_last_years_hours_is_told_so(dps: Account) -> None:
    told = "All manual data entry: this year's plan gives 310,600 hours for last year, last year's plan gave 305,400."
    assert told in sentences(amendment(dps), Kind.CAUTION)


def test_hours_that_two_plans_give_differently_are_told(rulebook: Rulebook) -> None:
    part = amendment(one_year(rulebook, _hours(2026, 400, "prior: 450"), _hours(2025, 500)))
    assert (
        "All manual data entry: this year's plan gives 450 hours for last year, last year's plan gave 500."
        in sentences(part, Kind.CAUTION)
    )


def test_buying_outside_without_all_approvals_is_told(rulebook: Rulebook) -> None:
    text = """\
plan: {fiscal_year: 2026}
business_processes: [{id: buy, name: Small purchases}]
shared_services: {considered: [{process_id: buy, function: acquisition, decision: outside, business_case: {approved_by: [agency_cio, omb]}}]}
"""
    assert (
        "Small purchases is bought outside the marketplace; the business case lacks the approval of the point of contact and the QSMO."
        in (sentences(amendment(one_year(rulebook, text)), Kind.CAUTION))
    )


def test_root_causes_by_source_and_their_asks(dps: Account) -> None:
    found = tables(root_causes(dps))
    assert words(found["root-causes-by-source"], "statutory") == ["1", "1", "0", "0", "1", "0"]
    assert words(found["root-causes-by-source"], "all") == ["6", "5", "0", "1", "4", "5"]
    assert [[cell.text for cell in row] for row in found["asks"].rows] == [[
        "Congress", "Ask Congress to let data that the Department already holds count as the attestation.",
        "Section 9 of the Household Relief Act (fictional) asks every household for an attestation every year.",
        "escalated: OMB, with draft legislation for Congress", "2027-02-01",
    ]]  # fmt: skip


def test_what_is_missing_is_said_in_its_place(rulebook: Rulebook) -> None:
    found = one_year(rulebook, "plan: {fiscal_year: 2026}")
    assert {part.name: sentences(part, Kind.MISSING) for part in (build(found) for build in (designation, capacity, performance, amendment, root_causes))} == {
        "designation": [
            "The plan does not say whether OMB has designated the provider as a High Impact Service Provider (hisp.designated).",
            "The plan designates no service for prioritized improvement (services.designated).",
            "No plan of an earlier year was given, so nobody can tell how the designation changed. Name it with --prior.",
        ],
        "capacity": ["The plan has no assessment of the capacity to manage customer experience (capacity_assessment)."],
        "performance": [
            "The plan has no results of surveys for fiscal year 2026 (feedback).",
            "No survey of the public has results this year.",
            "No survey of the workforce has results this year.",
            "No survey asked about trust this year.",
        ],
        "amendment": [
            "The plan lists no business process and no evaluation of one (business_processes).",
            "The plan says for no process whether a shared service could take it over (shared_services.considered).",
            "All paperwork: the plan gives no hours (burden.paperwork_hours).",
            "All manual data entry: the plan gives no hours (burden.manual_data_entry_hours).",
            "The plan does not say how many minutes a service costs a person (burden.time_tax).",
            "The plan names no way for the workforce to speak up (voice_of_customer.workforce_mechanisms).",
            "The plan names nothing that was done about feedback (voice_of_customer.closed_loop).",
        ],
        "root-causes": ["The plan names no root cause (root_causes)."],
    }  # fmt: skip


@pytest.mark.parametrize("path", sorted(PLANS.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_every_plan_has_its_report_with_names_that_stand_once(rulebook: Rulebook, path: Path) -> None:
    """Broken plans and pieces of folder plans too: whatever can be read is reported on."""
    read: ReadPlan = read_text(path.name, path.read_text())
    if read.document is None or not isinstance(read.document.data.get("plan"), dict):
        pytest.skip("a piece of a plan, or no plan that can be read")
    if not isinstance(read.document.data["plan"].get("fiscal_year"), int):
        pytest.skip("the plan names no fiscal year")
    told = agency_report(account(rulebook, [read]))
    names = [name for part in told.parts for name in tables(part)]
    assert sorted(set(names)) == sorted(names)
    cells: list[Cell] = [
        cell for part in told.parts for table in tables(part).values() for row in table.rows for cell in row
    ]
    assert all(cell.text or cell.value is None for cell in cells)
    for part in told.parts:
        for table in tables(part).values():
            assert all(len(row) == len(table.columns) for row in table.rows), table.name


_TWICE = """
business_processes: [{id: '!', last_evaluated: never}, {id: '?', audience: all, last_evaluated: 2022-01-01}, text]
measured_results: [{value: many, audience: 4}, {value: 1, prior_value: 2, sample: 3, audience: internal}]
goals: [{target: .nan, actual: 5, better: sideways}]
shared_services: {considered: [{decision: perhaps, function: [hr]}], provides: [{customers: one}]}
"""


def test_a_plan_with_any_mistakes_has_its_report(rulebook: Rulebook) -> None:
    odd = ODD.replace("fiscal_year: next year", "fiscal_year: 2022") + _TWICE
    told = agency_report(one_year(rulebook, odd, odd.replace("fiscal_year: 2022}", "fiscal_year: 2021}")))
    names = [name for part in told.parts for name in tables(part)]
    assert sorted(set(names)) == sorted(names)
    performed = next(part for part in told.parts if part.name == "performance")
    assert (
        "nowhere, FY2022 Q?: The survey was offered to 42,080,180 people, and only 13,441 came."
        in sentences(performed, Kind.CAUTION)
    )
