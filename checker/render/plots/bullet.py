"""Targets against results: a bar for what was reached, a stroke for the aim, a hollow diamond for where it began."""

from checker.annual.report import Bar, Bullet
from checker.render.plots.look import (
    HUES,
    INK,
    LETTER,
    MOST_ROWS,
    WIDTH,
    Spec,
    at,
    beside,
    field,
    fold,
    layer,
    left_out,
    number,
    px,
    words,
)
from checker.render.printable import one_line

_LEFT, _ABOVE, _RIGHT, _BELOW = 190, 40, 150, 50
_ROW = 46
_MORE_TICKS = 1.5
"""How many times as many ticks as it is asked for the library may draw, to have them at round values."""
_REACHED, _AIM, _BEGAN = {"fill": HUES[0]}, {"fill": INK}, {"fill": "none", "stroke": INK, "strokeWidth": 1.5}


def bullet(drawn: Bullet) -> Spec:
    """The plot of targets against results."""
    bars = drawn.bars[:MOST_ROWS]
    width, height = WIDTH - _LEFT - _RIGHT, max(len(bars), 1) * _ROW
    values = [value for bar in bars for value in (bar.actual, bar.target, bar.baseline) if value is not None]
    low, high = min([0, *values]), max([0, *values])
    domain = [low, high if high > low else low + 1]
    letters = max(len(number(round(value))) for value in (low, high, 1000))
    ticks = max(1, min(5, int(width / (letters * LETTER + 14) / _MORE_TICKS)))
    axis = {
        "tickCount": ticks,
        "title": one_line(drawn.unit),
        "titleAnchor": "start",
        "titleX": 0,
        "titleY": 34,
    }
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": True, "zero": True},
        "axis": axis,
    }

    def marks(name: str, mark: Spec, **encoding: Spec) -> Spec:
        data = [
            {"value": value, "y": (index + 0.5) * _ROW}
            for index, bar in enumerate(bars) if (value := getattr(bar, name)) is not None
        ]  # fmt: skip
        return layer(data, mark, {"x": x, "y": px("y")} | encoding)

    layers = [
        marks("actual", {"type": "bar", "height": 13, **_REACHED}, x2={"datum": 0}),
        marks("target", {"type": "rect", "width": 3.5, "height": 26, **_AIM}),
        marks("baseline", {"type": "point", "shape": "diamond", "size": 70, "opacity": 1, **_BEGAN}),
        beside([fold(bar.title, 29, 3) for bar in bars], _ROW, _LEFT - 4),
        words(
            [{"text": _said(bar), "y": (index + 0.5) * _ROW - 6.5} for index, bar in enumerate(bars)],
            {"x": {"value": width + 14}, "y": px("y")},
        ),
        *_key(),
        *left_out(len(bars), len(drawn.bars), height + 20, _LEFT - 4),
    ]
    return field(
        width, height, layers, (_LEFT, _ABOVE, _RIGHT, _BELOW + (20 if len(drawn.bars) > len(bars) else 0))
    )


def _said(bar: Bar) -> list[str]:
    """What the bar shows, in words."""
    reached = f"reached {number(bar.actual)}" if bar.actual is not None else "no result"
    aim = f"aim {number(bar.target)}" if bar.target is not None else "no aim"
    return [reached, f"{aim}, from {number(bar.baseline)}" if bar.baseline is not None else aim]


def _key() -> list[Spec]:
    y = -24
    return [
        layer([{}], {"type": "rect", "width": 22, "height": 11, **_REACHED}, at(x=11, y=y)),
        layer([{}], {"type": "rect", "width": 3.5, "height": 16, **_AIM}, at(x=102, y=y)),
        layer([{}], {"type": "point", "shape": "diamond", "size": 70, "opacity": 1, **_BEGAN}, at(x=172, y=y)),
        words(
            [{"text": "reached", "x": 28}, {"text": "aimed at", "x": 110}, {"text": "began at", "x": 183}],
            {"x": px("x"), "y": {"value": y}},
        ),
    ]  # fmt: skip
