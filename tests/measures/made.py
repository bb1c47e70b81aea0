"""Measures of plans written inside a test."""

from checker.measures.year import YearMeasures, year_measures
from tests.support.plans import plan_of


def measured(text: str, as_of: str = "2026-09-30") -> YearMeasures:
    """The measures of a plan of one file with this text."""
    document = plan_of(text).document
    assert document is not None
    return year_measures(document, as_of)
