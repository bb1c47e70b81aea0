"""The record of reviews: one SQLite file in which every review can be shown again, and analysts can look for themselves.

`docs/record.md` describes the tables. What a review needs to be shown again is in the record: each assessment as it was
written, and the rule pack by which it was judged. A review that was stopped goes on where it was; an assessment is kept once
for all reviews that come to it.
"""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self

from checker.assessment.outcome import Rating
from checker.errors import CheckerError
from checker.finding import Level
from checker.policy.rule import Rule
from checker.policy.rulebook import PackFiles
from checker.review.answering import Key, Said
from checker.review.decisions import Decision
from checker.review.filed import Filed
from checker.review.migrations import MIGRATIONS
from checker.review.recorded import Submissions
from checker.review.results import Review, Standing, Submission
from checker.review.said import (
    forget_decisions,
    forget_said,
    found_earlier,
    read_troubles,
    write_decisions,
    write_said,
)

FILE = "record.sqlite"
"""What a record is called, in the folder of its reviews."""
_APPLICATION_ID = 0x43584348
"""`CXCH`, which SQLite keeps in the file, so that no other database is taken for a record."""


class Asked(NamedTuple):
    """What a review was asked to do. Two reviews that were asked the same can take over one another's work.

    `terms` is a digest over all that an assessment depends on beside the plan: rules, profile, options, the program itself.
    """

    as_of: str
    profile: str
    pack_digest: str
    tool_version: str
    roster: str
    bypasses: tuple[str, ...]
    sources: tuple[str, ...]
    terms: str
    answer_by: str = ""
    action_plans: str = ""
    decisions: str = ""


class Run(NamedTuple):
    """A review as the record lists it. `pack` is the digest of its rules, `as_of` empty where each plan's own day counted."""

    number: int
    as_of: str
    profile: str
    pack: str
    tool_version: str
    finished: bool


class Known(NamedTuple):
    """An assessment that the record has: the plan's own name of its agency, and why it could not be read, if so."""

    agency: str
    unreadable: str


