"""A field of words: each cell carries its word, and is the darker, the worse the word is.

Where there are many columns a cell carries a short form of its word, and a key says what each stands for.
"""

from collections.abc import Sequence

from checker.annual.report import Heat
from checker.render.plots.look import (
    FAINT,
    INK,
    LETTER,
    SIZE,
    WIDTH,
    Spec,
    beside,
    field,
    fold,
    layer,
    px,
    room,
    words,
)
from checker.render.plots.shades import ink_on, shades, short_forms
from checker.render.printable import one_line

_GAP = 2
_NARROWEST, _WIDEST = 24, 120
_HEAD = 18
"""Letters of a column's name on one line, where it stands upright."""
_IN_A_ROW = 4
"""Words of the key side by side."""
_EDGE: Spec = {"stroke": INK, "strokeWidth": 0.5, "strokeOpacity": FAINT}


def heat(drawn: Heat) -> Spec:
    """The plot of words by row and column."""
    titles = [fold(row, 30) for row in drawn.rows]
    left = room(titles) + 14
    row = 30 if any(len(title) > 1 for title in titles) else 24
    scale = [one_line(word) for word in drawn.scale]
    marks, cell = _marks(scale, (WIDTH - left) / max(len(drawn.columns), 1))
    width, height = cell * len(drawn.columns), row * len(drawn.rows)
    letters = max(int(cell / LETTER) - 1, 1)
    colours = dict(zip(scale, shades(len(scale)), strict=True))
    cells = [
        {
            "x": (across + 0.5) * cell, "y": (down + 0.5) * row, "text": marks.get(word) or fold(word, letters, 1)[0],
            "fill": colours.get(word, "none"), "ink": ink_on(colours[word]) if word in colours else INK,
        }
        for down, line in enumerate(drawn.cells) for across, word in enumerate(map(one_line, line))
    ]  # fmt: skip
    place = {"x": px("x"), "y": px("y")}
    tile = {"type": "rect", "width": cell - _GAP, "height": row - _GAP, **_EDGE}
    heads, above = _heads(drawn.columns, cell)
    key = _key(marks, colours, left, height) if any(word != mark for word, mark in marks.items()) else []
    layers = [
        layer(cells, tile, place | {"fill": {"field": "fill", "scale": None}}),
        words(cells, place | {"fill": {"field": "ink", "scale": None}}, align="center"),
        beside(titles, row, left - 4),
        heads,
        *key,
    ]
    below = 12 + 22 * -(-len(scale) // _IN_A_ROW) if key else 4
    return field(width, height, layers, (left, above, max(4, WIDTH - left - width), below))


def _marks(scale: Sequence[str], room_each: float) -> tuple[dict[str, str], float]:
    """What cells carry for each word, and the width of a cell: the words themselves where they have room."""
    longest = max(map(len, scale), default=1) * LETTER + 8
    if room_each >= longest:
        return {word: word for word in scale}, min(room_each, max(longest, _WIDEST))
    marks = short_forms(scale)
    return marks, max(room_each, _NARROWEST, max(map(len, marks.values())) * LETTER + 8)


def _heads(columns: Sequence[str], cell: float) -> tuple[Spec, float]:
    """The names of columns above them, upright where they have no room side by side; and the height that they take."""
    letters = int((cell - 6) / LETTER)
    flat = [fold(column, max(letters, 1), 3) for column in columns]
    whole = [fold(column, 1000)[0] for column in columns]
    if letters >= 5 and all(
        "".join(lines).replace(" ", "") == name.replace(" ", "")
        for lines, name in zip(flat, whole, strict=True)
    ):
        tall = max(map(len, flat), default=1) * (SIZE + 2)
        data = [
            {"text": lines, "x": (across + 0.5) * cell, "y": -6 - (len(lines) - 1) * (SIZE + 2)}
            for across, lines in enumerate(flat)
        ]  # fmt: skip
        return words(data, {"x": px("x"), "y": px("y")}, align="center", baseline="bottom"), tall + 12
    upright = [fold(column, _HEAD, 1 if cell < 2 * SIZE + 8 else 2) for column in columns]
    data = [
        {"text": lines, "x": (across + 0.5) * cell - (len(lines) - 1) * (SIZE + 2) / 2}
        for across, lines in enumerate(upright)
    ]
    return words(data, {"x": px("x"), "y": {"value": -6}}, angle=270), room(upright) + 14


def _key(marks: dict[str, str], colours: dict[str, str], left: float, height: float) -> list[Spec]:
    """What the short forms stand for, from the left edge of the picture, some to a row."""
    data: list[Spec] = []
    said: list[Spec] = []
    for index, (word, mark) in enumerate(marks.items()):
        x, y = index % _IN_A_ROW * 158 - left + 16, height + 20 + index // _IN_A_ROW * 22
        data.append({"x": x, "y": y, "text": mark, "fill": colours[word], "ink": ink_on(colours[word])})
        said.append({"x": x + 19, "y": y, "text": fold(word, 20, 1)[0]})
    place = {"x": px("x"), "y": px("y")}
    tile = {"type": "rect", "width": 26, "height": 18, **_EDGE}
    return [
        layer(data, tile, place | {"fill": {"field": "fill", "scale": None}}),
        words(data, place | {"fill": {"field": "ink", "scale": None}}, align="center"),
        words(said, place),
    ]
