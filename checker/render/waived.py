"""What waivers excuse, in words: who approved it, until when, and what it would have been without."""

from collections.abc import Iterator

from checker.assessment.outcome import Assessment
from checker.assessment.waiver import State
from checker.finding import Finding, Level
from checker.render.printable import one_line, path_name, short

_WOULD_BE = {Level.ERROR: "an error", Level.WARNING: "a warning", Level.NOTE: "a note"}


def would_be(finding: Finding) -> str:
    """`an error`: what an excused finding counts as where nothing excuses it."""
    return _WOULD_BE[finding.level]


def waived_lines(assessment: Assessment) -> Iterator[str]:
    """The waivers in use, each with what it excuses, a line each."""
    for waiver in assessment.waivers:
        if waiver.state is not State.IN_USE:
            continue
        until = f"until {waiver.expires} ({waiver.time_left})"
        yield f"waived {until}: {waiver.rule} at {one_line(waiver.route)}: {short(waiver.reason)}"
        approved = f"approved by {one_line(waiver.approved_by)} on {waiver.approved_on}"
        more = [f"authority {waiver.authority}"] if waiver.authority else []
        more += [f"ticket {waiver.ticket}"] if waiver.ticket else []
        yield f"  {one_line(', '.join([approved, *more]))}; {path_name(str(waiver.location))}"
        for finding in assessment.excused_by(waiver):
            place = path_name(str(finding.location))
            yield f"  would be {would_be(finding)}: {place}: {one_line(finding.message)}"
