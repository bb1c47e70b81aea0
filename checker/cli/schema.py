"""`cxcheck schema`: the shape of every file, for editors and other programs."""

from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.targets import check_schema_target
from checker.errors import CheckerError
from checker.resources import resource
from checker.suggestion import did_you_mean

_SUFFIX = ".schema.json"


@click.command("schema")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file.")
def command(name: str | None, output: Path | None) -> None:
    """Print the JSON Schema of a kind of file, such as plan. Without a NAME, list the kinds."""
    schemas = {
        path.name.removesuffix(_SUFFIX): path for path in sorted(resource("schemas").glob(f"*{_SUFFIX}"))
    }
    if name is None:
        for each in schemas:
            click.echo(each)
        return
    if name not in schemas:
        raise CheckerError(
            f"there is no schema {name}{did_you_mean(name, schemas)}; there are {', '.join(schemas)}"
        )
    text = schemas[name].read_text(encoding="utf-8")
    if output is None:
        click.echo(text, nl=False)
    else:
        check_schema_target(output, f"--output {output.as_posix()}")
        write_whole(output, [text])
        click.echo(f"{output.as_posix()}: written")
