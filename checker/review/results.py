"""What a review comes to: for every submission that was due or came in, where it is from and what became of it."""

from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from checker.assessment.outcome import Assessment, Rating
from checker.review.answers import Answer, Trouble
from checker.review.facts import Fact
from checker.review.ruling import Ruling


class Standing(Enum):
    """What became of a submission. Every one that is due or came in has exactly one."""

    RECEIVED = "received"
    LATE = "late"
    """It came in, after its due date; it is assessed all the same."""
    MISSING = "missing"
    """The roster expects it, and nothing stands where it should."""
    UNREADABLE = "unreadable"
    """It came in, and no plan could be read from it."""
    DUPLICATE = "duplicate"
    """Another submission of the same agency and fiscal year is the one that counts."""
    REFUSED = "refused"
    """It was not safe to read, or cost more than a submission may: it was set aside, and the others went on."""

    @property
    def assessed(self) -> bool:
        """Whether the submission counts, with an assessment."""
        return self in (Standing.RECEIVED, Standing.LATE)


class Provenance(NamedTuple):
    """Where a submission is from. Empty text is what is not known.

    `source` is as the roster or the user named it, `member` the plan inside it (a path in a folder, an archive or a commit).
    `submitted` is the ISO day that the roster wrote down, or the time of the commit with its zone; the times inside an archive
    say when a file was changed, not when it came in. `signature` is `good`, `bad`, `none`
    or `not checked`. `sha256` is over the bytes as they came: of the archive where it is one, else of the plan.
    """

    source: str
    member: str = ""
    commit: str = ""
    author: str = ""
    submitted: str = ""
    signature: str = ""
    sha256: str = ""


class Submission(NamedTuple):
    """One submission. `facts` are what its plan says of itself and of others. `agency` and `due` (ISO day) are the roster's where it has the agency, else the plan's own and empty.

    `key` tells submissions of one review apart and orders them: the same from one review to the next for the same agency and
    place. `reason` says in words why it is what it is: late by how much, missing where, unreadable how, refused why.
    """

    key: str
    agency: str
    standing: Standing
    reason: str
    due: str
    provenance: Provenance
    assessment: Assessment | None = None
    facts: tuple[Fact, ...] = ()
    answers: tuple[Answer, ...] = ()
    """What the agency says about findings, in its action plan."""
    troubles: tuple[Trouble, ...] = ()
    """What could not be used of its action plan."""
    ruling: Ruling | None = None
    """What reviewers wrote about it; None where they have no file about it."""

    @property
    def rating(self) -> Rating | None:
        """As OMB rates: red where nothing usable was submitted; None for a duplicate, of which another counts."""
        if self.standing is Standing.DUPLICATE:
            return None
        counts = self.standing.assessed and self.assessment is not None
        return self.assessment.rating if counts and self.assessment is not None else Rating.RED


class Review(NamedTuple):
    """One run over all submissions. `bypasses` are in words, for every output.

    `submissions` are sorted by key and may be walked any number of times; of a large review they are read from its record one
    by one, so nobody should hold all of them at once.

    `id` is the number of the review in its record. `roster` is the SHA-256 of the roster, empty without one.
    """

    id: int
    as_of: str
    profile: str
    pack_digest: str
    tool_version: str
    roster: str
    bypasses: tuple[str, ...]
    submissions: Collection[Submission]
    skipped: tuple[tuple[str, str], ...] = ()
    """What stood among the submissions and was not looked at, and why."""
    answer_by: str = ""
    """The ISO day by which agencies answer; empty where the examiner names it."""
    troubles: tuple[Trouble, ...] = ()
    """What could not be used of action plans and belongs to no submission."""
