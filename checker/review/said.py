"""What people said about a review, in its record: agencies in their action plans, reviewers in their decisions."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from checker.review.answering import Key, Said
from checker.review.answers import Answer, Trouble
from checker.review.decisions import Decision
from checker.review.ruling import Judged, Ruling, Signed

_ANSWER = "agency, fiscal_year, rule, place, action, owner, day, status, reason, stands_at, found, mended"


def write_said(connection: sqlite3.Connection, review: int, said: Iterable[Said]) -> None:
    """Write down what was said about a review, in place of what stands there."""
    forget_said(connection, review)
    for one in said:
        connection.executemany(
            f"INSERT INTO answer (review, submission, position, {_ANSWER}) VALUES ({', '.join('?' * 15)})",  # noqa: S608 - our own words
            ((review, one.key, position, *answer) for position, answer in enumerate(one.answers)),
        )
        connection.executemany(
            "INSERT INTO trouble (review, submission, position, agency, stands_at, message) VALUES (?, ?, ?, ?, ?, ?)",
            ((review, one.key, position, *trouble) for position, trouble in enumerate(one.troubles)),
        )


def forget_said(connection: sqlite3.Connection, review: int) -> None:
    """Remove what was said about a review."""
    connection.execute("DELETE FROM answer WHERE review = ?", (review,))
    connection.execute("DELETE FROM trouble WHERE review = ?", (review,))


def write_decisions(connection: sqlite3.Connection, review: int, about: Mapping[str, Decision]) -> None:
    """Write down what reviewers decided, in place of what stands there; `about` is by the key of the submission."""
    forget_decisions(connection, review)
    connection.executemany(
        "INSERT INTO decision (review, submission, file, sha256, notes, sign_off, judged) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                review,
                key,
                one.file,
                one.digest,
                json.dumps(one.notes),
                json.dumps(one.sign_off),
                json.dumps(one.judged),
            )
            for key, one in about.items()
        ),
    )


def forget_decisions(connection: sqlite3.Connection, review: int) -> None:
    """Remove what reviewers decided."""
    connection.execute("DELETE FROM decision WHERE review = ?", (review,))


def read_decision(connection: sqlite3.Connection, review: int, submission: str) -> Ruling | None:
    """What reviewers wrote about a submission; None where there is no file about it."""
    row = connection.execute(
        "SELECT file, sha256, notes, sign_off, judged FROM decision WHERE review = ? AND submission = ?",
        (review, submission),
    ).fetchone()
    if row is None:
        return None
    file, digest = row[:2]
    notes, sign_off, judged = map(json.loads, row[2:])
    return Ruling(
        file, digest, tuple(Signed(*note) for note in notes), Signed(*sign_off) if sign_off else None,
        tuple(Judged(*one) for one in judged),
    )  # fmt: skip


def read_answers(connection: sqlite3.Connection, review: int, submission: str) -> tuple[Answer, ...]:
    """What was said about a submission."""
    rows = connection.execute(
        f"SELECT {_ANSWER} FROM answer WHERE review = ? AND submission = ? ORDER BY position",  # noqa: S608 - our own words
        (review, submission),
    )
    return tuple(Answer._make((*texts, bool(mended))) for *texts, mended in rows)


def read_troubles(connection: sqlite3.Connection, review: int, submission: str = "") -> tuple[Trouble, ...]:
    """What could not be used of it; without a submission, of what belongs to none."""
    rows = connection.execute(
        "SELECT agency, stands_at, message FROM trouble WHERE review = ? AND submission = ? ORDER BY position",
        (review, submission),
    )
    return tuple(Trouble(*row) for row in rows)


def found_earlier(connection: sqlite3.Connection, review: int, agency: str) -> set[Key]:
    """The findings, by rule and identity, on an agency in the reviews before this one."""
    rows = connection.execute(
        "SELECT DISTINCT f.rule, f.identity FROM submission s JOIN finding f ON f.assessment = s.assessment "
        "WHERE s.agency = ? AND s.review < ?",
        (agency, review),
    )
    return {(rule, identity) for rule, identity in rows}
