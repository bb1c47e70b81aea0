"""`docs/record.md` describes every table, view and column of a record, and none that is not there."""

import re
import sqlite3
from pathlib import Path

from checker.review.record import Record

PAGE = Path(__file__).resolve().parents[2] / "docs" / "record.md"


def test_every_column_is_described_and_no_other(tmp_path: Path) -> None:
    with Record(tmp_path / "record.sqlite"):
        pass
    with sqlite3.connect(tmp_path / "record.sqlite") as connection:
        names = connection.execute(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        there = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name, _ in names
        }
    assert described() == there
    views, tables = PAGE.read_text(encoding="utf-8").split("## Tables")
    for name, kind in names:
        assert f"### `{name}`" in (views if kind == "view" else tables)


def described() -> dict[str, set[str]]:
    """The columns that the page names, by the table or view."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"### `(\w+)`", line):
            name = match[1]
            found[name] = set()
        elif line.startswith("| `"):
            found[name] |= set(re.findall(r"`(\w+)`", line.split("|")[1]))
    return found
