"""The report on the whole government, from the record of reviews alone."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from checker.annual.government.findings import waivers
from checker.annual.report import Sentence, Table
from checker.review.portfolio import Excused
from tests.render.sample import WAIVER
from tests.support.command import ROOT, cxcheck

if TYPE_CHECKING:
    from checker.annual.government.whole import Whole

_PLANS = ROOT / "agency_plans"
_DPS = "department-of-public-services.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with two reviews, of last year and of this; the second misses a plan and has one of another year in it."""
    folder = tmp_path_factory.mktemp("omb")
    roster = ["fiscal_year: 2026", "due: 2026-10-31", "submissions:"]
    for name in ("last", "now"):
        (folder / name).mkdir()
    shutil.copy(_PLANS / "fy2025" / _DPS, folder / "last" / _DPS)
    shutil.copy(_PLANS / "fy2026" / _DPS, folder / "now" / _DPS)
    shutil.copytree(_PLANS / "fy2026" / "bureau-of-shared-payroll", folder / "now" / "payroll")
    shutil.copy(_PLANS / "derived" / "fy2023" / "sba.yaml", folder / "now" / "sba.yaml")
    twin = (_PLANS / "fy2026" / _DPS).read_text(encoding="utf-8")
    twin = twin.replace("Department of Public Services", "Department of Other Services").replace(
        "  abbreviation: DPS", "  abbreviation: DOS"
    )
    (folder / "now" / "other.yaml").write_text(twin, encoding="utf-8")
    names = {
        "Department of Public Services (fictional)": _DPS, "Bureau of Shared Payroll (fictional)": "payroll",
        "Department of Other Services (fictional)": "other.yaml", "Small Business Administration": "sba.yaml", "Office of Late Letters": "late.yaml",
    }  # fmt: skip
    roster += [
        f"  - {{agency: {agency}, path: now/{path}, received: 2026-10-01}}" for agency, path in names.items()
    ]
    (folder / "roster.yaml").write_text("\n".join(roster) + "\n", encoding="utf-8")
    assert cxcheck("review", "last", "-o", "out", cwd=folder).code == 0
    assert cxcheck("review", "--roster", "roster.yaml", "-o", "out", cwd=folder).code == 1
    return folder


@pytest.fixture(scope="module")
def parts(folder: Path) -> dict[str, Any]:
    done = cxcheck("annual", "--review", "out", "-o", "report", cwd=folder)
    assert done.code == 0, done.err
    report = json.loads((folder / "report" / "annual-report.json").read_text(encoding="utf-8"))
    assert report["about"] == "government"
    assert report["title"] == "Annual accountability report of the United States Government, fiscal year 2026"
    return report["parts"]


def _rows(table: dict[str, Any]) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in table["rows"]]


def _said(part: dict[str, Any]) -> list[str]:
    return [block["text"] for block in part["blocks"] if block["type"] == "sentence"]


def test_all_sixteen_parts_each_with_its_clause(parts: dict[str, Any]) -> None:
    assert list(parts) == [
        "header", "determination", "designation", "capacity", "performance", "improvement", "amendment", "protections", "means",
        "root-causes", "coordination", "findings", "waivers", "coverage", "limitations", "attestation",
    ]  # fmt: skip
    assert [part["number"] for part in parts.values()] == list(range(1, 17))
    assert all(part["clauses"] for part in parts.values())


def test_ratings_with_those_of_the_year_before(parts: dict[str, Any]) -> None:
    rows = {row[0]: row[1:5] for row in _rows(parts["determination"]["tables"]["agencies"])}
    assert rows == {
        "Bureau of Shared Payroll (fictional)": ["received", "Green", "not reviewed", "0"],
        "Department of Other Services (fictional)": ["received", "Green", "not reviewed", "0"],
        "Department of Public Services (fictional)": ["received", "Green", "Green", "0"],
        "Office of Late Letters": [
            "missing: now/late.yaml: there is no such file or folder",
            "Red",
            "not reviewed",
            "no plan",
        ],
    }
    assert "4 submissions: 3 received and 1 missing." in _said(parts["determination"])
    assert (
        "1 agency also has a plan of an earlier year. Errors became fewer for 0, more for 0, and are as many for 1."
        in _said(parts["determination"])
    )


