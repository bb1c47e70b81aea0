"""What aliases and merge keys stand for: how deep it is, and what there is to merge."""

from collections.abc import Iterable, Iterator

from checker.plan.nodes import AliasNode, MappingNode, Node, ScalarNode, SequenceNode, resolved


def height(node: Node, known: dict[Node, int]) -> int:
    """How many levels of collections `node` has, itself among them, aliases followed.

    `known` keeps what was found for each target of an alias, so that nothing is walked for every alias to it.
    """
    if node in known:
        return known[node]
    level, depth, most = [node], 0, 0
    while level:
        depth += 1
        below: list[Node] = []
        for child in (child for collection in level for child in _children(collection)):
            if isinstance(child, MappingNode | SequenceNode):
                below.append(child)
            elif isinstance(child, AliasNode) and not isinstance(child.target, ScalarNode):
                most = max(most, depth + height(child.target, known))
        level = below
    known[node] = max(most, depth)
    return known[node]


def to_merge(value: Node) -> Iterator[tuple[Node, Node]]:
    """`<<: *a` and `<<: [*a, *b]` alike: each value to merge, after the place that a person would be shown."""
    target = resolved(value)
    if isinstance(target, SequenceNode):
        for part in target.children:
            yield (value if isinstance(value, AliasNode) else part), part
    else:
        yield value, value


def _children(node: Node) -> Iterable[Node]:
    if isinstance(node, MappingNode):
        return node.children.values()
    return node.children if isinstance(node, SequenceNode) else ()
