"""The tables of a review: CSV, and one JSON file in the shape of `schemas/review.schema.json`."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from checker.render.json_results import plan_json
from checker.render.json_text import json_text
from checker.render.review.rows import FINDINGS, Cell, Row, finding_rows
from checker.review.answers import LIVE, Answer
from checker.review.results import Review, Submission
from checker.review.ruling import Ruling

SCHEMA_VERSION = "1.0"


def findings_csv(review: Review) -> Iterator[str]:
    """`findings.csv`: RFC 4180, a heading, a row for each finding. Nothing in it is a formula."""
    yield from csv_lines([FINDINGS], finding_rows(review))


def review_json(review: Review) -> Iterator[str]:
    """One JSON object, submission by submission. The same review gives the same bytes."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "cxcheck", "version": review.tool_version},
        "review": review.id,
        "as_of": review.as_of or None,
        "profile": review.profile,
        "pack_digest": review.pack_digest,
        "roster_digest": review.roster or None,
        "answer_by": review.answer_by or None,
        "bypasses": list(review.bypasses),
        "troubles": [trouble._asdict() for trouble in review.troubles],
        "skipped": [{"path": path, "reason": reason} for path, reason in review.skipped],
    }
    yield json_text(head, 0).removesuffix("\n}") + ',\n  "submissions": ['
    comma = ""
    for submission in review.submissions:
        yield comma + "\n    " + json_text(_submission(submission), 4)
        comma = ","
    yield "\n  ]\n}\n" if comma else "]\n}\n"


def _submission(submission: Submission) -> dict[str, Any]:
    provenance = {name: value or None for name, value in submission.provenance._asdict().items()}
    return {
        "key": submission.key,
        "agency": submission.agency or None,
        "standing": submission.standing.value,
        "reason": submission.reason or None,
        "due": submission.due or None,
        "answers": [_answer(answer) for answer in submission.answers],
        "troubles": [trouble._asdict() for trouble in submission.troubles],
        "provenance": provenance,
        "ruling": _ruling(submission.ruling) if submission.ruling is not None else None,
        "plan": plan_json(submission.assessment) if submission.assessment is not None else None,
    }


def _ruling(ruling: Ruling) -> dict[str, Any]:
    signed = ruling.sign_off._asdict() if ruling.sign_off is not None else None
    return {
        "file": ruling.file, "sha256": ruling.digest, "notes": [note._asdict() for note in ruling.notes], "sign_off": signed,
    }  # fmt: skip


def _answer(answer: Answer) -> dict[str, Any]:
    said = {
        name: value or None
        for name, value in answer._asdict().items()
        if name not in ("agency", "fiscal_year", "mended")
    }
    return {**said, "mended": answer.mended}


def csv_lines(heading: Iterable[Row], rows: Iterable[Row]) -> Iterator[str]:
    """RFC 4180, a line at a time. Nothing in it is a formula."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for some in (heading, rows):
        for row in some:
            writer.writerow([harmless(cell) for cell in row])
            yield line.getvalue()
            line.seek(0)
            line.truncate()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LIVE) else cell
