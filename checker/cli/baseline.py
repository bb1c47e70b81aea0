"""`--baseline`: what a file knows of already does not fail a run; `--update-baseline` makes the file, then only shrinks it."""

import os
from collections.abc import Collection, Mapping
from itertools import islice
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
from checker.sources.files import STDIN
from checker.sources.source import PlanSource
from checker.sources.tree import DISK, Tree, exists

_MOST_NAMED = 5


class Baseline:
    """Compares plan after plan. `known` is None where there is no file yet: then everything that is found becomes known."""

    def __init__(self, path: str, known: list[Known] | None, tree: Tree, *, update: bool) -> None:
        self.path = path
        self.tree = tree
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

    def is_at(self, path: str) -> bool:
        """Whether the file at `path` is this one."""
        return Path(os.path.normpath(Path(path).absolute())) == Path(
            os.path.normpath(Path(self.path).absolute())
        )

    def close(self, paths: Collection[str]) -> None:
        """Say what is no longer found; where asked for, write the file without it, or for the first time.

        A plan that is not there any more counts as checked where one of `paths` is a folder that it lay in.
        """
        if self.known is None:
            entries = left([], self.compared)
            write_whole(Path(self.path), baseline_text(entries))
            self._say(f"written with {counted(len(entries), 'known finding')}")
            return
        lost = [each for each in self.known if self._is_lost(each.plan)]
        elsewhere = [each for each in lost if not self._lay_under(each.plan, paths)]
        dropped = [each for each in lost if each not in elsewhere]
        entries = left([each for each in self.known if each not in dropped], self.compared)
        gone = list(self.known)
        for entry in entries:
            same = next(each for each in gone if each[:3] == entry[:3])
            gone.remove(same)
        if self.update:
            write_whole(Path(self.path), baseline_text(entries), mode=Path(self.path).stat().st_mode & 0o7777)
            done = f"{_entries(len(gone))} removed, {counted(len(entries), 'known finding')} left"
            self._say(f"{done}{':' if gone else ''}{_named(gone, dropped)}")
        elif gone:
            them = "it" if len(gone) == 1 else "them"
            self._say(
                f"{_are(gone)} no longer found; --update-baseline removes {them}:{_named(gone, dropped)}"
            )
        if elsewhere:
            them = "it" if len(elsewhere) == 1 else "them"
            self._say(
                f"{_are(elsewhere)} of a plan that is not there; where the folder that it lay in is checked, "
                f"--update-baseline removes {them}:{_named(elsewhere, ())}"
            )

    def _is_lost(self, plan: str) -> bool:
        return Path(plan).name != STDIN and not exists(self._place(plan), self.tree)

    def _lay_under(self, plan: str, paths: Collection[str]) -> bool:
        place = self._place(plan)
        return any(Path(os.path.normpath(Path(path).absolute())) in place.parents for path in paths)

    def _place(self, plan: str) -> Path:
        return Path(os.path.normpath(Path(self.path).absolute().parent / plan))

    def _say(self, words: str) -> None:
        click.echo(f"cxcheck: {self.path}: {words}", err=True)


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
    if not exists(Path(path), tree):
        if update:
            return Baseline(path, None, tree, update=True)
        raise CheckerError(f"{path}: {tree.absent(Path(path))}; --update-baseline makes it")
    return Baseline(path, load_baseline(path, named_file(path, tree), rules), tree, update=update)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _are(entries: Collection[Known]) -> str:
    return f"{_entries(len(entries))} {'is' if len(entries) == 1 else 'are'}"


def _named(entries: Collection[Known], lost: Collection[Known]) -> str:
    names = "".join(
        f"\n  {each.plan}: {each.rule} at {each.at}{' (the plan is not there)' if each in lost else ''}"
        for each in islice(entries, _MOST_NAMED)
    )
    more = len(entries) - _MOST_NAMED
    return f"{names}\n  and {more} more" if more > 0 else names
