"""What all plots share: sizes, colours, and how words and numbers are made to fit.

No size depends on the width of letters on some machine: the room for words is counted in characters. The ground is
transparent and words have the colour of the text around the picture, so that a plot is as legible in dark mode as on paper.
"""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from checker.render.printable import one_line

Spec = dict[str, Any]
"""A part of a Vega-Lite specification."""

WIDTH = 640
"""Pixels; the column of a page. Only a heat map of many columns is wider."""
INK = "currentColor"
SIZE = 11
"""Pixels of a word."""
LETTER = 6.2
"""Pixels that a letter takes at most on average, in a sans-serif face of that size."""
FAINT = 0.45
HUES = ("#2378c3", "#c05600", "#008480", "#8168b3", "#b3417c", "#757575")
"""Each stands out at least 3 to 1 from white paper and from the dark page of theme.css. Shapes and dashes tell lines apart."""
MOST_ROWS = 30
"""Rows of a plot that still fit a page of paper. The table beside it has all."""


def number(value: float) -> str:
    """`1234.5` → `1,234.5`: at most two decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def fold(text: str, letters: int, lines: int = 2) -> list[str]:
    """`text` on at most so many lines of so many letters; … where it is longer."""
    return textwrap.wrap(one_line(text), letters, max_lines=lines, placeholder="…") or [""]


def room(texts: Iterable[Sequence[str]]) -> int:
    """Pixels that the longest of folded texts takes."""
    return round(LETTER * max((len(line) for text in texts for line in text), default=0))


def at(**pixels: float) -> Spec:
    """An encoding with fixed places, in pixels from the corner of the field."""
    return {channel: {"value": pixel} for channel, pixel in pixels.items()}


def px(field: str) -> Spec:
    """A place that the data give in pixels."""
    return {"field": field, "type": "quantitative", "scale": None}


def words(data: list[Spec], encoding: Spec, **mark: Any) -> Spec:
    """A layer of texts, which stand in the field `text` of the data."""
    mark = {
        "type": "text",
        "fontSize": SIZE,
        "lineHeight": SIZE + 2,
        "fill": INK,
        "align": "left",
        "baseline": "middle",
    } | mark
    return layer(data, mark, encoding | {"text": {"field": "text"}})


def layer(data: list[Spec], mark: Spec, encoding: Spec) -> Spec:
    """A layer of marks over data of its own."""
    return {"data": {"values": data}, "mark": mark, "encoding": encoding}


def field(width: float, height: float, layers: list[Spec], around: tuple[float, float, float, float]) -> Spec:
    """The whole specification. `around` is the room left, above, right and below the field, in pixels."""
    left, above, right, below = around
    return {
        "width": round(width), "height": round(height), "layer": layers, "autosize": {"type": "none"},
        "padding": {"left": round(left), "top": round(above), "right": round(right), "bottom": round(below)},
    }  # fmt: skip


def beside(titles: Sequence[Sequence[str]], row: float, left: float) -> Spec:
    """The names of rows, left of them."""
    data = [
        {"text": title, "y": (number + 0.5) * row - (len(title) - 1) * (SIZE + 2) / 2}
        for number, title in enumerate(titles)
    ]
    return words(data, {"x": {"value": -left}, "y": px("y")})


def left_out(shown: int, rows: int, height: float, left: float) -> list[Spec]:
    """The words under a plot that does not have room for all rows."""
    if shown == rows:
        return []
    said = [{"text": f"{shown} of {rows} are drawn; the table has all."}]
    return [words(said, at(x=-left, y=height + 40), fontStyle="italic")]
