"""From the record of reviews that a user names to the whole of a fiscal year."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.annual.government.whole import Whole, fiscal_years, most_common, whole
from checker.annual.wording import joined
from checker.cli.runs.opening import find_run, open_record
from checker.cli.settings import load_pack
from checker.errors import CheckerError, NothingToCheck
from checker.review.earlier import rules_of
from checker.review.record import FILE, Record
from checker.review.results import Review


@contextmanager
def open_whole(named: Path, number: int | None, fiscal_year: int | None) -> Iterator[Whole]:
    """A fiscal year of the review of that number, of the last finished one without it; without a year, that of most plans.

    The plans of the year before come from the newest review of an earlier year. The rules are those that the record has kept; the
    clauses and profiles are the program's own. Raises CheckerError where there is no such review, NothingToCheck where no
    submission in it is of the year. The submissions can be walked as long as the record is open.
    """
    folder = named.parent if named.name == FILE else named
    rulebook = load_pack()
    with open_record(folder) as record:
        run = find_run(record, number)
        rules = rules_of(record, run, rulebook)
        review = record.review(run.number, rules)
        profile = rulebook.profiles.get(run.profile)
        if profile is None:
            raise CheckerError(
                f"{record.path}: review {run.number} was made with the profile {run.profile}, which is not in this pack"
            )
        years = fiscal_years(review)
        year = fiscal_year or most_common(years)
        if year is None or not years[year]:
            there = joined([str(each) for each in sorted(years)]) or "none"
            raise NothingToCheck(
                f"{record.path}: review {run.number} has no plan of fiscal year {year or 'any'} that counts; it has plans of: {there}"
            )
        yield whole(review, _year_before(record, run.number, year), year, rules, rulebook, profile)


def _year_before(record: Record, number: int, year: int) -> Review | None:
    """The newest finished review before this one whose plans are of an earlier fiscal year."""
    for run in reversed(record.reviews()):
        if run.finished and run.number < number:
            review = record.review(run.number, rules_of(record, run))
            found = most_common(fiscal_years(review))
            if found is not None and found < year:
                return review
    return None
