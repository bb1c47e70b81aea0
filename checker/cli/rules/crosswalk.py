"""`cxcheck rules crosswalk`."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.pack import open_pack, rules_option
from checker.cli.targets import check_target
from checker.policy.crosswalk import Table, summary, table_of, tables
from checker.render.crosswalk import crosswalk_json, crosswalk_markdown, crosswalk_table

_FORMATS: dict[str, Callable[[Sequence[Table], Sequence[str]], str]] = {
    "table": crosswalk_table, "markdown": crosswalk_markdown, "json": lambda tables, _: crosswalk_json(tables),
}  # fmt: skip


@click.command("crosswalk")
@click.argument("framework", required=False)
@click.option("--format", "format_", type=click.Choice(list(_FORMATS)), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@rules_option
def crosswalk_command(framework: str | None, format_: str, output: Path | None, folder: Path | None) -> None:
    """Say where the rules stand in A-11 section 280, Section 508 and the other frameworks agencies answer to.

    FRAMEWORK is the id of one of them, such as a-11-280 or privacy-act; without it, all are shown, and which rules
    name none of them.
    """
    rulebook = open_pack(folder)
    if framework:
        text = _FORMATS[format_]([table_of(rulebook, framework)], ())
    else:
        text = _FORMATS[format_](tables(rulebook), summary(rulebook))
    if output is None:
        click.echo(text, nl=False)
    else:
        check_target(output, f"--output {output.as_posix()}", {})
        write_whole(output, [text])
