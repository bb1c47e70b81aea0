"""What many rules or files have in common, said once."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.render.printable import one_line, path_name

_MOST_BY_NAME = 5


class SkippedGroup(NamedTuple):
    """Files that were skipped for one reason: `name` is the file where it is one, else the folder that holds all."""

    name: str
    files: int
    reason: str

    @property
    def line(self) -> str:
        """As it is shown to people."""
        if self.files == 1:
            return f"skipped: {path_name(self.name)}: {one_line(self.reason)}"
        where = "in this folder" if self.name == "." else f"under {one_line(self.name)}/"
        return f"{self.files} files {where} skipped: {one_line(self.reason)}"


def by_reason(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes that share a reason, in the order in which the reasons first come."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(one_line(outcome.reason), []).append(outcome)
    return groups


def why_nothing_was_evaluated(assessment: Assessment) -> str:
    """The one reason for which no rule at all was evaluated, such as a plan that could not be read; else nothing."""
    reasons = {outcome.reason for outcome in assessment.outcomes}
    unasked = all(outcome.status is Status.NOT_EVALUATED for outcome in assessment.outcomes)
    return one_line(reasons.pop()) if unasked and len(reasons) == 1 else ""


def skipped_groups(skipped: Iterable[tuple[str, str]]) -> Iterator[SkippedGroup]:
    """Up to five files one by one; more that share a reason and their first folder as one group, in the order given."""
    together: dict[tuple[str, str], list[str]] = {}
    for path, reason in skipped:
        together.setdefault((_first_folder(path), reason), []).append(path)
    for (_, reason), paths in together.items():
        if len(paths) > _MOST_BY_NAME:
            yield SkippedGroup(_common_folder(paths), len(paths), reason)
        else:
            yield from (SkippedGroup(path, 1, reason) for path in paths)


def _first_folder(path: str) -> str:
    """`rules` for `rules/order/a.yaml`, `.` for `a.yaml`, `/` for all that is named from the root."""
    parts = PurePosixPath(path).parent.parts
    return parts[0] if parts else "."


def _common_folder(paths: list[str]) -> str:
    """The deepest folder above all of `paths`."""
    first, *others = (PurePosixPath(path).parent for path in paths)
    while not all(other.is_relative_to(first) for other in others):
        first = first.parent
    return str(first).rstrip("/")
