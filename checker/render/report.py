"""One agency's compliance report, as one HTML file that asks for nothing from outside, or as Markdown."""

from typing import Literal

from checker.assessment.outcome import Assessment
from checker.plan.read import ReadPlan
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from checker.render.report_build import build_report
from checker.render.templates import OURS, Templates
from checker.sources.tree import FROM_DISK, Origin

ReportFormat = Literal["html", "markdown"]


def render_report(
    assessment: Assessment, rulebook: Rulebook, profile: Profile, read: ReadPlan, format: ReportFormat,  # noqa: A002 - the word of the command line
    origin: Origin = FROM_DISK, templates: Templates = OURS,
) -> str:  # fmt: skip
    """The report. The same arguments give the same bytes: no clock, no environment, no network."""
    report = build_report(assessment, rulebook, profile, read, origin)
    return templates.render(format, "compliance/report", report=report)
