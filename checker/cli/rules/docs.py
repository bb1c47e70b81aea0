"""`cxcheck rules docs`."""

from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.pack import open_pack, pack_coverage, rules_option
from checker.errors import ExitCode
from checker.render.ruledocs import rule_docs
from checker.render.rulepage import MADE_BY


@click.command("docs")
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("docs/rules"), show_default=True, metavar="DIR"
)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where a page is not up to date.")
@rules_option
@click.pass_context
def docs_command(context: click.Context, output: Path, check: bool, folder: Path | None) -> None:
    """Write a page a rule, an index by topic, the coverage of the order, the authorities and the registers, as Markdown.

    A page of a rule that is gone is removed; files that this command did not write stay.
    """
    rulebook = open_pack(folder)
    pages = {output / name: text for name, text in rule_docs(rulebook, pack_coverage(rulebook))}
    changed = [path for path, text in pages.items() if _content(path) != text]
    gone = [path for path in sorted(output.rglob("*.md")) if path not in pages and _made_here(path)]
    if not check:
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, [pages[path]])
        for path in gone:
            path.unlink()
    else:
        for path in [*changed, *gone]:
            click.echo(f"{path.as_posix()}: not up to date")
    verb = "to write" if check else "written"
    click.echo(
        f"{len(pages)} pages: {len(changed)} {verb}, {len(gone)} {'to remove' if check else 'removed'}"
    )
    context.exit(int(ExitCode.FINDINGS if check and (changed or gone) else ExitCode.CLEAN))


def _content(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _made_here(path: Path) -> bool:
    return _content(path).startswith(MADE_BY)
