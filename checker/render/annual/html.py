"""The annual report as one HTML file that asks for nothing from outside."""

from checker.annual.report import Report
from checker.render.annual.build import Draw, build_annual
from checker.render.templates import OURS, Templates


def render_annual_html(report: Report, draw: Draw, templates: Templates = OURS) -> str:
    """The page. The same report gives the same bytes. `draw` makes SVG of a plot."""
    return templates.render("html", "annual/report", report=build_annual(report, draw))
