"""The text of one file: from a character's index to the line and column that every editor shows."""

import re
from bisect import bisect_right
from functools import cached_property

from checker.location import Location

# Editors break lines at these only. PyYAML also breaks at U+0085, U+2028 and U+2029, so its own line numbers drift.
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class SourceText:
    """A file's name and decoded text, without a byte order mark."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    def location(self, start: int, end: int) -> Location:
        """The range between two character indexes, counted from 0; `end` is exclusive."""
        line, column = self._line_and_column(start)
        end_line, end_column = self._line_and_column(max(start, end))
        return Location(self.path, line, column, end_line, end_column)

    @property
    def lines(self) -> int:
        """How many lines there are; one that is empty after the last break is none."""
        return len(self._line_starts) - (
            len(self._line_starts) > 1 and self._line_starts[-1] == len(self.text)
        )

    def line(self, number: int) -> str:
        """The text of line `number`, counted from 1, without its break."""
        start = self._line_starts[number - 1]
        match = _LINE_BREAK.search(self.text, start)
        return self.text[start : match.start() if match else len(self.text)]

    def between(self, location: Location) -> str:
        """The text of a range of this file, its line breaks written as one character each."""
        starts = self._line_starts
        start = starts[location.line - 1] + location.column - 1
        end = starts[location.end_line - 1] + location.end_column - 1
        return _LINE_BREAK.sub("\n", self.text[start:end])

    def _line_and_column(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1


def block_scalar_end(text: str, start: int, end: int, value: str) -> int:
    """Where a block scalar ends: after its last line, not after the empty lines below that mean nothing.

    `start` and `end` are libyaml's. Lines that are part of `value` are kept.
    """
    last = value.rstrip("\n")
    if len(value) - len(last) > 1 or not last or last[-1] in " \t":
        return end
    written = start + len(text[start:end].rstrip(" \t\r\n"))
    line_break = _LINE_BREAK.search(text, written, end)
    return line_break.end() if line_break else end
