"""`review.xlsx`: the submissions, the findings, what came of rules, what agencies answered, and the rules, each a sheet that can be filtered."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from checker.errors import CheckerError
from checker.render.review.rows import (
    ANSWERS,
    FINDINGS,
    OUTCOMES,
    RULES,
    SUBMISSIONS,
    TROUBLES,
    Row,
    trouble_rows,
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
    "what was found",
    "what will be done",
    "agency: what will be done",
    "reason if not",
    "agency: reason if not",
    "stands at",
    "what is wrong",
)


def workbook_library() -> Any:
    """The door to the spreadsheet library. Raises CheckerError where it is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise CheckerError(
            "the workbook needs a library that is not installed: pip install 'cxcheck[spreadsheets]'"
        ) from error
    return xlsxwriter


class Workbook:
    """A workbook being written into `file`, submission by submission. Use it as a context manager.

    Every cell is text or a number: no formula and no link, whatever a plan says. What is not written yet waits in files in
    the folder `scratch`, so that memory does not grow with the review. Raises CheckerError as `workbook_library` does.
    """

    def __init__(self, file: IO[bytes], review: Review, scratch: Path) -> None:
        self._book = workbook_library().Workbook(file, {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True,
            "tmpdir": str(scratch),
        })  # fmt: skip
        self._book.set_properties({"title": f"Review {review.id}", "created": _MADE})
        bold = self._book.add_format({"bold": True})
        about = _Sheet(self._book, "About", ("what", "is"), bold)
        about.add(_about(review))
        about.close()
        self._sheets = [
            _Sheet(self._book, name, heading, bold)
            for name, heading in (
                ("Submissions", SUBMISSIONS), ("Findings", FINDINGS), ("Outcomes", OUTCOMES), ("Answers", ANSWERS),
                ("Troubles", TROUBLES), ("Rules", RULES),
            )
        ]  # fmt: skip
        self._sheets[4].add(trouble_rows(review.troubles))

    def add(self, *rows_of_sheets: Iterable[Row]) -> None:
        """The rows about one submission, for every sheet but the last."""
        for sheet, rows in zip(self._sheets[:-1], rows_of_sheets, strict=True):
            sheet.add(rows)

    def close(self, rules: Iterable[Row]) -> None:
        """Add the rules, and write the file."""
        self._sheets[-1].add(rules)
        for sheet in self._sheets:
            sheet.close()
        self._book.close()


def _about(review: Review) -> Iterable[Row]:
    """How the review was made, every bypass, and what was not looked at."""
    yield "review", review.id
    yield "program", f"cxcheck {review.tool_version}"
    yield "as of", review.as_of or "each plan's own day"
    yield "profile", review.profile
    yield "rules (SHA-256)", review.pack_digest
    yield "roster (SHA-256)", review.roster or "no roster"
    yield (
        "sheet Outcomes",
        "without what is met, does not apply or is not in force: the sheets Submissions and Rules count these",
    )
    yield from (("different from a plain review", bypass) for bypass in review.bypasses)
    yield from (("not looked at", f"{path}: {reason}") for path, reason in review.skipped)


class _Sheet:
    """A sheet with a heading that stays in sight. Where the rows are more than it holds, the last one says so."""

    def __init__(self, book: Any, name: str, heading: Sequence[str], bold: Any) -> None:
        self._sheet = book.add_worksheet(name)
        self._width = len(heading)
        self._bold = bold
        self._last = 0
        self._full = False
        for column, title in enumerate(heading):
            self._sheet.set_column(column, column, _WIDE if title in _WIDE_COLUMNS else _NARROW)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._write(0, tuple(heading), bold)

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if self._last < MOST_ROWS - 2:
                self._last += 1
                self._write(self._last, row, None)
            elif not self._full:
                self._full = True
                self._last += 1
                said = "more rows than a sheet holds; findings.csv and the record have all of them"
                self._write(self._last, (said,), self._bold)

    def close(self) -> None:
        self._sheet.autofilter(0, 0, max(self._last, 1), self._width - 1)

    def _write(self, number: int, row: Row, form: Any) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                self._sheet.write_number(number, column, cell, form)
            elif cell:
                self._sheet.write_string(number, column, cell, form)
