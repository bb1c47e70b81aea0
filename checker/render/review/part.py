"""What one submission is in everything that is made from a review. Any process can make it, from that submission alone."""

from typing import NamedTuple

from checker.assessment.outcome import Status
from checker.policy.profile import Profile
from checker.render.review.action_plan import HEADING, action_plan_lines
from checker.render.review.letter import render_letter
from checker.render.review.letter_build import build_letter
from checker.render.review.letter_pdf import render_letter_pdf
from checker.render.review.rows import (
    Row,
    answer_rows,
    finding_rows,
    outcome_rows,
    submission_row,
    trouble_rows,
)
from checker.render.review.site import agency_page
from checker.render.review.site_changes import Moved, moved
from checker.render.review.site_words import page_of
from checker.render.review.tables import finding_lines, json_submission
from checker.render.templates import Templates
from checker.review.changes import Step
from checker.review.portfolio import Glance, glance
from checker.review.results import Review, Submission


class Part(NamedTuple):
    """One submission. `files` are its own, by their paths in the folder of the review.

    `findings`, `actions` and `json` are its lines in `findings.csv`, `ActionPlan.csv` and `review.json`; the rows are those of
    the workbook. `outcomes` say what each rule that was asked came to.
    """

    glance: Glance
    files: tuple[tuple[str, str | bytes], ...]
    findings: str
    actions: str
    json: str
    row: Row
    finding_rows: tuple[Row, ...]
    outcome_rows: tuple[Row, ...]
    answer_rows: tuple[Row, ...]
    trouble_rows: tuple[Row, ...]
    outcomes: tuple[tuple[str, Status], ...]


class Piece(NamedTuple):
    """A submission of this review or the one before. `part` is None for one that only the review before has.

    `moved` is None where nothing changed, or there is no review before.
    """

    part: Part | None
    moved: Moved | None


def piece(
    step: Step, review: Review, previous: Review | None, profile: Profile, letter: str, templates: Templates,
    with_pdf: bool,
) -> Piece:  # fmt: skip
    """What a step gives. `letter` is the name of the submission's letter, without the ending; `templates` are those of letters."""
    one = step.after
    return Piece(
        _part(step, one, review, previous, profile, letter, templates, with_pdf) if one is not None else None,
        moved(step) if previous is not None else None,
    )


def _part(
    step: Step,
    one: Submission,
    review: Review,
    previous: Review | None,
    profile: Profile,
    letter: str,
    templates: Templates,
    with_pdf: bool,
) -> Part:
    actions = action_plan_lines(one)
    action_plan = f"{letter}.ActionPlan.csv" if actions else ""
    answer = build_letter(review, one, profile, action_plan)
    files: list[tuple[str, str | bytes]] = [
        (f"agencies/{page_of(one.key, one.agency)}", agency_page(step, one, review, previous, letter)),
        (f"letters/{letter}.md", render_letter(answer, "md", templates)),
        (f"letters/{letter}.html", render_letter(answer, "html", templates)),
    ]
    if with_pdf:
        as_of = one.assessment.as_of if one.assessment is not None else review.as_of
        files.append((f"letters/{letter}.pdf", render_letter_pdf(answer, as_of)))
    if action_plan:
        files.append((f"letters/{action_plan}", HEADING + actions))
    outcomes = one.assessment.outcomes if one.assessment is not None else ()
    return Part(
        glance(one), tuple(files), finding_lines(one), actions, json_submission(one), submission_row(one),
        tuple(finding_rows(one)), tuple(outcome_rows(one)), tuple(answer_rows(one)), tuple(trouble_rows(one.troubles)),
        tuple((each.rule.id, each.status) for each in outcomes),
    )  # fmt: skip
