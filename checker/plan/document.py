"""A plan: its values, and where each of them stands."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from checker.finding import Related
from checker.location import Location, Route
from checker.plan.nodes import AliasNode, MappingNode, Node, ScalarNode, SequenceNode, resolved


class Document:
    """The tree of a plan, from one file or several. It alone turns a route into a location."""

    def __init__(self, root: Node) -> None:
        self.root = root

    @property
    def data(self) -> Any:
        """The plan as plain Python values."""
        return self.root.data

    @cached_property
    def sources(self) -> dict[str, Any]:
        """The text of every file that the plan was read from, by its name."""
        return {node.source.path: node.source for node in _walk(self.root)}

    def locate(self, route: Route) -> Location:
        """Where a person would look for `route`.

        The value; the key of a block; for an item of a list its first line; for what is missing, the nearest thing
        above it that exists.
        """
        node, span = resolved(self.root), None
        owner = node
        for step in route:
            child = _child(node, step)
            if child is None:
                break
            owner, span = child, None
            target = resolved(child)
            if isinstance(node, MappingNode) and not isinstance(target, ScalarNode) and step in node.keys:
                owner, span = node, node.keys[str(step)]
            node = target
        if span is not None:
            return owner.source.location(*span)
        if isinstance(node, ScalarNode):
            return node.source.location(node.start, node.end)
        return _first_line(node)

    def aliases(self, route: Route) -> tuple[Related, ...]:
        """The places on the way to `route` where an alias or a merge key stands for what is written elsewhere."""
        found = []
        node = self.root
        for step in (None, *route):
            child = node if step is None else _child(resolved(node), step)
            if child is None:
                break
            if isinstance(child, AliasNode):
                found.append(
                    Related("repeated here by an alias", child.source.location(child.start, child.end))
                )
            node = child
        return tuple(found)

    def value(self, route: Route) -> Any:
        """The value at `route`. Raises KeyError where there is none."""
        value = self.data
        for step in route:
            if isinstance(value, dict) and step in value:
                value = value[str(step)]
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                value = value[step]
            else:
                raise KeyError(route)
        return value

    def scalar(self, route: Route) -> ScalarNode | None:
        """The scalar node at `route`, or None where there is none."""
        node: Node | None = resolved(self.root)
        for step in route:
            child = _child(node, step) if node is not None else None
            node = resolved(child) if child is not None else None
        return node if isinstance(node, ScalarNode) else None

    def extent(self, route: Route) -> Location:
        """All of what is written for the value at `route`; the nearest thing above it where there is none."""
        node = self.root
        for step in route:
            child = _child(resolved(node), step)
            if child is None:
                break
            node = child
        return node.source.location(node.start, node.end)

    def key_location(self, route: Route) -> Location:
        """Where the key of `route` is written; the value's place where it has no key of its own."""
        node: Node | None = resolved(self.root)
        for step in route[:-1]:
            child = _child(node, step) if node is not None else None
            node = resolved(child) if child is not None else None
        if isinstance(node, MappingNode) and route and route[-1] in node.keys:
            return node.source.location(*node.keys[str(route[-1])])
        return self.locate(route)


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return node.children.get(step)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.children):
        return node.children[step]
    return None


def _first_line(node: Node) -> Location:
    """A list item or a whole file is named by its first key and value: enough for a person to know which it is."""
    if isinstance(node, MappingNode):
        for key, child in node.children.items():
            if key in node.keys:
                start, key_end = node.keys[key]
                whole = node.source.location(start, child.end)
                on_one_line = isinstance(child, ScalarNode) and whole.line == whole.end_line
                return whole if on_one_line else node.source.location(start, key_end)
    return node.source.location(node.start, node.start)


def _walk(root: Node) -> Iterator[Node]:
    """Every node once, aliases not followed: they point at nodes that are walked anyway."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, MappingNode):
            pending.extend(node.children.values())
        elif isinstance(node, SequenceNode):
            pending.extend(node.children)
