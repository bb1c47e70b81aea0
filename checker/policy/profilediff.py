"""Two profiles compared: which rules one asks and the other does not and why, and which they read otherwise."""

from collections.abc import Iterator

from checker.policy.amendment import Change
from checker.policy.comparison import Comparison, Detail, Difference, Kind, Side, in_order
from checker.policy.force import level_of, not_in_force
from checker.policy.profile import Profile
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook


def compare_profiles(rulebook: Rulebook, before: Profile, after: Profile) -> Comparison:
    """What changes for an agency that is judged by the profile `after` instead of `before`."""
    gained = after.amendment and not before.amendment
    lost = before.amendment and not after.amendment
    amendment = rulebook.amendment() if gained or lost else None
    fuller = after if gained else before
    changes = tuple(
        _asked_by(fuller, change, rulebook) for change in (amendment.changes if amendment is not None else ())
    )
    places = {id_: change.place for change in reversed(changes) for id_ in change.rules}
    found = [
        difference._replace(place=places.get(rule.id, ""))
        for rule in rulebook.rules.values()
        if (difference := _difference(rule, rulebook, before, after)) is not None
    ]
    order = tuple(rulebook.clauses)
    same = len(rulebook.rules) - len(found)
    return Comparison(
        Side(before.id, before.title), Side(after.id, after.title), True, order, changes, gained, in_order(found, order), same
    )  # fmt: skip


def _asked_by(profile: Profile, change: Change, rulebook: Rulebook) -> Change:
    """A change of the order with those of its rules that the profile asks."""
    asked = tuple(id_ for id_ in change.rules if not profile.why_dropped(rulebook.rules[id_]))
    if change.rules and not asked:
        return change._replace(
            rules=(), why_no_rule=f"{profile.id} asks none of the rules that exist because of it."
        )
    return change._replace(rules=asked)


def _difference(rule: Rule, rulebook: Rulebook, before: Profile, after: Profile) -> Difference | None:
    was, now = before.why_dropped(rule), after.why_dropped(rule)
    if was and now:
        return None
    if was or now:
        kind = Kind.ADDED if was else Kind.REMOVED
        return Difference(kind, rule.id, rule.title, rule.clauses, (Detail("not asked", was, now),))
    details = tuple(_details(rule, rulebook, before, after))
    return Difference(Kind.MEANING, rule.id, rule.title, rule.clauses, details) if details else None


def _details(rule: Rule, rulebook: Rulebook, before: Profile, after: Profile) -> Iterator[Detail]:
    levels = [
        level_of(rule, rulebook.authorities, each.authorities_as_of, soften=each.soften).value for each in (before, after)
    ]  # fmt: skip
    if levels[0] != levels[1]:
        yield Detail("level", *levels)
    was, now = before.values(rule), after.values(rule)
    for name in was | now:
        if was.get(name) != now.get(name):
            yield Detail(f"parameter {name}", str(was.get(name, "")), str(now.get(name, "")))
    days = [day for each in (before, after) if (day := each.authorities_as_of)]
    if before.authorities_as_of != after.authorities_as_of and _turns(rule, rulebook, days):
        yield Detail("law", _law(rule, rulebook, before), _law(rule, rulebook, after))


def _turns(rule: Rule, rulebook: Rulebook, days: list[str]) -> bool:
    """Whether a law that the rule cannot do without began or ended after the first of the days."""
    return any(
        cited.basis and (authority.since > min(days) or authority.until > min(days))
        for cited in rule.authorities
        for authority in (rulebook.authorities[cited.id],)
    )


def _law(rule: Rule, rulebook: Rulebook, profile: Profile) -> str:
    day = profile.authorities_as_of
    if not day:
        return "by the day of assessment"
    return (
        not_in_force(rule, rulebook.authorities, day) or f"in force on {day}, whatever the day of assessment"
    )
