"""The made-up export of three providers, with the defects of the real one, and what the importer makes of it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checker.plan.importers.a11 import Import, import_a11
from checker.plan.read import ReadPlan, read_plan
from checker.sources.source import PlanSource, SourceFile

NAME = "a11-made-up.csv"
CONTENT = (Path(__file__).parents[2] / "data" / NAME).read_bytes()
RESULT = import_a11(NAME, CONTENT)
DRAFTS = {draft.name: draft for draft in RESULT.drafts}
LIGHTHOUSES = DRAFTS["doh-office-of-lighthouse-permits"].data
TRAILS = DRAFTS["aft-trail-office"].data
ALMANAC = DRAFTS["doh-almanac-service"].data

Rows = list[dict[str, str]]


def read_text(text: str) -> ReadPlan:
    content = text.encode()
    return read_plan(PlanSource("draft.yaml", SourceFile("draft.yaml", content, len(content))))


def changed(change: Callable[[Rows], Any]) -> bytes:
    """The made-up export after a change of its rows."""
    rows: Rows = list(csv.DictReader(io.StringIO(CONTENT.decode(), newline="")))
    change(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def with_cell(column: str, value: str, row: int = 0) -> Import:
    return import_a11(NAME, changed(lambda rows: rows[row].update({column: value})))


def response(plan: Any, entry: int, number: int) -> dict[str, Any]:
    found: dict[str, Any] = plan["feedback"][entry]["responses"][number - 1]
    return found
