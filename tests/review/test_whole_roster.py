"""A whole roster reviewed in one command: what became of each entry, where it is from, and all that is made from it.

The providers are those of OMB's feedback export where it stands beside the repository, and of a made-up one everywhere.
"""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from tests.review.fleet import AUTHOR, Fleet, muster
from tests.support.browser import open_browser
from tests.support.command import Result, cxcheck

ROOT = Path(__file__).parents[2]
EXPORTS = {
    "the real export": ROOT.parent / "shared" / "data" / "a11-feedback" / "hisp-feedback-fy2021-fy2023q1.csv",
    "a made-up export": ROOT / "tests" / "data" / "a11-made-up.csv",
}
PROVIDERS = {
    "the real export": [
        "Federal Emergency Management Agency", "Transportation Security Administration",
        "Bureau of Trust Funds Administration", "Passport Services", "Federal Student Aid", "Public Experience Portfolio",
        "Housing and Urban Development", "Internal Revenue Service", "Federal Employment Services", "Retirement Services",
        "Small Business Administration", "Farm Service Agency", "Natural Resources Conservation Service", "Recreation.gov",
        "Rural Development",
    ],
    "a made-up export": [
        "Trail Office", "Almanac Service", "Office of Lighthouse Permits",
        *(
            f"{name} ({number})"
            for number in (2, 3, 4, 5) for name in ("Trail Office", "Almanac Service", "Office of Lighthouse Permits")
        ),
    ],
}  # fmt: skip

# Standing, reason, rating, source, time and author, in the order of the roster: providers first, then what stands below.
OF_PROVIDERS = [
    ("received", "", "yellow", "sent/0.yaml", "2026-10-01", ""),
    ("received", "", "yellow", "sent/1.yaml", "2026-10-15", ""),
    ("received", "", "yellow", "sent/2.yaml", "2026-10-31", ""),
    ("received", "", "yellow", "sent/3.yaml", "2026-10-31", ""),
    ("late", "it came in on 2026-11-01, a day after 2026-10-31", "yellow", "sent/4.yaml", "2026-11-01", ""),
    ("late", "it came in on 2026-11-12, 2 days after 2026-11-10", "yellow", "sent/5.yaml", "2026-11-12", ""),
    ("received", "", "yellow", "both.zip", "2026-10-30", ""),
    ("late", "it came in on 2026-11-02, 2 days after 2026-10-31", "yellow", "both.zip", "2026-11-02", ""),
    ("received", "", "yellow", "third.tar.gz", "2026-10-30", ""),
    (
        "received", "when it came in is not known: the roster does not say `received`", "yellow", "fourth.tar.xz", "", "",
    ),
    ("received", "", "yellow", "repositories/0@fy2026", "2026-10-31T23:59:59-04:00", AUTHOR),
    ("received", "", "yellow", "repositories/1@fy2026", "2026-11-01T03:59:59+00:00", AUTHOR),
    (
        "late", "it came in on 2026-11-01, a day after 2026-10-31", "yellow", "repositories/2@fy2026",
        "2026-10-31T21:30:00-07:00", AUTHOR,
    ),
    ("received", "", "yellow", "{uri}/repositories/3.git@fy2026", "2026-10-20T08:00:00-04:00", AUTHOR),
    (
        "late", "it came in on 2026-11-01, a day after 2026-10-31", "yellow", "{uri}/repositories/4.git@fy2026",
        "2026-11-01T04:00:00+00:00", AUTHOR,
    ),
]  # fmt: skip
OF_OTHERS = {
    "Department of Public Services (16)": (
        "duplicate", "the agency submitted again, and the later submission counts", None,
        "examples/fy2025/department-of-public-services.yaml", "2026-10-01", "",
    ),
    "Department of Public Services": (
        "received", "", "green", "examples/fy2026/department-of-public-services.yaml", "2026-10-09", "",
    ),
    "Bureau of Shared Payroll": (
        "received", "", "green", "examples/fy2026/bureau-of-shared-payroll", "2026-10-09", "",
    ),
    "Office of Harbor Lights": (
        "received", "", "yellow", "examples/broken/breaks-every-rule.yaml", "2026-10-31", "",
    ),
    "Office of the Rest": (
        "late", "it came in on 2026-12-31, 61 days after 2026-10-31", "yellow", "examples/broken/breaks-the-rest.yaml",
        "2026-12-31", "",
    ),
    "Office of Nothing": ("missing", "the roster names no place for it", None, "", "", ""),
    "Office of a Lost File": (
        "missing", "examples/fy2026/department-of-public-service.yaml: there is no such file or folder", None,
        "examples/fy2026/department-of-public-service.yaml", "", "",
    ),
    "Office of a Lost Archive": (
        "missing", "boths.zip: there is no such file or folder", None, "boths.zip", "", "",
    ),
    "Office of a Lost Tag": (
        "missing", "no commit of repositories/0 is called fy2027; did you mean fy2026?", None, "repositories/0@fy2027", "", "",
    ),
}  # fmt: skip


