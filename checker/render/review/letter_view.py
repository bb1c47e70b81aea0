"""What a letter to an agency says, finished and sorted: the templates only lay it out.

Every text is one line with nothing invisible in it. Nothing here is marked up.
"""

from dataclasses import dataclass

from checker.render.report_view import Mark


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the plan, and what is said of it. `answers` is what the agency said it would do about it."""

    place: str
    message: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """All that one rule, or one kind of problem, found. `quote` are the clause's words; `more` are not in `spots`."""

    rule: str
    title: str
    clauses: str
    quote: str
    remedy: str
    spots: tuple[Spot, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to judge, and the fields to look at."""

    rule: str
    title: str
    clauses: str
    question: str
    look_at: str


@dataclass(frozen=True, slots=True)
class Told:
    """A rule, and a sentence about it: a waiver, a judgement, why it could not be asked."""

    rule: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The answer to one submission. `number` is the review's; `by` says until when, inside a sentence.

    `judged` are rules that a person has judged; `granted` waivers are OMB's own, `claimed` ones the agency's.
    `mended` is what the agency said of findings that are gone, `troubles` what could not be used of its action plan.

    Where nothing was assessed, `rating` is None and `opening` and `next_step` say what the agency has to know.
    """

    agency: str
    number: int
    title: str
    fiscal_year: str
    as_of: str
    standing: Mark
    opening: str
    next_step: str
    by: str
    rating: Mark | None
    rating_means: str
    rating_reason: str
    must: tuple[Ask, ...]
    should: tuple[Ask, ...]
    notes: tuple[Ask, ...]
    good: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    not_evaluated: tuple[Told, ...]
    judged: tuple[Told, ...]
    granted: tuple[Told, ...]
    claimed: tuple[Told, ...]
    mended: tuple[Spot, ...]
    troubles: tuple[Spot, ...]
    notes_of_reviewers: tuple[Spot, ...]
    signed: str
    action_plan: str
    facts: tuple[tuple[str, str], ...]
    bypasses: tuple[str, ...]
    which_order: str
