"""What a rule weighs on a day, and whether it has any force then: the laws behind it decide. Nothing else sets a level."""

from collections.abc import Iterator, Mapping

from checker.finding import Level
from checker.policy.clauses import Authority
from checker.policy.rule import Rule, RuleAuthority, Strength

_BINDING = frozenset({"statute", "regulation"})
"""The kinds of authorities that bind independent agencies too: section 9 of the order speaks of the order alone."""

REVIEW = "review"
"""What lists say in place of a level where a person must judge."""


def level_of(rule: Rule, authorities: Mapping[str, Authority], as_of: str, *, soften: bool) -> Level:
    """The clause's own verb, lifted by an authority that asks more strongly while it is in force.

    `as_of` may be empty: whatever the day. `soften` makes a must of the order, of other orders and of OMB's memoranda a should;
    what Congress enacted binds everyone by itself.
    """
    level = _softened(rule.strength.level, soften)
    for cited, strength in asking(rule):
        if not as_of or authorities[cited.id].in_force(as_of):
            softened = soften and authorities[cited.id].kind not in _BINDING
            level = min(level, _softened(strength.level, softened), key=lambda each: each.rank)
    return level


def _softened(level: Level, soften: bool) -> Level:
    return Level.WARNING if soften and level is Level.ERROR else level


def asking(rule: Rule) -> Iterator[tuple[RuleAuthority, Strength]]:
    """The authorities that ask by themselves what the rule asks, each with its strength."""
    for cited in rule.authorities:
        if cited.strength is not None:
            yield cited, cited.strength


def strongest(rule: Rule) -> Level:
    """The level while every authority behind the rule is in force: no finding of it ever weighs more."""
    return level_of(rule, {}, "", soften=False)


def raising(rule: Rule) -> tuple[RuleAuthority, ...]:
    """The authorities that lift the rule to its strongest level; none where the clause alone gives it."""
    level = strongest(rule)
    if level is rule.strength.level:
        return ()
    return tuple(cited for cited, strength in asking(rule) if strength.level is level)


def listed_as(rule: Rule) -> str:
    """How a list sorts the rule: its strongest level, or `review` where a person judges it."""
    return REVIEW if rule.question else strongest(rule).value


def not_in_force(rule: Rule, authorities: Mapping[str, Authority], as_of: str) -> str:
    """Why a rule has no force on that day, or nothing where it has."""
    for cited in rule.authorities:
        authority = authorities[cited.id]
        if cited.basis and not authority.in_force(as_of):
            if as_of < authority.since:
                return f"{authority.citation} is in force from {authority.since}; the day of assessment is {as_of}"
            return f"{authority.citation} ended on {authority.until} ({authority.ended_by}); the day of assessment is {as_of}"
    return ""
