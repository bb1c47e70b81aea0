"""The rules of an earlier review, from the pack that its record has kept."""

from collections.abc import Mapping

from checker.errors import CheckerError
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook, rulebook_of
from checker.review.record import Record, Run


def rules_of(record: Record, run: Run, now: Rulebook | None = None) -> Mapping[str, Rule]:
    """The rules by which a review judged; those of `now` where its pack is the same.

    Raises CheckerError where this version of the program cannot read them.
    """
    if now is not None and now.digest == run.pack:
        return now.rules
    try:
        return rulebook_of(record.pack(run.number)).rules
    except CheckerError as error:
        raise CheckerError(
            f"{record.path}: this version of cxcheck cannot read the rules of review {run.number}, which version "
            f"{run.tool_version} judged by; use that version, or the tables of the record. The first fault: "
            f"{str(error).splitlines()[0]}"
        ) from error
