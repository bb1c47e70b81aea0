"""What a rule weighs on a day, and whether it has any force then: the laws behind it decide."""

from collections.abc import Mapping

from checker.finding import Level
from checker.policy.clauses import Authority
from checker.policy.rule import Rule


def level_of(rule: Rule, authorities: Mapping[str, Authority], as_of: str, *, soften: bool) -> Level:
    """The clause's own verb, lifted by an authority that asks more strongly while it is in force."""
    levels = [rule.strength.level]
    for cited in rule.authorities:
        if cited.strength is not None and (not as_of or authorities[cited.id].in_force(as_of)):
            levels.append(cited.strength.level)  # noqa: PERF401 - two conditions read better apart
    level = min(levels, key=lambda level: level.rank)
    return Level.WARNING if soften and level is Level.ERROR else level


def not_in_force(rule: Rule, authorities: Mapping[str, Authority], as_of: str) -> str:
    """Why a rule has no force on that day, or nothing where it has."""
    for cited in rule.authorities:
        authority = authorities[cited.id]
        if cited.basis and not authority.in_force(as_of):
            if as_of < authority.since:
                return f"{authority.citation} is in force from {authority.since}; the day of assessment is {as_of}"
            return f"{authority.citation} ended on {authority.until} ({authority.ended_by}); the day of assessment is {as_of}"
    return ""
