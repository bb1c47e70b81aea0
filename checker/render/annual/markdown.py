"""The annual report as Markdown: the words and tables of the page, each plot as what it shows and its data."""

from checker.annual.report import Plot, Report
from checker.render.annual.build import build_annual
from checker.render.templates import OURS, Templates


def render_annual_markdown(report: Report, templates: Templates = OURS) -> str:
    """The text. The same report gives the same bytes."""
    return templates.render("markdown", "annual/report", report=build_annual(report, _nothing))


def _nothing(_plot: Plot) -> str:
    """Markdown has no pictures; a plot's words and data stand in its place."""
    return ""
