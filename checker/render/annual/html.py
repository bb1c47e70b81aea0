"""The annual report as one HTML file that asks for nothing from outside."""

from checker.annual.report import Report
from checker.render.annual.build import Draw, build_annual
from checker.render.templates import html_template


def render_annual_html(report: Report, draw: Draw) -> str:
    """The page. The same report gives the same bytes. `draw` makes SVG of a plot."""
    return html_template("annual/report.html.j2").render(report=build_annual(report, draw))
