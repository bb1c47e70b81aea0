"""The annual report on paper: a PDF that people can print, search and listen to."""

import re
from dataclasses import asdict
from typing import Any

from checker.annual.report import Report
from checker.render.annual.build import Draw, build_annual
from checker.render.annual.columns import sheets_of
from checker.render.annual.view import TableView
from checker.render.pdf import typeset

_UPRIGHT, _ON_ITS_SIDE = (482.0, 520.0), (662.0, 340.0)
"""Width and height that a picture has on a page, in points."""
_POINTS = 0.75
"""Points of a pixel."""
_SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


def render_annual_pdf(report: Report, draw: Draw) -> bytes:
    """The file. The same report gives the same bytes. `draw` makes SVG of a plot; where it makes none its table stands alone.

    Raises CheckerError where typst is not installed.
    """
    view = build_annual(report, draw)
    data = asdict(view)
    blocks = [block for part in view.parts for block in part.blocks]
    for block, said in zip(
        blocks, [block for part in data["parts"] for block in part["blocks"]], strict=True
    ):
        if block.table is not None:
            said["tables"] = _tables(block.table)
        if block.plot is not None:
            said["tables"] = _tables(block.plot.data)
            said["plot"]["picture"] = _picture(block.plot.drawing)
    return typeset("annual/report.typ", data, report.as_of)


def _tables(table: TableView) -> list[dict[str, Any]]:
    return [asdict(part) | columns._asdict() for part, columns in sheets_of(table)]


def _picture(svg: str) -> dict[str, Any] | None:
    """The drawing with the width that it has on paper, as large as it is drawn and no larger than the page."""
    size = _SIZE.match(svg)
    if size is None:
        return None
    width, height = int(size[1]) * _POINTS, int(size[2]) * _POINTS
    is_wide = width > _UPRIGHT[0] * 1.05
    room = _ON_ITS_SIDE if is_wide else _UPRIGHT
    return {
        "svg": svg,
        "is_wide": is_wide,
        "width": round(width * min(1, room[0] / width, room[1] / height), 1),
    }
