"""Results as JUnit XML, for build services that show tests: a suite a plan, a case a rule.

`tests/data/junit.xsd` is its shape. No suite and no case carries a time, because the same run gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Finding, Level
from checker.plan.problems import PROBLEMS
from checker.render.counts import counted
from checker.render.places import repository_path
from checker.render.printable import one_line
from checker.render.run import Failure, Run

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cxcheck">\n'
_TAIL = "</testsuites>\n"


def render_junit(run: Run) -> Iterator[str]:
    """The suites, plan by plan; a last one holds the files that were not checked."""
    yield _HEAD
    for assessment in run.assessments:
        yield _text(_plan(assessment, run))
    if run.skipped:
        cases = []
        for path, reason in run.skipped:
            case = _case(path, "files", repository_path(path, run.checkout))
            _answer(case, "skipped", one_line(reason))
            cases.append(case)
        yield _text(_suite("files that were not checked", cases))
    yield _TAIL


def junit_failure(failure: Failure) -> str:
    """The suite of a run that came to no results: one case, in error."""
    place = failure.location
    case = _case("the run", "cxcheck", repository_path(place.file, failure.checkout) if place else "")
    if place is not None:
        case.set("line", str(place.line))
    _answer(case, "error", one_line(failure.message), f"exit code {int(failure.exit_code)}")
    return _HEAD + _text(_suite("cxcheck", [case])) + _TAIL


def _plan(assessment: Assessment, run: Run) -> Element:
    name = one_line(assessment.plan)
    group = name.rsplit(".", 1)[0] if name.endswith((".yaml", ".yml")) else name
    file = repository_path(assessment.plan, run.checkout)
    cases = []
    for kind in dict.fromkeys(problem.rule for problem in (*assessment.problems, *assessment.known)):
        case = _case(f"{kind}: {one_line(PROBLEMS[kind].title)}", f"{group}.plan-format", file)
        new, known = (
            [problem for problem in problems if problem.rule == kind]
            for problems in (assessment.problems, assessment.known)
        )
        _found(case, new, known, run)
        cases.append(case)
    for outcome in assessment.outcomes:
        rule = outcome.rule
        case = _case(f"{rule.id}: {one_line(rule.title)}", f"{group}.{rule.topic}", file)
        _judged(case, outcome, run)
        cases.append(case)
    suite = _suite(name, cases)
    suite.insert(0, _facts(assessment, run))
    return suite


def _judged(case: Element, outcome: Outcome, run: Run) -> None:
    """What came of a rule, as the answers that JUnit has."""
    reason = one_line(outcome.reason)
    if outcome.status is Status.FAIL:
        _found(case, outcome.findings, outcome.known, run)
        if outcome.waived:
            _add(case, reason, *_lines(outcome.waived, run))
    elif outcome.status is Status.NOT_EVALUATED:
        _answer(case, "error", reason or "no reason was given", Status.NOT_EVALUATED.words)
    elif outcome.status is not Status.PASS:
        words = f"{outcome.status.words}: {reason}" if reason else outcome.status.words
        _answer(case, "skipped", words, text="\n".join(_lines(outcome.waived, run)))
    elif reason:
        _add(case, reason)


def _found(case: Element, findings: Iterable[Finding], known: Iterable[Finding], run: Run) -> None:
    """The findings of one case: a failure where one of them makes the exit code 1, else skipped with the reason."""
    not_new = list(_lines(known, run))
    worst = sorted(findings, key=lambda finding: (finding.level.rank, finding.sort_key))
    if not worst:
        _answer(case, "skipped", f"not new: {counted(len(not_new), 'finding')}", text="\n".join(not_new))
        return
    first = worst[0]
    case.set("file", repository_path(first.location.file, run.checkout))
    case.set("line", str(first.location.line))
    more = f" (and {len(worst) - 1} more)" if len(worst) > 1 else ""
    text = "\n".join([*_lines(worst, run), f"remedy: {one_line(first.remedy)}"])
    message = f"{first.level.value}: {one_line(first.message)}{more}"
    if run.fail_on is not None and first.level.rank <= run.fail_on.rank:
        _answer(case, "failure", message, first.level.value, text)
    else:
        counts = f"only {_named(run.fail_on)} count" if run.fail_on is not None else "no finding counts"
        _answer(case, "skipped", f"{message} ({counts}: --fail-on {_option(run.fail_on)})", text=text)
    if not_new:
        _add(case, "not new:", *not_new)


def _named(level: Level) -> str:
    return "errors" if level is Level.ERROR else "errors and warnings"


def _option(level: Level | None) -> str:
    return level.value if level is not None else "never"


def _lines(findings: Iterable[Finding], run: Run) -> Iterator[str]:
    for finding in findings:
        at = finding.location
        path = repository_path(at.file, run.checkout)
        yield f"{path}:{at.line}:{at.column}: {finding.level.value}: {one_line(finding.message)}"


def _facts(assessment: Assessment, run: Run) -> Element:
    """What a reader needs to know of the plan and of how it was judged."""
    facts = {
        "agency": assessment.agency,
        "fiscal year": str(assessment.fiscal_year) if assessment.fiscal_year is not None else "",
        "as of": assessment.as_of,
        "rating": assessment.rating.value,
        "label": assessment.label,
        "compared with": assessment.prior,
        "read from": run.origin.in_words,
        "profile": assessment.profile,
        "rules": assessment.pack_digest,
        "plan": assessment.plan_digest,
        "rules not asked": str(len(assessment.dropped)),
        "unusual": "; ".join(assessment.bypasses),
    }
    element = Element("properties")
    for name, value in facts.items():
        if value:
            SubElement(element, "property", name=name, value=one_line(value))
    return element


def _suite(name: str, cases: list[Element]) -> Element:
    def count(answer: str) -> str:
        return str(sum(case.find(answer) is not None for case in cases))

    suite = Element(
        "testsuite", name=one_line(name), tests=str(len(cases)), failures=count("failure"), errors=count("error"),
        skipped=count("skipped"), time="0",
    )  # fmt: skip
    suite.extend(cases)
    return suite


def _case(name: str, group: str, file: str) -> Element:
    case = Element("testcase", name=one_line(name), classname=one_line(group), time="0")
    if file:
        case.set("file", file)
    return case


def _answer(case: Element, answer: str, message: str, kind: str = "", text: str = "") -> None:
    element = SubElement(case, answer, message=message)
    if kind:
        element.set("type", kind)
    if text:
        element.text = text


def _add(case: Element, *lines: str) -> None:
    """Put lines below what the case says already."""
    out = case.find("system-out")
    if out is None:
        out = SubElement(case, "system-out")
    out.text = "\n".join([*([out.text] if out.text else ()), *lines])


def _text(suite: Element) -> str:
    indent(suite, level=1)
    # GitHub's runner would take `##[` for a command; to a reader of XML the reference is the same character.
    text = tostring(suite, encoding="unicode").rstrip().replace("##[", "##&#91;")
    return f"  {text}\n"
