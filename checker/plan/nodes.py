"""The tree of a YAML document: every value beside the place where it stands.

Built by `compose`; nothing here changes after that, but for three repairs to `data` before any rule sees it: `graft`
in `folder` puts part files in their place, `settle` in `fit` turns whole numbers into decimal ones where the schema asks
for decimals, and `keep_as_written` in `shape` takes unquoted numbers as text where it asks for text.
"""

from typing import Any

from checker.plan.text import SourceText

Span = tuple[int, int]
"""Character indexes of start and exclusive end in the text of a node's file."""


class Node:
    """A value and its span, its anchor and tag included. `data` is the plain Python value.

    `size` counts the values in it, itself among them, aliases followed.
    """

    __slots__ = ("data", "end", "source", "start")
    size: int

    def __init__(self, source: SourceText, start: int, end: int, data: Any) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.data = data


class ScalarNode(Node):
    """A single value. `text` is what is written; `plain` says that it has no quotes."""

    __slots__ = ("plain", "text")
    size = 1

    def __init__(self, source: SourceText, start: int, end: int, data: Any, text: str, plain: bool) -> None:
        # Not by way of Node: most nodes of a plan are made here, and a second call would cost as much again.
        self.source = source
        self.start = start
        self.end = end
        self.data = data
        self.text = text
        self.plain = plain


class MappingNode(Node):
    """Keys and values. `keys` gives the span of each key that is written here; merged keys have none."""

    __slots__ = ("children", "keys", "size")

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        super().__init__(source, start, end, {})
        self.children: dict[str, Node] = {}
        self.keys: dict[str, Span] = {}
        self.size = 1


class SequenceNode(Node):
    """Items in order."""

    __slots__ = ("children", "size")

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        super().__init__(source, start, end, [])
        self.children: list[Node] = []
        self.size = 1


class AliasNode(Node):
    """A place that repeats a value written elsewhere: its span is the alias, `target` the value."""

    __slots__ = ("size", "target")

    def __init__(self, source: SourceText, start: int, end: int, target: Node) -> None:
        super().__init__(source, start, end, target.data)
        self.size = target.size
        self.target = target


def resolved(node: Node) -> Node:
    """The node itself, or the one that an alias stands for."""
    return node.target if isinstance(node, AliasNode) else node
