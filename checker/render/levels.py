"""What a rule weighs, in words: its strongest level, and what lifts it above its clause."""

from collections.abc import Iterable, Mapping

from checker.policy.clauses import Authority
from checker.policy.force import listed_as, raising, strongest
from checker.policy.rule import Rule

LEGEND = "* while a law behind the rule is in force, which asks more than its clause does"


def level_marked(rule: Rule) -> str:
    """For a list: `error`, `review`, or `error*` where an authority lifts the rule that far."""
    return listed_as(rule) + ("*" if is_raised(rule) else "")


def is_raised(rule: Rule) -> bool:
    """Whether the rule carries the mark that LEGEND explains."""
    return not rule.question and bool(raising(rule))


def legend(rules: Iterable[Rule]) -> list[str]:
    """The line that explains the mark, where one of the rules carries it."""
    return [LEGEND] if any(is_raised(rule) for rule in rules) else []


def level_in_words(rule: Rule, authorities: Mapping[str, Authority]) -> str:
    """The whole of it: "error while OMB M-19-16 is in force (the clause alone: note)"."""
    level = strongest(rule).value
    if citations := " or ".join(authorities[cited.id].citation for cited in raising(rule)):
        level = f"{level} while {citations} is in force (the clause alone: {rule.strength.level.value})"
    return f"for a person to judge; where it fails: {level}" if rule.question else level
