"""The line of a plan that a finding points at, with a mark under the exact range."""

from typing import NamedTuple

from checker.location import Location
from checker.plan.text import SourceText
from checker.render.printable import columns, visible

_TAB = 4
_LEAST = 20
_CUT = "…"


class Excerpt(NamedTuple):
    """A line, safe to show, in three parts: `marked` is what the location covers; empty at the end of a line."""

    number: int
    before: str
    marked: str
    after: str

    @property
    def line(self) -> str:
        """The whole line as it is shown."""
        return self.before + self.marked + self.after


def excerpt(text: SourceText, location: Location, width: int) -> Excerpt:
    """The first line of `location` in at most `width` columns, cut on both sides where the line is longer."""
    line = text.line(location.line)
    start = min(location.column - 1, len(line))
    end = min(location.end_column - 1, len(line)) if location.end_line == location.line else len(line)
    end = max(start, end)
    width = max(width, _LEAST)
    # Only characters that could be shown are looked at, so that one line of a megabyte costs no more than a short one.
    first, last = max(0, start - width), min(len(line), end + width, start + 2 * width)
    cells = _cells(line, first, last)
    low, high = _window(cells, start - first, min(end, last) - first, width)
    cut_left = _CUT if first + low > 0 else ""
    cut_right = _CUT if first + high < len(line) else ""
    at, until = start - first, min(end - first, high)
    shown = ["".join(cells[a:b]) for a, b in ((low, at), (at, until), (until, high))]
    return Excerpt(location.line, cut_left + shown[0], shown[1], shown[2] + cut_right)


def frame(text: SourceText, location: Location, width: int) -> tuple[str, str, str]:
    """The number of the line, the line, and the carets that stand under the range."""
    shown = excerpt(text, location, width)
    return str(shown.number), shown.line, " " * columns(shown.before) + "^" * max(1, columns(shown.marked))


def _cells(line: str, first: int, last: int) -> list[str]:
    """What is shown for each character from `first` to `last`; a tab reaches to the next stop of the shown part."""
    cells: list[str] = []
    column = 0
    for character in line[first:last]:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else visible(character)
        column += columns(cell)
        cells.append(cell)
    return cells


def _window(cells: list[str], start: int, end: int, width: int) -> tuple[int, int]:
    """The cells from which to which that fit: all of them, or a part around the range, room kept for the cuts."""
    sizes = [columns(cell) for cell in cells]
    if sum(sizes) <= width - 2:
        return 0, len(cells)
    room = width - 2
    low = start
    high = start
    while high < min(end, len(sizes)) and room >= sizes[high]:
        room -= sizes[high]
        high += 1
    # A third of what is left shows what leads up to the range; what it does not need goes to what follows.
    lead = room // 3
    while low > 0 and lead >= sizes[low - 1]:
        low -= 1
        lead -= sizes[low]
        room -= sizes[low]
    while high < len(sizes) and room >= sizes[high]:
        room -= sizes[high]
        high += 1
    while low > 0 and room >= sizes[low - 1]:
        low -= 1
        room -= sizes[low]
    return low, high
