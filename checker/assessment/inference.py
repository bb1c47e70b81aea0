"""Causes told from results alone, where no plan is at hand: by the digests of what each outcome rests on.

An outcome depends on its rule and on its grounds and on nothing else. Where the grounds of NEW can be had from those of OLD by one
change, that change alone makes the difference. Where it takes several, and one of them might have been enough, nobody can
tell without asking the rules again: the cause is unknown.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from checker.assessment.causes import Cause, Change, Why, smallest
from checker.assessment.grounds import Window
from checker.assessment.judged import Judged, Kept
from checker.assessment.outcome import Status
from checker.assessment.trial import day_words, profile_change, rules_change

_WITH_GROUNDS = "the results do not say what the outcome rests on; compare the plans themselves, or write the results again"
_SEVERAL = "the results do not tell which of these it was; compare the plans themselves"
_NONE = "nothing that the outcome rests on differs in the results"
_SUBJECTS = (Cause.PLAN, Cause.DAY, Cause.WAIVERS, Cause.PRIOR, Cause.DETERMINATIONS, Cause.PROGRAM)
_PROBLEMS_OF_WAIVERS = "waiver-"
_DIGEST = 12


class Inference:
    """Compares two results of which at least one is all that there is."""

    def __init__(self, old: Judged, new: Judged) -> None:
        self.old = old
        self.new = new
        self.changes = tuple(_changes(old, new))
        self._changed = tuple(change.cause for change in self.changes)

    def why(self, rule: str, state: Callable[[Judged], Any]) -> Why:  # noqa: ARG002 - it does not depend on the finding
        """The change that made what `rule` says differ, where the results tell it."""
        before, after = self.old.outcomes.get(rule), self.new.outcomes.get(rule)
        if self.old.unreadable != self.new.unreadable:
            return Why(((Cause.PLAN,),))
        if before is not None and after is not None:
            return self._by_grounds(before, after)
        if before is None and after is None:
            return self._of_a_problem(rule)
        return self._asked(rule, before or after)

    def _by_grounds(self, before: Kept, after: Kept) -> Why:
        if before.rests_on is None or after.rests_on is None:
            return self._only(self._changed, _WITH_GROUNDS)

        def grounds(way: frozenset[Cause]) -> Any:
            return _grounds(self.old, self.new, before, after, way, Cause.PLAN in self._changed)

        then, first = grounds(frozenset(Cause)), grounds(frozenset())
        ways = smallest(self._changed, lambda way: bool(grounds(way) == then))
        if not ways:
            return Why(unknown=_NONE) if then == first else Why(unknown=_SEVERAL, possible=self._changed)
        if len(ways[0]) == 1 or all(
            grounds(frozenset(part)) == first for way in ways for part in _parts(way)
        ):
            return Why(ways)
        return Why(unknown=_SEVERAL, possible=ways[0])

    def _asked(self, rule: str, kept: Kept | None) -> Why:
        """Of a rule that only one of the two asked."""
        reason = self.old.dropped.get(rule) or self.new.dropped.get(rule)
        if reason is None:
            cause = Cause.RULES
        else:
            cause = Cause.OPTIONS if reason.endswith(("(--select)", "(--ignore)")) else Cause.PROFILE
        if rule not in self.new.outcomes or kept is None or kept.status is not Status.FAIL:
            return Why(((cause,),))
        # It is asked now, and fails. It might have passed on OLD: then something else had to change as well.
        others = [other for other in self._changed if other in _SUBJECTS]
        return Why(((cause,),)) if not others else Why(unknown=_SEVERAL, possible=(cause, *others))

    def _of_a_problem(self, rule: str) -> Why:
        """Of a problem of the file, which no rule says."""
        if rule.startswith(_PROBLEMS_OF_WAIVERS):
            return self._only([cause for cause in self._changed if cause is not Cause.PRIOR], _SEVERAL)
        if rule == "unused-determination":
            return self._only(self._changed, _SEVERAL)
        return self._only(
            [cause for cause in self._changed if cause in (Cause.PLAN, Cause.PROGRAM)], _SEVERAL
        )

    @staticmethod
    def _only(possible: "list[Cause] | tuple[Cause, ...]", otherwise: str) -> Why:
        """The one cause that there can be."""
        if len(possible) == 1:
            return Why(((possible[0],),))
        return Why(unknown=otherwise if possible else _NONE, possible=tuple(possible))


def _parts(way: tuple[Cause, ...]) -> Iterator[tuple[Cause, ...]]:
    """Every smaller set of the same changes."""
    for size in range(1, len(way)):
        yield from combinations(way, size)


def _grounds(
    old: Judged, new: Judged, before: Kept, after: Kept, way: frozenset[Cause], plan_changed: bool
) -> Any:
    """What an outcome would rest on if only the changes in `way` had been made."""

    def side(cause: Cause) -> Kept:
        return after if cause in way else before

    def of(cause: Cause) -> Any:
        return side(cause).rests_on

    day = new.as_of if Cause.DAY in way else old.as_of
    rule = side(Cause.RULES).digest
    laws = _counting(of(Cause.RULES).authorities, day)
    program = (new if Cause.PROGRAM in way else old).program
    if after.status is Status.NOT_IN_FORCE:
        return rule, laws, program, of(Cause.PROFILE).profile
    return (
        rule, laws, program,
        of(Cause.PLAN).plan, of(Cause.RULES).registers, of(Cause.PRIOR).prior, of(Cause.PROFILE).profile,
        day if of(Cause.RULES).day else "",
        _excusing(of(Cause.WAIVERS).waivers, of(Cause.PLAN).waivers if plan_changed else of(Cause.WAIVERS).waivers, day),
        _counting(of(Cause.DETERMINATIONS).determinations, day),
    )  # fmt: skip


def _excusing(waivers: tuple[Window, ...], on_this_plan: tuple[Window, ...], day: str) -> list[str]:
    """Those that count. Of a waiver that only the other plan has, nobody knows whether the value that it is for stands here."""
    known = {window.digest: window.stands for window in on_this_plan}
    found = [(window.digest, known.get(window.digest)) for window in waivers if window.holds(day)]
    return sorted(made if stands else f"{made} unknown" for made, stands in found if stands is not False)


def _counting(windows: tuple[Window, ...], day: str) -> list[str]:
    return sorted(window.digest for window in windows if window.holds(day))


def _changes(old: Judged, new: Judged) -> Iterator[Change]:
    if _plan_changed(old, new):
        yield Change(Cause.PLAN, f"the plan: {old.digest[:_DIGEST]} became {new.digest[:_DIGEST]}")
    if old.as_of != new.as_of and old.as_of and new.as_of:
        yield Change(Cause.DAY, day_words(old.as_of, new.as_of))
    if old.pack != new.pack:
        yield rules_change(old.pack, new.pack)
    if _windows(old, "waivers") != _windows(new, "waivers"):
        yield Change(Cause.WAIVERS, "the waivers are not the same")
    if old.profile != new.profile or _settings(old, new):
        yield profile_change(old.profile, new.profile)
    if _options(old) != _options(new):
        yield Change(Cause.OPTIONS, "--select and --ignore leave other rules")
    if old.prior != new.prior:
        yield Change(Cause.PRIOR, "last year's plan is not the same")
    if _windows(old, "determinations") != _windows(new, "determinations"):
        yield Change(Cause.DETERMINATIONS, "what people judged is not the same")
    if old.program != new.program:
        yield Change(Cause.PROGRAM, f"the program: {old.program} became {new.program}")


def _plan_changed(old: Judged, new: Judged) -> bool:
    """By what the plans say, where both results have that; else by their bytes, which hold the day and the waivers too."""
    if old.content_digest and new.content_digest:
        return old.content_digest != new.content_digest
    return old.digest != new.digest


def _windows(judged: Judged, name: str) -> dict[str, Any]:
    return {
        rule: [window._replace(stands=True) for window in windows]
        for rule, kept in judged.outcomes.items()
        if kept.rests_on is not None and (windows := getattr(kept.rests_on, name))
    }


def _settings(old: Judged, new: Judged) -> bool:
    """Whether a profile of one name sets something else for a rule that both asked."""
    pairs = (
        (old.outcomes[rule].rests_on, new.outcomes[rule].rests_on)
        for rule in old.outcomes
        if rule in new.outcomes
    )
    return any(one is not None and other is not None and one.profile != other.profile for one, other in pairs)


def _options(judged: Judged) -> set[str]:
    return {rule for rule, reason in judged.dropped.items() if reason.endswith(("(--select)", "(--ignore)"))}
