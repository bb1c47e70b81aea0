"""The lines of plans behind the numbers: each line once, and each group of lines that several numbers may share."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from checker.annual.report import PlanLine
from checker.location import Location
from checker.render.annual.view import FileView, GroupView, LineView, RunView, Source
from checker.render.counts import counted
from checker.render.printable import one_line, short

_Line = tuple[str, int]


class _Group(NamedTuple):
    number: int
    lines: tuple[_Line, ...]


class Sources:
    """Names the lines in the order of plans and lines, and groups of them in the order in which they are first asked for."""

    def __init__(self, lines: Iterable[PlanLine], places: Iterable[Location]) -> None:
        texts = {(place.file, place.line): "" for place in places}
        texts |= {(line.path, line.line): line.text for line in lines}
        self._texts = dict(sorted(texts.items()))
        self._numbers = {line: number for number, line in enumerate(self._texts, 1)}
        self._groups: dict[tuple[_Line, ...], _Group] = {}

    def source(self, places: Iterable[Location]) -> Source | None:
        """What stands for the places; None where there are none."""
        lines = tuple(sorted({(place.file, place.line) for place in places}))
        if not lines:
            return None
        if len(lines) == 1:
            number = self._numbers[lines[0]]
            return Source(f"line-{number}", f"L{number}", f"line {lines[0][1]}")
        group = self._groups.setdefault(lines, _Group(len(self._groups) + 1, lines))
        return Source(f"lines-{group.number}", f"G{group.number}", counted(len(lines), "line"))

    def files(self) -> tuple[FileView, ...]:
        """Every line, plan by plan."""
        by_file = groupby(self._texts.items(), key=lambda entry: entry[0][0])
        return tuple(
            FileView(one_line(path), tuple(self._line(line, text) for line, text in lines)) for path, lines in by_file
        )  # fmt: skip

    def groups(self) -> tuple[GroupView, ...]:
        """Every group that was asked for."""
        return tuple(
            GroupView(
                f"lines-{group.number}", f"G{group.number}",
                tuple(
                    (one_line(path), tuple(self._runs(list(lines))))
                    for path, lines in groupby(group.lines, key=lambda line: line[0])
                ),
            )
            for group in self._groups.values()
        )  # fmt: skip

    def _line(self, line: _Line, text: str) -> LineView:
        number = self._numbers[line]
        return LineView(f"line-{number}", f"L{number}", line[1], short(text))

    def _runs(self, lines: list[_Line]) -> Iterator[RunView]:
        start = lines[0]
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if following is None or following[1] != line[1] + 1:
                yield RunView(f"line-{self._numbers[start]}", start[1], line[1])
                start = following or start
