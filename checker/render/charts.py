"""The door to the charting library: plots of a report as SVG, each a picture that stands alone.

The library is vl-convert, the Vega project's own: a plot is a specification in which texts are data and never markup, and
the same specification gives the same bytes. It asks no network and keeps nothing on the disk.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from checker.annual.report import Bullet, Heat, Plot, Report, Slip, Trend
from checker.errors import CheckerError
from checker.render.plots.bullet import bullet
from checker.render.plots.heat import heat
from checker.render.plots.look import FAINT, INK, SIZE, Spec
from checker.render.plots.slip import slip
from checker.render.plots.trend import trend
from checker.render.printable import one_line

FACE = "Public Sans, Liberation Sans, Arial, Helvetica, sans-serif"
_VEGA_LITE = "6.4"
"""Stands still, so that a newer library draws the same picture."""
_LOOK = {
    "background": None, "view": {"stroke": None, "fill": None}, "aria": False,
    "axis": {
        "labelColor": INK, "titleColor": INK, "domainColor": INK, "tickColor": INK, "gridColor": INK, "gridOpacity": FAINT / 2,
        "labelFontSize": SIZE, "titleFontSize": SIZE, "labelOverlap": False, "labelBound": False, "aria": False,
    },
}  # fmt: skip
_FACE = f' font-family="{FACE}" font-size="{SIZE}px"'
"""What the library writes at every word; once is enough."""
_TAG = re.compile(r"<[^>]+>")
_LONG = re.compile(r"-?\d+\.\d{3,}")
_HEAD = re.compile(r"<svg [^>]*?width=\"(\d+)\" height=\"(\d+)\"[^>]*>")


class Charts(NamedTuple):
    """The plots of a report as SVG, by name. `notice` says why there are none, and how to have them; else it is empty."""

    svg: Mapping[str, str]
    notice: str = ""

    def draw(self, plot: Plot) -> str:
        """The plot as it was drawn; empty where it was not."""
        return self.svg.get(plot.name, "")


def charts_of(report: Report) -> Charts:
    """Every plot of a report. Without the library there are none: the table beside each plot has all that it shows."""
    plots = [block for part in report.parts for block in part.blocks if isinstance(block, Plot)]
    try:
        return Charts({plot.name: chart_svg(plot) for plot in plots})
    except CheckerError as error:
        return Charts({}, error.message)


def chart_svg(plot: Plot) -> str:
    """The plot as an `svg` element with its title and what it shows in words. The same plot gives the same bytes.

    Raises CheckerError where the charting library is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise CheckerError(
            "the plots need a library that is not installed: pip install 'cxcheck[charts]'"
        ) from error
    drawn = vl_convert.vegalite_to_svg(specification(plot), vl_version=_VEGA_LITE, allowed_base_urls=[])
    head = _HEAD.match(drawn)
    if head is None:
        raise AssertionError("the charting library wrote no SVG")
    title, description = f"plot-{plot.name}-title", f"plot-{plot.name}-description"
    drawn = _TAG.sub(_rounded, drawn[head.end() :].replace(_FACE, ""))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-labelledby={quoteattr(f"{title} {description}")} '
        f'width="{head[1]}" height="{head[2]}" viewBox="0 0 {head[1]} {head[2]}"{_FACE}>'
        f"<title id={quoteattr(title)}>{escape(one_line(plot.title))}</title>"
        f"<desc id={quoteattr(description)}>{escape(one_line(plot.alternative))}</desc>{drawn}"
    )


def specification(plot: Plot, face: str = FACE) -> Spec:
    """The plot in Vega-Lite's words, with `face` for its letters."""
    return _drawn(plot.drawn) | {"config": _LOOK | {"font": face}}


def _drawn(drawn: Trend | Bullet | Heat | Slip) -> Spec:
    match drawn:
        case Trend():
            return trend(drawn)
        case Bullet():
            return bullet(drawn)
        case Heat():
            return heat(drawn)
        case Slip():
            return slip(drawn)


def _rounded(tag: re.Match[str]) -> str:
    """A tag with places to a hundredth of a pixel: no eye sees more."""
    return _LONG.sub(lambda place: f"{float(place[0]):.2f}".rstrip("0").rstrip("."), tag[0])
