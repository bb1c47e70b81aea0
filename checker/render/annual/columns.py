"""How wide the columns of a table are on paper: as their words need, at the largest size at which the page has room.

Counted in letters, whose width is taken as a share of their size: exact to some percent, which the air between columns holds.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checker.render.annual.view import CellView, TableView

_LETTER, _AIR = 0.56, 1.0
"""Width of a letter, and the air beside a column, in ems."""
_UPRIGHT, _ON_ITS_SIDE = 482.0, 662.0
"""Points between the margins."""
_TRIES = ((8.8, _UPRIGHT), (7.6, _UPRIGHT), (7.6, _ON_ITS_SIDE), (6.6, _ON_ITS_SIDE))
"""Sizes of letters in points, and pages: the first that holds the table is taken, and the last where none does."""
_BREAKS = 25
"""A word of so many letters is broken, by reports/theme/theme.typ."""
_NARROW, _BROAD = 18, 60
"""Letters that running text needs at least, and that it can make use of."""

_LONG = 800
"""Letters of a cell that may run over the end of a page."""


class Columns(NamedTuple):
    """The size of letters in points, and whether the page lies on its side.

    `shares` has for each column its share of the width, 0 where it takes what it needs. `is_long`: a row may need pages of its own.
    """

    size: float
    is_wide: bool
    shares: tuple[int, ...]
    is_long: bool


class _Need(NamedTuple):
    """Letters that a column needs at least, without breaking a short cell, and for all of a cell on one line."""

    least: float
    whole: float
    wish: float


def sheets_of(table: TableView) -> list[tuple[TableView, Columns]]:
    """The table as it stands on paper: one, or where no page is broad enough several, each with the first column of all."""
    needs = [
        _need(column.title, [row[index] for row in table.rows]) for index, column in enumerate(table.columns)
    ]
    groups = list(_groups(needs))
    sheets = []
    for number, group in enumerate(groups, 1):
        part = replace(
            table, anchor=table.anchor if number == 1 else f"{table.anchor}-{number}",
            caption=table.caption if len(groups) == 1 else f"{table.caption} (part {number} of {len(groups)})",
            columns=tuple(table.columns[index] for index in group),
            rows=tuple(tuple(row[index] for index in group) for row in table.rows),
            note=table.note if number == len(groups) else "",
        )  # fmt: skip
        sheets.append((part, _columns(part, [needs[index] for index in group])))
    return sheets


def _groups(needs: list[_Need]) -> Iterator[list[int]]:
    """The columns that stand on a page together, by their numbers."""
    size, points = _TRIES[-1]
    if sum(need.least for need in needs) <= _room(size, points, len(needs)):
        yield list(range(len(needs)))
        return
    size, points = _TRIES[-2]
    group = [0]
    for index in range(1, len(needs)):
        least = sum(needs[each].least for each in (*group, index))
        if len(group) > 1 and least > _room(size, points, len(group) + 1):
            yield group
            group = [0]
        group.append(index)
    yield group


def _columns(table: TableView, needs: list[_Need]) -> Columns:
    size, points = _TRIES[-1]
    for size, points in _TRIES:
        if sum(need.least for need in needs) <= _room(size, points, len(needs)):
            break
    is_long = any(len(cell.text) > _LONG for row in table.rows for cell in row)
    return Columns(size, points == _ON_ITS_SIDE, _shares(needs, _room(size, points, len(needs))), is_long)


def _room(size: float, points: float, columns: int) -> float:
    """Average letters that have room beside one another in so many columns."""
    return points / (size * _LETTER) - columns * _AIR / _LETTER


def _shares(needs: list[_Need], room: float) -> tuple[int, ...]:
    """Each column gets what it needs at least; of the rest short cells take what keeps them whole, then running text what it can use."""
    if sum(need.wish for need in needs) <= room:
        return (0,) * len(needs)
    widths = [need.least for need in needs]
    for wished in ([need.whole for need in needs], [need.wish for need in needs]):
        rest = max(room - sum(widths), 0)
        more = [wish - width for wish, width in zip(wished, widths, strict=True)]
        share = min(rest / sum(more), 1) if sum(more) else 0
        widths = [width + extra * share for width, extra in zip(widths, more, strict=True)]
    return tuple(round((width + _AIR / _LETTER) * 10) for width in widths)


def _need(title: str, cells: list[CellView]) -> _Need:
    words = [_letters(word) for word in title.split()]
    wholes = [_letters(title)] if len(title) <= _NARROW else []
    for cell in cells:
        beside = len(cell.source.label) + 0.7 if cell.source is not None else 0
        words.extend(_letters(word[:_BREAKS]) for word in cell.text.split())
        wholes.append(_letters(cell.text) + beside + (3.5 if cell.tone is not None else 0))
    longest, wish = max(words, default=1), min(max(wholes, default=1), _BROAD)
    if wish > 1.5 * _NARROW:
        narrow = max(longest, _NARROW)
        return _Need(narrow, narrow, max(narrow, wish))
    return _Need(longest, max(longest, wish), max(longest, wish))


def _letters(text: str) -> float:
    """How many average letters are as wide as the text: figures and capitals are broader."""
    return len(text) + 0.2 * sum(one.isdigit() or one.isupper() for one in text)
