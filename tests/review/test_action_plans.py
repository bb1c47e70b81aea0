"""Action plans: filled in by an agency, read back, checked row by row, shown in the next letter, record and JSON."""

import csv
import json
import sqlite3
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from referencing import Registry, Resource

from checker.plan.problems import PROBLEMS
from checker.policy.rulebook import load_rulebook
from checker.resources import resource
from checker.review.answers import read_action_plan
from tests.support.command import Result, cxcheck
from tests.support.smallest import smallest

RULES = load_rulebook(resource("rules")).rules
HEADING = "agency,fiscal year,rule,place in the plan,what was found,what will be done,owner,date,status,reason if not\n"


def review(folder: Path, *more: str) -> Result:
    return cxcheck("review", "plans", "-o", "out", "--jobs", "1", *more, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "agency.yaml").write_text(smallest(), encoding="utf-8")
    return tmp_path


def filled(folder: Path, name: str, **cells: str) -> None:
    """Fill in the first row of the action plan that the review made, and save it as `name`."""
    with (folder / "out" / "letters" / "agency.ActionPlan.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        rows = list(csv.DictReader(file))
    rows[0].update({column.replace("_", " "): cell for column, cell in cells.items()})
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_what_an_agency_says_is_shown_beside_the_finding(folder: Path) -> None:
    review(folder)
    filled(
        folder, "back.csv", what_will_be_done="=designate(someone)", owner="Robin Reviewer", date="12/31/2026",
        status="Planned",
    )  # fmt: skip
    done = review(folder, "--action-plans", "back.csv")
    assert (done.code, done.err) == (1, "")
    letter = (folder / "out" / "letters" / "agency.md").read_text(encoding="utf-8")
    assert (
        "the day of assessment is 2026-01-31.\n"
        "  - **You say:** planned: =designate(someone), by Robin Reviewer, on 2026-12-31.\n"
    ) in letter
    assert "You say:</b> planned: =designate(someone), by Robin Reviewer, on 2026-12-31." in (
        folder / "out" / "letters" / "agency.html"
    ).read_text(encoding="utf-8")
    with (folder / "out" / "letters" / "agency.ActionPlan.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        assert next(csv.DictReader(file))["what will be done"] == "'=designate(someone)"
    with sqlite3.connect(folder / "out" / "record.sqlite") as record:
        said = record.execute(
            "SELECT submission, rule, place, action, day, stands_at, mended FROM answer"
        ).fetchall()
    assert said == [
        (
            "plans/agency.yaml", "lead-official-designated", "agency.lead_service_official.name", "=designate(someone)",
            "2026-12-31", "back.csv: row 2", 0,
        )
    ]  # fmt: skip
    found = json.loads((folder / "out" / "review.json").read_bytes())
    assert [answer["owner"] for answer in found["submissions"][0]["answers"]] == ["Robin Reviewer"]
    jsonschema.Draft202012Validator(
        json.loads(resource("schemas/review.schema.json").read_bytes()), registry=registry()
    ).validate(found)


def registry() -> Registry:
    results = json.loads(resource("schemas/results.schema.json").read_bytes())
    return Registry().with_resource(results["$id"], Resource.from_contents(results))


def test_an_action_plan_that_comes_out_can_go_in_again(folder: Path) -> None:
    review(folder)
    filled(folder, "back.csv", what_will_be_done="=x", status="started")
    review(folder, "--action-plans", "back.csv")
    again = (folder / "out" / "letters" / "agency.ActionPlan.csv").read_bytes()
    (folder / "again.csv").write_bytes(again)
    done = review(folder, "--action-plans", "again.csv")
    assert done.err == ""
    assert (folder / "out" / "letters" / "agency.ActionPlan.csv").read_bytes() == again


def test_what_was_mended_since_is_told(folder: Path) -> None:
    review(folder)
    filled(folder, "back.csv", what_will_be_done="Name the official", status="done")
    official = "  lead_service_official:\n    name: Robin Official\n    appointed_on: 2026-01-01\n    reports_to: agency_head\n"
    plan = smallest("  lead_service_official: {}\n", official)
    (folder / "plans" / "agency.yaml").write_text(plan, encoding="utf-8")
    done = review(folder, "--action-plans", "back.csv")
    assert done.err == ""
    letter = (folder / "out" / "letters" / "agency.md").read_text(encoding="utf-8")
    assert (
        "## What you answered and is found no longer\n\n"
        "- `lead-official-designated at agency.lead_service_official.name`: **You say:** done: Name the official.\n"
    ) in letter


def test_a_row_that_cannot_be_used_costs_itself(folder: Path) -> None:
    rows = [
        "Agency,2026,lead-official-designatd,x,,Do,,,,",
        "Agency,2026,lead-official-designated,agency.lead_service_oficial,,Do,,,,",
        "Agency,2026,lead-official-designated,agency.lead_service_official.name,,Do,,2026-02-30,planed,",
        "Agency,2026,lead-official-reports-to-head,agency.lead_service_official,,,,,not done,",
        "Agency,2026,volumes-within-population,services,,Do,,,,",
        "Agncy,2026,lead-official-designated,agency.lead_service_official.name,,Do,,,,",
        "Agency,2025,lead-official-designated,agency.lead_service_official.name,,Do,,,,",
        "Agency,2026,lead-official-designated,agency.lead_service_official.name,,\x1b[31mRight,,,,",
        "",
    ]
    known = next(rule for rule in RULES if rule.startswith("volume"))
    text = HEADING + "\n".join(rows).replace("volumes-within-population", known)
    (folder / "back.csv").write_text(text, encoding="utf-8")
    done = review(folder, "--action-plans", "back.csv", "--fail-on", "error")
    assert done.code == 1
    assert done.err.splitlines() == [
        "back.csv: row 2, column rule: no rule is called lead-official-designatd; did you mean lead-official-designated?",
        "back.csv: row 3, column place in the plan: lead-official-designated found nothing at this place, so there is nothing to "
        "answer; did you mean agency.lead_service_official.name?",
        "back.csv: row 4, column date: '2026-02-30' is no day such as 2026-12-31 or 12/31/2026",
        "back.csv: row 4, column status: 'planed' is none of planned, started, done, not done; did you mean planned?",
        "back.csv: row 5, column reason if not: says nothing, and the status is not done; say why",
        f"back.csv: row 6, column rule: {known} found nothing on this plan, so there is nothing to answer",
        "back.csv: row 7, column agency: no agency in this review is called Agncy; did you mean Agency?",
        "back.csv: row 8, column fiscal year: 2025 is the fiscal year of no plan of Agency in this review",
    ]
    letter = (folder / "out" / "letters" / "agency.md").read_text(encoding="utf-8")
    assert "**You say:** \\\\x1b\\[31mRight." in letter
    assert (
        "- `back.csv: row 4, column date`: '2026-02-30' is no day such as 2026-12-31 or 12/31/2026.\n"
        in letter
    )
    assert "row 7" not in letter


def test_a_folder_of_them_is_read_and_a_damaged_one_costs_itself(folder: Path) -> None:
    back = folder / "back"
    back.mkdir()
    (back / "a.csv").write_bytes(b"\xff\xfe")
    (back / "b.csv").write_text("agency;rule\nAgency;x\n", encoding="utf-8")
    (back / "c.csv").write_text(HEADING + '"open\n', encoding="utf-8")
    good = "Agency,2026,lead-official-designated,agency.lead_service_official.name,,Do,,,,\n"
    (back / "d.CSV").write_text(HEADING + good, encoding="utf-8")
    done = review(folder, "--action-plans", "back")
    assert done.err.splitlines() == [
        "back/a.csv: is not UTF-8 at byte 1; save it as “CSV UTF-8”",
        "back/b.csv: row 1: has no column fiscal year, place in the plan, what was found, what will be done, owner, date, status, "
        "reason if not; send back the file that came with the letter",
        "back/c.csv: row 2: is no row of a CSV file (unexpected end of data); the rest was not read",
    ]
    assert "**You say:** Do." in (folder / "out" / "letters" / "agency.md").read_text(encoding="utf-8")


def test_analysts_have_every_answer_and_every_trouble(folder: Path) -> None:
    review(folder)
    filled(
        folder, "back.csv", what_will_be_done="=designate(someone)", owner="Robin Reviewer", date="12/31/2026", status="Planned"
    )  # fmt: skip
    with (folder / "back.csv").open("a", encoding="utf-8") as file:
        file.write("Agncy,2026,lead-official-designated,x,,,,,Do,,,,\n")
        file.write("Agency,2026,lead-official-designatd,x,,,,,Do,,,,\n")
    assert review(folder, "--action-plans", "back.csv").code == 1
    with (folder / "out" / "findings.csv").open(encoding="utf-8", newline="") as file:
        found = {
            row["rule"]: [cell for name, cell in row.items() if name.startswith("agency: ")]
            for row in csv.DictReader(file)
        }
    assert found.pop("lead-official-designated") == [
        "'=designate(someone)",
        "Robin Reviewer",
        "2026-12-31",
        "planned",
        "",
    ]
    assert {tuple(said) for said in found.values()} == {("", "", "", "", "")}
    book = openpyxl.load_workbook(folder / "out" / "review.xlsx")
    assert [[cell.value for cell in row] for row in book["Answers"].iter_rows(min_row=2)] == [
        ["Agency", 2026, "lead-official-designated", "agency.lead_service_official.name",
         "the lead official for service delivery is nobody, appointed on no day; the day of assessment is 2026-01-31", "=designate(someone)",
         "Robin Reviewer", "2026-12-31", "planned", None, "no", "back.csv: row 2"],
    ]  # fmt: skip
    assert all(cell.data_type in "sn" for row in book["Answers"].iter_rows() for cell in row)
    troubles = [
        ("Agncy", "back.csv: row 4, column agency", "no agency in this review is called Agncy; did you mean Agency?"),
        ("Agency", "back.csv: row 5, column rule", "no rule is called lead-official-designatd; did you mean lead-official-designated?"),
    ]  # fmt: skip
    assert [tuple(cell.value for cell in row) for row in book["Troubles"].iter_rows(min_row=2)] == troubles
    with sqlite3.connect(folder / "out" / "record.sqlite") as record:
        answers = record.execute(
            "SELECT agency, fiscal_year, rule, action, owner, day, status, mended FROM last_answers"
        ).fetchall()
        assert (
            record.execute(
                "SELECT agency, stands_at, message FROM last_troubles ORDER BY stands_at"
            ).fetchall()
            == troubles
        )
    assert answers == [
        ("Agency", 2026, "lead-official-designated", "=designate(someone)", "Robin Reviewer", "2026-12-31", "planned", 0)
    ]  # fmt: skip
    made = json.loads((folder / "out" / "review.json").read_bytes())
    assert [one["message"] for one in (*made["troubles"], *made["submissions"][0]["troubles"])] == [
        one[2] for one in troubles
    ]


@pytest.mark.parametrize("name", ["nothing.csv", "plans"])
def test_a_name_that_leads_to_nothing_is_refused(folder: Path, name: str) -> None:
    done = review(folder, "--action-plans", name)
    assert done.code == 2
    assert done.err.startswith(f"cxcheck: --action-plans {name}: ")


def test_the_same_finding_twice_is_refused() -> None:
    row = "A,2026,lead-official-designated,x,,Do,,,,\n"
    plans = read_action_plan("p.csv", (HEADING + row + row).encode(), RULES, PROBLEMS)
    assert [answer.at for answer in plans.answers] == ["p.csv: row 2"]
    assert [(trouble.at, trouble.message) for trouble in plans.troubles] == [
        ("p.csv: row 3, column rule", "the same finding is answered in row 2 already; keep one of the two")
    ]
