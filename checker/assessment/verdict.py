"""How a run ends: the exit code that its assessments come to."""

from collections.abc import Iterable

from checker.assessment.outcome import Assessment, Status
from checker.errors import ExitCode
from checker.finding import Level


def verdict(assessments: Iterable[Assessment], fail_on: Level | None) -> ExitCode:
    """Findings at or above `fail_on` first; then rules that could not be evaluated; then clean.

    With `fail_on` None no finding counts. No assessment at all is never clean.
    """
    seen = unsure = False
    for assessment in assessments:
        seen = True
        if fail_on is not None and any(finding.level.rank <= fail_on.rank for finding in assessment.findings):
            return ExitCode.FINDINGS
        unsure = unsure or assessment.counts[Status.NOT_EVALUATED] > 0
    if not seen:
        return ExitCode.NOTHING_TO_CHECK
    return ExitCode.NOT_EVALUATED if unsure else ExitCode.CLEAN
