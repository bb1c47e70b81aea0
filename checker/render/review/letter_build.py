"""From one submission to the letter that answers it."""

from collections.abc import Iterable, Iterator

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.assessment.waiver import State
from checker.finding import Finding, Level
from checker.location import route_text
from checker.plan.problems import PROBLEMS
from checker.policy.profile import Profile
from checker.render.counts import counted
from checker.render.printable import one_line
from checker.render.report_words import RATINGS, rating_reason, which_order
from checker.render.review.letter_view import Ask, Letter, Question, Spot, Told
from checker.render.review.letter_words import (
    RATING_MEANS,
    STANDINGS,
    STATES,
    day,
    family,
    next_step,
    opening,
    until,
)  # fmt: skip
from checker.render.review.rows import text
from checker.review.answering import answers_to
from checker.review.results import Review, Standing, Submission
from checker.review.ruling import Ruling

MOST_SPOTS = 5
"""Places of one rule that a letter shows; the action plan has all of them where they must be mended."""
_SEEN_ALREADY = (Status.PASS, Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)


def build_letter(review: Review, submission: Submission, profile: Profile, action_plan: str) -> Letter:
    """Everything that the letter to one agency says. `action_plan` is the file that comes with it; empty where none does."""
    assessment = submission.assessment
    by = until(review.answer_by)
    counts = assessment is not None and submission.standing.assessed
    asks = _asks(submission, assessment) if assessment is not None else {}
    outcomes = assessment.outcomes if assessment is not None and counts else ()
    return Letter(
        agency=one_line(submission.agency or submission.key), number=review.id,
        title=one_line(assessment.title) if assessment is not None else "",
        fiscal_year=_year(assessment) if assessment is not None else "",
        as_of=day(assessment.as_of) if assessment is not None and counts else "",
        standing=STANDINGS[submission.standing], opening=one_line(opening(submission)),
        next_step=next_step(submission.standing, by), by=by,
        rating=RATINGS[assessment.rating] if assessment is not None and counts else None,
        rating_means=RATING_MEANS[assessment.rating] if assessment is not None and counts else "",
        rating_reason=rating_reason(assessment) if assessment is not None and counts else "",
        must=asks.get(Level.ERROR, ()), should=asks.get(Level.WARNING, ()), notes=asks.get(Level.NOTE, ()),
        good=tuple(_good(outcomes)), questions=tuple(map(_question, _of(outcomes, Status.NEEDS_REVIEW))),
        not_evaluated=tuple(_told(outcome, outcome.reason) for outcome in _of(outcomes, Status.NOT_EVALUATED)),
        judged=tuple(_told(outcome, outcome.reason) for outcome in outcomes if outcome.determined),
        granted=tuple(_waivers(assessment if counts else None, granted=True)),
        claimed=tuple(_waivers(assessment if counts else None, granted=False)),
        mended=tuple(Spot(one_line(f"{one.rule} at {one.place}"), one_line(one.in_words)) for one in submission.answers if one.mended),
        troubles=tuple(Spot(one_line(one.at), one_line(one.message)) for one in submission.troubles),
        notes_of_reviewers=_notes(submission.ruling), signed=_signed(submission.ruling),
        action_plan=action_plan, facts=tuple(_facts(review, submission)),
        bypasses=tuple(map(one_line, review.bypasses)), which_order=which_order(profile),
    )  # fmt: skip


def _year(assessment: Assessment) -> str:
    """The plan's fiscal year, unless its title says it already."""
    year = str(assessment.fiscal_year or "")
    return "" if year in assessment.title else year


def must_be_mended(submission: Submission) -> tuple[Finding, ...]:
    """The findings that an agency has to answer: the errors of a plan that counts, or that could not be read."""
    assessment = submission.assessment
    if assessment is None or submission.standing not in (
        Standing.RECEIVED,
        Standing.LATE,
        Standing.UNREADABLE,
    ):
        return ()
    return tuple(finding for finding in assessment.findings if finding.level is Level.ERROR)


