"""Counts in words: the one place that says how many of what, so that every output says it alike."""

from collections.abc import Iterator, Mapping

from checker.assessment.outcome import Status
from checker.finding import Level

_STATUS_WORDS = {
    Status.PASS: ("passed", "passed"),
    Status.FAIL: ("failed", "failed"),
    Status.NOT_APPLICABLE: ("not applicable", "not applicable"),
    Status.NEEDS_REVIEW: ("needs review", "need review"),
    Status.WAIVED: ("waived", "waived"),
    Status.NOT_IN_FORCE: ("not in force", "not in force"),
    Status.NOT_EVALUATED: ("not evaluated", "not evaluated"),
}


def counted(count: int, word: str) -> str:
    """`1 plan`, `2 plans`."""
    return f"{count} {word if count == 1 else word + 's'}"


def status_words(status: Status, count: int = 1) -> str:
    """What is said of `count` rules with a status: `needs review` of one, `need review` of two."""
    return _STATUS_WORDS[status][count != 1]


def statuses_in_words(counts: Mapping[Status, int], failed: Mapping[Level, int] | None = None) -> str:
    """`42 passed, 3 failed (2 errors, 1 warning), …`: every status. `failed` are the findings of the rules by level."""
    return ", ".join(_statuses(counts, failed or {}))


def levels_in_words(levels: Mapping[Level, int]) -> str:
    """`2 errors, 1 warning`: every level that occurs, the gravest first."""
    return ", ".join(counted(levels[level], level.value) for level in Level if levels.get(level))


def not_new_in_words(levels: Mapping[Level, int]) -> str:
    """`3 findings not new (2 errors, 1 warning)`."""
    return f"{counted(sum(levels.values()), 'finding')} not new ({levels_in_words(levels)})"


def _statuses(counts: Mapping[Status, int], failed: Mapping[Level, int]) -> Iterator[str]:
    for status in Status:
        count = counts[status]
        levels = levels_in_words(failed) if status is Status.FAIL and count else ""
        yield f"{count} {status_words(status, count)}" + (f" ({levels})" if levels else "")
