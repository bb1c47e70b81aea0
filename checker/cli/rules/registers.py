"""`cxcheck rules registers`."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from checker.cli.rules.pack import open_pack, rules_option
from checker.errors import CheckerError
from checker.policy.register import Register
from checker.policy.rule import Rule
from checker.render.registers import registers_json, registers_markdown, registers_table
from checker.suggestion import did_you_mean

_FORMATS: dict[str, Callable[[Sequence[Register], Sequence[Rule]], str]] = {
    "table": registers_table, "markdown": registers_markdown, "json": registers_json,
}  # fmt: skip


@click.command("registers")
@click.argument("name", required=False, metavar="[REGISTER]")
@click.option("--format", "format_", type=click.Choice(list(_FORMATS)), default="table", show_default=True)
@rules_option
def registers_command(name: str | None, format_: str, folder: Path | None) -> None:
    """Show the dated facts that rules read, such as which agency leads a marketplace, with their sources.

    REGISTER is the id of one of them, such as qsmo; without it, all are shown.
    """
    rulebook = open_pack(folder)
    if name is not None and name not in rulebook.registers:
        known = rulebook.registers
        hint = did_you_mean(name, known, f"; the registers are {', '.join(known)}")
        raise CheckerError(f"there is no register {name}{hint}")
    chosen = [rulebook.registers[name]] if name is not None else list(rulebook.registers.values())
    click.echo(_FORMATS[format_](chosen, list(rulebook.rules.values())), nl=False)
