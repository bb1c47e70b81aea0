"""`cxcheck rules diff`."""

from collections.abc import Callable
from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.pack import open_pack, rules_option
from checker.cli.settings import choose_profile
from checker.policy.comparison import Comparison
from checker.render.rulediff import diff_json, diff_markdown, diff_text

_FORMATS: dict[str, Callable[[Comparison], str]] = {
    "text": diff_text, "markdown": diff_markdown, "json": diff_json,
}  # fmt: skip


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "format_", type=click.Choice(list(_FORMATS)), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@rules_option
def diff_command(before: str, after: str, format_: str, output: Path | None, folder: Path | None) -> None:
    """Say what differs between two profiles, clause by clause.

    \b
    cxcheck rules diff eo-14058-as-issued order-as-amended
    """  # noqa: D301 - click looks for the backspace character itself
    from checker.policy.profilediff import compare_profiles

    rulebook = open_pack(folder)
    found = compare_profiles(rulebook, choose_profile(rulebook, before), choose_profile(rulebook, after))
    text = _FORMATS[format_](found)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, [text])
