"""What can be corrected in one file of a plan: every value and key, by every place of the plan that it stands for.

A value with an anchor stands in several places. It is corrected once, where it is written, and only where all of its
places ask for the same.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checker.plan.fixes.fix import Fix, Left, Proposal, left
from checker.plan.fixes.values import proposal
from checker.plan.fixes.words import known_word
from checker.plan.fixes.writing import own_text, why_not, written
from checker.plan.nodes import MappingNode, Node, ScalarNode, SequenceNode, Span, resolved
from checker.plan.schema import EACH, Pattern, PlanSchema
from checker.plan.text import SourceText


class Found(NamedTuple):
    """What can be corrected in a file, and what cannot, both in the order of the text."""

    fixes: tuple[Fix, ...]
    left: tuple[Left, ...]


def find_fixes(root: Node, at: Pattern, schema: PlanSchema, *, unsafe: bool = False) -> Found:
    """The corrections of the file with this root node, which stands at the place `at` of the plan.

    What stands under a misspelt key is looked at by the right name, where the key is corrected: always where that is
    safe, otherwise with `unsafe` only.
    """
    finder = _Finder(root.source, schema, unsafe)
    finder.walk(root, at)
    return finder.found()


class _Finder:
    def __init__(self, source: SourceText, schema: PlanSchema, unsafe: bool) -> None:
        self.source = source
        self.schema = schema
        self.unsafe = unsafe
        self.asked: dict[Span, set[Proposal | None]] = {}
        self.merged: set[int] = set()
        self.keys: dict[Span, tuple[MappingNode, str]] = {}
        self.there_already: set[Span] = set()

    def walk(self, root: Node, at: Pattern) -> None:
        """Every node at every place that it stands for, each pair once."""
        seen: set[tuple[int, Pattern]] = set()
        pending = [(root, at)]
        while pending:
            node, pattern = pending.pop()
            node = resolved(node)
            if (id(node), pattern) in seen:
                continue
            seen.add((id(node), pattern))
            if isinstance(node, ScalarNode):
                self.value(node, pattern)
            elif isinstance(node, SequenceNode):
                pending += ((child, (*pattern, EACH)) for child in node.children)
            elif isinstance(node, MappingNode):
                pending += self.mapping(node, pattern)

    def value(self, node: ScalarNode, pattern: Pattern) -> None:
        names = [step for step in pattern if step != EACH]
        proposed = proposal(node, self.schema.field(pattern), names[-1] if names else "")
        self.asked.setdefault((node.start, node.end), set()).add(proposed)

    def mapping(self, node: MappingNode, pattern: Pattern) -> Iterator[tuple[Node, Pattern]]:
        known = self.schema.names(pattern)
        taken = set(node.children)
        for key, child in node.children.items():
            word = known_word(key, known) if known and key not in known else None
            name = key
            if key in node.keys:
                span = node.keys[key]
                self.keys[span] = node, key
                self.asked.setdefault(span, set()).add(Proposal("key", *word) if word else None)
                if word and word[0] in taken:
                    self.there_already.add(span)
                elif word and (word[1] or self.unsafe):
                    name = word[0]
                    taken.add(name)
            else:
                self.merged.add(id(resolved(child)))
            yield child, (*pattern, name)

    def found(self) -> Found:
        fixes: list[Fix] = []
        kept: list[Left] = []
        for span, proposals in sorted(self.asked.items()):
            wanted = [each for each in proposals if each is not None]
            if not wanted:
                continue
            fix = self.fix(span, min(wanted, key=lambda each: (not each.safe, str(each.value))))
            reason = why_not(self.source.text, *span)
            if len(proposals) > 1:
                reason = "an alias repeats it in places that ask for something else"
            elif span in self.there_already:
                reason = f"there is a field {fix.value} beside it"
            elif span in self.keys and self.is_merged(*self.keys[span]):
                reason = "a merge key repeats it in another place"
            if reason:
                kept.append(left(fix, reason))
            elif fix.new != fix.old:
                fixes.append(fix)
        return Found(tuple(fixes), tuple(kept))

    def is_merged(self, node: MappingNode, key: str) -> bool:
        return id(resolved(node.children[key])) in self.merged

    def fix(self, span: Span, proposed: Proposal) -> Fix:
        start, old = own_text(self.source.text, *span)
        location = self.source.location(start, span[1])
        new = written(proposed.value, old, proposed.kind)
        return Fix(proposed.kind, location, start, span[1], old, new, proposed.value, proposed.safe)
