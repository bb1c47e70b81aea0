"""What changed from one review to the next, submission by submission, and why."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.assessment.compare import PlanDiff, compare
from checker.assessment.inference import Inference
from checker.assessment.judged import judged
from checker.assessment.standing import Kind
from checker.review.results import Review, Submission


class Step(NamedTuple):
    """A submission in two reviews; None in the one that does not have it.

    `diff` compares the two plans where both were assessed; it is None where one was not, or where both came to the same.
    """

    key: str
    before: Submission | None
    after: Submission | None
    diff: PlanDiff | None = None

    @property
    def submission(self) -> Submission:
        """As it is now, or else as it was."""
        return [one for one in (self.before, self.after) if one is not None][-1]

    @property
    def same(self) -> bool:
        """Whether nothing that a reader would act on is different."""
        if self.before is None or self.after is None:
            return False
        was, is_ = (self.before.standing, self.before.rating), (self.after.standing, self.after.rating)
        if self.diff is None:
            return was == is_
        kinds = set(self.diff.finding_kinds) | set(self.diff.outcome_kinds)
        return was == is_ and kinds <= {Kind.UNCHANGED}


def steps(previous: Review, review: Review, names: Mapping[str, str]) -> Iterator[Step]:
    """Every submission of both, in the order of their keys, one at a time. `names` gives earlier ids of rules the ids of now."""
    for before, after in _pairs(previous.submissions, review.submissions):
        yield step(before, after, previous.tool_version, review.tool_version, names)


def step(
    before: Submission | None, after: Submission | None, then: str, now: str, names: Mapping[str, str]
) -> Step:
    """One submission in two reviews, that versions `then` and `now` of the program made; at least one of them has it."""
    key = [one.key for one in (before, after) if one is not None][-1]
    if before is None or after is None:
        return Step(key, before, after)
    return Step(key, before, after, _diff(before, after, then, now, names))


def _diff(
    before: Submission, after: Submission, then: str, now: str, names: Mapping[str, str]
) -> PlanDiff | None:
    old, new = before.assessment, after.assessment
    if old is None or new is None or old == new:
        return None
    was, is_ = judged(old, then, names), judged(new, now, names)
    return compare(was, is_, Inference(was, is_))


def _pairs(
    old: Iterable[Submission], new: Iterable[Submission]
) -> Iterator[tuple[Submission | None, Submission | None]]:
    """Two sorted walks as one."""
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        key = min(one.key for one in (before, after) if one is not None)
        was = before if before is not None and before.key == key else None
        is_ = after if after is not None and after.key == key else None
        yield was, is_
        before = next(olds, None) if was is not None else before
        after = next(news, None) if is_ is not None else after
