"""What the commands share: the record in a folder, and a review in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from checker.errors import CheckerError
from checker.review.earlier import rules_of
from checker.review.record import FILE, Record, Run
from checker.review.results import Review

folder_argument: Callable[..., Any] = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


def open_record(folder: Path) -> Record:
    """The record in the folder of a review. Raises CheckerError where there is none."""
    path = folder / FILE
    if not path.is_file():
        raise CheckerError(
            f"{path}: there is no record of reviews; name the folder that `cxcheck review -o` wrote"
        )
    return Record(path)


def find_run(record: Record, number: int | None) -> Run:
    """The review of that number, or the last one that was finished. Raises CheckerError where there is none."""
    runs = record.reviews()
    wanted = [run for run in runs if (run.finished if number is None else run.number == number)]
    if not wanted:
        which = "review that was finished" if number is None else f"review {number}"
        known = ", ".join(str(run.number) for run in runs) or "none"
        raise CheckerError(f"{record.path}: there is no {which}; the reviews are: {known}")
    return wanted[-1]


def open_review(record: Record, run: Run) -> Review:
    """A review as it was, by the rules by which it was judged."""
    return record.review(run.number, rules_of(record, run))
