"""The files that are made from a review, beside its record: in one walk over the submissions, which other processes prepare."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from checker.cli.progress import Shown
from checker.cli.review_writing import Writing
from checker.errors import CheckerError
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from checker.render.pdf import pdf_library
from checker.render.review.making import Asked, Maker, Making, make
from checker.render.review.part import Piece
from checker.review.earlier import rules_of
from checker.review.naming import Names
from checker.review.pool import Pool
from checker.review.record import Record
from checker.review.results import Review

_AT_ONCE = 4
"""Submissions of one task."""

_NOT_THERE = (-1, -1)
"""Size and time of the last change of a file that is not there."""


def write_files(
    review: Review,
    record: Record,
    folder: Path,
    rulebook: Rulebook,
    profile: Profile,
    pool: Pool,
    templates: Path | None = None,
) -> list[str]:
    """Write all that is made from a review into its folder, unless it stands there already as it was made.

    What was made from an earlier review, and is not made from this one, goes. Returns the names of all files that are made from this one.

    `templates` is a user's folder for the letters. They count as unmade the next time: the record does not know what they were made with.
    """
    made_before = record.outputs(review.id)
    if (
        made_before
        and templates is None
        and list(_as_they_stand(folder, [name for name, _, _ in made_before])) == made_before
    ):
        return [name for name, _, _ in made_before]
    previous = before(review, record, rulebook)
    making = Making(
        record.path, review.id, previous.id if previous is not None else None, templates, _with_pdf()
    )
    asked = list(_asked(making, record))
    with (
        Writing(review, previous, folder, rulebook.rules) as writing,
        Shown(sys.stderr, "writing", len(asked)) as shown,
    ):
        for number, piece in enumerate(_pieces(asked, making, record, rulebook, profile, pool), 1):
            writing.add(piece)
            shown(number)
        writing.finish()
    names = sorted(writing.names)
    _remove(folder, record.made().difference(names))
    unmade = ((name, *_NOT_THERE) for name in names)
    record.set_outputs(review.id, _as_they_stand(folder, names) if templates is None else unmade)
    return names


def _with_pdf() -> bool:
    """Whether letters are made as PDF; where the library for it is not installed, that is said."""
    try:
        pdf_library()
    except CheckerError as error:
        click.echo(f"cxcheck: the letters were not written as PDF: {error}", err=True)
        return False
    return True


def before(review: Review, record: Record, rulebook: Rulebook) -> Review | None:
    """The finished review before this one; None where there is none, or none whose rules this program can read."""
    earlier = [run for run in record.reviews() if run.finished and run.number < review.id]
    if not earlier:
        return None
    try:
        rules = rules_of(record, earlier[-1], rulebook)
    except CheckerError as error:
        click.echo(f"cxcheck: nothing is compared with the review before: {error}", err=True)
        return None
    return record.review(earlier[-1].number, rules)


def _pieces(
    asked: Iterable[Asked], making: Making, record: Record, rulebook: Rulebook, profile: Profile, pool: Pool
) -> Iterator[Piece]:
    """What each submission gives, in order."""

    def here(some: tuple[Asked, ...]) -> list[Piece]:
        """Made in this process, which has no limits."""
        maker = Maker(record, making, rulebook, profile)
        return [maker.piece(*one) for one in some]

    tasks = ((some, (making, some)) for some in _batches(asked))
    for some, pieces in pool.each(make, tasks, here):
        yield from pieces if pieces is not None else here(some)


def _asked(making: Making, record: Record) -> Iterator[Asked]:
    """Every submission of this review and the one before, in the order of their keys."""
    names = Names()
    now = record.agencies(making.number)
    then = record.agencies(making.previous) if making.previous is not None else {}
    for key in sorted({**now, **then}):
        yield key, names(now[key] or key) if key in now else ""


def _batches(asked: Iterable[Asked]) -> Iterator[tuple[Asked, ...]]:
    asked = iter(asked)
    while batch := tuple(islice(asked, _AT_ONCE)):
        yield batch


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files by their paths inside the folder; one that leads out of it was never made here."""
    for name in names:
        path = folder / name
        if path.resolve().is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)


def _as_they_stand(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Size and time of the last change of each file; -1 where there is none."""
    for name in names:
        try:
            found = (folder / name).stat()
        except OSError:
            yield name, *_NOT_THERE
        else:
            yield name, found.st_size, found.st_mtime_ns
