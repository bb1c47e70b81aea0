"""`cxcheck rules new`: a rule and its examples from a few questions."""

import sys
from collections import Counter
from pathlib import Path
from shlex import quote
from typing import Any

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.interview import QUESTIONS, Interview
from checker.cli.rules.pack import ORDER, pack_around
from checker.errors import CheckerError
from checker.plan.schema import plan_schema
from checker.policy.drafting import draft_examples
from checker.policy.lint import lint_rule
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.resources import resource


def _options(function: Any) -> Any:
    for name in reversed(QUESTIONS):
        function = click.option(
            f"--{name}", name.replace("-", "_"), metavar="TEXT", help=f"{QUESTIONS[name]}."
        )(function)
    return function


@click.command("new")
@_options
@click.option(
    "--rules",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to write into: a rule pack, or a folder of your own rules, made where there is none. "
    "Without it, ./rules where that is a rule pack.",
)
def new_command(folder: Path | None, **given: str | None) -> None:
    """Write a new rule and its examples from a few questions.

    Every question has an option, for an answer given beforehand. The examples are run before anything is written.
    """
    from checker.cli.rules.proving import proven

    home = _home(folder)
    rulebook = pack_around(home)
    types = PlanTypes(plan_schema(), rulebook.registers)
    interview = Interview(given, rulebook, types)
    draft = interview.draft(lambda asked: proven(asked, draft_examples(asked, types), rulebook, home))
    while True:
        examples = draft_examples(draft, types)
        rule, file = proven(draft, examples, rulebook, home)
        click.echo("A failing plan will be told:")
        for route, said in _told(file):
            click.echo(f"  {route}: {said}")
        if (
            given["message"] is not None
            or not sys.stdin.isatty()
            or click.confirm("Does that read well?", default=True)
        ):
            break
        draft = interview.with_message(draft)
    path = Path(rule.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, [file.content.decode()])
    click.echo(f"{path.as_posix()}: written; its {len(examples)} examples do what they say")
    titles = Counter(each.title for each in (*rulebook.rules.values(), rule))
    for fault in lint_rule(rule, file, rulebook.clauses, titles):
        click.echo(f"{fault.location}: {fault.message} [{fault.check}]")
    own = home.resolve() != resource("rules")
    elsewhere = f" --rules {quote(home.as_posix())}" if own else ""
    click.echo("Read the file. Add the near misses that must stay silent to its examples. Then:")
    click.echo(f"  cxcheck rules test {rule.id}{elsewhere}")
    click.echo(f"  cxcheck rules lint {rule.id}{elsewhere}")
    click.echo(f"  cxcheck rules show {rule.id}{elsewhere}")
    if own and not (home / ORDER).is_file():
        click.echo(f"  cxcheck check PLAN{elsewhere}")


def _told(file: PackFile) -> list[tuple[str, str]]:
    """Route and message of each finding of the failing examples."""
    return [
        (found["route"], found["message"])
        for each in file.data["examples"]["fail"]
        for found in each["finds"]
    ]


def _home(folder: Path | None) -> Path:
    """The folder that the topics of the new rule's pack stand in. Nothing is ever written anywhere else."""
    if folder is None and not Path("rules", ORDER).is_file():
        raise CheckerError(
            "there is no rule pack in ./rules; name a folder for your rules with --rules, new or not"
        )
    return folder or Path("rules")
