"""What came of last year's commitments, found by holding this year's plan against last year's (clause S1.p6.s7).

A commitment is a promise (`next_year.to_deliver`), a milestone that was not yet reached, or a goal that was not yet met. This
year's plan answers for it where it names it: by its words, or by the id of its initiative or goal, as the rule
`last-years-promises-answered` has it. What no line of this year's plan answers for is gone, and nobody said so.
"""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from checker.location import Location
from checker.measures import arithmetic
from checker.plan.spot import Spot


class Fate(Enum):
    """What came of a commitment."""

    DELIVERED = "delivered"
    UNDER_WAY = "under way"
    """Its day has not come, and it has not moved."""
    SLIPPED = "slipped"
    """It has a later day than last year."""
    OVERDUE = "overdue"
    """Its day has passed and it has no new one."""
    DROPPED = "dropped"
    """This year's plan says that it was not delivered, and names no new day."""
    GONE = "silently gone"
    """This year's plan says nothing of it."""


class Promise(NamedTuple):
    """A commitment of last year and what came of it. Days are ISO text, empty where there is none.

    `kind` is `promise`, `milestone` or `goal`. `days` counts from the day that was set to the one on which it was reached or is
    expected now; None where one of them is missing. `said` is what this year's plan says of it.
    """

    kind: str
    title: str
    owner: str
    due: str
    now: str
    fate: Fate
    days: int | None
    said: str
    before: Location
    here: tuple[Location, ...]


def promises(plan: Spot, last_year: Spot, as_of: str) -> tuple[Promise, ...]:
    """Every commitment of last year's plan, in its order: promises, milestones, goals."""
    return (
        *_promised(plan, last_year, as_of),
        *_milestones(plan, last_year, as_of),
        *_goals(plan, last_year, as_of),
    )


def slip(due: str, now: str) -> int | None:
    """The days from one ISO day to another; negative where the second is earlier. None where one is no day."""
    try:
        return arithmetic.slip(due, now)
    except ValueError:
        return None


def _promised(plan: Spot, last_year: Spot, as_of: str) -> Iterator[Promise]:
    promised = list(last_year.at("next_year", "to_deliver"))
    blocks = (("prior_year", "delivered"), ("prior_year", "not_delivered"), ("next_year", "to_deliver"))
    answers = _answers(promised, [each for block in blocks for each in plan.at(*block)])
    for entry, answer in zip(promised, answers, strict=True):
        due = entry.at("due").text
        now, fate, words = "", Fate.GONE, ""
        if answer is not None and answer.route[1] == "delivered":
            now, fate, words = answer.at("delivered_on").text, Fate.DELIVERED, answer.at("result").text
        elif answer is not None and answer.route[1] == "not_delivered":
            now, words = answer.at("new_date").text, answer.at("reason").text
            fate = Fate.SLIPPED if now else Fate.DROPPED
        elif answer is not None:
            now, words = answer.at("due").text, "promised again for next year"
            fate = _unfinished(due, now, as_of)
        if answer is not None and _name(answer.at("item")) != _name(entry.at("item")):
            words = f"told as “{answer.at('item').text}”" + (f": {words}" if words else "")
        here = answer.places if answer is not None else ()
        yield Promise(
            "promise", entry.at("item").text, entry.at("owner").text, due, now, fate, slip(due, now), words, entry.place, here
        )  # fmt: skip


def _answers(promised: list[Spot], entries: list[Spot]) -> list[Spot | None]:
    """What answers for each promise. Of two promises of one initiative, one entry answers for one of them only."""
    found: list[Spot | None] = [None] * len(promised)
    for field in ("item", "initiative_id"):
        if field == "initiative_id":  # a new promise of the same initiative answers for no old one
            entries = [each for each in entries if each.route[0] == "prior_year"]
        for number, entry in enumerate(promised):
            wanted = _name(entry.at(field))
            if found[number] is None and wanted:
                found[number] = next((each for each in entries if _name(each.at(field)) == wanted), None)
                entries = [each for each in entries if each is not found[number]]
    return found


