"""The record: what is none, what is too new, and that a review in which nothing is new is no new review."""

import sqlite3
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.review.migrations import MIGRATIONS
from checker.review.record import Record
from tests.support.command import cxcheck
from tests.support.smallest import smallest


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.write_text("notes of mine, long enough to be read as a header of a database " * 20, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(CheckerError, match="is no record of reviews .file is not a database."):
        Record(path)
    assert path.read_bytes() == before


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE review (mine TEXT)")
    with pytest.raises(CheckerError, match="is a database, but no record of reviews; name another folder"):
        Record(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("review",)]


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record(path) as record:
        record.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(CheckerError) as error:
        Record(path)
    assert error.value.message == (
        f"{path}: was written by a newer version of cxcheck (its format is {len(MIGRATIONS) + 1}, this program knows "
        f"{len(MIGRATIONS)}); update cxcheck"
    )


def test_nothing_new_is_no_new_review(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(smallest(), encoding="utf-8")
    numbers = []
    for _ in range(2):
        result = cxcheck("review", "a.yaml", "-o", "out", "-j", "1", cwd=tmp_path)
        numbers.append(result.out.split(":")[1])
    (tmp_path / "a.yaml").write_text(smallest("title: Plan", "title: Another"), encoding="utf-8")
    numbers.append(cxcheck("review", "a.yaml", "-o", "out", "-j", "1", cwd=tmp_path).out.split(":")[1])
    assert numbers[0] == numbers[1] == " review 1"
    assert numbers[2] != numbers[0]
    assert cxcheck("runs", "list", "out", cwd=tmp_path).out.count("\n") == 3
