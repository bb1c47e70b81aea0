"""`cxcheck rules coverage`."""

from collections.abc import Callable
from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.pack import open_pack, pack_coverage, rules_option
from checker.cli.targets import check_target
from checker.errors import ExitCode
from checker.policy.coverage import Coverage
from checker.render.coverage import coverage_html, coverage_json, coverage_markdown, coverage_table

_FORMATS: dict[str, Callable[[Coverage], str]] = {
    "table": coverage_table, "markdown": coverage_markdown, "html": coverage_html, "json": coverage_json,
}  # fmt: skip


@click.command("coverage")
@click.option("--format", "format_", type=click.Choice(list(_FORMATS)), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@rules_option
@click.pass_context
def coverage_command(context: click.Context, format_: str, output: Path | None, folder: Path | None) -> None:
    """Say for every clause which rules ask for it, or why none does, and for every rule which clauses it encodes.

    Ends with 1 where a clause that a plan can show has no rule, or a quote does not stand in the order's text.
    """
    found = pack_coverage(open_pack(folder))
    text = _FORMATS[format_](found)
    if output is None:
        click.echo(text, nl=False)
    else:
        check_target(output, f"--output {output.as_posix()}", {})
        write_whole(output, [text])
        click.echo("\n".join(found.summary()))
    context.exit(int(ExitCode.CLEAN if found.complete else ExitCode.FINDINGS))