def test_a_plan_of_another_year_is_named_and_in_no_figure(parts: dict[str, Any]) -> None:
    assert "1 plan of other fiscal years; no figure here takes it in:" in _said(parts["limitations"])
    assert "Small Business Administration" not in json.dumps(parts["designation"])


def test_trust_is_compared_only_where_words_and_scale_are_the_same(parts: dict[str, Any]) -> None:
    tables = parts["performance"]["tables"]
    compared = [row for name, table in tables.items() if name != "trust-alone" for row in _rows(table)]
    assert {row[0] for row in compared} == {
        "Department of Public Services (fictional)",
        "Department of Other Services (fictional)",
    }
    assert [row[1:8] for row in compared if row[2] == "website"] == [
        [
            "Applying for Household Relief",
            "website",
            "the public",
            "FY2026 Q4",
            "19,200",
            "4.01 of 5",
            "76.0%",
        ],
        [
            "Applying for Household Relief",
            "website",
            "the public",
            "FY2026 Q4",
            "19,200",
            "4.01 of 5",
            "76.0%",
        ],
    ]
    asked = [sentence for sentence in _said(parts["performance"]) if "asked “" in sentence]
    assert all(
        sentence.startswith("2 agencies asked “") and sentence.endswith(", their own names apart.")
        for sentence in asked
    )


def test_shared_services_and_hours_add_up(parts: dict[str, Any]) -> None:
    rows = {row[0]: row[1:] for row in _rows(parts["amendment"]["tables"]["shared-services"])}
    assert rows["travel"] == ["0", "2", "0", "0"]
    assert (
        "Hours of manual data entry: 133,100 fewer than the year before, for 3 agencies with both years."
        in _said(parts["amendment"])
    )


def test_services_twice_and_partners_that_do_not_name_each_other(parts: dict[str, Any]) -> None:
    twice = _rows(parts["coordination"]["tables"]["twice"])
    assert [
        "Applying for Household Relief",
        "Department of Other Services (fictional) and Department of Public Services (fictional)",
        "2 plans",
    ] in twice
    assert len(_rows(parts["coordination"]["tables"]["mismatches"])) == 2


def test_open_asks_to_congress_and_who_attested(parts: dict[str, Any]) -> None:
    asks = _rows(parts["root-causes"]["tables"]["asks-congress"])
    assert [row[0] for row in asks] == [
        "Department of Other Services (fictional)",
        "Department of Public Services (fictional)",
    ]
    assert "3 plans of 3 are attested by an official." in _said(parts["attestation"])


def test_a_missing_plan_stands_in_its_place(parts: dict[str, Any]) -> None:
    points = [
        item["text"]
        for block in parts["limitations"]["blocks"]
        if block["type"] == "points"
        for item in block["items"]
    ]
    assert any(point.startswith("Office of Late Letters: ") for point in points)


def test_every_number_of_a_plan_has_its_line(parts: dict[str, Any]) -> None:
    table = parts["capacity"]["tables"]["capacity"]
    numbers = [cell for row in table["rows"] for cell in row[1:] if cell["value"] is not None]
    assert len(numbers) == 6
    assert all(cell["places"] for cell in numbers)


