"""`cxcheck new`: a plan to begin with, from a few questions."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import click

from checker.cli.configured import Configured
from checker.cli.judging import added_rules
from checker.cli.newplan import QUESTIONS, plan_from
from checker.cli.outputs import write_whole
from checker.cli.settings import load_pack
from checker.errors import CheckerError
from checker.plan.schema import plan_schema
from checker.policy.newplan import NewPlan, new_folder, new_plan
from checker.policy.rulebook import Rulebook
from checker.sources.reading import is_yaml

SCHEMA = ".cxcheck/plan.schema.json"
"""Where the plan format stands for editors, from the folder of the plan: hidden, so that it is no part of a folder plan."""


def _options(function: Any) -> Any:
    for name in reversed(QUESTIONS):
        function = click.option(
            f"--{name}", name.replace("-", "_"), metavar="TEXT", help=f"{QUESTIONS[name]}."
        )(function)
    return function


@click.command("new", cls=Configured, unset=("--as-of", "--fiscal-year"))
@_options
@click.option(
    "--service", "services", multiple=True, metavar="AUDIENCE,KIND,NAME",
    help="A service, such as public,benefits,Applying for relief. Repeatable.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH",
    help="The file to write; or a folder, in which every service has a file of its own.",
)  # fmt: skip
@click.option(
    "--no-schema", is_flag=True, help="Leave out the plan format beside the plan, and the lines that lead editors to it."
)  # fmt: skip
@added_rules
def command(
    services: tuple[str, ...], output: Path | None, no_schema: bool, added: tuple[Path, ...], **given: str | None
) -> None:  # fmt: skip
    """Write a plan to begin with, from a few questions.

    Every question has an option, for an answer given beforehand. The plan fits the plan format. What is still to be written
    stands in it behind a #, each field with what to write and the clauses that ask for it. Nothing is written over.
    """
    if output is not None:
        _refuse_what_is_there(output)
    plan = plan_from(given, services)
    path = output or Path(f"{plan.id}.yaml")
    files = _files(plan, path, load_pack(added), "" if no_schema else SCHEMA)
    for target in files:
        _refuse_what_is_there(target)
    for target, text in files.items():
        if target != path:
            target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, [text])
        click.echo(f"{target.as_posix()}: written")
    if not no_schema:
        _write_schema((path.parent if is_yaml(path.name) else path) / SCHEMA)
    click.echo("Next: open the plan in an editor, and let cxcheck name what is missing and what to write:")
    click.echo(
        f"  cxcheck check {path.as_posix()}{' --profile independent-agencies' if plan.independent else ''}"
    )


def _files(plan: NewPlan, path: Path, rulebook: Rulebook, schema: str) -> Mapping[Path, str]:
    format_ = plan_schema()
    if is_yaml(path.name):
        return {path: new_plan(plan, rulebook, format_, schema)}
    files = new_folder(plan, rulebook, format_, schema)
    return {path / PurePosixPath(name): text for name, text in files.items()}


def _refuse_what_is_there(path: Path) -> None:
    there = any(path.iterdir()) if path.is_dir() else path.exists() or path.is_symlink()
    if there:
        raise CheckerError(
            f"{path.as_posix()}: there already, and nothing is written over; name another with -o"
        )


def _write_schema(path: Path) -> None:
    content = plan_schema().text
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [content.decode()])
        click.echo(f"{path.as_posix()}: written, the plan format for editors")
    elif path.read_bytes() != content:
        click.echo(
            f"{path.as_posix()}: of another version of the plan format, and kept; "
            f"`cxcheck schema plan -o {path.as_posix()}` writes it anew"
        )
