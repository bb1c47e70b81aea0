"""A submission as it was found, before anyone has judged it."""

from typing import NamedTuple

from checker.review.results import Provenance, Standing
from checker.sources.source import PlanSource


class Gathered(NamedTuple):
    """What stands, or should stand, in one place. The fields that `results.Submission` has too mean the same.

    `plan` is what is to be assessed; None where the standing says that nothing is.
    """

    key: str
    agency: str
    standing: Standing
    reason: str
    due: str
    provenance: Provenance
    plan: PlanSource | None = None
