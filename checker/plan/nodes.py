"""The tree of a YAML document: every value beside the place where it stands.

Built by `compose`; nothing here changes after that, but for `promote` in `shape`, which turns whole numbers into
decimal ones where the schema asks for decimals.
"""

from typing import Any

from checker.plan.text import SourceText

Span = tuple[int, int]
"""Character indexes of start and exclusive end in the text of a node's file."""


class Node:
    """A value and its span. `data` is the plain Python value; `size` counts the nodes below it, aliases followed."""

    __slots__ = ("data", "end", "size", "source", "start")

    def __init__(self, source: SourceText, start: int, end: int, data: Any, size: int = 1) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.data = data
        self.size = size


class ScalarNode(Node):
    """A single value. `text` is what is written; `plain` says that it has no quotes."""

    __slots__ = ("plain", "text")

    def __init__(self, source: SourceText, start: int, end: int, data: Any, text: str, plain: bool) -> None:
        super().__init__(source, start, end, data)
        self.text = text
        self.plain = plain


class MappingNode(Node):
    """Keys and values. `keys` gives the span of each key that is written here; merged keys have none."""

    __slots__ = ("children", "keys")

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        super().__init__(source, start, end, {})
        self.children: dict[str, Node] = {}
        self.keys: dict[str, Span] = {}


class SequenceNode(Node):
    """Items in order."""

    __slots__ = ("children",)

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        super().__init__(source, start, end, [])
        self.children: list[Node] = []


class AliasNode(Node):
    """A place that repeats a value written elsewhere: its span is the alias, `target` the value."""

    __slots__ = ("target",)

    def __init__(self, source: SourceText, start: int, end: int, target: Node) -> None:
        super().__init__(source, start, end, target.data, target.size)
        self.target = target


def resolved(node: Node) -> Node:
    """The node itself, or the one that an alias stands for."""
    return node.target if isinstance(node, AliasNode) else node
