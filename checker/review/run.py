"""The whole story of a review, on one page: submissions that were gathered → assessed side by side → written down.

A submission that a stopped review has already, or whose assessment some earlier review came to, is not assessed again.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from checker.review.filed import Filed
from checker.review.gathered import Gathered
from checker.review.pool import Pool
from checker.review.record import Known, Record
from checker.review.results import Standing, Submission
from checker.review.worker import Refusal, work
from checker.sources.source import PlanSource, Skipped

_AT_ONCE = 32
"""Submissions that are written down in one go: a kill costs no more than these."""


class _Ready(NamedTuple):
    """A submission to be written down, the key of its assessment, and the assessment where it is new."""

    submission: Submission
    key: str | None
    filed: Filed | None


Tell = Callable[[int], None]
"""Is told how many submissions are done."""
TermsOf = Callable[[str], str]


def run(
    gathered: Iterable[Gathered | Skipped],
    record: Record,
    number: int,
    terms: TermsOf,
    pool: Pool,
    tell: Tell,
) -> None:
    """Go through all submissions and write each into the record under the review `number`, then close it.

    `terms` gives a digest over how the submission of an agency is judged; of "" where only the plan says whose it is.
    """
    story = _Run(record, number, terms)
    ready: list[_Ready] = []
    tasks = (
        (one, (one.plan, one.agency) if one.plan is not None else None) for one in story.to_assess(gathered)
    )
    for done, (one, answer) in enumerate(pool.each(work, tasks, _lost), 1):
        ready.append(story.concluded(one, answer))
        if len(ready) >= _AT_ONCE:
            story.write(ready)
            ready.clear()
        tell(done + story.taken_over)
    story.write(ready)
    record.finish(number, story.skipped, story.keys)


def _lost(_: Gathered) -> Refusal:
    return Refusal("the process that assessed it was stopped by the system, and again when tried alone")


class _Run:
    def __init__(self, record: Record, number: int, terms: TermsOf) -> None:
        self.record = record
        self.number = number
        self.terms = terms
        self.done = record.done(number)
        self.keys: set[str] = set()
        self.skipped: list[tuple[str, str]] = []
        self.taken_over = 0
        self.assessments: dict[str, str] = {}
        """The key of the assessment of each submission in hand, by the submission's own key."""

    def to_assess(self, gathered: Iterable[Gathered | Skipped]) -> Iterator[Gathered]:
        """What this run has to write down; without its plan where the record has the assessment already."""
        for one in gathered:
            if isinstance(one, Skipped):
                self.skipped.append((one.path, one.reason))
                continue
            self.keys.add(one.key)
            key = _key(self.terms(one.agency), one.plan) if one.plan is not None else None
            if self.done.get(one.key) == (one.provenance.sha256, one.standing.value, key):
                self.taken_over += 1
                continue
            if key is None:
                yield one
                continue
            self.assessments[one.key] = key
            yield one._replace(plan=None) if self.record.known(key) is not None else one

    def concluded(self, one: Gathered, answer: Filed | Refusal | None) -> _Ready:
        """The submission with what became of it, the key of its assessment, and the assessment where it is new."""
        key = self.assessments.pop(one.key, None)
        submission = Submission(one.key, one.agency, one.standing, one.reason, one.due, one.provenance)
        if isinstance(answer, Refusal):
            return _Ready(submission._replace(standing=Standing.REFUSED, reason=answer.reason), None, None)
        if answer is not None:
            found = Known(answer.agency, answer.unreadable)
        elif key is None or (found_before := self.record.known(key)) is None:
            return _Ready(submission, None, None)
        else:
            found = found_before
        if found.unreadable:
            submission = submission._replace(standing=Standing.UNREADABLE, reason=found.unreadable)
        return _Ready(submission._replace(agency=one.agency or found.agency), key, answer)

    def write(self, ready: list[_Ready]) -> None:
        with self.record.transaction():
            for submission, key, filed in ready:
                self.record.add(self.number, submission, key, filed)


def _key(terms: str, plan: PlanSource) -> str:
    """What tells an assessment from every other: how it was judged, the plan's bytes and its waivers', and the names that it speaks of."""
    names = [plan.name, plan.root.path, *(file.path for _, file in plan.parts)]
    waivers = plan.waivers
    beside = [waivers.path, sha256(waivers.content or b"").hexdigest()] if waivers is not None else []
    return sha256(json.dumps([terms, plan.digest, names, beside]).encode("ascii")).hexdigest()
