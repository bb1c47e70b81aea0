"""The proof that a correction changed nothing but what it says: two trees, compared value by value."""

from collections.abc import Iterable, Sequence
from typing import Any

from checker.plan.fixes.fix import Fix
from checker.plan.nodes import AliasNode, MappingNode, Node, ScalarNode, SequenceNode, Span, resolved

_Pair = tuple[Node, Node]


def same_values(before: Node, after: Node, fixes: Sequence[Fix] = ()) -> bool:
    """Whether two trees have the same values, but for what the corrections say; the order of keys does not count.

    An alias stands for the same value in both, so that a value which is repeated is compared where it is written.
    """
    said = {fix.end: fix for fix in fixes}
    partner: dict[int, int] = {}
    aliases: list[_Pair] = []
    pending: list[_Pair] = [(before, after)]
    while pending:
        old, new = pending.pop()
        if isinstance(old, AliasNode):
            aliases.append((old, new))
        elif id(old) not in partner:
            partner[id(old)] = id(new)
            inside = _inside(old, new, said)
            if inside is None:
                return False
            pending += inside
    return all(
        isinstance(new, AliasNode) and partner.get(id(resolved(old))) == id(resolved(new))
        for old, new in aliases
    )


def _inside(old: Node, new: Node, said: dict[int, Fix]) -> Iterable[_Pair] | None:
    """What is still to be compared of two nodes; None where they differ."""
    if isinstance(old, MappingNode) and isinstance(new, MappingNode):
        names = {
            str(_expected(old.keys[key], key, said)) if key in old.keys else key: child
            for key, child in old.children.items()
        }
        if names.keys() != new.children.keys() or len(names) != len(old.children):
            return None
        return [(child, new.children[name]) for name, child in names.items()]
    if isinstance(old, SequenceNode) and isinstance(new, SequenceNode):
        same_length = len(old.children) == len(new.children)
        return zip(old.children, new.children, strict=True) if same_length else None
    if isinstance(old, ScalarNode) and isinstance(new, ScalarNode):
        value = _expected((old.start, old.end), old.data, said)
        return () if type(value) is type(new.data) and value == new.data else None
    return None


def _expected(span: Span, otherwise: Any, said: dict[int, Fix]) -> Any:
    """What stands there after the corrections: of a value with an anchor, only its own text is corrected."""
    fix = said.get(span[1])
    return fix.value if fix is not None and span[0] <= fix.start else otherwise
