"""What changed since the review before, in words."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.assessment.causes import Cause
from checker.assessment.compare import FindingDiff, OutcomeDiff, PlanDiff
from checker.assessment.standing import Kind
from checker.render.printable import one_line
from checker.render.report_words import LEVELS, RATINGS
from checker.render.review.site_view import ChangesView, DiffRow, Link, MovedView
from checker.render.review.site_words import NOT_RATED, Pages, name
from checker.review.changes import Step
from checker.review.results import Review, Submission

_NEW = (Kind.NEW, Kind.REGRESSED)


class Moved(NamedTuple):
    """A submission of which something changed. `here`: it is in this review, so it has a page, which `view` does not name yet."""

    key: str
    here: bool
    view: MovedView


def changes_view(
    review: Review, previous: Review, moved: Iterable[Moved], unchanged: int, pages: Pages
) -> ChangesView:
    """What changed, agency by agency; those of which nothing did are counted."""
    linked = (dataclasses.replace(view, page=pages.link(key)) if here else view for key, here, view in moved)
    return ChangesView(since(previous), tuple(terms(previous, review)), tuple(linked), unchanged)


def since(previous: Review) -> str:
    """`review 3 (as of 2026-01-31)`."""
    return f"review {previous.id}" + (f" (as of {one_line(previous.as_of)})" if previous.as_of else "")


def moves(step: Step) -> Iterator[str]:
    """What is different of the submission itself, in sentences without a full stop."""
    before, after = step.before, step.after
    if before is None or after is None:
        yield "It was not in the review before" if before is None else "It is not in this review"
        return
    if before.standing is not after.standing:
        yield f"Standing: {_arrow(before.standing.value, after.standing.value)}"
    if before.rating is not after.rating:
        yield f"Rating: {_arrow(_rating(before), _rating(after))}"
    if step.diff is not None:
        yield from (one_line(change.words[:1].upper() + change.words[1:]) for change in step.diff.changes)


def differences(diff: PlanDiff | None) -> tuple[DiffRow, ...]:
    """The findings that are not as they were, then the outcomes that are not, of rules without such a finding."""
    if diff is None:
        return ()
    findings = [each for each in diff.findings if each.kind is not Kind.UNCHANGED]
    told = {each.finding.rule for each in findings}
    outcomes = [each for each in diff.outcomes if each.kind is not Kind.UNCHANGED and each.rule not in told]
    return (*map(_finding, findings), *map(_outcome, outcomes))


def same(diff: PlanDiff | None) -> int:
    """How many findings are as they were."""
    return diff.finding_kinds[Kind.UNCHANGED] if diff is not None else 0


def _finding(each: FindingDiff) -> DiffRow:
    found = each.finding
    return DiffRow(
        each.kind.value.capitalize(), LEVELS[found.level], one_line(found.message),
        one_line(f"{found.location.file}:{found.location.line}"), one_line(each.why.words),
    )  # fmt: skip


def _outcome(each: OutcomeDiff) -> DiffRow:
    before, after = (
        kept.status.words if kept is not None else "not asked" for kept in (each.before, each.after)
    )
    kept = each.after or each.before
    said = f"{each.title}: {before} became {after}"
    level = LEVELS[kept.level] if kept is not None else NOT_RATED
    return DiffRow(each.kind.value.capitalize(), level, one_line(said), "", one_line(each.why.words))


def moved(step: Step) -> Moved | None:
    """What changed of one submission; None where nothing did."""
    if step.same:
        return None
    submission, diff = step.submission, step.diff
    kinds = diff.finding_kinds if diff is not None else Counter[Kind]()
    before, after = step.before, step.after
    view = MovedView(
        Link("", name(step.key, submission.agency)),
        _arrow(before.standing.value if before else "not there", after.standing.value if after else "not there"),
        _arrow(_rating(before), _rating(after)), sum(kinds[kind] for kind in _NEW), kinds[Kind.FIXED], kinds[Kind.CHANGED],
        kinds[Kind.UNCHANGED], _causes(diff),
    )  # fmt: skip
    return Moved(step.key, after is not None, view)


def _causes(diff: PlanDiff | None) -> str:
    """`the plan changed (5), a date passed (2)`."""
    if diff is None:
        return "the submission itself"
    counts = diff.causes
    known = sorted((-counts[cause], cause.words) for cause in Cause if counts[cause])
    said = [f"{words} ({-count})" for count, words in known]
    return ", ".join([*said, *([f"cause unknown ({counts[None]})"] if counts[None] else [])])


def terms(previous: Review, review: Review) -> Iterator[str]:
    """How the two reviews themselves differ."""
    pairs: Iterable[tuple[str, str, str]] = (
        ("The day of assessment", previous.as_of or "each plan's own", review.as_of or "each plan's own"),
        ("The profile", previous.profile, review.profile),
        ("The rules", previous.pack_digest[:12], review.pack_digest[:12]),
        ("The roster", previous.roster[:12] or "none", review.roster[:12] or "none"),
        ("The program", previous.tool_version, review.tool_version),
    )
    return (one_line(f"{what}: {was} became {is_}") for what, was, is_ in pairs if was != is_)


def _rating(submission: Submission | None) -> str:
    if submission is None:
        return "not there"
    rating = submission.rating
    return (RATINGS[rating] if rating is not None else NOT_RATED).words.lower()


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before} became {after}"
