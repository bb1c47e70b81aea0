"""The reviews of a record for a person at a terminal: a line each, or one with all its submissions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.assessment.outcome import Rating
from checker.render.counts import levels_in_words
from checker.render.printable import columns, log_line, one_line
from checker.review.record import Run
from checker.review.results import Review, Standing, Submission

_DIGEST = 12
_OWN_DAY = "each plan's own"
_UNREADABLE = "-"


class Counted(NamedTuple):
    """A review, and how many of its submissions came to what."""

    run: Run
    standings: Mapping[Standing, int]
    ratings: Mapping[Rating, int]


def run_table(found: Sequence[Counted]) -> str:
    """A line a review, in order."""
    if not found:
        return "no review is kept\n"
    heading = ("review", "as of", "profile", "rules", "program", "submissions", "rated", "")
    rows = [
        (
            str(run.number), run.as_of or _OWN_DAY, one_line(run.profile), run.pack[:_DIGEST], one_line(run.tool_version),
            _counts(standings), _counts(ratings), "" if run.finished else "not finished",
        )
        for run, standings, ratings in found
    ]  # fmt: skip
    return _aligned([heading, *rows])


def review_text(review: Review, *, finished: bool) -> Iterator[str]:
    """How it was made, then a line a submission."""
    yield f"review {review.id}{'' if finished else ', not finished'}: {len(review.submissions)} submissions\n"
    yield f"as of {review.as_of or _OWN_DAY + ' day'}, profile {one_line(review.profile)}, rules {review.pack_digest}\n"
    yield f"cxcheck {one_line(review.tool_version)}, {f'roster {review.roster}' if review.roster else 'no roster'}\n"
    for bypass in review.bypasses:
        yield log_line(f"note: {one_line(bypass)}\n")
    yield "\n"
    yield _aligned([("agency", "standing", "rating", "findings", "reason"), *map(_row, review.submissions)])
    for path, reason in review.skipped:
        yield log_line(f"not looked at: {one_line(path)}: {one_line(reason)}\n")


def _row(submission: Submission) -> tuple[str, ...]:
    assessment = submission.assessment
    counts = submission.standing.assessed and assessment is not None
    return (
        one_line(submission.agency or submission.key), submission.standing.value,
        assessment.rating.value if counts and assessment is not None else _UNREADABLE,
        (levels_in_words(assessment.levels) or "none") if counts and assessment is not None else _UNREADABLE,
        one_line(submission.reason),
    )  # fmt: skip


def _counts(counts: "Mapping[Standing, int] | Mapping[Rating, int]") -> str:
    """`19 received, 1 late`: what there is of it."""
    return ", ".join(f"{count} {what.value}" for what, count in counts.items() if count) or "none"


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(columns(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = (
        "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(f"{log_line(line.rstrip())}\n" for line in lines)
