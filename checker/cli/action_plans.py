"""Action plans that agencies sent back: read before a review, held against it after."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import click

from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.plan.problems import PROBLEMS
from checker.policy.rule import Rule
from checker.render.printable import log_line, one_line
from checker.render.review.rows import text
from checker.review.answering import hold_against
from checker.review.answers import ActionPlans, Trouble, read_action_plan
from checker.review.record import Record
from checker.review.results import Review
from checker.sources.tree import DISK


def read_action_plans(names: tuple[str, ...], rules: Mapping[str, Rule]) -> tuple[ActionPlans, str]:
    """All action plans under `names`, files or folders of CSV files, and a digest over them; empty without any.

    Raises CheckerError where a name leads to nothing. A file that cannot be read is a trouble of its own: the others count.
    """
    read = ActionPlans()
    digest = sha256()
    for path in [path for name in names for path in _files(name)]:
        file = DISK.read(path, Limits().bytes)
        digest.update(f"{path}\0".encode("utf-8", "surrogateescape") + sha256(file.content or b"").digest())
        if file.content is None:
            why = file.trouble or f"has more than {Limits().bytes:,} bytes"
            found = ActionPlans(troubles=(Trouble("", str(path), why),))
        else:
            found = read_action_plan(one_line(str(path)), file.content, rules, PROBLEMS)
        read = ActionPlans(read.answers + found.answers, read.troubles + found.troubles)
    return read, digest.hexdigest() if names else ""


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_file():
        yield path
    elif path.is_dir():
        files = [
            one for one in sorted(path.iterdir()) if one.suffix.lower() == ".csv" and not one.is_symlink()
        ]
        if not files:
            raise CheckerError(
                f"--action-plans {name}: no CSV file stands there; name the folder of the files that came back"
            )
        yield from files
    else:
        raise CheckerError(f"--action-plans {name}: there is no such file or folder")


def hold(review: Review, plans: ActionPlans, record: Record) -> bool:
    """Write down what was said of a review, and tell what cannot be used. Returns whether all of it can."""
    said = list(hold_against(review, plans, lambda agency: record.found_earlier(review.id, agency), text))
    record.set_said(review.id, said)
    troubles = [trouble for one in said for trouble in one.troubles]
    for trouble in troubles:
        click.echo(log_line(one_line(f"{trouble.at}: {trouble.message}")), err=True)
    return not troubles
