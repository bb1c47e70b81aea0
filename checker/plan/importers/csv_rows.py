"""The rows of a CSV file, none of them lost: what keeps one from being read is told beside it."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from checker.errors import CheckerError
from checker.location import Location

Row = tuple[int, list[str], str]
"""The line on which a row starts, its fields, and what keeps it from being read."""
_UNDECODED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """A row that is in no plan. A row may span several lines of the file; lines count from 1."""

    row: int
    line: int
    reason: str


def csv_file(file: str, content: bytes) -> tuple[list[str], Iterator[Row]]:
    """The header of a file and its rows. Raises CheckerError where it is UTF-16, or its header no UTF-8 text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CheckerError(
            "the file is UTF-16 text; save the export as CSV in UTF-8", Location(file, 1, 1, 1, 1)
        )
    rows = _rows(content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape"))
    header = next(rows, (1, [], ""))[1]
    if _UNDECODED.search("".join(header)):
        raise CheckerError(
            "the header is not UTF-8 text; save the export as CSV in UTF-8", Location(file, 1, 1, 1, 1)
        )
    return header, rows


def undecoded_cell(values: Mapping[str, str]) -> str:
    """Which cell of a row is no UTF-8 text, as a reason not to use the row; empty where all are."""
    for name, value in values.items():
        if found := _UNDECODED.search(value):
            return f"{name} holds the byte 0x{ord(found[0]) - 0xDC00:02x}, which is not UTF-8 text"
    return ""


def _rows(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Every row: the line on which it starts, its fields, and what keeps it from being read."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines = f"line {line}" if reader.line_num == line else f"lines {line} to {reader.line_num}"
            yield line, [], f"{lines}: not CSV ({error}); a quotation mark may be missing or too many"
            continue
        if fields:  # an empty line is not a row
            yield line, fields, ""
