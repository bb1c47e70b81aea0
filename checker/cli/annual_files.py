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


def _html(report: Report) -> str:
    from checker.render.annual.html import render_annual_html
    from checker.render.charts import charts_of

    charts = charts_of(report)
    if charts.notice:
        click.echo(f"cxcheck: {charts.notice}", err=True)

    def draw(plot: Plot) -> str:
        return charts.svg.get(plot.name, "")

    return render_annual_html(report, draw)


def _markdown(report: Report) -> str:
    from checker.render.annual.markdown import render_annual_markdown

    return render_annual_markdown(report)


def _json(report: Report) -> str:
    from checker.render.annual.json_annual import render_annual_json

    return render_annual_json(report)


FORMATS: Mapping[str, tuple[str, Callable[[Report], str | bytes]]] = {
    "html": ("html", _html),
    "markdown": ("md", _markdown),
    "json": ("json", _json),
}
"""What a report can be written as: the ending of its file, and what makes it."""


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
    for name, target in targets:
        write_whole(target, [FORMATS[name][1](report)])
        click.echo(f"cxcheck: {target} was written", err=True)
