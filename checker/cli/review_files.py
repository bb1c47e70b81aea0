"""The files that are made from a review, beside its record."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.errors import CheckerError
from checker.policy.profile import Profile
from checker.policy.renames import earlier_ids
from checker.policy.rulebook import Rulebook
from checker.review.earlier import rules_of
from checker.review.record import Record
from checker.review.results import Review

Made = tuple[str, Iterable[str | bytes]]
"""A file: its path inside the folder of the review, with forward slashes, and its content in pieces."""


def write_files(
    review: Review, record: Record, folder: Path, rulebook: Rulebook, profile: Profile
) -> list[str]:
    """Write all that is made from a review into its folder, unless it stands there already as it was made.

    What was made from an earlier review, and is not made from this one, goes. Returns the names of all files that are made from this one.
    """
    made_before = record.outputs(review.id)
    if made_before and list(_as_they_stand(folder, [name for name, _, _ in made_before])) == made_before:
        return [name for name, _, _ in made_before]
    names = []
    previous = before(review, record, rulebook)
    for name, pieces in _files(review, previous, rulebook, profile):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, pieces)
        names.append(name)
    _remove(folder, record.made().difference(names))
    record.set_outputs(review.id, _as_they_stand(folder, sorted(names)))
    return names


def before(review: Review, record: Record, rulebook: Rulebook) -> Review | None:
    """The finished review before this one; None where there is none, or none whose rules this program can read."""
    earlier = [run for run in record.reviews() if run.finished and run.number < review.id]
    if not earlier:
        return None
    try:
        rules = rules_of(record, earlier[-1], rulebook)
    except CheckerError as error:
        click.echo(f"cxcheck: nothing is compared with the review before: {error}", err=True)
        return None
    return record.review(earlier[-1].number, rules)


def _files(review: Review, previous: Review | None, rulebook: Rulebook, profile: Profile) -> Iterator[Made]:
    from checker.render.review.site import site
    from checker.render.review.tables import findings_csv, review_json
    from checker.render.review.workbook import review_xlsx

    yield "findings.csv", findings_csv(review)
    yield "review.json", review_json(review)
    try:
        yield "review.xlsx", [review_xlsx(review)]
    except CheckerError as error:
        click.echo(f"cxcheck: review.xlsx was not written: {error}", err=True)
    yield from site(review, previous, earlier_ids(rulebook.rules))
    yield from _letters(review, profile)


def _letters(review: Review, profile: Profile) -> Iterator[Made]:
    """The answer to every submission, and what each agency fills in; all of that in one file too."""
    from checker.render.review.action_plan import action_plan_csv
    from checker.render.review.letter import render_letter
    from checker.render.review.letter_build import build_letter, must_be_mended
    from checker.review.naming import Names

    names = Names()
    for submission in review.submissions:
        name = names(submission.agency or submission.key)
        action_plan = f"{name}.ActionPlan.csv" if must_be_mended(submission) else ""
        letter = build_letter(review, submission, profile, action_plan)
        yield f"letters/{name}.md", [render_letter(letter, "md")]
        yield f"letters/{name}.html", [render_letter(letter, "html")]
        if action_plan:
            yield f"letters/{action_plan}", action_plan_csv([submission])
    yield "ActionPlan.csv", action_plan_csv(review.submissions)


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files by their paths inside the folder; one that leads out of it was never made here."""
    for name in names:
        path = folder / name
        if path.resolve().is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)


def _as_they_stand(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Size and time of the last change of each file; -1 where there is none."""
    for name in names:
        try:
            found = (folder / name).stat()
        except OSError:
            yield name, -1, -1
        else:
            yield name, found.st_size, found.st_mtime_ns
