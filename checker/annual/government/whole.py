"""A review as the report needs it: a little of each submission, so that thousands take little more than ten."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.annual.parts.determination import worst
from checker.assessment.outcome import Assessment, Rating, Status
from checker.finding import Level
from checker.policy.profile import Profile
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook
from checker.review.facts import FactKind
from checker.review.figures import Figures, figures_of
from checker.review.portfolio import Gathering, Portfolio, glance
from checker.review.results import Review, Standing, Submission

_NOTHING = Figures((), (), (), (), ())


class Entry(NamedTuple):
    """One submission. `names` are those of the agency and of its services; `worst` is what each clause came to, by its id.

    `agency` is the name under which it is shown, with its `bureau` where several plans are of one agency.
    """

    key: str
    agency: str
    bureau: str
    standing: Standing
    reason: str
    rating: Rating | None
    fiscal_year: int | None
    as_of: str
    levels: dict[Level, int]
    counts: dict[Status, int]
    worst: dict[str, str]
    figures: Figures
    names: tuple[str, ...]

    @property
    def counts_here(self) -> bool:
        """Whether there is a plan that counts."""
        return self.standing.assessed

    @property
    def whose(self) -> tuple[str, str]:
        """What tells whose plan it is in two reviews: agency and bureau; case and spaces do not count."""
        return (_folded(self.agency), _folded(self.bureau))


class Whole(NamedTuple):
    """A fiscal year of all agencies, as a review has it, and what no single submission shows.

    `before` are the plans of an earlier year, from an earlier review or among the submissions themselves: one an agency. `portfolio`
    is over the plans of this year alone.
    """

    review: Review
    fiscal_year: int
    entries: tuple[Entry, ...]
    before: dict[str, Entry]
    portfolio: Portfolio
    rulebook: Rulebook
    profile: Profile

    @property
    def assessed(self) -> tuple[Entry, ...]:
        """The entries with a plan of this year that counts."""
        return tuple(
            entry for entry in self.entries if entry.counts_here and entry.fiscal_year == self.fiscal_year
        )

    @property
    def other_years(self) -> tuple[Entry, ...]:
        """The entries with a plan of another year, or of none; no figure takes them in."""
        return tuple(
            entry for entry in self.entries if entry.counts_here and entry.fiscal_year != self.fiscal_year
        )

    @property
    def as_of(self) -> str:
        """The day of assessment: the review's own, else the latest of the plans'."""
        return self.review.as_of or max((entry.as_of for entry in self.assessed), default="")


def whole(
    review: Review, before: Review | None, fiscal_year: int, rules: Mapping[str, Rule], rulebook: Rulebook, profile: Profile
) -> Whole:  # fmt: skip
    """Read a fiscal year of a review; `before` is one of an earlier year, `rules` are those of the review, by which its record judged.

    Raises CheckerError where the record is damaged.
    """
    earlier = [_entry(submission) for submission in before.submissions] if before is not None else []
    entries: list[Entry] = []
    gathering = Gathering(rules)
    for submission in review.submissions:
        entry = _entry(submission)
        entries.append(entry)
        if not entry.counts_here or entry.fiscal_year == fiscal_year:
            gathering.add(glance(submission))
    before_it = _earlier(entries, [*earlier, *entries], fiscal_year)
    return Whole(
        review, fiscal_year, tuple(_told_apart(entries)), before_it, gathering.portfolio(), rulebook, profile
    )


def fiscal_years(review: Review) -> Counter[int]:
    """How many plans that count a review has of each fiscal year."""
    return Counter(
        submission.assessment.fiscal_year for submission in review.submissions
        if submission.standing.assessed and submission.assessment is not None and submission.assessment.fiscal_year is not None
    )  # fmt: skip


def most_common(years: Counter[int]) -> int | None:
    """The fiscal year of most plans; of several that are as many, the latest; None where no plan names one."""
    return max(years, key=lambda year: (years[year], year), default=None)


def _earlier(entries: list[Entry], earlier: list[Entry], fiscal_year: int) -> dict[str, Entry]:
    """The newest plan of an earlier year for each of `entries`, by its key.

    It is of the same agency and bureau; where the agency has one plan in each year, the name of its bureau may have changed.
    """
    newest: dict[tuple[str, str], Entry] = {}
    for entry in earlier:
        if entry.counts_here and entry.fiscal_year is not None and entry.fiscal_year < fiscal_year:
            known = newest.get(entry.whose)
            if known is None or (known.fiscal_year or 0) <= entry.fiscal_year:
                newest[entry.whose] = entry
    now = [entry for entry in entries if entry.counts_here and entry.fiscal_year == fiscal_year]
    plans, earlier_plans = Counter(entry.whose[0] for entry in now), Counter(agency for agency, _ in newest)
    alone = {
        agency: entry for (agency, _), entry in newest.items() if earlier_plans[agency] == plans[agency] == 1
    }
    found = ((entry.key, newest.get(entry.whose) or alone.get(entry.whose[0])) for entry in now)
    return {key: entry for key, entry in found if entry is not None}


def _told_apart(entries: list[Entry]) -> Iterator[Entry]:
    """The entries under names of their own: the bureau stands behind the agency where the agency has several plans."""
    plans = Counter(_folded(entry.agency) for entry in entries)
    parts = Counter(entry.whose for entry in entries)
    for entry in entries:
        name = entry.agency
        if (
            plans[_folded(entry.agency)] > 1
            and entry.bureau
            and _folded(entry.bureau) != _folded(entry.agency)
        ):
            name = f"{name}, {entry.bureau}"
        if parts[entry.whose] > 1 and entry.fiscal_year is not None:
            name = f"{name} (fiscal year {entry.fiscal_year})"
        yield entry._replace(agency=name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _entry(submission: Submission) -> Entry:
    assessment = submission.assessment if submission.standing.assessed else None
    names = [
        text for fact in submission.facts if fact.kind in (FactKind.AGENCY, FactKind.BUREAU, FactKind.SERVICE)
        for text in ((fact.name, fact.of) if fact.kind is FactKind.AGENCY else (fact.name,)) if text
    ]  # fmt: skip
    bureau = next((fact.name for fact in submission.facts if fact.kind is FactKind.BUREAU), "")
    return Entry(
        submission.key, submission.agency or submission.key, bureau, submission.standing, submission.reason, submission.rating,
        assessment.fiscal_year if assessment is not None else None, assessment.as_of if assessment is not None else "",
        assessment.levels if assessment is not None else dict.fromkeys(Level, 0),
        assessment.counts if assessment is not None else dict.fromkeys(Status, 0),
        _by_clause(assessment) if assessment is not None else {},
        figures_of(submission.facts) if assessment is not None else _NOTHING, tuple(names),
    )  # fmt: skip


def _by_clause(assessment: Assessment) -> dict[str, str]:
    found: dict[str, list[int]] = {}
    for at, outcome in enumerate(assessment.outcomes):
        for clause in outcome.rule.clauses:
            found.setdefault(clause, []).append(at)
    return {clause: worst(assessment.outcomes[at] for at in places) for clause, places in found.items()}
