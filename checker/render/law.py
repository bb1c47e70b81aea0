"""The laws behind a finding, in words, and what is said of a rule that the order asks in the amendment alone."""

from collections.abc import Mapping

from checker.policy.clauses import Authority
from checker.policy.force import asking
from checker.policy.rule import Rule, RuleAuthority
from checker.render.printable import one_line

AMENDMENT_ONLY = "rests on the amendment proposed on 2023-12-13 alone, not on EO 14058 as issued"


def laws_in_words(rule: Rule, authorities: Mapping[str, Authority], day: str) -> str:
    """The authorities in force on `day`, those that ask most strongly first: "EO 14058 section 6(c) (must)"."""
    cited = [each for each in rule.authorities if authorities[each.id].in_force(day)]
    cited.sort(key=lambda each: (each.strength is None, each.strength.level.rank if each.strength else 0))
    return "; ".join(_cited(each, authorities[each.id].citation) for each in cited)


def amendment_note(rule: Rule, authorities: Mapping[str, Authority], day: str) -> str:
    """What the words of the order rest on, where that is the amendment alone; empty for every other rule."""
    if not rule.amendment_only:
        return ""
    own = [authorities[cited.id] for cited, _ in asking(rule)]
    citations = [one_line(authority.citation) for authority in own if authority.in_force(day)]
    if not citations:
        return AMENDMENT_ONLY
    ask = "asks it by itself" if len(citations) == 1 else "ask it by themselves"
    return (
        f"of the order, only the amendment proposed on 2023-12-13 asks this; {' and '.join(citations)} {ask}"
    )


def _cited(cited: RuleAuthority, citation: str) -> str:
    """The place in the law, as short as it is clear, and how strongly the law asks where it asks by itself."""
    place, section = one_line(citation), one_line(cited.section)
    whole, _, last = place.rpartition(" ")
    if section.startswith(f"{last}."):
        place = f"{whole} {section}"
    elif "U.S.C." in place and "U.S.C." in section:
        place = section
    elif section:
        place += f"{' ' if section.startswith('section ') else ', '}{section}"
    return f"{place} ({cited.strength.value})" if cited.strength else place
