"""Which rules a reader of the list wants to see."""

from dataclasses import dataclass

from checker.policy.force import listed_as
from checker.policy.profile import matches
from checker.policy.rule import Rule


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """Everything that is set must hold. `words` are ids, topics or clauses, of which one is enough; `level` may be `review`."""

    words: tuple[str, ...] = ()
    level: str = ""
    topic: str = ""
    authority: str = ""
    manual: bool = False
    amendment_only: bool = False

    def passes(self, rule: Rule) -> bool:
        """Whether the rule is one of those."""
        return (
            (not self.words or matches(rule, self.words))
            and (not self.level or listed_as(rule) == self.level)
            and (not self.topic or rule.topic == self.topic)
            and (not self.authority or self.authority in {cited.id for cited in rule.authorities})
            and (not self.manual or bool(rule.question))
            and (not self.amendment_only or rule.amendment_only)
        )
