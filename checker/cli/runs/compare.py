"""`cxcheck runs compare`."""

from collections.abc import Iterator
from pathlib import Path

import click

from checker.cli.judging import fail_on_option
from checker.cli.options import FAIL_ON
from checker.cli.runs.opening import find_run, folder_argument, open_record
from checker.errors import ExitCode
from checker.finding import Level
from checker.policy.renames import earlier_ids
from checker.render.review.runs_compared import compared_text
from checker.review.changes import Step, steps
from checker.review.earlier import rules_of


@click.command("compare")
@folder_argument
@click.argument("old", metavar="A", type=int)
@click.argument("new", metavar="[B]", type=int, required=False)
@fail_on_option
@click.pass_context
def compare_command(context: click.Context, folder: Path, old: int, new: int | None, fail_on: str) -> None:
    """Compare the reviews A and B, agency by agency: what is new, fixed and unchanged, and why. Without B, the last one.

    \b
    Exit code: 0 nothing new or regressed at or above --fail-on; 1 something, or a submission that no longer counts;
    2 no such review, or rules that this version cannot read.
    """  # noqa: D301 - click looks for the backspace character itself
    with open_record(folder) as record:
        runs = [find_run(record, old), find_run(record, new)]
        rules = [rules_of(record, run) for run in runs]
        before, after = (
            record.review(run.number, its_rules) for run, its_rules in zip(runs, rules, strict=True)
        )
        worse = _Worse(FAIL_ON[fail_on])
        walked = worse.watch(steps(before, after, earlier_ids(*rules)))
        for piece in compared_text(before, after, walked):
            click.echo(piece, nl=False)
    context.exit(int(ExitCode.FINDINGS if worse.seen else ExitCode.CLEAN))


class _Worse:
    """Watches the submissions go by, for what makes the exit code 1."""

    def __init__(self, level: Level | None) -> None:
        self.level = level
        self.seen = False

    def watch(self, walked: Iterator[Step]) -> Iterator[Step]:
        for step in walked:
            if self.level is not None:
                counted = step.before is not None and step.before.standing.assessed
                lost = counted and (step.after is None or not step.after.standing.assessed)
                self.seen |= lost or (step.diff is not None and step.diff.worse(self.level))
            yield step
