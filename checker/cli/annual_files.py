"""The files of an annual report: one for each format."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from checker.annual.report import Plot, Report
from checker.cli.outputs import write_whole
from checker.cli.targets import check_target
from checker.errors import CheckerError, TemplateError

if TYPE_CHECKING:
    from checker.render.templates import Templates

_NAME = "annual-report"


Draw = Callable[[Plot], str]
"""A plot as SVG; empty where it is not drawn."""


class _Look(NamedTuple):
    draw: Draw
    templates: "Templates"


def _html(report: Report, look: _Look) -> str:
    from checker.render.annual.html import render_annual_html

    return render_annual_html(report, look.draw, look.templates)


def _pdf(report: Report, look: _Look) -> bytes:
    from checker.render.annual.pdf import render_annual_pdf

    return render_annual_pdf(report, look.draw)


def _markdown(report: Report, look: _Look) -> str:
    from checker.render.annual.markdown import render_annual_markdown

    return render_annual_markdown(report, look.templates)


def _json(report: Report, _: _Look) -> str:
    from checker.render.annual.json_annual import render_annual_json

    return render_annual_json(report)


FORMATS: Mapping[str, tuple[str, Callable[[Report, _Look], str | bytes]]] = {
    "html": ("html", _html),
    "pdf": ("pdf", _pdf),
    "markdown": ("md", _markdown),
    "json": ("json", _json),
}
"""What a report can be written as: the ending of its file, and what makes it."""
_WITH_PICTURES = {"html", "pdf"}


def write_report(
    report: Report,
    folder: Path,
    formats: tuple[str, ...],
    parameters: Mapping[str, Any],
    templates: "Templates",
) -> None:
    """Write the formats that were asked for, all where none was named, into `folder`; say what was written.

    Raises CheckerError where a file may not be written, where a format that was asked for needs what is not installed, and where a
    template is wrong.
    """
    targets = [(name, folder / f"{_NAME}.{FORMATS[name][0]}") for name in formats or FORMATS]
    for _, target in targets:
        check_target(target, f"--output {folder}", parameters)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CheckerError(f"--output {folder}: the folder cannot be made: {error.strerror}") from error
    look = _Look(_draw(report, {name for name, _ in targets}), templates)
    for name, target in targets:
        try:
            content = FORMATS[name][1](report, look)
        except TemplateError:
            raise
        except CheckerError as error:
            if formats:
                raise
            click.echo(f"cxcheck: {target} was not written: {error}", err=True)
            continue
        write_whole(target, [content])
        click.echo(f"cxcheck: {target} was written", err=True)


def _draw(report: Report, formats: set[str]) -> Draw:
    """What draws the plots of the report, once for all formats. Where it cannot, it says so once."""
    from checker.render.charts import Charts, charts_of

    charts = charts_of(report) if formats & _WITH_PICTURES else Charts({})
    if charts.notice:
        click.echo(f"cxcheck: the tables stand without their plots: {charts.notice}", err=True)
    return charts.draw