class Reviewed(NamedTuple):
    """A fleet, its providers, and what came of the one command."""

    fleet: Fleet
    providers: list[str]
    done: Result

    @property
    def out(self) -> Path:
        """The folder of the review."""
        return self.fleet.folder / "out"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the record says."""
        with sqlite3.connect(self.out / "record.sqlite") as record:
            return record.execute(query).fetchall()


@pytest.fixture(scope="module", params=EXPORTS)
def reviewed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    export = EXPORTS[request.param]
    if not export.exists():
        pytest.skip("OMB's feedback export is not beside the repository")
    folder = tmp_path_factory.mktemp("fleet")
    assert cxcheck("import", "a11", str(export), "-o", "drafts", cwd=folder).code == 0
    drafts = {
        re.findall("# Draft plan for (.*?), made by", path.read_text(encoding="utf-8"))[0]: path
        for path in (folder / "drafts").iterdir()
    }
    providers = PROVIDERS[request.param]
    first = providers[: len(drafts)]
    assert sorted(drafts) == sorted(first)
    fleet = muster(folder / "in", [(name, drafts[name]) for name in first])
    done = cxcheck("review", "--roster", "roster.yaml", "-o", "out", cwd=fleet.folder)
    return Reviewed(fleet, providers, done)


def test_one_command_reviews_all_24(reviewed: Reviewed) -> None:
    assert reviewed.done == Result(
        1,
        "out: review 1: 24 submissions: 13 received, 6 late, 4 missing, 0 unreadable, 1 duplicate, 0 refused; "
        "rated: 2 green, 17 yellow, 4 red\n",
        "roster.yaml:25:41: examples/fy2026/department-of-public-service.yaml: there is no such file or folder; "
        "did you mean department-of-public-services.yaml?\n"
        "roster.yaml:26:47: boths.zip: there is no such file or folder; did you mean both.zip?\n",
    )


def test_each_entry_is_what_it_is(reviewed: Reviewed) -> None:
    found = {
        key: row
        for key, *row in reviewed.rows(
            "SELECT s.key, s.standing, s.reason, a.rating, s.source, s.submitted, s.author FROM submission s "
            "LEFT JOIN assessment a ON a.key = s.assessment"
        )
    }
    uri = reviewed.fleet.folder.as_uri()
    expected = dict(zip(reviewed.providers, OF_PROVIDERS, strict=True)) | OF_OTHERS
    assert found == {
        key: [said.replace("{uri}", uri) if said else said for said in row] for key, row in expected.items()
    }


def test_where_each_is_from_is_kept(reviewed: Reviewed) -> None:
    rows = reviewed.rows("SELECT key, sha256, commit_id, signature FROM submission")
    digests, commits = reviewed.fleet.digests, reviewed.fleet.commits
    assert {key: digest for key, digest, _, _ in rows if key in digests} == digests
    assert {key: commit for key, _, commit, _ in rows if commit} == commits
    assert {key for key, *_, signature in rows if signature} == set(commits)
    assert {signature for *_, signature in rows} == {"", "none"}


def test_each_plan_is_judged_as_it_is_judged_alone(reviewed: Reviewed) -> None:
    alone = cxcheck("check", "sent", "--format", "json", cwd=reviewed.fleet.folder)
    checked = {
        plan["name"]: [
            (one["rule"], one["message"])
            for one in [*plan["problems"], *(one for rule in plan["outcomes"] for one in rule["findings"])]
        ]
        for plan in json.loads(alone.out)["plans"]
    }
    for number, name in enumerate(reviewed.providers[:6]):
        known = checked[f"sent/{number}.yaml"]
        found = reviewed.rows(f"SELECT rule, message FROM last_findings WHERE agency = '{name}'")  # noqa: S608 - names of ours
        assert len(known) > 5
        assert sorted(set(found)) == sorted(set(known))


def test_the_workbook_has_every_row(reviewed: Reviewed) -> None:
    book = openpyxl.load_workbook(reviewed.out / "review.xlsx")
    assert book.sheetnames == ["About", "Submissions", "Findings", "Outcomes", "Answers", "Troubles", "Rules"]
    submissions = list(book["Submissions"].values)
    assert submissions[0][:6] == ("agency", "standing", "reason", "due", "submitted", "rating")
    standings = sorted((str(agency), standing) for agency, standing, *_ in submissions[1:])
    assert standings == sorted(
        [
            *zip(reviewed.providers, (row[0] for row in OF_PROVIDERS), strict=True),
            *((key.removesuffix(" (16)"), row[0]) for key, row in OF_OTHERS.items()),
        ]
    )
    with (reviewed.out / "findings.csv").open(encoding="utf-8", newline="") as file:
        in_csv = list(csv.reader(file))
    in_book = [[str(cell) if cell is not None else "" for cell in row] for row in book["Findings"].values]
    assert in_book == [[cell.removeprefix("'") for cell in row] for row in in_csv]
    assert len(in_book) - 1 == reviewed.rows("SELECT count(*) FROM last_findings")[0][0] > 100
    to_read = "status NOT IN ('pass', 'not_applicable', 'not_in_force')"
    count = reviewed.rows(f"SELECT count(*) FROM last_outcomes WHERE {to_read}")[0][0]  # noqa: S608 - words of ours
    assert len(list(book["Outcomes"].rows)) - 1 == count > 100
    heading, *rules = book["Rules"].values
    counted = {row[0]: dict(zip(heading, row, strict=True)) for row in rules}
    for rule, passed, failed in reviewed.rows("SELECT rule, pass, fail FROM last_rules"):
        assert (counted[rule]["pass"], counted[rule]["fail"]) == (passed, failed)
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "n"}
        assert not any(cell.hyperlink for row in sheet.rows for cell in row)


def test_every_agency_has_its_page_and_its_letter(reviewed: Reviewed) -> None:
    pages = sorted(path.name for path in (reviewed.out / "agencies").iterdir())
    assert len(pages) == 24
    first = (reviewed.out / "index.html").read_text(encoding="utf-8")
    assert all(f'href="agencies/{page}"' in first for page in pages)
    letters = {
        path.name: path.read_text(encoding="utf-8")
        for path in (reviewed.out / "letters").iterdir() if path.suffix != ".pdf"
    }  # fmt: skip
    assert len([name for name in letters if name.endswith(".html")]) == 24
    assert len([name for name in letters if name.endswith(".md")]) == 24
    # 17 yellow ones have something to mend; green ones have not, and of what is missing nothing is known.
    assert len([name for name in letters if name.endswith(".ActionPlan.csv")]) == 17
    assert (
        "no commit of repositories/0 is called fy2027; did you mean fy2026?"
        in letters["office-of-a-lost-tag.md"]
    )
    assert "it came in on 2026-12-31, 61 days after 2026-10-31" in letters["office-of-the-rest.md"]
    found = json.loads((reviewed.out / "review.json").read_bytes())
    assert [one["key"] for one in found["submissions"]] == sorted([*reviewed.providers, *OF_OTHERS])


def test_the_pages_are_shown_by_a_browser(reviewed: Reviewed, tmp_path: Path) -> None:
    with open_browser(tmp_path / "profile") as page:
        page.look()
        page.requests()
        page.open(reviewed.out / "index.html")
        rows = "return document.querySelectorAll('#agencies tbody tr').length"
        assert page.driver.execute_script(rows) == 24
        assert page.driver.execute_script("return document.getElementById('state').textContent") == (
            "24 of 24 submissions shown"
        )
        assert page.requests() == [(reviewed.out / "index.html").as_uri()]
        assert page.driver.get_log("browser") == []
        page.open(next((reviewed.out / "agencies").glob("office-of-harbor-lights-*.html")))
        assert page.driver.title == "Office of Harbor Lights: review of its plan"


def test_again_nothing_is_written_and_with_one_process_all_is_the_same(reviewed: Reviewed) -> None:
    def made(folder: Path) -> Iterator[tuple[str, str]]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("record.sqlite"):
                yield str(path.relative_to(folder)), sha256(path.read_bytes()).hexdigest()

    before = {
        path: path.stat().st_mtime_ns for path in reviewed.out.rglob("*.*") if "sqlite" not in path.name
    }
    again = cxcheck("review", "--roster", "roster.yaml", "-o", "out", cwd=reviewed.fleet.folder)
    assert again == reviewed.done
    assert {
        path: path.stat().st_mtime_ns for path in reviewed.out.rglob("*.*") if "sqlite" not in path.name
    } == before
    alone = cxcheck(
        "review", "--roster", "roster.yaml", "-o", "alone", "--jobs", "1", cwd=reviewed.fleet.folder
    )
    assert alone.out == reviewed.done.out.replace("out:", "alone:")
    assert dict(made(reviewed.fleet.folder / "alone")) == dict(made(reviewed.out))
