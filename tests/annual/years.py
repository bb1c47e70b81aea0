"""Years of an agency for tests: plans written down here, judged by the pack."""

from collections.abc import Sequence

from checker.annual.year import Account, Year
from checker.assessment.assess import Choice, assess
from checker.plan.read import ReadPlan, read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.rulebook import Rulebook
from checker.sources.source import PlanSource, SourceFile


def read_text(name: str, text: str) -> ReadPlan:
    """A plan that stands in a test."""
    content = text.encode()
    return read_plan(PlanSource(name, SourceFile(name, content, len(content))))


def account(rulebook: Rulebook, reads: Sequence[ReadPlan], choice: Choice | None = None) -> Account:
    """The account of plans that were read, this year's first."""
    profile, evaluator = rulebook.profiles["order-as-amended"], Evaluator()
    years = []
    for read, prior in zip(reads, [*reads[1:], None], strict=True):
        assessment = assess(read, rulebook, profile, choice or Choice(), evaluator, prior)
        assert read.document is not None
        assert assessment.fiscal_year is not None
        years.append(Year(assessment.fiscal_year, read, read.document, assessment))
    return Account(tuple(years), rulebook, profile)