class Record:
    """An open record. Use it as a context manager. Raises CheckerError where the file is no record, or of a newer program.

    One that is only read stands as another process has opened it.
    """

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.path = path
        try:
            if reading:
                self.connection = sqlite3.connect(
                    f"{path.absolute().as_uri()}?mode=ro", isolation_level=None, uri=True
                )
                return
            self.connection = sqlite3.connect(path, isolation_level=None)
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise CheckerError(
                f"{path}: is no record of reviews ({error}); name another folder, or move the file away"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def _prepare(self) -> None:
        """Make the tables, or bring an older record up to date, in one transaction."""
        connection = self.connection
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != _APPLICATION_ID:
            raise CheckerError(f"{self.path}: is a database, but no record of reviews; name another folder")
        if version > len(MIGRATIONS):
            raise CheckerError(
                f"{self.path}: was written by a newer version of cxcheck (its format is {version}, this program knows "
                f"{len(MIGRATIONS)}); update cxcheck"
            )
        with self.transaction():
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            for number, statements in enumerate(MIGRATIONS[version:], version + 1):
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    def transaction(self) -> "_Transaction":
        """What is written inside is written whole or not at all."""
        return _Transaction(self.connection)

    # -- a review being made -----------------------------------------------------------------------------------

    def begin(self, asked: Asked, pack: PackFiles, *, resume: bool = False, number: int | None = None) -> int:
        """The number of a new review; with `resume`, of the last one that was asked the same and never finished.

        `number` is the one that it had where it is done again.
        """
        with self.transaction():
            if resume:
                row = self.connection.execute(
                    "SELECT id FROM review WHERE finished = 0 AND asked = ? ORDER BY id DESC LIMIT 1",
                    (_plain(asked),),
                ).fetchone()
                if row is not None:
                    return int(row[0])
            self.connection.execute(
                "INSERT OR IGNORE INTO pack (digest, files) VALUES (?, ?)",
                (asked.pack_digest, _packed(pack)),
            )
            cursor = self.connection.execute(
                "INSERT INTO review (id, asked, as_of, profile, pack, tool_version, roster, bypasses, answer_by, skipped, finished) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 0)",
                (
                    number, _plain(asked), asked.as_of, asked.profile, asked.pack_digest, asked.tool_version, asked.roster,
                    _plain(asked.bypasses), asked.answer_by,
                ),
            )  # fmt: skip
            return int(cursor.lastrowid or 0)

    def done(self, review: int) -> dict[str, tuple[str, str, str | None]]:
        """The submissions that a stopped review has already: by key, the digest of their bytes, standing and assessment."""
        rows = self.connection.execute(
            "SELECT key, sha256, standing, assessment FROM submission WHERE review = ?", (review,)
        )
        return {key: (sha256, standing, assessment) for key, sha256, standing, assessment in rows}

    def known(self, key: str) -> Known | None:
        """What some review has come to under this key; None where none has."""
        row = self.connection.execute(
            "SELECT a.agency, a.rating, f.message FROM assessment a LEFT JOIN finding f ON f.assessment = a.key AND f.position = 0 "
            "WHERE a.key = ?",
            (key,),
        ).fetchone()
        if row is None:
            return None
        agency, rating, message = row
        return Known(agency, message or "" if rating == Rating.RED.value else "")

    def add(self, review: int, submission: Submission, key: str | None, filed: Filed | None) -> None:
        """Write down one submission, in place of what the same review has of it; and its assessment where it is new.

        `key` is that of its assessment.
        """
        connection, provenance = self.connection, submission.provenance
        if key is not None and filed is not None:
            self._add_assessment(key, filed)
        connection.execute(
            "INSERT OR REPLACE INTO submission (review, key, agency, standing, reason, due, source, member, commit_id, author, "
            "submitted, signature, sha256, assessment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                review, submission.key, submission.agency, submission.standing.value, submission.reason, submission.due,
                *provenance, key,
            ),
        )  # fmt: skip

    def _add_assessment(self, key: str, filed: Filed) -> None:
        connection = self.connection
        cursor = connection.execute(
            "INSERT OR IGNORE INTO assessment (key, plan, plan_digest, agency, title, fiscal_year, as_of, rating, label, content) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, *filed.head, filed.content),
        )
        if not cursor.rowcount:
            return
        connection.executemany(
            "INSERT INTO fact (assessment, position, kind, name, of, route, place, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((key, position, *fact) for position, fact in enumerate(filed.facts)),
        )
        connection.executemany(
            "INSERT INTO outcome (assessment, rule, version, status, level, judged, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((key, *outcome) for outcome in filed.outcomes),
        )
        connection.executemany(
            "INSERT INTO finding (assessment, position, rule, level, waived, message, route, file, line, column, end_line, "
            "end_column, remedy, identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((key, position, *finding) for position, finding in enumerate(filed.findings)),
        )

    def finish(self, review: int, skipped: Iterable[tuple[str, str]], keys: Collection[str]) -> None:
        """Close a review: it has been through everything. What an interrupted run has of other submissions goes."""
        with self.transaction():
            for key in set(self.done(review)) - set(keys):
                self.connection.execute("DELETE FROM submission WHERE review = ? AND key = ?", (review, key))
            self.connection.execute(
                "UPDATE review SET finished = 1, skipped = ? WHERE id = ?",
                (_plain(sorted(skipped)), review),
            )

    def settle(self, review: int) -> int:
        """The number under which a finished review stands: the one before it, where that was asked and came to the same.

        A review in which nothing is new is no new review: it goes, so that "what changed since the last" says something.
        """
        connection = self.connection
        before = connection.execute(
            "SELECT max(old.id) FROM review old JOIN review new ON new.id = ? WHERE old.id < new.id AND old.finished = 1 "
            "AND old.id = (SELECT max(id) FROM review WHERE id < new.id AND finished = 1) "
            "AND old.asked = new.asked AND old.skipped = new.skipped",
            (review,),
        ).fetchone()[0]
        if before is None or self._rows(before) != self._rows(review):
            return review
        with self.transaction():
            connection.execute("DELETE FROM submission WHERE review = ?", (review,))
            connection.execute("DELETE FROM review WHERE id = ?", (review,))
        return int(before)

    def _rows(self, review: int) -> str:
        """A digest over all that a review says of its submissions."""
        total = sha256()
        for row in self.connection.execute(
            "SELECT * FROM submission WHERE review = ? ORDER BY key", (review,)
        ):
            total.update(_plain(row[1:]).encode("utf-8", "surrogatepass"))
        return total.hexdigest()

    def set_said(self, review: int, said: Iterable[Said]) -> None:
        """Write down what agencies said about a review."""
        with self.transaction():
            write_said(self.connection, review, said)

    def set_decisions(self, review: int, about: Mapping[str, Decision]) -> None:
        """Write down what reviewers decided, by the key of the submission."""
        with self.transaction():
            write_decisions(self.connection, review, about)

    def found_earlier(self, review: int, agency: str) -> set[Key]:
        """The findings, by rule and identity, on an agency in the reviews before this one."""
        return found_earlier(self.connection, review, agency)

    def outputs(self, review: int) -> list[tuple[str, int, int]]:
        """The files that were made from a review: name, size, and when it was last changed, in nanoseconds."""
        rows = self.connection.execute(
            "SELECT name, size, changed FROM output WHERE review = ? ORDER BY name", (review,)
        )
        return [tuple(row) for row in rows]

    def made(self) -> set[str]:
        """The names of all files that stand beside the record, whichever review they were made from."""
        return {name for (name,) in self.connection.execute("SELECT name FROM output")}

    def set_outputs(self, review: int, made: Iterable[tuple[str, int, int]]) -> None:
        """Write down which files were made from a review; those of earlier ones stand no longer."""
        with self.transaction():
            self.connection.execute("DELETE FROM output")
            self.connection.executemany(
                "INSERT INTO output (review, name, size, changed) VALUES (?, ?, ?, ?)",
                [(review, *file) for file in made],
            )

    # -- reviews that were made --------------------------------------------------------------------------------

    def reviews(self) -> list[Run]:
        """All reviews, in order."""
        rows = self.connection.execute(
            "SELECT id, as_of, profile, pack, tool_version, finished FROM review ORDER BY id"
        )
        return [Run(*row)._replace(finished=bool(row[-1])) for row in rows]

    def review(self, number: int, rules: Mapping[str, Rule]) -> Review:
        """A review as it was. `rules` are those of its pack (`pack`). Raises CheckerError where there is no such review."""
        row = self.connection.execute(
            "SELECT id, as_of, profile, pack, tool_version, roster, bypasses, skipped, answer_by FROM review WHERE id = ?",
            (number,),
        ).fetchone()
        if row is None:
            known = ", ".join(str(run.number) for run in self.reviews()) or "none"
            raise CheckerError(f"{self.path}: there is no review {number}; the reviews are: {known}")
        id_, as_of, profile, pack, version, roster, bypasses, skipped, answer_by = row
        return Review(
            id_, as_of, profile, pack, version, roster, tuple(json.loads(bypasses)), self.submissions(id_, rules),
            tuple((path, reason) for path, reason in json.loads(skipped)), answer_by,
            read_troubles(self.connection, id_),
        )  # fmt: skip

    def submissions(self, review: int, rules: Mapping[str, Rule]) -> Submissions:
        """The submissions of a review."""
        return Submissions(self.connection, self.path, review, rules)

    def agencies(self, review: int) -> dict[str, str]:
        """The name of the agency of each submission, by its key, in their order."""
        rows = self.connection.execute(
            "SELECT key, agency FROM submission WHERE review = ? ORDER BY key", (review,)
        )
        return dict(rows.fetchall())

    def standings(self, review: int) -> dict[Standing, int]:
        """How many submissions came to each standing; every standing is there."""
        rows = self.connection.execute(
            "SELECT standing, count(*) FROM submission WHERE review = ? GROUP BY standing", (review,)
        )
        return dict.fromkeys(Standing, 0) | {Standing(standing): count for standing, count in rows}

    def ratings(self, review: int) -> dict[Rating, int]:
        """How many submissions are rated so; every rating is there. A duplicate is not rated; nothing usable is red."""
        rows = self.connection.execute(
            "SELECT CASE WHEN s.standing IN ('received', 'late') THEN a.rating ELSE 'red' END AS rated, count(*) "
            "FROM submission s LEFT JOIN assessment a ON a.key = s.assessment "
            "WHERE s.review = ? AND s.standing <> 'duplicate' GROUP BY rated",
            (review,),
        )
        return dict.fromkeys(Rating, 0) | {Rating(rating): count for rating, count in rows}

    def levels(self, review: int) -> set[Level]:
        """The levels of which a submission that counts has a finding."""
        rows = self.connection.execute(
            "SELECT DISTINCT f.level FROM submission s JOIN finding f ON f.assessment = s.assessment "
            "WHERE s.review = ? AND s.standing IN ('received', 'late') AND f.waived = 0",
            (review,),
        )
        return {Level(level) for (level,) in rows}

    def pack(self, number: int) -> PackFiles:
        """The files of the rule pack by which a review judged."""
        row = self.connection.execute(
            "SELECT pack.files FROM review JOIN pack ON pack.digest = review.pack WHERE review.id = ?",
            (number,),
        ).fetchone()
        return _unpacked(row[0]) if row is not None else PackFiles({}, {})

    def prune(self, keep: int) -> int:
        """Remove all but the last `keep` reviews and what no review needs any more; returns how many went."""
        old = [run.number for run in self.reviews()][: -keep or None]
        with self.transaction():
            for number in old:
                self.connection.execute("DELETE FROM output WHERE review = ?", (number,))
                forget_said(self.connection, number)
                forget_decisions(self.connection, number)
                self.connection.execute("DELETE FROM submission WHERE review = ?", (number,))
                self.connection.execute("DELETE FROM review WHERE id = ?", (number,))
            for table in ("outcome", "finding", "fact"):
                self.connection.execute(
                    f"DELETE FROM {table} WHERE assessment NOT IN "  # noqa: S608 - one of the words above
                    "(SELECT assessment FROM submission WHERE assessment IS NOT NULL)"
                )
            self.connection.execute(
                "DELETE FROM assessment WHERE key NOT IN "
                "(SELECT assessment FROM submission WHERE assessment IS NOT NULL)"
            )
            self.connection.execute("DELETE FROM pack WHERE digest NOT IN (SELECT pack FROM review)")
        self.connection.execute("VACUUM")
        return len(old)


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(files: PackFiles) -> bytes:
    """In the order of the files, over which the digest of a pack is."""
    texts = [{name: content.decode("utf-8") for name, content in some.items()} for some in files]
    return zlib.compress(_plain(texts).encode("utf-8"), 9)


def _unpacked(content: bytes) -> PackFiles:
    own, added = (
        {name: text.encode("utf-8") for name, text in some.items()}
        for some in json.loads(zlib.decompress(content))
    )
    return PackFiles(own, added)
