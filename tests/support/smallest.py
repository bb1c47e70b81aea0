"""The smallest plan that fits the format, as text, so that a test can change one line of it."""

SMALLEST = """\
schema_version: "1.0"
plan:
  id: a-2026
  title: Plan
  fiscal_year: 2026
  as_of: 2026-01-31
  status: draft
agency:
  name: Agency
  abbreviation: A
  independent: false
  submitted_by: {}
  lead_service_official: {}
definitions:
  customer:
    includes: []
customer_segments: []
services: []
business_processes: []
voice_of_customer: {}
root_causes: []
protections: {}
goals: []
initiatives: []
attestation: {}
"""


def smallest(old: str = "", new: str = "") -> str:
    """The plan with one piece of its text in place of another."""
    assert SMALLEST.count(old) == 1 or not old
    return SMALLEST.replace(old, new, 1) if old else SMALLEST