def _asks(submission: Submission, assessment: Assessment) -> dict[Level, tuple[Ask, ...]]:
    """What was found, by level and then by rule: those first that find most."""
    rules = {outcome.rule.id: outcome.rule for outcome in assessment.outcomes}
    groups: dict[tuple[Level, str], list[Finding]] = {}
    for finding in assessment.findings:
        groups.setdefault((finding.level, finding.rule), []).append(finding)
    asks: dict[Level, list[Ask]] = {}
    for (level, id_), findings in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0][1])):
        rule = rules.get(id_)
        title = rule.title if rule is not None else PROBLEMS[id_].title if id_ in PROBLEMS else id_
        spots = tuple(_spots(submission, findings))
        asks.setdefault(level, []).append(Ask(
            id_, one_line(title), ", ".join(rule.clauses) if rule is not None else "",
            one_line(rule.quote) if rule is not None else "", one_line(findings[0].remedy), spots, len(findings) - len(spots),
        ))  # fmt: skip
    return {level: tuple(found) for level, found in asks.items()}


def _spots(submission: Submission, findings: list[Finding]) -> Iterator[Spot]:
    """The first places, and every one about which the agency says something."""
    for number, finding in enumerate(findings):
        answers = tuple(one_line(answer.in_words) for answer in answers_to(finding, submission, text))
        if number < MOST_SPOTS or answers:
            at = finding.location
            yield Spot(one_line(f"{at.file}:{at.line}"), one_line(finding.message), answers)


def _good(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """The families of rules in which something was asked of the plan, and everything was met."""
    families: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        families.setdefault(outcome.rule.topic, []).append(outcome)
    for topic, asked in sorted(families.items()):
        passed = sum(outcome.status is Status.PASS for outcome in asked)
        if passed and all(outcome.status in _SEEN_ALREADY for outcome in asked):
            yield family(topic), f"{counted(passed, 'rule')} met"


def _question(outcome: Outcome) -> Question:
    rule = outcome.rule
    look_at = ", ".join(dict.fromkeys(one_line(route_text(route)) for route in outcome.routes[:MOST_SPOTS]))
    return Question(
        rule.id, one_line(rule.title), ", ".join(rule.clauses), one_line(rule.question or outcome.reason), look_at
    )  # fmt: skip


def _waivers(assessment: Assessment | None, *, granted: bool) -> Iterator[Told]:
    """The waivers that OMB granted, or those that the agency gave itself, each with what it does on the day of assessment."""
    if assessment is None:
        return
    titles = {outcome.rule.id: outcome.rule.title for outcome in assessment.outcomes}
    for waiver in assessment.waivers:
        if waiver.granted is granted:
            does = STATES[waiver.state]
            left = f" ({waiver.time_left})" if waiver.time_left and waiver.state is State.IN_USE else ""
            said = f"{waiver.in_words.rstrip('.')}. At {waiver.route}: {does}{left}"
            yield Told(waiver.rule, one_line(titles.get(waiver.rule, waiver.rule)), one_line(said))


def _notes(ruling: Ruling | None) -> tuple[Spot, ...]:
    notes = ruling.notes if ruling is not None else ()
    return tuple(Spot(one_line(f"{note.by}, {day(note.on)}"), one_line(note.text)) for note in notes)


def _signed(ruling: Ruling | None) -> str:
    """Who signed, when and what; empty where nobody has."""
    signed = ruling.sign_off if ruling is not None else None
    return one_line(f"{signed.by} signed on {day(signed.on)}: {signed.text}") if signed is not None else ""


def _told(outcome: Outcome, said: str) -> Told:
    return Told(outcome.rule.id, one_line(outcome.rule.title), one_line(said))


def _of(outcomes: Iterable[Outcome], status: Status) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.status is status]


def _facts(review: Review, submission: Submission) -> Iterator[tuple[str, str]]:
    """What was looked at, and by what: for whoever asks later."""
    provenance, assessment = submission.provenance, submission.assessment
    named = (
        ("Where it is from", provenance.source),
        ("Plan", provenance.member if provenance.member != provenance.source else ""),
        ("Commit", provenance.commit),
        ("Author of the commit", provenance.author),
        ("Submitted", provenance.submitted),
        ("Signature", provenance.signature),
        ("SHA-256", provenance.sha256),
        ("Status of the plan", assessment.label if assessment is not None else ""),
        (
            "Decided in",
            f"{submission.ruling.file}, SHA-256 {submission.ruling.digest}" if submission.ruling else "",
        ),
        ("Review", str(review.id)),
        ("Rules", f"profile {review.profile}, SHA-256 {review.pack_digest}"),
        ("Program", f"cxcheck {review.tool_version}"),
    )
    yield from ((name, one_line(value)) for name, value in named if value)
