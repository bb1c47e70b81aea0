"""From text to nodes: PyYAML's events, our own construction.

Events come from libyaml one at a time and are counted as they come, so that a limit holds before memory is spent;
PyYAML's own composer recurses in C and ends the process at some 20,000 levels of nesting. Nodes are built in the same
pass, with an explicit stack, so that depth costs no recursion either.
"""

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from checker.finding import Finding, Related
from checker.plan.limits import Limits
from checker.plan.nodes import AliasNode, MappingNode, Node, ScalarNode, SequenceNode, resolved
from checker.plan.problems import PROBLEMS
from checker.plan.scalars import plain_value, yaml_1_1_reading
from checker.plan.text import SourceText

# libyaml where PyYAML was built with it, as every wheel on the package index is.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "<<"
_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")}


class _Stop(Exception):
    """The file cannot be read past this finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def compose(source: SourceText, limits: Limits) -> tuple[Node | None, list[Finding]]:
    """The root node of a file, and what is wrong with its YAML.

    The root is None where nothing can be built: a syntax error, a limit passed, a cycle, an empty file, or more
    than one document.
    """
    composer = _Composer(source, limits)
    try:
        return composer.compose(), composer.findings
    except _Stop as stop:
        return None, [*composer.findings, stop.finding]


class _Composer:
    def __init__(self, source: SourceText, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.findings: list[Finding] = []
        self.nodes = 0
        self.anchors: dict[str, Node] = {}
        self.open_anchors: dict[str, int] = {}
        self.stack: list[MappingNode | SequenceNode] = []
        self.keys: list[ScalarNode | None] = []
        self.root: Node | None = None
        self.dispatch = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open_mapping,
            yaml.SequenceStartEvent: self.open_sequence,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
        }

    def compose(self) -> Node:
        documents = 0
        dispatch = self.dispatch
        for event in self.events():
            if (handle := dispatch.get(type(event))) is not None:
                handle(event)
            elif type(event) is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.stop("several-documents", "a second document starts here", event)
        if self.root is None or (isinstance(self.root, ScalarNode) and self.root.text == ""):
            at = self.source.location(0, 0)
            raise _Stop(PROBLEMS["empty-file"].finding("the file holds no plan", at))
        return self.root

    def events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.source.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark: Any = error.problem_mark or error.context_mark
            index = min(mark.index, len(self.source.text)) if mark else 0
            raise _Stop(
                PROBLEMS["syntax-error"].finding(_in_words(error), self.source.location(index, index))
            ) from error
        except (
            yaml.YAMLError
        ) as error:  # the reader's own errors carry an index of bytes or characters, not a mark
            at = self.source.location(0, 0)
            raise _Stop(PROBLEMS["syntax-error"].finding(f"this is not YAML: {error}", at)) from error

    def stop(self, problem: str, message: str, event: Any) -> NoReturn:
        raise _Stop(PROBLEMS[problem].finding(message, self.where(event)))

    def where(self, event: Any) -> Any:
        return self.source.location(event.start_mark.index, event.end_mark.index)

    # -- events ------------------------------------------------------------------------------------------------

    def scalar(self, event: Any) -> None:
        self.count(event)
        text, plain, tag = event.value, event.implicit[0], event.tag
        start, end = event.start_mark.index, event.end_mark.index
        data = plain_value(text) if plain else text
        if tag is not None:
            data = self.tagged(event, text)
        elif plain and (
            len(self.keys) == 0 or self.keys[-1] is not None or isinstance(self.stack[-1], SequenceNode)
        ):
            self.check_reading(text, start, end)
        node = ScalarNode(self.source, start, end, data, text, plain)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        self.add(node, event)

    def tagged(self, event: Any, text: str) -> Any:
        if event.tag not in _CORE_TAGS and event.tag != "!":
            message = f"the tag {event.tag.replace('tag:yaml.org,2002:', '!!')} is not allowed in a plan"
            self.findings.append(PROBLEMS["tag-not-known"].finding(message, self.where(event)))
            return text
        return text if event.tag in ("!", "tag:yaml.org,2002:str") else plain_value(text)

    def check_reading(self, text: str, start: int, end: int) -> None:
        if (reading := yaml_1_1_reading(text)) is not None:
            message = f"{text} without quotes: older YAML tools read it as {reading}"
            self.findings.append(
                PROBLEMS["yaml-1-1-value"].finding(message, self.source.location(start, end))
            )

    def open_mapping(self, event: Any) -> None:
        self.open(event, MappingNode(self.source, event.start_mark.index, event.end_mark.index))

    def open_sequence(self, event: Any) -> None:
        self.open(event, SequenceNode(self.source, event.start_mark.index, event.end_mark.index))

    def open(self, event: Any, node: MappingNode | SequenceNode) -> None:
        self.count(event)
        if len(self.stack) >= self.limits.depth:
            self.stop(
                "limit-passed", f"the values are nested more than {self.limits.depth} levels deep", event
            )
        if event.tag is not None and event.tag not in _CORE_TAGS and event.tag != "!":
            self.tagged(event, "")
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            self.open_anchors[event.anchor] = len(self.stack)
        self.stack.append(node)
        self.keys.append(None)

    def close(self, event: Any) -> None:
        node = self.stack.pop()
        self.keys.pop()
        depth = len(self.stack)
        self.open_anchors = (
            {name: at for name, at in self.open_anchors.items() if at < depth} if self.open_anchors else {}
        )
        if isinstance(node, MappingNode):
            self.merge(node)
            # A key without a value says no more than no key: both are absent.
            node.data = {key: child.data for key, child in node.children.items() if child.data is not None}
            children = list(node.children.values())
        else:
            node.data = [child.data for child in node.children]
            children = node.children
        node.size += sum(child.size for child in children)
        # A block ends where its last value ends, not at the next token, which may be many comments further down.
        node.end = max(
            (child.end for child in children if child.source is node.source), default=event.end_mark.index
        )
        if node.size > self.limits.expanded_nodes:
            limit = f"{self.limits.expanded_nodes:,}"
            at = self.source.location(node.start, node.start)
            raise _Stop(
                PROBLEMS["limit-passed"].finding(
                    f"with its aliases written out, this value has more than {limit} parts", at
                )
            )
        self.add(node, event)

    def alias(self, event: Any) -> None:
        self.count(event)
        name = event.anchor
        if name in self.open_anchors:
            self.stop("cycle", f"*{name} stands inside the value that it names", event)
        if name not in self.anchors:
            self.stop("unknown-alias", f"*{name} names an anchor that does not stand above it", event)
        target = resolved(self.anchors[name])
        self.add(AliasNode(self.source, event.start_mark.index, event.end_mark.index, target), event)

    def count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.stop("limit-passed", f"the file has more than {self.limits.nodes:,} values", event)

    # -- building ----------------------------------------------------------------------------------------------

    def add(self, node: Node, event: Any) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, SequenceNode):
            parent.children.append(node)
            return
        key = self.keys[-1]
        if key is None:
            target = resolved(node)
            if not isinstance(target, ScalarNode):
                self.stop("key-not-text", "a key is a list or a mapping here", event)
            self.keys[-1] = target
            return
        self.keys[-1] = None
        self.set(parent, key, node)

    def set(self, parent: MappingNode, key: ScalarNode, node: Node) -> None:
        if key.text == _MERGE and key.plain:
            parent.children.setdefault(_MERGE, _merge_list(self.source, node))
            return
        if key.text in parent.children:
            first = self.source.location(*parent.keys[key.text])
            self.findings.append(
                PROBLEMS["duplicate-key"].finding(
                    f"the key {key.text} stands a second time in the same mapping",
                    self.source.location(key.start, key.end),
                    related=[Related("it stands here first", first)],
                )
            )
        parent.children[key.text] = node
        parent.keys[key.text] = (key.start, key.end)

    def merge(self, node: MappingNode) -> None:
        merged = node.children.pop(_MERGE, None)
        if merged is None:
            return
        for part in merged.children:  # type: ignore[attr-defined]  # set() put a SequenceNode there
            source = resolved(part)
            if not isinstance(source, MappingNode):
                at = self.source.location(part.start, part.end)
                raise _Stop(PROBLEMS["merge-value"].finding("<< names a value that is not a mapping", at))
            self.nodes += len(source.children)
            if self.nodes > self.limits.nodes:
                at = self.source.location(part.start, part.end)
                raise _Stop(
                    PROBLEMS["limit-passed"].finding(
                        f"the file has more than {self.limits.nodes:,} values", at
                    )
                )
            for key, child in source.children.items():
                if key not in node.children:
                    node.children[key] = AliasNode(self.source, part.start, part.end, resolved(child))


def _merge_list(source: SourceText, node: Node) -> SequenceNode:
    """`<<: *a` and `<<: [*a, *b]` alike, as a sequence of what is merged."""
    target = resolved(node)
    if isinstance(target, SequenceNode):
        return target
    wrapped = SequenceNode(source, node.start, node.end)
    wrapped.children.append(node)
    return wrapped


def _in_words(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or error.context)
    if (
        "'\\t'" in problem
        or "found a tab character" in problem
        or "found character that cannot start any token" in problem
    ):
        return "a character that cannot start a value stands here; a tab is not allowed as indentation"
    return f"this is not YAML: {problem}"
