"""Whose answers they are, and to which findings: action plans held against a review."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from checker.finding import Finding
from checker.review.answers import ActionPlans, Answer, Trouble
from checker.review.results import Review, Submission
from checker.suggestion import did_you_mean

_ROW = re.compile(r"row (\d+)")
Shown = Callable[[str], str]
"""How a text stands in an action plan."""
Key = tuple[str, str]
_Entry = TypeVar("_Entry", Answer, Trouble)


class Said(NamedTuple):
    """What one agency said: the key of its submission, its answers, and what could not be used of them."""

    key: str
    answers: tuple[Answer, ...]
    troubles: tuple[Trouble, ...]


def hold_against(
    review: Review, plans: ActionPlans, earlier: Callable[[str], set[Key]], shown: Shown
) -> Iterator[Said]:
    """What was said of each submission; under the empty key what is wrong with rows that belong to none.

    `earlier` gives the findings (rule and identity) on an agency in earlier reviews: an answer to one that is gone is an answer
    to what was mended since. An answer to a finding that never was cannot be used.
    """
    answers = _by_agency(plans.answers)
    troubles = _by_agency(plans.troubles)
    names: dict[str, str] = {}
    for submission in review.submissions:
        agency = submission.agency or submission.key
        name = _name(shown(agency))
        names.setdefault(name, agency)
        mine = [answer for answer in answers.get(name, ()) if _of_year(answer, submission)]
        if not mine and name not in troubles:
            continue
        for answer in mine:
            answers[name].remove(answer)
        held = [_held(answer, submission, earlier, shown) for answer in mine]
        yield Said(
            submission.key,
            tuple(answer for answer in held if isinstance(answer, Answer)),
            _in_order([*troubles.pop(name, ()), *(one for one in held if isinstance(one, Trouble))]),
        )
    nobody = [trouble for left in troubles.values() for trouble in left]
    for left in answers.values():
        for answer in left:
            if _name(answer.agency) in names:
                message = (
                    f"{answer.fiscal_year} is the fiscal year of no plan of {answer.agency} in this review"
                )
                nobody.append(Trouble(answer.agency, f"{answer.at}, column fiscal year", message))
            else:
                hint = did_you_mean(answer.agency, names.values())
                message = f"no agency in this review is called {answer.agency}{hint}"
                nobody.append(Trouble(answer.agency, f"{answer.at}, column agency", message))
    if nobody:
        yield Said("", (), _in_order(nobody))


def answers_to(finding: Finding, submission: Submission, shown: Shown) -> tuple[Answer, ...]:
    """What the agency says about a finding. Where several findings have one place, what was found tells them apart."""
    if not submission.answers:
        return ()
    key = (finding.rule, shown(finding.identity))
    mine = [
        answer for answer in submission.answers if not answer.mended and (answer.rule, answer.place) == key
    ]
    exact = [answer for answer in mine if answer.found == shown(finding.message)]
    if exact or submission.assessment is None:
        return tuple(exact)
    same = [one for one in submission.assessment.findings if (one.rule, shown(one.identity)) == key]
    return tuple(mine) if len(same) == 1 else ()


def _held(
    answer: Answer, submission: Submission, earlier: Callable[[str], set[Key]], shown: Shown
) -> Answer | Trouble:
    assessment = submission.assessment
    now = {(one.rule, shown(one.identity)) for one in (assessment.findings if assessment is not None else ())}
    key = (answer.rule, answer.place)
    if key in now:
        return answer
    before = {(rule, shown(identity)) for rule, identity in earlier(submission.agency)}
    if key in before:
        return answer._replace(mended=True)
    places = [place for rule, place in now if rule == answer.rule]
    hint = did_you_mean(answer.place, places) if places else ""
    where = "at this place" if places else "on this plan"
    message = f"{answer.rule} found nothing {where}, so there is nothing to answer{hint}"
    column = "place in the plan" if places else "rule"
    return Trouble(answer.agency, f"{answer.at}, column {column}", message)


def _by_agency(entries: tuple[_Entry, ...]) -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        found.setdefault(_name(entry.agency), []).append(entry)
    return found


def _in_order(troubles: list[Trouble]) -> tuple[Trouble, ...]:
    """As they stand in the files, row by row."""

    def place(trouble: Trouble) -> list[str | int]:
        parts = _ROW.split(trouble.at)
        return [int(part) if number % 2 else part for number, part in enumerate(parts)]

    return tuple(sorted(troubles, key=place))


def _of_year(answer: Answer, submission: Submission) -> bool:
    year = submission.assessment.fiscal_year if submission.assessment is not None else None
    return year is None or not answer.fiscal_year or answer.fiscal_year == str(year)


def _name(agency: str) -> str:
    return " ".join(agency.split()).casefold()
