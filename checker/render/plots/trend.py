"""Values over time: a line for each thing, told apart by dashes and shapes, with its name at its end."""

from math import ceil
from typing import NamedTuple

from checker.annual.report import Line, Trend
from checker.render.plots.look import (
    FAINT,
    HUES,
    INK,
    LETTER,
    SIZE,
    WIDTH,
    Spec,
    at,
    field,
    fold,
    layer,
    number,
    px,
    words,
)
from checker.render.printable import one_line

DASHES: tuple[list[int], ...] = ([], [6, 3], [2, 2], [9, 3, 2, 3])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
_ABOVE, _RIGHT, _BELOW = 26, 196, 30
_LEAST = 190
_ENDS = 26
"""Letters of a name on one line."""
_POINTS = 10
_POINT: Spec = {"type": "point", "size": 42, "opacity": 1}


class _End(NamedTuple):
    """The name of a line, and where its last value is, if it has one."""

    name: list[str]
    line: int
    x: float
    wanted: float
    is_tied: bool


def trend(drawn: Trend) -> Spec:
    """The plot of values over time."""
    low, high = _span([value for line in drawn.lines for value in line.values if value is not None])
    left = 16 + LETTER * max(len(number(round(high))), 4)
    width = WIDTH - left - _RIGHT
    names = [_name(line) for line in drawn.lines]
    height = max(_LEAST, sum(map(_tall, names)))
    count = len(drawn.labels)
    first, last = (0, count - 1) if count > 1 else (-1, 1)
    x: Spec = {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [first, last], "nice": False},
        "axis": None,
    }
    y: Spec = {
        "field": "value", "type": "quantitative", "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"tickCount": 5, "title": None},
    }  # fmt: skip
    unit = one_line(drawn.unit) + ("" if low <= 0 <= high else "; the scale does not begin at 0")
    lines: list[Spec] = []
    ends: list[_End] = []
    for index, (line, name) in enumerate(zip(drawn.lines, names, strict=True)):
        dash, shape, hue = style(index)
        data: list[Spec] = [{"at": at_, "value": value} for at_, value in enumerate(line.values)]
        there = [point for point in data if point["value"] is not None]
        mark = {
            "type": "line",
            "stroke": hue,
            "strokeWidth": 2,
            "strokeDash": dash,
            "invalid": "break-paths-show-domains",
        }
        lines.append(layer(data, mark, {"x": x, "y": y}))
        lines.append(layer(there, _POINT | {"shape": shape, "fill": hue, "stroke": hue}, {"x": x, "y": y}))
        if there:
            at_, value = there[-1]["at"], there[-1]["value"]
            place = (at_ - first) / (last - first) * width
            ends.append(_End(name, index, place, (high - value) / (high - low) * height, is_tied=True))
        else:
            ends.append(_End(name, index, width, height, is_tied=False))
    layers = [
        words([{"text": unit}], at(x=4 - left, y=-16), fontWeight="bold"),
        words(
            _times(drawn.labels, width, first, last),
            {"x": px("x"), "y": {"value": height + 16}},
            align="center",
        ),
        *lines,
        *_ends(ends, width, height),
    ]
    return field(width, height, layers, (left, _ABOVE, _RIGHT, _BELOW))


def style(index: int) -> tuple[list[int], str, str]:
    """Dash, shape and hue of a line; no two of the first 24 lines have the same dash and shape."""
    rounds, shape = divmod(index, len(SHAPES))
    return DASHES[(index + rounds) % len(DASHES)], SHAPES[shape], HUES[shape]


def _name(line: Line) -> list[str]:
    values = [value for value in line.values if value is not None]
    return [*fold(line.title, _ENDS, 3), number(values[-1]) if values else "no values"]


def _span(values: list[float]) -> tuple[float, float]:
    """From below the least to above the greatest value; amounts from 0 where their change is still seen there.

    Values up to 10 are taken for answers on a scale of points, which has no 0.
    """
    low, high = min(values, default=0), max(values, default=1)
    air = (high - low) * 0.08 or abs(high) * 0.1 or 1
    if 0 <= low <= high * (0.75 if high > _POINTS else 0.5):
        return 0, high + air
    return low - air, high + air


def _times(labels: tuple[str, ...], width: float, first: int, last: int) -> list[Spec]:
    """The times that fit side by side, counted back from the newest."""
    step = width / (last - first)
    needed = max((len(label) for label in labels), default=1) * LETTER + 12
    each = max(1, ceil(needed / step))
    return [
        {"text": label, "x": (index - first) * step}
        for index, label in enumerate(map(one_line, labels)) if (len(labels) - 1 - index) % each == 0
    ]  # fmt: skip


def _ends(ends: list[_End], width: float, height: float) -> list[Spec]:
    """The names, pushed apart where they would lie on one another, each tied to its last value."""
    ends = sorted(ends, key=lambda end: (end.wanted, end.line))
    ys: list[float] = []
    free: float = 0
    for end in ends:
        ys.append(max(end.wanted, free + _tall(end.name) / 2))
        free = ys[-1] + _tall(end.name) / 2
    free = height + 12
    for index in reversed(range(len(ends))):
        half = _tall(ends[index].name) / 2
        ys[index] = min(ys[index], free - half)
        free = ys[index] - half
    placed = list(zip(ends, ys, strict=True))
    ties = [{"x": end.x + 5, "y": end.wanted, "x2": width + 14, "y2": y} for end, y in placed if end.is_tied]
    names = [{"text": end.name, "y": y - (len(end.name) - 1) * (SIZE + 2) / 2} for end, y in placed]
    rule = {"type": "rule", "stroke": INK, "strokeWidth": 0.75, "opacity": FAINT}
    return [
        layer(ties, rule, {name: px(name) for name in ("x", "y", "x2", "y2")}),
        *(_sign(end.line, width + 20, y) for end, y in placed),
        words(names, {"x": {"value": width + 29}, "y": px("y")}),
    ]


def _sign(line: int, x: float, y: float) -> Spec:
    _, shape, hue = style(line)
    return layer([{}], _POINT | {"shape": shape, "fill": hue, "stroke": hue}, at(x=x, y=y))


def _tall(name: list[str]) -> int:
    """Pixels that a name takes, with the air around it."""
    return len(name) * (SIZE + 2) + 4
