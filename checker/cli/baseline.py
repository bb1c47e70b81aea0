"""`--baseline`: what a file knows of already does not fail a run; `--update-baseline` makes the file, then only shrinks it."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from checker.assessment.baseline import Known, compare, known_of, left, load_baseline
from checker.assessment.outcome import Assessment
from checker.cli.configured import given
from checker.cli.outputs import write_whole
from checker.cli.trees import named_file
from checker.errors import CheckerError
from checker.policy.rule import Rule
from checker.render.baseline import baseline_text
from checker.render.counts import counted
from checker.sources.source import PlanSource
from checker.sources.tree import DISK, Tree, exists

_MOST_NAMED = 5


class Baseline:
    """Compares plan after plan. `known` is None where there is no file yet: then everything that is found becomes known."""

    def __init__(self, path: str, known: list[Known] | None, *, update: bool) -> None:
        self.path = path
        self.known = known
        self.update = update
        self.words = f"findings in the baseline {path} are known and do not count ({given('--baseline')})"
        self.compared: dict[str, Assessment] = {}

    def __call__(self, source: PlanSource, assessment: Assessment) -> Assessment:
        """The assessment in which only what is not known counts."""
        folder = Path(self.path).absolute().parent
        plan = Path(os.path.relpath(Path(source.name).absolute(), folder)).as_posix()
        known = known_of(plan, assessment) if self.known is None else self.known
        self.compared[plan] = compare(plan, assessment, known, self.words)
        return self.compared[plan]

    def close(self) -> None:
        """Say what is no longer found; where asked for, write the file without it, or for the first time."""
        entries = left(self.known or [], self.compared)
        if self.known is None:
            write_whole(Path(self.path), baseline_text(entries))
            click.echo(f"{self.path}: written with {counted(len(entries), 'known finding')}", err=True)
            return
        gone = list(self.known)
        for entry in entries:
            same = next(each for each in gone if each[:3] == entry[:3])
            gone.remove(same)
        if not self.update:
            if gone:
                click.echo(
                    f"{self.path}: {_entries(len(gone))} {'is' if len(gone) == 1 else 'are'} no longer found; --update-baseline removes them:{_named(gone)}",
                    err=True,
                )
            return
        write_whole(Path(self.path), baseline_text(entries), mode=Path(self.path).stat().st_mode & 0o7777)
        done = f"{_entries(len(gone))} removed, {counted(len(entries), 'known finding')} left"
        click.echo(f"{self.path}: {done}{':' if gone else ''}{_named(gone)}", err=True)


def open_baseline(
    path: str | None, *, update: bool, tree: Tree, rules: Mapping[str, Rule]
) -> Baseline | None:
    """What `--baseline` and `--update-baseline` ask for. Raises CheckerError where the file is wrong or not there."""
    if path is None:
        if update:
            raise CheckerError("--update-baseline goes with --baseline FILE; name the file")
        return None
    if update and tree is not DISK:
        raise CheckerError("--update-baseline writes to the disk; leave --staged and --rev out")
    if update and not exists(Path(path), tree):
        return Baseline(path, None, update=True)
    return Baseline(path, load_baseline(path, named_file(path, tree), rules), update=update)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _named(entries: list[Known]) -> str:
    names = "".join(f"\n  {each.plan}: {each.rule} at {each.at}" for each in entries[:_MOST_NAMED])
    more = len(entries) - _MOST_NAMED
    return f"{names}\n  and {more} more" if more > 0 else names
