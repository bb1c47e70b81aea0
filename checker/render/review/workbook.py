"""`review.xlsx`: the submissions, the findings and every outcome, each a sheet that can be filtered."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from checker.errors import CheckerError
from checker.render.review.rows import (
    FINDINGS,
    OUTCOMES,
    SUBMISSIONS,
    Row,
    finding_rows,
    outcome_rows,
    submission_rows,
)
from checker.review.results import Review

MOST_ROWS = 1_048_576
"""Rows of a sheet, by Excel's own specification."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in the file's properties in place of the clock, so that the same review gives the same bytes."""
_WIDE, _NARROW = 60, 14
_WIDE_COLUMNS = (
    "message",
    "remedy",
    "reason",
    "title",
    "reason of the waiver",
    "place in the plan",
    "plan",
    "agency",
)


def review_xlsx(review: Review) -> bytes:
    """The workbook. Raises CheckerError where the spreadsheet library is not installed.

    Every cell is text or a number: no formula and no link, whatever a plan says.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise CheckerError(
            "the workbook needs a library that is not installed: pip install 'cxcheck[spreadsheets]'"
        ) from error
    content = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": f"Review {review.id}", "created": _MADE})
        bold = book.add_format({"bold": True})
        _sheet(book, "About", ("what", "is"), _about(review), bold)
        _sheet(book, "Submissions", SUBMISSIONS, submission_rows(review), bold)
        _sheet(book, "Findings", FINDINGS, finding_rows(review), bold)
        _sheet(book, "Outcomes", OUTCOMES, outcome_rows(review), bold)
    return content.getvalue()


def _about(review: Review) -> Iterable[Row]:
    """How the review was made, every bypass, and what was not looked at."""
    yield "review", review.id
    yield "program", f"cxcheck {review.tool_version}"
    yield "as of", review.as_of or "each plan's own day"
    yield "profile", review.profile
    yield "rules (SHA-256)", review.pack_digest
    yield "roster (SHA-256)", review.roster or "no roster"
    yield from (("different from a plain review", bypass) for bypass in review.bypasses)
    yield from (("not looked at", f"{path}: {reason}") for path, reason in review.skipped)


def _sheet(book: Any, name: str, heading: Row, rows: Iterable[Row], bold: Any) -> None:
    """A sheet with a heading that stays in sight. Where the rows are more than a sheet holds, the last one says so."""
    sheet = book.add_worksheet(name)
    for column, title in enumerate(heading):
        sheet.set_column(column, column, _WIDE if title in _WIDE_COLUMNS else _NARROW)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _write(sheet, 0, heading, bold)
    last = 0
    rows = iter(rows)
    for last, row in enumerate(islice(rows, MOST_ROWS - 2), 1):
        _write(sheet, last, row, None)
    if next(rows, None) is not None:
        last += 1
        _write(
            sheet, last, ("more rows than a sheet holds; findings.csv and the record have all of them",), bold
        )
    sheet.autofilter(0, 0, max(last, 1), len(heading) - 1)


def _write(sheet: Any, number: int, row: Row, form: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(number, column, cell, form)
        elif cell:
            sheet.write_string(number, column, cell, form)
