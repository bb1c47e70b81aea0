"""One line a finding, `path:line:col: LEVEL rule message`, for terminals that make places clickable and for `grep`.

What a waiver excuses has a line too, with WAIVED in place of the level.
"""

from collections.abc import Iterator

from checker.assessment.outcome import Assessment
from checker.finding import Finding
from checker.render.printable import log_line, one_line, path_name
from checker.render.run import Run
from checker.render.tally import Tally
from checker.render.waived import would_be


def render_concise(run: Run) -> Iterator[str]:
    """The findings of each plan in the order of the file, then what was skipped, what is unusual, and the summary."""
    tally = Tally()
    for assessment in run.assessments:
        tally.add(assessment)
        yield "".join(f"{_line(finding)}\n" for finding in assessment.findings)
        yield "".join(f"{line}\n" for line in _waived(assessment))
    yield "".join(f"{log_line(line)}\n" for line in tally.closing(run))


def _line(finding: Finding, word: str = "", more: str = "") -> str:
    where, level = path_name(str(finding.location)), word or finding.level.value.upper()
    return log_line(f"{where}: {level} {finding.rule} {one_line(finding.message)}{more}")


def _waived(assessment: Assessment) -> Iterator[str]:
    for waiver in assessment.waivers:
        for finding in assessment.excused_by(waiver):
            said = one_line(f"would be {would_be(finding)}; {waiver.in_words}")
            yield _line(finding, "WAIVED", f" ({said})")
