"""Plans written inside a test."""

import textwrap

from checker.plan.read import ReadPlan, read_plan
from checker.sources.source import PlanSource, SourceFile


def plan_of(text: str, name: str = "plan.yaml") -> ReadPlan:
    """What the reader makes of one file with this text."""
    content = textwrap.dedent(text).encode()
    return read_plan(PlanSource(name, SourceFile(name, content, len(content))))
