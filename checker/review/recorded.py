"""The submissions of a review as its record has them."""

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from checker.assessment.kept import from_bytes
from checker.assessment.outcome import Assessment
from checker.errors import CheckerError
from checker.policy.rule import Rule
from checker.review.facts import Fact, FactKind
from checker.review.results import Provenance, Standing, Submission
from checker.review.said import read_answers, read_decision, read_troubles

_SELECT = (
    "SELECT s.key, s.agency, s.standing, s.reason, s.due, s.source, s.member, s.commit_id, s.author, s.submitted, s.signature, "
    "s.sha256, s.assessment, a.content FROM submission s LEFT JOIN assessment a ON a.key = s.assessment"
)


class Submissions(Collection[Submission]):
    """The submissions of a review, sorted by key, each read from the record when it is asked for."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, review: int, rules: Mapping[str, Rule]
    ) -> None:  # fmt: skip
        self._connection = connection
        self._path = path
        self._review = review
        self._rules = rules

    def __len__(self) -> int:
        row = self._connection.execute(
            "SELECT count(*) FROM submission WHERE review = ?", (self._review,)
        ).fetchone()
        return int(row[0])

    def __contains__(self, submission: object) -> bool:
        return any(one == submission for one in self)

    def __iter__(self) -> Iterator[Submission]:
        rows = self._connection.execute(f"{_SELECT} WHERE s.review = ? ORDER BY s.key", (self._review,))
        return self._read(rows)

    def at(self, key: str) -> Submission | None:
        """The submission of that key; None where there is none."""
        rows = self._connection.execute(f"{_SELECT} WHERE s.review = ? AND s.key = ?", (self._review, key))
        return next(self._read(rows), None)

    def _read(self, rows: Iterable[Any]) -> Iterator[Submission]:
        for key, agency, standing, reason, due, *provenance, assessment, content in rows:
            yield Submission(
                key, agency, Standing(standing), reason, due, Provenance(*provenance), self._assessment(content),
                self._facts(assessment) if assessment is not None else (),
                read_answers(self._connection, self._review, key),
                read_troubles(self._connection, self._review, key),
                read_decision(self._connection, self._review, key),
            )  # fmt: skip

    def _facts(self, assessment: str) -> tuple[Fact, ...]:
        rows = self._connection.execute(
            "SELECT kind, name, of, route, place, details FROM fact WHERE assessment = ? ORDER BY position",
            (assessment,),
        )
        return tuple(Fact(FactKind(kind), *rest) for kind, *rest in rows)

    def _assessment(self, content: bytes | None) -> Assessment | None:
        if content is None:
            return None
        assessment = from_bytes(zlib.decompress(content), self._rules)
        if assessment is None:
            raise CheckerError(
                f"{self._path}: an assessment in it is damaged, or of other rules than its review; "
                "review the submissions again"
            )
        return assessment
