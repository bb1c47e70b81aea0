"""Results as commands to GitHub's runner, which shows them beside the lines of a pull request.

GitHub shows ten annotations of a kind for a step; the first ten printed are taken, so the gravest come first and the rest is
counted, for the job's summary to show.
"""

from collections.abc import Iterator, Mapping

from checker.assessment.outcome import Assessment, Status
from checker.finding import Finding, Level
from checker.render.counts import counted
from checker.render.grouped import by_reason
from checker.render.places import repository_path
from checker.render.printable import log_line, one_line
from checker.render.run import Checkout, Failure, Run
from checker.render.tally import Tally

MOST = 10
"""How many annotations of a kind GitHub shows for a step."""

_KINDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render_github(run: Run) -> Iterator[str]:
    """At most ten annotations of each kind, errors first; then what they leave out, and the summary."""
    tally = Tally()
    findings: list[Finding] = []
    unsure: list[str] = []
    for assessment in run.assessments:
        tally.add(assessment)
        findings += assessment.findings
        unsure += _unevaluated(assessment, run.checkout)
    hidden = {}
    for level, kind in _KINDS.items():
        commands = [_annotation(each, run.checkout) for each in findings if each.level is level]
        commands += unsure if level is Level.ERROR else []
        yield from commands[:MOST]
        hidden[kind] = len(commands[MOST:])
    yield from (f"{log_line(line)}\n" for line in (*_left_out(hidden, run), *tally.closing(run)))


def github_failure(failure: Failure) -> str:
    """The annotation of a run that came to no results."""
    place = failure.location
    where = {"title": "cxcheck could not check the plans"}
    if place is not None:
        where = {"file": repository_path(place.file, failure.checkout), "line": str(place.line), **where}
    return _command("error", where, one_line(failure.message))


def _left_out(hidden: Mapping[str, int], run: Run) -> Iterator[str]:
    if counts := ", ".join(counted(count, kind) for kind, count in hidden.items() if count):
        where = "the job's summary shows them" if run.job_summary else "`--format text` shows them"
        yield f"{counts} more, without an annotation, because GitHub shows {MOST} of a kind: {where}"


def _annotation(finding: Finding, checkout: Checkout) -> str:
    at = finding.location
    where = {
        "file": repository_path(at.file, checkout),
        "line": str(at.line),
        "endLine": str(at.end_line),
    }
    # GitHub takes columns only for a range inside one line.
    if at.line == at.end_line:
        where |= {"col": str(at.column), "endColumn": str(at.end_column)}
    where["title"] = finding.rule
    return _command(_KINDS[finding.level], where, f"{one_line(finding.message)}\n{one_line(finding.remedy)}")


def _unevaluated(assessment: Assessment, checkout: Checkout) -> Iterator[str]:
    """One annotation for each reason that rules could not be evaluated."""
    unsure = (outcome for outcome in assessment.outcomes if outcome.status is Status.NOT_EVALUATED)
    for reason, group in by_reason(unsure).items():
        rules = group[0].rule.id if len(group) == 1 else f"{len(group)} rules"
        where = {"file": repository_path(assessment.plan, checkout), "title": f"{rules} not evaluated"}
        yield _command("error", where, reason or "no reason was given")


def _command(kind: str, where: Mapping[str, str], message: str) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    return f"::{kind} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
