"""One line a finding, `path:line:col: LEVEL rule message`, for terminals that make places clickable and for `grep`."""

from collections.abc import Iterator

from checker.finding import Finding
from checker.render.printable import log_line, one_line, path_name
from checker.render.run import Run
from checker.render.tally import Tally


def render_concise(run: Run) -> Iterator[str]:
    """The findings of each plan in the order of the file, then what was skipped, what is unusual, and the summary."""
    tally = Tally()
    for assessment in run.assessments:
        tally.add(assessment)
        yield "".join(f"{_line(finding)}\n" for finding in assessment.findings)
    yield "".join(f"{log_line(line)}\n" for line in tally.closing(run))


def _line(finding: Finding) -> str:
    where = path_name(str(finding.location))
    return log_line(f"{where}: {finding.level.value.upper()} {finding.rule} {one_line(finding.message)}")
