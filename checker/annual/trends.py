"""Trends: trust by service over the quarters, and standards over the years. A line never crosses a change of words or scale."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.annual.cells import mean_cell, measured_cell, share_cell
from checker.annual.report import Block, Cell, Column, Line, Plot, Table, Trend
from checker.annual.wording import counted, figure, missing
from checker.annual.year import Year
from checker.measures.arithmetic import exact, rounded
from checker.measures.comparable import asked, normalised
from checker.measures.quarter import Quarter
from checker.measures.question import THUMBS, Question, scale_words
from checker.measures.services import Standard

_MOST = 5
"""Lines that can be told apart in one plot."""


class Way(NamedTuple):
    """A line: its values by label, as cells and as figures."""

    title: str
    cells: dict[str, Cell]
    figures: dict[str, float]
    digits: int | None = None
    """Decimals of its figures; None: as many as the plan writes."""

    def words(self, value: float) -> str:
        """A figure of this line."""
        return figure(value) if self.digits is None else f"{rounded(value, self.digits):,f}"


def trust_trends(name: str, service: str, quarters: Sequence[Quarter]) -> Iterator[Block]:
    """Plots of trust in one service, one for each scale."""
    ways: dict[str, dict[tuple[str, ...], Way]] = {}
    for quarter in quarters:
        for question in quarter.questions:
            if (
                question.driver == "trust"
                and None not in (quarter.fiscal_year, quarter.quarter)
                and question.scale
            ):
                _add(ways.setdefault(question.scale, {}), quarter, question)
    found = [
        plot for scale, lines in ways.items()
        for plot in plots(f"trend-trust-{name}-{scale.replace('_', '-').replace(' ', '-')}", f"{service}: trust", _labels(quarters), list(lines.values()), _unit(scale))
    ]  # fmt: skip
    yield from found
    if not found and quarters:
        yield missing(f"{service}: there are too few quarters with comparable answers for a trend of trust.")


def standard_trends(
    name: str, service: str, years: Sequence[Year], wanted: Sequence[Standard]
) -> Iterator[Block]:
    """Plots of the standards of one service over the years, one for each unit; only standards that are counted alike."""
    units: dict[str, list[Way]] = {}
    labels = [f"FY{year.fiscal_year}" for year in reversed(years)]
    for standard in wanted:
        way = Way(standard.metric or standard.text or standard.id, {}, {})
        for label, year in zip(labels, reversed(years), strict=True):
            for other in (each for each_service in year.measures.services for each in each_service.standards):
                if _is_same(standard, other) and other.actual.value is not None:
                    way.cells[label] = measured_cell(other.actual, other.unit)
                    way.figures[label] = float(other.actual.value)
        units.setdefault(standard.unit, []).append(way)
    for number, (unit, ways) in enumerate(units.items(), 1):
        yield from plots(
            f"trend-standards-{name}-{number}", f"{service}: standards", labels, ways, unit or "no unit given"
        )


def _add(ways: dict[tuple[str, ...], Way], quarter: Quarter, question: Question) -> None:
    """Put a quarter on the line of what was asked alike, or begin a new one."""
    key: tuple[str, ...] = (quarter.survey, *asked(quarter, question).key)
    while key in ways and quarter.name in ways[key].cells:
        key = (*key, "once more in the same quarter")
    thumbs = question.scale == THUMBS
    number = question.score
    if key not in ways:
        title = quarter.title or quarter.survey
        if any(known[0] == quarter.survey for known in ways):
            title += f", new words from {quarter.name}"
        elif any(way.title == title for way in ways.values()):
            title += f", another survey from {quarter.name}"
        ways[key] = Way(title, {}, {}, 1 if thumbs else 2)
    ways[key].cells[quarter.name] = share_cell(number) if thumbs else mean_cell(number, question.scale)
    if number.value is not None:
        ways[key].figures[quarter.name] = float(
            rounded(exact(number.value) * (100 if thumbs else 1), 1 if thumbs else 2)
        )


def _labels(quarters: Sequence[Quarter]) -> list[str]:
    """Every quarter from the first to the last, those without results too."""
    times = [quarter.when for quarter in quarters if None not in (quarter.fiscal_year, quarter.quarter)]
    if not times:
        return []
    first, last = (year * 4 + quarter - 1 for year, quarter in (min(times), max(times)))
    return [f"FY{number // 4} Q{number % 4 + 1}" for number in range(first, last + 1)]


def plots(name: str, title: str, labels: list[str], ways: list[Way], unit: str) -> Iterator[Plot]:
    """The ways that have two figures or more, a few in each plot."""
    shown = [way for way in ways if len(way.figures) > 1]
    pieces = [shown[start : start + _MOST] for start in range(0, len(shown), _MOST)]
    for number, piece in enumerate(pieces, 1):
        mine = [label for label in labels if any(label in way.cells for way in piece)]
        spread = labels[labels.index(mine[0]) : labels.index(mine[-1]) + 1]
        part = f" ({number} of {len(pieces)})" if len(pieces) > 1 else ""
        lines = tuple(Line(way.title, tuple(way.figures.get(label) for label in spread)) for way in piece)
        columns = (Column("When"), *(Column(way.title, is_number=True) for way in piece))
        rows = tuple(
            (Cell(label), *(way.cells.get(label, Cell("none")) for way in piece)) for label in spread
        )
        own = name if len(pieces) == 1 else f"{name}-{number}"
        data = Table(f"{own}-data", f"{title}{part}, {unit}", columns, rows)
        yield Plot(
            own,
            f"{title}{part}",
            " ".join(_told(way, spread, unit) for way in piece),
            Trend(tuple(spread), lines, unit),
            data,
        )


def _told(way: Way, labels: list[str], unit: str) -> str:
    """What a line shows, in words."""
    known = [(label, way.figures[label]) for label in labels if label in way.figures]
    (first, start), (last, end) = known[0], known[-1]
    low, high = min(value for _, value in known), max(value for _, value in known)
    verb = "rose" if end > start else "fell" if end < start else "stayed the same"
    text = f"{way.title}: {verb} from {way.words(start)} in {first} to {way.words(end)} in {last} ({unit})"
    if end == start:
        text = f"{way.title}: {way.words(start)} in {first} and again in {last} ({unit})"
    if low < min(start, end):
        text += f"; the lowest was {way.words(low)} in {_when(known, low)}"
    if high > max(start, end):
        text += f"; the highest was {way.words(high)} in {_when(known, high)}"
    gaps = labels.index(last) - labels.index(first) + 1 - len(known)
    return text + (f"; {counted(gaps, 'point')} between without a figure." if gaps else ".")


def _when(known: list[tuple[str, float]], wanted: float) -> str:
    return next(label for label, value in known if value == wanted)


def _unit(scale: str) -> str:
    return "percent thumbs up" if scale == THUMBS else f"mean of {scale_words(scale)}"


def _is_same(one: Standard, other: Standard) -> bool:
    """Whether two years count alike: the same id, the same unit, the same words for what is counted."""
    alike = normalised(one.metric) == normalised(other.metric)
    return bool(one.id) and one.id == other.id and one.unit == other.unit and alike
