"""Pieces of a review made out of its record, in whichever process there is room."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from checker.policy.profile import Profile
from checker.policy.renames import earlier_ids
from checker.policy.rulebook import Rulebook
from checker.render.review.part import Piece, piece
from checker.render.templates import Templates
from checker.review.changes import Step, step
from checker.review.earlier import rules_of
from checker.review.record import Record
from checker.review.worker import terms

Asked = tuple[str, str]
"""The key of a submission, and the name of its letter without the ending; empty where only the review before has it."""


class Making(NamedTuple):
    """The review that is shown: its record, its number, and the number of the review before; None where nothing is compared.

    `templates` is the folder of a user's templates for the letters; None for ours. `with_pdf`: the letters are made as PDF too.
    """

    record: Path
    number: int
    previous: int | None
    templates: Path | None = None
    with_pdf: bool = False


class Maker:
    """Makes pieces of one review. `rulebook` is that of the review."""

    def __init__(self, record: Record, making: Making, rulebook: Rulebook, profile: Profile) -> None:
        self._names = earlier_ids(rulebook.rules)
        self._profile = profile
        self._with_pdf = making.with_pdf
        self._templates = Templates(making.templates)
        self._review = record.review(making.number, rulebook.rules)
        self._now = record.submissions(making.number, rulebook.rules)
        self._previous = None
        if making.previous is not None:
            run = next(run for run in record.reviews() if run.number == making.previous)
            rules = rules_of(record, run, rulebook)
            self._previous = record.review(run.number, rules)
            self._then = record.submissions(run.number, rules)

    def piece(self, key: str, letter: str) -> Piece:
        """The submission of that key, in this review or the one before."""
        after, previous = self._now.at(key), self._previous
        if previous is None:
            taken = Step(key, None, after)
        else:
            versions = (previous.tool_version, self._review.tool_version)
            taken = step(self._then.at(key), after, *versions, self._names)
        return piece(taken, self._review, previous, self._profile, letter, self._templates, self._with_pdf)


_maker: tuple[Making, Maker] | None = None


def make(making: Making, asked: Sequence[Asked]) -> list[Piece] | None:
    """Pieces, in a process of the pool; None where its memory did not suffice."""
    global _maker  # noqa: PLW0603 - what a process keeps from one task to the next has no other place
    try:
        if _maker is None or _maker[0] != making:
            _maker = (
                making,
                Maker(Record(making.record, reading=True), making, terms().rulebook, terms().profile),
            )
        return [_maker[1].piece(*one) for one in asked]
    except MemoryError:
        return None
