"""One year of an agency: the plan as it was read, and what came of the rules on it."""

from typing import NamedTuple

from checker.assessment.outcome import Assessment
from checker.plan.document import Document
from checker.plan.read import ReadPlan


class Year(NamedTuple):
    """A plan of one fiscal year. A report has this year's first, then the earlier ones, the newest of them first.

    `document` is `read.document`, which is there: a plan that nobody can read has no year.
    """

    fiscal_year: int
    read: ReadPlan
    document: Document
    assessment: Assessment
