"""What came of last year's commitments: every fate, and none taken for another."""

from checker.annual.promises import Fate, Promise, promises
from checker.plan.document import Document
from checker.plan.spot import Spot
from tests.annual.years import read_text

_LAST = """\
plan: {fiscal_year: 2025}
initiatives:
  - id: forms
    title: One form
    owner: Ana
    milestones:
      - {title: Tested, due: 2025-06-30, status: completed}
      - {title: In use, due: 2026-02-27, status: on_track, owner: Ben}
      - {title: Translated, due: 2026-03-31, status: on_track}
      - {title: Printed, due: 2026-05-01, status: on_track}
      - {title: Retired, due: 2026-12-01, status: on_track}
  - id: calls
    title: Short calls
    owner: Cleo
    milestones:
      - {title: Staff hired, due: 2026-01-31, status: on_track}
goals:
  - {id: faster, statement: Decide in 15 days, target: 90, target_date: 2026-09-30, status: on_track}
  - {id: trust, statement: More trust, target: 80, target_date: 2026-09-30, status: on_track}
  - {id: met, statement: Long met, target_date: 2025-01-01, status: completed}
  - {id: lost, statement: Less paper, target_date: 2026-09-30, status: on_track}
next_year:
  to_deliver:
    - {item: Online renewal, due: 2026-03-01, owner: Ana}
    - {item: A shorter form, initiative_id: forms, due: 2026-04-01}
    - {item: A form in Spanish, initiative_id: forms, due: 2026-04-01}
    - {item: A new hotline, due: 2026-06-01, owner: Cleo}
    - {item: Open data, due: 2026-06-01}
"""
_NOW = """\
plan: {fiscal_year: 2026}
initiatives:
  - id: forms
    title: One form
    milestones:
      - {title: In use, due: 2026-02-27, completed_on: 2026-02-20, status: completed, change_from_last: Early.}
      - {title: translated, due: 2026-08-31, status: delayed, change_from_last: Translators left.}
      - {title: Retired, due: 2026-12-01, status: on_track}
goals:
  - {id: faster, statement: Decide in 15 days, target: 85, target_date: 2026-09-30, status: on_track}
  - {id: trust, statement: More trust, target: 80, target_date: 2027-09-30, status: at_risk}
prior_year:
  delivered:
    - {item: 'online  RENEWAL', delivered_on: 2026-02-15, result: Nine of ten renew online.}
    - {item: The short claim form, initiative_id: forms, delivered_on: 2026-04-10}
  not_delivered:
    - {item: Open data, reason: The law forbids it.}
    - {item: Printed, reason: No money., new_date: 2027-01-01}
next_year:
  to_deliver:
    - {item: A form in Korean, initiative_id: forms, due: 2027-04-01}
"""


def _found(now: str = _NOW, last: str = _LAST, as_of: str = "2026-10-15") -> dict[str, Promise]:
    documents = [read_text(name, text).document for name, text in (("now.yaml", now), ("last.yaml", last))]
    plan, last_year = (Spot(document) for document in documents if isinstance(document, Document))
    return {promise.title: promise for promise in promises(plan, last_year, as_of)}


def test_every_fate() -> None:
    assert {title: (promise.kind, promise.fate, promise.days) for title, promise in _found().items()} == {
        "Online renewal": ("promise", Fate.DELIVERED, -14),
        "A shorter form": ("promise", Fate.DELIVERED, 9),
        "A form in Spanish": ("promise", Fate.GONE, None),
        "A new hotline": ("promise", Fate.GONE, None),
        "Open data": ("promise", Fate.DROPPED, None),
        "In use (One form)": ("milestone", Fate.DELIVERED, -7),
        "Translated (One form)": ("milestone", Fate.SLIPPED, 153),
        "Printed (One form)": ("milestone", Fate.SLIPPED, 245),
        "Retired (One form)": ("milestone", Fate.UNDER_WAY, 0),
        "Staff hired (Short calls)": ("milestone", Fate.GONE, None),
        "Decide in 15 days": ("goal", Fate.OVERDUE, 0),
        "More trust": ("goal", Fate.SLIPPED, 365),
        "Less paper": ("goal", Fate.GONE, None),
    }


def test_what_this_years_plan_says_of_them() -> None:
    found = _found()
    assert found["Online renewal"].said == "Nine of ten renew online."
    assert found["A shorter form"].said == "told as “The short claim form”"
    assert found["Translated (One form)"].said == "Translators left."
    assert found["Staff hired (Short calls)"].said == "its initiative is no longer in the plan"
    assert found["Decide in 15 days"].said == "the target was 90 last year and is 85 now"
    assert found["A new hotline"].owner == "Cleo"
    assert found["Printed (One form)"].owner == "Ana"


def test_they_are_placed_in_both_plans() -> None:
    found = _found()
    renewal = found["Online renewal"]
    assert str(renewal.before) == "last.yaml:24:8"
    assert [str(place) for place in renewal.here] == ["now.yaml:14:8"]
    assert found["A new hotline"].here == ()


def test_a_new_promise_of_the_same_initiative_answers_for_no_old_one() -> None:
    last = "next_year: {to_deliver: [{item: A form in Spanish, initiative_id: forms, due: 2026-04-01}]}"
    now = "next_year: {to_deliver: [{item: A form in Korean, initiative_id: forms, due: 2027-04-01}]}"
    assert _found(now, last)["A form in Spanish"].fate is Fate.GONE


def test_one_promised_again_with_a_later_day_has_slipped() -> None:
    last = "next_year: {to_deliver: [{item: A hotline, due: 2026-04-01}]}"
    now = "next_year: {to_deliver: [{item: a hotline, due: 2027-04-01}]}"
    promise = _found(now, last)["A hotline"]
    assert (promise.fate, promise.days, promise.said) == (Fate.SLIPPED, 365, "promised again for next year")


def test_nothing_is_made_up_of_a_plan_with_other_kinds_in_it() -> None:
    assert _found("goals: none", "next_year: soon\ninitiatives: [1, {milestones: x}]\ngoals: {a: b}") == {}
