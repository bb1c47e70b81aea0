"""Rows as CSV, in which nothing is live."""

import csv
import io
from collections.abc import Iterable

from checker.render.review.rows import Cell, Row
from checker.review.answers import LIVE


def csv_text(rows: Iterable[Row]) -> str:
    """As RFC 4180 has it. Nothing in it is a formula."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return lines.getvalue()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LIVE) else cell
