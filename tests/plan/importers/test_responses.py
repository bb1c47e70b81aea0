"""Single responses to the survey of 2023, summed up: every row counted or named, no free text carried over."""

from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.plan.importers.responses import THUMBS, About, sum_responses
from checker.plan.read import read_plan
from checker.sources.source import PlanSource, SourceFile
from tests.support.command import cxcheck

_HEADER = (
    "external_id,question_1,"
    "positive_effectiveness,positive_ease,positive_efficiency,positive_transparency,positive_humanity,positive_employee,positive_other,"
    "negative_effectiveness,negative_ease,negative_efficiency,negative_transparency,negative_humanity,negative_employee,negative_other,"
    "question_4"
)
_ROWS = """\
a1,5,1,1,0,0,0,0,0,,,,,,,,Thanks to Ms. Doe
a2,4,0,0,1,0,0,1,0,,,,,,,,
a3,2,,,,,,,,1,0,0,0,0,0,1,"Too long, =1+1"
a4,3,1,,,,,,,0,0,0,0,0,0,0,
a5,,,,,,,,,,,,,,,,
a6,9,,,,,,,,,,,,,,,
a2,1,,,,,,,,,,,,,,,
a7,,,,,,,,,,,,,,,,only words
a8,1,2,,,,,,,,,,,,,,
a9,1
"""
_ABOUT = About(
    "passport",
    "exit",
    2024,
    2,
    channel="website",
    trust_text="This increased my trust in us.",
    customers=900,
    offered=40,
)


def _summed(rows: str = _ROWS, about: About = _ABOUT, header: str = _HEADER):  # noqa: ANN202 - a Summed
    return sum_responses("r.csv", f"{header}\n{rows}".encode(), about)


def test_trust_by_point_and_drivers_up_and_down() -> None:
    entry = _summed().entry
    assert entry["id"] == "exit-fy24-q2"
    assert entry["volume_of_customers"] == 900
    assert entry["volume_offered"] == 40
    assert entry["volume_of_respondents"] == 5
    assert entry["responses"] == [
        {"question_number": 1, "driver": "trust", "text": "This increased my trust in us.", "n": 4, "counts": [0, 1, 1, 1, 1], "point_scale": 5}
    ]  # fmt: skip
    assert entry["drivers"] == {
        "positive": {"effectiveness": 2, "ease": 1, "efficiency": 1, "transparency": 0, "humanity": 0, "employee": 1, "other": 0},
        "negative": {"effectiveness": 1, "ease": 0, "efficiency": 0, "transparency": 0, "humanity": 0, "employee": 0, "other": 1},
    }  # fmt: skip
    assert entry["open_text_n"] == 3
    assert entry["limitations"] == (
        "1 person did not answer the trust question. 1 person chose reasons of the other side than their answer on trust."
    )


def test_free_text_is_in_no_output() -> None:
    text = _summed().text
    assert "Doe" not in text
    assert "=1+1" not in text
    assert "only words" not in text
    assert "3 people wrote free text, which is counted and left out" in text


def test_no_row_is_lost() -> None:
    summed = _summed()
    assert summed.rows == 10
    assert [(each.row, each.line, each.reason) for each in summed.unused] == [
        (6, 6, "nothing was answered"),
        (7, 7, 'question_1 is "9", not one of 1, 2, 3, 4, 5'),
        (8, 8, 'the response "a2" stands already in row 3'),
        (10, 10, 'positive_effectiveness is "2", not 0 or 1'),
        (11, 11, "it has 2 fields, the header has 17"),
    ]


def test_thumbs_up_and_down() -> None:
    rows = "a,up,,,,,,,,,,,,,,,\nb,1,,,,,,,,,,,,,,,\nc,down,,,,,,,,,1,,,,,,\n"
    entry = _summed(rows, _ABOUT._replace(scale=THUMBS)).entry
    assert entry["responses"][0]["up"] == 2
    assert entry["responses"][0]["down"] == 1
    assert entry["drivers"]["negative"]["ease"] == 1


def test_the_entry_fits_the_plan_format() -> None:
    lines = _summed().text.splitlines(keepends=True)
    entry = "".join(f"{'  - ' if at == 0 else '    '}{line}" for at, line in enumerate(lines[2:]))
    plan = f"schema_version: '1.0'\nfeedback:\n{entry}".encode()
    problems = read_plan(PlanSource("p.yaml", SourceFile("p.yaml", plan, len(plan)))).problems
    assert [problem.message for problem in problems if problem.route[:1] == ("feedback",)] == []


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            _HEADER.replace("question_1", "question1"),
            "this is no file of responses to the survey of 2023: the column question_1 is missing; did you mean question1?",
        ),
        (
            "a,b",
            "this is no file of responses to the survey of 2023: the column external_id and 16 more is missing",
        ),
        (f"{_HEADER},question_4", "the column question_4 stands twice in the header"),
    ],
)
def test_another_file_is_refused(header: str, message: str) -> None:
    with pytest.raises(CheckerError) as caught:
        _summed("", header=header)
    assert caught.value.message == message
    assert str(caught.value.location) == "r.csv:1:1"


def test_the_command_writes_a_part_of_a_folder_plan(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(f"{_HEADER}\n{_ROWS}", encoding="utf-8")
    command = (
        "import",
        "a11-responses",
        "r.csv",
        "--service",
        "passport",
        "--survey",
        "exit",
        "--fiscal-year",
        "2024",
        "--quarter",
        "2",
    )
    done = cxcheck(*command, "-o", "feedback/q2.yaml", cwd=tmp_path)
    assert done.code == 1
    assert done.out.splitlines()[-1] == "10 rows: 5 summed up, 5 not used"
    assert (
        (tmp_path / "feedback" / "q2.yaml")
        .read_text(encoding="utf-8")
        .startswith("# Summed up from 5 responses in r.csv; ")
    )
    again = cxcheck(*command, "-o", "feedback/q2.yaml", cwd=tmp_path)
    assert again.code == 2
    assert again.err == "cxcheck: feedback/q2.yaml: there already; --force replaces it\n"
    other = cxcheck(*command, "-o", "q2.txt", cwd=tmp_path)
    assert (
        other.err == "cxcheck: q2.txt: what is written is a part of a plan; name a file that ends in .yaml\n"
    )


def test_a_file_without_a_usable_row(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(f"{_HEADER}\na,9,,,,,,,,,,,,,,,\n", encoding="utf-8")
    done = cxcheck(
        "import", "a11-responses", "r.csv", "--service", "p", "--survey", "e", "--fiscal-year", "2024", "--quarter", "2", "-o", "-", cwd=tmp_path
    )  # fmt: skip
    assert done.code == 3
    assert done.out == ""
    assert done.err.splitlines()[-1] == "cxcheck: r.csv: none of its 1 rows can be used"
