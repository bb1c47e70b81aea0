"""Dates as they were planned and as they are planned now: an open circle, a line, and a full one, with the days between."""

from datetime import UTC, date, datetime

from checker.annual.report import Slip
from checker.render.counts import counted
from checker.render.plots.look import (
    FAINT,
    HUES,
    INK,
    MOST_ROWS,
    WIDTH,
    Spec,
    at,
    beside,
    field,
    fold,
    layer,
    left_out,
    px,
    words,
)

_LEFT, _ABOVE, _RIGHT, _BELOW = 220, 36, 130, 30
_ROW = 30
_MOST_FIRSTS = 5
_BEFORE: Spec = {
    "type": "point",
    "shape": "circle",
    "size": 75,
    "fill": "none",
    "stroke": INK,
    "strokeWidth": 1.5,
    "opacity": 1,
}
_NOW: Spec = {
    "type": "point",
    "shape": "circle",
    "size": 75,
    "fill": HUES[1],
    "stroke": HUES[1],
    "opacity": 1,
}
_Row = tuple[str, date | None, date | None]


def slip(drawn: Slip) -> Spec:
    """The plot of planned dates."""
    rows: list[_Row] = [(title, _day(before), _day(now)) for title, before, now in drawn.rows[:MOST_ROWS]]
    width, height = WIDTH - _LEFT - _RIGHT, max(len(rows), 1) * _ROW
    days = [day for _, *both in rows for day in both if day is not None]
    x: Spec = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": _span(days), "nice": False},
        "title": None,
    }
    axis = {"values": _firsts(days), "format": "%b %Y"}
    ties = [
        {"before": _moment(before), "now": _moment(now), "y": (index + 0.5) * _ROW}
        for index, (_, before, now) in enumerate(rows) if before is not None and now is not None
    ]  # fmt: skip

    def ends(which: int, mark: Spec) -> Spec:
        data = [
            {"day": _moment(day), "y": (index + 0.5) * _ROW}
            for index, row in enumerate(rows) if isinstance(day := row[which], date)
        ]  # fmt: skip
        return layer(data, mark, {"x": x | {"field": "day", "axis": axis}, "y": px("y")})

    layers = [
        layer(
            ties, {"type": "rule", "stroke": INK, "strokeWidth": 2.5, "opacity": FAINT},
            {"x": x | {"field": "before", "axis": axis}, "x2": {"field": "now"}, "y": px("y")},
        ),
        ends(2, _NOW),
        ends(1, _BEFORE),
        beside([fold(title, 34) for title, *_ in rows], _ROW, _LEFT - 4),
        words(
            [{"text": _said(before, now), "y": (index + 0.5) * _ROW} for index, (_, before, now) in enumerate(rows)],
            {"x": {"value": width + 14}, "y": px("y")},
        ),
        *_key(),
        *left_out(len(rows), len(drawn.rows), height, _LEFT - 4),
    ]  # fmt: skip
    return field(
        width, height, layers, (_LEFT, _ABOVE, _RIGHT, _BELOW + (20 if len(drawn.rows) > len(rows) else 0))
    )


def _said(before: date | None, now: date | None) -> str:
    """How far the date moved, in words."""
    if before is None:
        return "new this year" if now is not None else "no date"
    if now is None:
        return "no date now"
    days = (now - before).days
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else "not moved"


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _span(days: list[date]) -> list[int]:
    """The time that is shown, with some air on both sides."""
    low, high = min(days, default=date(2000, 1, 1)), max(days, default=date(2000, 12, 31))
    air = max((high - low).days // 20, 15) * 86_400_000
    return [_moment(low) - air, _moment(high) + air]


def _firsts(days: list[date]) -> list[int]:
    """The first days of some months, not more than have room beside one another."""
    if not days:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in (min(days), max(days)))
    step = next((step for step in (1, 3, 6, 12, 24, 60, 120) if (last - first) // step < _MOST_FIRSTS), 600)
    months = [month for month in range(first, last + 2) if month % step == 0]
    return [_moment(date(month // 12, month % 12 + 1, 1)) for month in months]


def _moment(day: date) -> int:
    """Milliseconds since 1970, as the time scale counts."""
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _key() -> list[Spec]:
    y = -20
    return [
        layer([{}], _BEFORE, at(x=6, y=y)),
        layer([{}], _NOW, at(x=136, y=y)),
        words(
            [{"text": "planned last year", "x": 16}, {"text": "planned now", "x": 146}],
            {"x": px("x"), "y": {"value": y}},
        ),
    ]
