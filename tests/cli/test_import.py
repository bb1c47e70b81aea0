"""`cxcheck import a11`: what is written, what is said, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.import_ import command
from checker.errors import CheckerError, NothingToCheck

CSV = Path(__file__).parents[1] / "data" / "a11-made-up.csv"


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(command, ["a11", *map(str, words)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


def test_every_plan_is_written_and_every_row_accounted_for(tmp_path: Path) -> None:
    result = run(CSV, "-o", tmp_path / "new" / "drafts")
    folder = (tmp_path / "new" / "drafts").as_posix()
    assert result.stdout == (
        f"{folder}/aft-trail-office.yaml: Trail Office: 2 surveys, 3 quarters, 4 records\n"
        f"{folder}/doh-almanac-service.yaml: Almanac Service: 2 surveys, 3 quarters, 3 records\n"
        f"{folder}/doh-office-of-lighthouse-permits.yaml: Office of Lighthouse Permits: "
        "2 surveys, 3 quarters, 4 records\n"
        "2 columns without a place in a plan: type, service_provider_desc\n"
        "11 rows: 11 in 3 plans, 0 not used\n"
    )
    assert result.return_value == 0
    assert sorted(path.name for path in Path(folder).iterdir()) == [
        "aft-trail-office.yaml",
        "doh-almanac-service.yaml",
        "doh-office-of-lighthouse-permits.yaml",
    ]


def test_each_year_may_have_a_plan_of_its_own_and_no_row_is_lost(tmp_path: Path) -> None:
    result = run(CSV, "-o", tmp_path, "--by-year")
    folder = tmp_path.as_posix()
    assert result.stdout == (
        f"{folder}/fy2022/aft-trail-office.yaml: Trail Office: 2 surveys, 2 quarters, 3 records\n"
        f"{folder}/fy2023/aft-trail-office.yaml: Trail Office: 1 survey, 1 quarter, 1 record\n"
        f"{folder}/fy2021/doh-almanac-service.yaml: Almanac Service: 2 surveys, 3 quarters, 3 records\n"
        f"{folder}/fy2021/doh-office-of-lighthouse-permits.yaml: Office of Lighthouse Permits: 1 survey, 1 quarter, 1 record\n"
        f"{folder}/fy2022/doh-office-of-lighthouse-permits.yaml: Office of Lighthouse Permits: 2 surveys, 2 quarters, 3 records\n"
        "2 columns without a place in a plan: type, service_provider_desc\n"
        "11 rows: 11 in 5 plans, 0 not used\n"
    )
    assert result.return_value == 0
    with pytest.raises(CheckerError) as raised:
        run(CSV, "-o", tmp_path, "--by-year")
    assert str(raised.value).endswith("there already; --force replaces it")


def test_a_row_that_cannot_be_used_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(CSV.read_bytes() + b"1,2\n")
    result = run(bad, "-o", tmp_path / "drafts")
    lines = result.stdout.splitlines()
    assert lines[0] == f"{bad.as_posix()}:14: row 13 is not used: it has 2 fields, the header has 104"
    assert lines[-1] == "12 rows: 11 in 3 plans, 1 not used"
    assert result.return_value == 1


def test_a_plan_that_is_there_is_replaced_only_with_force(tmp_path: Path) -> None:
    (tmp_path / "doh-almanac-service.yaml").write_text("people wrote this\n", encoding="utf-8")
    with pytest.raises(CheckerError) as raised:
        run(CSV, "-o", tmp_path)
    path = (tmp_path / "doh-almanac-service.yaml").as_posix()
    assert str(raised.value) == f"{path}: there already; --force replaces it"
    assert [file.name for file in tmp_path.iterdir()] == ["doh-almanac-service.yaml"]
    assert run(CSV, "-o", tmp_path, "--force").return_value == 0
    assert "people wrote this" not in (tmp_path / "doh-almanac-service.yaml").read_text(encoding="utf-8")
    with pytest.raises(CheckerError) as raised:
        run(CSV, "-o", tmp_path)
    assert (
        str(raised.value)
        == f"{(tmp_path / 'aft-trail-office.yaml').as_posix()} and 2 more: there already; --force replaces it"
    )


def test_the_day_of_the_export_goes_into_the_provenance(tmp_path: Path) -> None:
    run(CSV, "-o", tmp_path, "--exported-on", "2023-05-21")
    assert "OMB's feedback export of 2023-05-21, a11-made-up.csv" in (
        tmp_path / "aft-trail-office.yaml"
    ).read_text("utf-8")
    with pytest.raises(CheckerError) as raised:
        run(CSV, "-o", tmp_path, "--exported-on", "May 2023")
    assert str(raised.value) == "--exported-on: May 2023 is not a date in the form 2023-05-21"


def test_no_usable_row_is_nothing_to_check(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(CSV.read_bytes().split(b"\n")[0])
    with pytest.raises(NothingToCheck) as raised:
        run(empty, "-o", tmp_path / "drafts")
    assert str(raised.value) == f"{empty.as_posix()}: none of its 0 rows can be used"
    assert not (tmp_path / "drafts").exists()


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(CheckerError) as raised:
        run(tmp_path / "none.csv", "-o", tmp_path)
    assert (
        str(raised.value)
        == f"{(tmp_path / 'none.csv').as_posix()}: cannot be read: No such file or directory"
    )
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CheckerError) as raised:
        run(CSV, "-o", tmp_path / "file")
    assert str(raised.value) == f"{(tmp_path / 'file').as_posix()}: is a file; name a folder"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"a,b\n", 2, "columns missing"),
        (CSV.read_bytes().split(b"\n")[0], 3, "none of its 0 rows can be used"),
        (CSV.read_bytes() + b"1,2\n", 1, ""),
        (CSV.read_bytes(), 0, ""),
    ],
)
def test_exit_codes_of_the_program(tmp_path: Path, content: bytes, code: int, words: str) -> None:
    (tmp_path / "export.csv").write_bytes(content)
    arguments = ["import", "a11", str(tmp_path / "export.csv"), "-o", str(tmp_path / "drafts")]
    ended = subprocess.run(
        [sys.executable, "-m", "checker", *arguments], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ended.returncode == code, ended.stderr
    assert words in ended.stderr
