"""`cxcheck rules versions`."""

from collections import Counter
from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.ledgers import Ledgers
from checker.cli.rules.pack import ORDER, open_pack, rules_option
from checker.errors import CheckerError, ExitCode
from checker.policy.ledger import State, Step, ledger_text, steps
from checker.render.counts import counted


@click.command("versions")
@click.option("--write", is_flag=True, help="Write the ledger: the rules as they are now are released.")
@rules_option
@click.pass_context
def versions_command(context: click.Context, write: bool, folder: Path | None) -> None:
    """Say what became of every rule since the last release, and whether each version rose with its meaning.

    The ledger versions.yaml has the version of every rule that was released and the digest of what it meant. It is written
    at a release, by whoever makes it. Ends with 1 where a version has to rise; then nothing is written.
    """
    if write and folder is None:
        if not Path("rules", ORDER).is_file():
            raise CheckerError("there is no rule pack in ./rules; name one with --rules")
        folder = Path("rules")
    rulebook = open_pack(folder)
    ledgers = Ledgers(rulebook)
    faults = False
    for name in rulebook.added or ("",):
        editions = list(ledgers.editions(name))
        found = steps(editions, ledgers.released[name])
        for each in found:
            if each.state is not State.AS_RELEASED:
                click.echo(_line(each))
        click.echo(_sum(found))
        wrong = any(each.fault for each in found)
        faults |= wrong
        if write and not wrong:
            write_whole(ledgers.path(name), ledger_text(editions))
            click.echo(f"{ledgers.path(name).as_posix()}: written")
    if write and faults:
        click.echo("nothing is written before every version has risen with its meaning")
    context.exit(int(ExitCode.FINDINGS if faults else ExitCode.CLEAN))


def _line(each: Step) -> str:
    versions = " → ".join(str(version) for version in dict.fromkeys((each.before, each.after)) if version)
    said = f": {each.fault}" if each.fault else ""
    return f"{each.state.value:<9} {each.rule} (version {versions}){said}"


def _sum(found: list[Step]) -> str:
    counts = Counter(each.state for each in found)
    rules = len(found) - counts[State.GONE]
    return f"{counted(rules, 'rule')}: " + ", ".join(f"{counts[state]} {state.value}" for state in State)
