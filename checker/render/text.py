"""Results for a person at a terminal: each finding with its line, the order's words and the remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Finding
from checker.location import Location
from checker.plan.problems import PROBLEMS
from checker.policy.rule import Rule
from checker.render.counts import levels_in_words, not_new_in_words, status_words
from checker.render.grouped import by_reason
from checker.render.paint import Paint
from checker.render.printable import log_line, one_line, path_name, related_words, short
from checker.render.run import Run
from checker.render.tally import Tally

_MOST_QUESTIONS = 3
_LISTED = (Status.NEEDS_REVIEW, Status.NOT_EVALUATED)
_LEAST_WIDTH = 40
_LABEL = 8


def render_text(run: Run) -> Iterator[str]:
    """The findings of each plan, then its heading; at the end the summary."""
    tally = Tally()
    page = _Page(run)
    for assessment in run.assessments:
        tally.add(assessment)
        day = run.profile.authorities_as_of or assessment.as_of
        rules = {outcome.rule.id: outcome.rule for outcome in assessment.outcomes}
        for finding in assessment.findings:
            yield page.finding(finding, rules, day)
        if not run.quiet:
            yield page.plan(assessment)
    lines = [log_line(line) for line in tally.closing(run)]
    yield "".join(f"{line}\n" for line in [*lines[:-1], page.paint.strong(lines[-1])])


class _Page:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.paint = Paint(run.colour)
        self.width = max(run.width, _LEAST_WIDTH)

    def finding(self, finding: Finding, rules: Mapping[str, Rule], day: str) -> str:
        """One finding as a block, with an empty line after it."""
        paint = self.paint
        level = paint.level(finding.level, f"{finding.level.value.upper()} {finding.rule}")
        head = f"{level}: {paint.strong(one_line(finding.message))}"
        lines = [head, f"  {paint.gutter('-->')} {_place(finding.location)}"]
        if not self.run.quiet:
            pad = " " * len(str(finding.location.line))
            notes = self.notes(finding, rules.get(finding.rule), day)
            lines = [head, *self.shown_at(finding, pad), *self.wrapped(notes, pad), ""]
        return "".join(f"{log_line(line)}\n" for line in lines)

    def shown_at(self, finding: Finding, pad: str) -> Iterator[str]:
        """Where it is: the name of the file, and the line with carets where the text is known."""
        location, gutter = finding.location, self.paint.gutter
        yield f"{pad}{gutter('-->')} {_place(location)}"
        source = self.run.texts.get(location.file)
        if source is None or not source.text:
            return
        from checker.render.frame import frame

        number, line, carets = frame(source, location, self.width - len(pad) - 3)
        yield f"{pad} {gutter('|')}"
        yield f"{gutter(f'{number} |')} {line}".rstrip()
        yield f"{pad} {gutter('|')} {self.paint.level(finding.level, carets)}"

    def notes(self, finding: Finding, rule: Rule | None, day: str) -> Iterator[tuple[str, str]]:
        """What else is to know, each with its label: other places, the rule, the order's words, the laws of that day, the remedy."""
        from checker.render.law import amendment_note, laws_in_words
        from checker.render.places import rule_place

        for related in finding.related:
            words = related_words(related.message)
            place = rule_place(finding.rule, related.location, self.run.rulebook) or _place(related.location)
            yield "see", place + (f": {words}" if words else "")
        if rule is not None:
            yield "rule", one_line(rule.title)
            yield "order", f"{', '.join(rule.clauses)}: “{one_line(rule.quote)}”"
            authorities = self.run.rulebook.authorities
            if laws := laws_in_words(rule, authorities, day):
                yield "law", laws
            if note := amendment_note(rule, authorities, day):
                yield "note", note
        elif finding.rule in PROBLEMS:
            yield "rule", PROBLEMS[finding.rule].title
        yield "remedy", one_line(finding.remedy)
        if finding.fix:
            yield "fix", one_line(finding.fix)

    def wrapped(self, notes: Iterator[tuple[str, str]], pad: str) -> Iterator[str]:
        """Each note on as many lines as it needs, all of them under the first."""
        from textwrap import wrap

        for label, text in notes:
            lead = f"{pad} {self.paint.gutter('=')} {label + ':':<{_LABEL}}"
            indent = " " * (len(pad) + 3 + _LABEL)
            for index, line in enumerate(wrap(text, self.width - len(indent), break_on_hyphens=False)):
                yield f"{lead if index == 0 else indent}{line}"

    def plan(self, assessment: Assessment) -> str:
        """The heading of a plan, what waits for a person, what could not be evaluated, and what is waived."""
        paint, rating = self.paint, assessment.rating
        year = (
            f"fiscal year {assessment.fiscal_year}"
            if assessment.fiscal_year is not None
            else "no fiscal year"
        )
        as_of = f"as of {one_line(assessment.as_of)}" if assessment.as_of else "no day of assessment"
        facts = [one_line(assessment.agency) or "agency not named", year, as_of]
        levels = levels_in_words(assessment.levels) or (
            "no new findings" if assessment.not_new else "no findings"
        )
        lines = [
            f"{paint.strong(path_name(assessment.plan))}: {', '.join(facts)}",
            f"  rating {paint.rating(rating, rating.value)}: {levels}",
        ]
        if assessment.label:
            lines.append(f"  label: {one_line(assessment.label)}")
        if assessment.prior:
            lines.append(f"  compared with: {one_line(assessment.prior)}")
        if assessment.not_new:
            not_new = Counter(finding.level for finding in assessment.not_new)
            lines.append(f"  {not_new_in_words(not_new)}")
        lines += self.waiting(assessment)
        if assessment.waivers:
            from checker.render.waived import waived_lines

            lines += [f"  {line}" for line in waived_lines(assessment)]
        lines += [
            f"  judged by a person: {outcome.rule.id}: {short(outcome.reason)}"
            for outcome in assessment.outcomes if outcome.determined
        ]  # fmt: skip
        return "".join(f"{log_line(line)}\n" for line in [*lines, ""])

    def waiting(self, assessment: Assessment) -> Iterator[str]:
        """What needs a person or could not be evaluated: a reason that rules share stands once.

        The rules of a group are named below it, but not where it is every rule of the plan. Many questions for people are named
        only: who checks a plan at every commit has read them.
        """
        for status in _LISTED:
            asked = [outcome for outcome in assessment.outcomes if outcome.status is status]
            questions = [outcome for outcome in asked if outcome.rule.question]
            if status is Status.NEEDS_REVIEW and len(questions) > _MOST_QUESTIONS:
                yield f"  {len(questions)} questions for people; `cxcheck explain RULE` tells each:"
                yield from self.names(questions)
                asked = [outcome for outcome in asked if not outcome.rule.question]
            for shared, group in by_reason(asked).items():
                reason = short(shared) or "no reason was given"
                if len(group) == 1:
                    yield f"  {status_words(status)}: {group[0].rule.id}: {reason}"
                    continue
                yield f"  {len(group)} rules {status_words(status, len(group))}: {reason}"
                if len(group) < len(assessment.outcomes):
                    yield from self.names(group)

    def names(self, outcomes: Iterable[Outcome]) -> Iterator[str]:
        """The rules by their ids, on as many lines as they need."""
        # Not by textwrap, which takes a millisecond to load: an id has no place where it could be broken.
        line = ""
        for name in ", ".join(outcome.rule.id for outcome in outcomes).split():
            if line and len(line) + 1 + len(name) > self.width - 4:
                yield f"    {line}"
                line = ""
            line += f" {name}" if line else name
        yield f"    {line}"


def _place(location: Location) -> str:
    return path_name(str(location))