def test_plans_of_one_agency_are_told_apart_by_their_bureaus(tmp_path: Path) -> None:
    for year in (2025, 2026):
        (tmp_path / str(year)).mkdir()
        for bureau, title in (("Parks", "a"), ("Forests", "b")):
            text = f"plan: {{fiscal_year: {year}, as_of: {year}-09-30}}\nagency: {{name: Lands, bureau: {bureau}}}\n"
            (tmp_path / str(year) / f"{title}.yaml").write_text(
                text + (f"goals: [{{id: {title}}}]\n" if bureau == "Parks" else ""), encoding="utf-8"
            )
        cxcheck("review", str(year), "-o", "out", cwd=tmp_path)
    cxcheck("annual", "--review", "out", "-o", "report", "--format", "json", cwd=tmp_path)
    report = json.loads((tmp_path / "report" / "annual-report.json").read_text(encoding="utf-8"))
    rows = {row[0]: row for row in _rows(report["parts"]["determination"]["tables"]["agencies"])}
    assert sorted(rows) == ["Lands, Forests", "Lands, Parks"]
    parks, forests = rows["Lands, Parks"], rows["Lands, Forests"]
    # Each is held against its own plan of the year before, which has more errors or fewer for the same reason.
    assert int(parks[4]) - int(forests[4]) == int(parks[7]) - int(forests[7]) != 0


def test_the_same_record_gives_the_same_bytes(folder: Path) -> None:
    for name in ("one", "two"):
        assert cxcheck("annual", "--review", "out/record.sqlite", "-o", name, cwd=folder).code == 0
    for path in (folder / "one").iterdir():
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes(), path.name


def test_oscal_has_a_result_for_each_plan_of_the_year(folder: Path) -> None:
    assert cxcheck("annual", "--review", "out", "--format", "oscal", "-o", "oscal", cwd=folder).code == 0
    results = json.loads((folder / "oscal" / "oscal-assessment-results.json").read_text(encoding="utf-8"))[
        "assessment-results"
    ]["results"]
    assert [result["title"] for result in results] == [
        "Bureau of Shared Payroll (fictional), fiscal year 2026", "Department of Other Services (fictional), fiscal year 2026",
        "Department of Public Services (fictional), fiscal year 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--review", "nowhere"),
            "nowhere/record.sqlite: there is no record of reviews; name the folder that `cxcheck review -o` wrote",
        ),
        (
            ("--review", "out", "--number", "9"),
            "out/record.sqlite: there is no review 9; the reviews are: 1, 2",
        ),
        (
            ("--review", "out", "--fiscal-year", "2020"),
            "out/record.sqlite: review 2 has no plan of fiscal year 2020 that counts; it has plans of: 2023 and 2026",
        ),
        (
            ("--review", "out", "--as-of", "2026-01-01"),
            "--as-of does not go with --review: its plans have been judged already",
        ),
        (("--number", "1", "now/other.yaml"), "--number and --fiscal-year go with --review"),
        ((), "name the PLAN of an agency, or the record of a review with --review; one of the two"),
    ],
)
def test_what_does_not_go(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    done = cxcheck("annual", *arguments, "-o", "no", cwd=folder)
    assert (done.code, done.err) == (3 if "no plan of fiscal" in message else 2, f"cxcheck: {message}\n")
    assert not (folder / "no").exists()


def test_waivers_that_were_granted_are_told_from_those_that_are_claimed(parts: dict[str, Any]) -> None:
    assert _said(parts["waivers"]) == ["No waiver is in force in any plan."]
    excused = (
        Excused(
            "east", "Agency of the East", "The number is shown", WAIVER._replace(granted=True), soon=False
        ),
        Excused("west", "Agency of the West", "The number is shown", WAIVER, soon=True),
    )
    part = waivers(cast("Whole", SimpleNamespace(portfolio=SimpleNamespace(excused=excused))))
    sentence, _, table = part.blocks
    assert isinstance(sentence, Sentence)
    assert sentence.text == (
        "2 waivers are in force in the plans of 2 agencies: 1 granted by OMB, 1 claimed by agencies themselves."
    )
    assert isinstance(table, Table)
    assert [[cell.text for cell in row][2:] for row in table.rows] == [
        ["granted by OMB", "the deputy director", "2025-12-31", "no", "a study is under way"],
        ["claimed", "the deputy director", "2025-12-31", "yes", "a study is under way"],
    ]
