"""The files of an annual report: one for each format."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from checker.annual.report import Plot, Report
from checker.cli.outputs import write_whole
from checker.cli.targets import check_target
from checker.errors import CheckerError

_NAME = "annual-report"


Draw = Callable[[Plot], str]
"""A plot as SVG; empty where it is not drawn."""


def _html(report: Report, draw: Draw) -> str:
    from checker.render.annual.html import render_annual_html

    return render_annual_html(report, draw)


def _pdf(report: Report, draw: Draw) -> bytes:
    from checker.render.annual.pdf import render_annual_pdf

    return render_annual_pdf(report, draw)


def _markdown(report: Report, _: Draw) -> str:
    from checker.render.annual.markdown import render_annual_markdown

    return render_annual_markdown(report)


def _json(report: Report, _: Draw) -> str:
    from checker.render.annual.json_annual import render_annual_json

    return render_annual_json(report)


FORMATS: Mapping[str, tuple[str, Callable[[Report, Draw], str | bytes]]] = {
    "html": ("html", _html),
    "pdf": ("pdf", _pdf),
    "markdown": ("md", _markdown),
    "json": ("json", _json),
}
"""What a report can be written as: the ending of its file, and what makes it."""
_WITH_PICTURES = {"html", "pdf"}


def write_report(
    report: Report, folder: Path, formats: tuple[str, ...], parameters: Mapping[str, Any]
) -> None:
    """Write the formats that were asked for, all where none was named, into `folder`; say what was written.

    Raises CheckerError where a file may not be written, or where a format that was asked for needs what is not installed.
    """
    targets = [(name, folder / f"{_NAME}.{FORMATS[name][0]}") for name in formats or FORMATS]
    for _, target in targets:
        check_target(target, f"--output {folder}", parameters)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CheckerError(f"--output {folder}: the folder cannot be made: {error.strerror}") from error
    draw = _draw(report, {name for name, _ in targets})
    for name, target in targets:
        try:
            content = FORMATS[name][1](report, draw)
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
