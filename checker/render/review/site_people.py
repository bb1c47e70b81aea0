"""What people decided, as the pages show it: waivers, judgements, notes and signatures, each with by whom and when."""

from collections.abc import Iterable, Mapping

from checker.assessment.outcome import Outcome
from checker.assessment.waiver import State, Waiver
from checker.render.printable import one_line
from checker.render.report_view import Mark
from checker.render.report_words import STATUSES
from checker.render.review.letter_words import STATES
from checker.render.review.site_view import JudgedView, Link, SignedView, WaiverView
from checker.review.portfolio import SOON, ends_soon
from checker.review.results import Standing
from checker.review.ruling import Judged, Signed

SIGNED = Mark("pass", "✓", "Signed off")
WAITS = Mark("needs-review", "?", "Waits")
NOT_NEEDED = Mark("not-applicable", "–", "Not needed")
SIGNATURES = (NOT_NEEDED, SIGNED, WAITS)
"""What is left to do of it, the least first."""
_GRANTED = "Granted by OMB: "
_CLAIMED = "Claimed by the agency, not granted by this review: "
SOON_IN_WORDS = f"ends within {SOON} days of the day of assessment"
_ANSWERS = {"met": "Met", "not_met": "Not met", "not_applicable": "Does not apply"}


def signature(signed: Signed | None, standing: Standing) -> Mark:
    """Whether a submission is signed off. A duplicate need not be: another counts."""
    if signed is not None:
        return SIGNED
    return NOT_NEEDED if standing is Standing.DUPLICATE else WAITS


def signed_view(signed: Signed, agency: Link | None = None) -> SignedView:
    """A note or a signature; with the agency where the page is about many."""
    return SignedView(agency, one_line(signed.by), one_line(signed.on), one_line(signed.text))


def waiver_view(waiver: Waiver, title: str, agency: Link | None = None) -> WaiverView:
    """A waiver, and what it does on the day of assessment."""
    counts = waiver.state in (State.IN_USE, State.UNUSED)
    return WaiverView(
        agency, one_line(title), waiver.rule, one_line(waiver.route), one_line(waiver.approved_by),
        one_line(waiver.approved_on), one_line(waiver.expires), waiver.time_left if counts else "", one_line(waiver.reason),
        STATES[waiver.state], counts and ends_soon(waiver),
    )  # fmt: skip


def judged_view(
    judged: Judged, title: str, outcome: Outcome | None = None, as_of: str = "", agency: Link | None = None
) -> JudgedView:
    """A judgement. `outcome` is what its rule came to on the plan on the day `as_of`; None where that is told elsewhere, or was not asked."""
    silent = _silent(judged, as_of) if outcome is not None and not outcome.determined else ""
    return JudgedView(
        agency, one_line(title), judged.rule, _ANSWERS.get(judged.answer, one_line(judged.answer)), one_line(judged.by),
        one_line(judged.on), one_line(judged.valid_until), one_line(judged.why),
        one_line(outcome.rule.question) if outcome is not None else "",
        STATUSES[outcome.status] if outcome is not None else None, one_line(silent),
    )  # fmt: skip


def _silent(judged: Judged, as_of: str) -> str:
    """Why a judgement does not count."""
    if as_of < judged.on:
        return f"it is of a later day than the day of assessment, {as_of or 'which is not known'}"
    if as_of > judged.valid_until:
        return f"it was valid until {judged.valid_until}, and the day of assessment is {as_of}"
    return "nobody has to judge this rule on this plan"


def excuses_in_words(outcome: Outcome, waivers: Iterable[Waiver]) -> str:
    """By whom what a rule found is excused: what OMB granted and what the agency claims, told apart."""
    mine = [one for one in waivers if one.rule == outcome.rule.id and one.state is State.IN_USE]
    said = []
    for granted, prefix in ((True, _GRANTED), (False, _CLAIMED)):
        words = [one_line(one.in_words).rstrip(".") for one in mine if one.granted is granted]
        if words:
            said.append(prefix + "; ".join(words))
    return ". ".join(said) or _CLAIMED + one_line(outcome.reason)


def titled(rule: str, titles: Mapping[str, str]) -> str:
    """What a rule is called; its id where this review does not have it."""
    return titles.get(rule, rule)
