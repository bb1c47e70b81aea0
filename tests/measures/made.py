"""Measures of plans written inside a test."""

from checker.measures.year import YearMeasures, year_measures
from tests.support.plans import plan_of


def measured(text: str, as_of: str = "2026-09-30") -> YearMeasures:
    """The measures of a plan of one file with this text."""
    document = plan_of(text).document
    assert document is not None
    return year_measures(document, as_of)


ODD = """
plan: {fiscal_year: next year}
protections: {confidentiality: {small_cell_threshold: -4}}
services:
  - {id: a, standards: [{id: b, target: many, actual: .inf, baseline: 1e400}, nothing, {target: 5, actual: 5, baseline: 5}]}
  - [a list]
feedback:
  - {survey_id: nowhere, fiscal_year: 2022, quarter: 9, volume_of_customers: 13441, volume_offered: 42080180,
     volume_of_respondents: -3, responses: [{driver: trust, counts: [1, two, 3, 4, 5]}, {driver: ease, counts: [20, 30], point_scale: 5},
     {driver: employee, mean: .nan}, {driver: satisfaction, counts: [10, 0, 0, 0, 10]}, text]}
  - {survey_id: nowhere, volume_of_respondents: true, responses: {driver: trust}}
capacity_assessment: {functions: {measurement: {score: high}}}
burden: {manual_data_entry_hours: {prior: 100000000000000000000, current: 5}, time_tax: [{service_id: a, customer_minutes: 4}]}
root_causes: [{source: statutory, resolution: {due: soon}}, {source: 4, resolution: [1]}]
"""
"""A plan with every kind of value where a figure belongs."""