def _milestones(plan: Spot, last_year: Spot, as_of: str) -> Iterator[Promise]:
    initiatives = {_name(each.at("id")): each for each in plan.at("initiatives") if each.at("id")}
    for initiative in last_year.at("initiatives"):
        now_has = initiatives.get(_name(initiative.at("id")))
        for milestone in initiative.at("milestones"):
            if milestone.at("status").text != "completed":
                yield _milestone(initiative, milestone, now_has, plan, as_of)


def _milestone(initiative: Spot, milestone: Spot, now_has: Spot | None, plan: Spot, as_of: str) -> Promise:
    title, due = milestone.at("title").text, milestone.at("due").text
    owner = milestone.at("owner").text or initiative.at("owner").text
    shown = f"{title} ({initiative.at('title').text})"
    same = next(
        (each for each in now_has.at("milestones") if _name(each.at("title")) == _name(milestone.at("title"))), None
    ) if now_has is not None else None  # fmt: skip
    if same is not None:
        words = same.at("change_from_last").text or same.at("barriers").text
        done = same.at("status").text == "completed"
        now = (same.at("completed_on") if done else same.at("due")).text
        fate = Fate.DELIVERED if done else _unfinished(due, now, as_of)
        return Promise(
            "milestone", shown, owner, due, now, fate, slip(due, now), words, milestone.place, same.places
        )
    for block, fate, day in (
        ("delivered", Fate.DELIVERED, "delivered_on"),
        ("not_delivered", Fate.DROPPED, "new_date"),
    ):
        for told in plan.at("prior_year", block):
            if _name(told.at("item")) == _name(milestone.at("title")):
                now = told.at(day).text
                words = told.at("result").text or told.at("reason").text
                came_to = Fate.SLIPPED if fate is Fate.DROPPED and now else fate
                return Promise(
                    "milestone",
                    shown,
                    owner,
                    due,
                    now,
                    came_to,
                    slip(due, now),
                    words,
                    milestone.place,
                    told.places,
                )
    words = "its initiative is no longer in the plan" if now_has is None else ""
    return Promise("milestone", shown, owner, due, "", Fate.GONE, None, words, milestone.place, ())


def _goals(plan: Spot, last_year: Spot, as_of: str) -> Iterator[Promise]:
    goals = {_name(each.at("id")): each for each in plan.at("goals") if each.at("id")}
    told = [*plan.at("prior_year", "delivered"), *plan.at("prior_year", "not_delivered")]
    for goal in last_year.at("goals"):
        if goal.at("status").text == "completed":
            continue
        due, owner, title = goal.at("target_date").text, goal.at("owner").text, goal.at("statement").text
        same = goals.get(_name(goal.at("id")))
        if same is not None:
            done = same.at("status").text == "completed"
            now = (same.at("actual_date") if done else same.at("target_date")).text
            fate = Fate.DELIVERED if done else _unfinished(due, now, as_of)
            words = _moved_target(goal, same)
            yield Promise(
                "goal", title, owner, due, now, fate, slip(due, now), words, goal.place, same.places
            )
        elif (
            told_of := next(
                (each for each in told if _name(each.at("goal_id")) == _name(goal.at("id"))), None
            )
        ) is not None:
            now = told_of.at("new_date").text or told_of.at("delivered_on").text
            delivered = told_of.route[1] == "delivered"
            fate = Fate.DELIVERED if delivered else Fate.SLIPPED if now else Fate.DROPPED
            words = told_of.at("result").text or told_of.at("reason").text
            yield Promise(
                "goal", title, owner, due, now, fate, slip(due, now), words, goal.place, told_of.places
            )
        else:
            yield Promise("goal", title, owner, due, "", Fate.GONE, None, "", goal.place, ())


def _moved_target(goal: Spot, same: Spot) -> str:
    """That the target itself is another than last year, which is not a later day but is no less a change."""
    then, now = goal.at("target").number, same.at("target").number
    if then is None or now is None or then == now:
        return ""
    return f"the target was {goal.at('target').text} last year and is {same.at('target').text} now"


def _unfinished(due: str, now: str, as_of: str) -> Fate:
    moved = slip(due, now)
    if moved is not None and moved > 0:
        return Fate.SLIPPED
    return Fate.OVERDUE if now and as_of and now < as_of else Fate.UNDER_WAY


def _name(spot: Spot) -> str:
    """Words as they are compared: case and spaces do not tell them apart."""
    return spot.text.strip().casefold()
