"""What differs between two profiles, or between two versions of the pack: rule by rule, and what the amendment adds."""

from enum import Enum
from typing import NamedTuple

from checker.policy.amendment import Change


class Kind(Enum):
    """How a rule differs. Of two profiles: asked only by the second, only by the first, or otherwise."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MEANING = "meaning"
    WORDS = "words"


class Detail(NamedTuple):
    """One thing that differs in a rule; `before` or `after` is empty where it was or is not there."""

    what: str
    before: str
    after: str


class Difference(NamedTuple):
    """One rule that differs. `fault` says what is wrong with how it was changed; `place` is the change of the order, if any."""

    kind: Kind
    rule: str
    title: str
    clauses: tuple[str, ...]
    details: tuple[Detail, ...] = ()
    fault: str = ""
    place: str = ""


class Side(NamedTuple):
    """One of the two things compared, as the user named it; `words` say what it is."""

    name: str
    words: str


class Comparison(NamedTuple):
    """What differs between `before` and `after`, by clause in the order's own order and by rule.

    `order` has all clauses, in their order. `changes` are those of the amendment, each with the rules that are asked
    because of it, where one side reads the order with the amendment and one without; `gained` where it is the second.
    `same` counts the rules without any difference. `profiles`: profiles were compared, not packs. `files` are the other
    files of a pack that differ.
    """

    before: Side
    after: Side
    profiles: bool
    order: tuple[str, ...]
    changes: tuple[Change, ...]
    gained: bool
    differences: tuple[Difference, ...]
    same: int
    files: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> list[Difference]:
        """The differences of one kind."""
        return [difference for difference in self.differences if difference.kind is kind]


def in_order(differences: list[Difference], order: tuple[str, ...]) -> tuple[Difference, ...]:
    """Sorted by the first of their clauses, as the order has them, and then by rule."""
    places = {clause: place for place, clause in enumerate(order)}

    def first(difference: Difference) -> int:
        return min((places[clause] for clause in difference.clauses if clause in places), default=len(places))

    return tuple(sorted(differences, key=lambda each: (first(each), each.rule, each.kind.value)))
