"""The years of an agency: each a plan as it was read, and what came of the rules on it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from checker.assessment.outcome import Assessment
from checker.measures.year import YearMeasures, year_measures
from checker.plan.document import Document
from checker.plan.read import ReadPlan
from checker.plan.spot import Spot
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook


@dataclass(frozen=True)
class Year:
    """A plan of one fiscal year. A report has this year's first, then the earlier ones, the newest of them first.

    `document` is `read.document`, which is there: a plan that nobody can read has no year.
    """

    fiscal_year: int
    read: ReadPlan
    document: Document
    assessment: Assessment

    @property
    def plan(self) -> Spot:
        """The whole plan, to read from."""
        return Spot(self.document)

    @cached_property
    def measures(self) -> YearMeasures:
        """What the plan says of its year in numbers."""
        return year_measures(self.document, self.assessment.as_of)


class Account(NamedTuple):
    """All that a report on one agency is made from: its years, and the rules that were asked of this one."""

    years: tuple[Year, ...]
    rulebook: Rulebook
    profile: Profile

    @property
    def year(self) -> Year:
        """The year that the report is about."""
        return self.years[0]

    @property
    def before(self) -> Year | None:
        """The year before it that is known, the newest; None where this is the first."""
        return self.years[1] if len(self.years) > 1 else None
