"""From text to nodes: libyaml's events, our own construction.

Events come one at a time and are counted as they come, so that a limit holds before memory is spent; PyYAML's own
composer recurses in C and ends the process at some 20,000 levels of nesting. Nodes are built in the same pass, with
an explicit stack, so that depth costs no recursion either.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import yaml

from checker.finding import Finding, Related
from checker.plan.limits import Limits, Spent
from checker.plan.nodes import AliasNode, MappingNode, Node, ScalarNode, SequenceNode, Span, resolved
from checker.plan.problems import PROBLEMS, excerpt, too_many
from checker.plan.scalars import plain_value, yaml_1_1_reading
from checker.plan.tags import MAPPING_TAGS, SEQUENCE_TAGS, scalar_by_tag, shown_tag
from checker.plan.text import SourceText, block_scalar_end

# libyaml where PyYAML was built with it, as every wheel on the package index is.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "<<"

_Key = tuple[str, bool, Span]
"""A key that waits for its value: its text, whether it has no quotes, and where it stands."""

_NO_KEY: _Key = ("", False, (0, 0))
"""Stands where no key is waited for: in a list, and outside of everything."""

_Collection = MappingNode | SequenceNode


class _StopError(Exception):
    """The file cannot be read past this finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def compose(
    source: SourceText, limits: Limits, spent: Spent | None = None
) -> tuple[Node | None, list[Finding]]:
    """The root node of a file, and what is wrong with its YAML.

    The root is None where nothing can be built: a syntax error, a limit passed, a cycle, an empty file, or more
    than one document. `spent` is what the files of the same plan before this one have cost; what this one costs is
    added to it.
    """
    composer = _Composer(source, limits, spent or Spent())
    try:
        return composer.compose(), composer.findings
    except _StopError as stop:
        return None, [*composer.findings, stop.finding]


class _Composer:
    def __init__(self, source: SourceText, limits: Limits, spent: Spent) -> None:
        self.source = source
        self.limits = limits
        self.spent = spent
        self.findings: list[Finding] = []
        self.nodes = spent.nodes
        self.expanded = spent.expanded_nodes
        self.anchors: dict[str, Node] = {}
        self.heights: dict[Node, int] = {}
        self.merges: dict[Node, list[tuple[Span, Node]]] = {}
        self.first_keys: dict[tuple[Node, str], Span] = {}
        self.root: Node | None = None
        # The open collection, the key in it that waits for its value (None: a key comes next), and where the last
        # value ended; the collections around it, each with its key and with what had been counted before it.
        self.parent: _Collection | None = None
        self.key: _Key | None = _NO_KEY
        self.last = 0
        self.stack: list[tuple[_Collection | None, _Key | None, int]] = []

    def compose(self) -> Node:
        dispatch = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open_mapping,
            yaml.SequenceStartEvent: self.open_sequence,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        for event in self.events():
            if (handle := dispatch.get(event.__class__)) is not None:
                handle(event)
        root = self.root
        if root is None or (isinstance(root, ScalarNode) and root.plain and not root.text):
            self.stop("empty-file", "the file holds nothing to read", (0, 0))
        self.expand(0, (root.start, root.start))
        self.spent.nodes, self.spent.expanded_nodes = self.nodes, self.expanded
        return root

    def events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.source.text, Loader=_LOADER)
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            from checker.plan.syntax import not_yaml

            raise _StopError(not_yaml(error, self.source)) from error

    # -- events ------------------------------------------------------------------------------------------------

    def document(self, event: Any) -> None:
        span = event.start_mark.index, event.end_mark.index
        if self.root is not None:
            self.stop("several-documents", "a second document starts here", span)
        if event.version == (1, 1):
            self.report("yaml-1-1-value", "the file says that it is YAML 1.1; it is read as YAML 1.2", span)

    def scalar(self, event: Any) -> None:
        text, tag, anchor = event.value, event.tag, event.anchor
        start, end = event.start_mark.index, event.end_mark.index
        plain = event.implicit[0] and tag is None
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.too_many_nodes((start, end))
        if self.key is None and tag is None and anchor is None:
            self.await_value(text, plain, (start, end))
            return
        data = text
        if plain:
            data = plain_value(text)
            if self.key is not None and (reading := yaml_1_1_reading(text)) is not None:
                message = f"{excerpt(text)} without quotes: older YAML tools read it as {reading}"
                self.report("yaml-1-1-value", message, (start, end))
        elif tag is not None:
            data, allowed = scalar_by_tag(tag, text)
            if not allowed:
                self.report_tag(tag, (start, end))
        if event.style in ("|", ">"):
            end = block_scalar_end(self.source.text, start, end, text)
        self.expanded += 1
        self.last = end
        node = ScalarNode(self.source, start, end, data, text, plain)
        if anchor is not None:
            self.anchors[anchor] = node
        self.add(node)

    def open_mapping(self, event: Any) -> None:
        if event.tag not in MAPPING_TAGS:
            self.report_tag(event.tag, (event.start_mark.index, event.end_mark.index))
        self.open(event, MappingNode(self.source, event.start_mark.index, event.end_mark.index), None)

    def open_sequence(self, event: Any) -> None:
        if event.tag not in SEQUENCE_TAGS:
            self.report_tag(event.tag, (event.start_mark.index, event.end_mark.index))
        self.open(event, SequenceNode(self.source, event.start_mark.index, event.end_mark.index), _NO_KEY)

    def open(self, event: Any, node: _Collection, key: _Key | None) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.too_many_nodes((node.start, node.end))
        if self.key is None:
            self.stop("key-not-text", "a key is a list or a mapping here", (node.start, node.end))
        if len(self.stack) >= self.limits.depth:
            message = f"the values are nested more than {self.limits.depth} levels deep"
            self.stop("limit-passed", message, (node.start, node.end))
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        self.stack.append((self.parent, self.key, self.expanded))
        self.parent, self.key = node, key
        self.expanded += 1

    def close(self, event: Any) -> None:
        node = self.parent
        # A collection in brackets ends with its bracket; one without ends where its last value ends, not at the next
        # token, which may be many comments further down.
        if event.end_mark.index > event.start_mark.index:
            self.last = event.end_mark.index
        if isinstance(node, MappingNode):
            if self.merges and (parts := self.merges.pop(node, None)):
                self.merge(node, parts)
            # A key without a value says no more than no key: both are absent.
            node.data = {key: child.data for key, child in node.children.items() if child.data is not None}
        elif node is not None:
            node.data = [child.data for child in node.children]
        else:
            return
        self.parent, self.key, before = self.stack.pop()
        node.end = self.last
        node.size = self.expanded - before
        self.add(node)

    def alias(self, event: Any) -> None:
        span = event.start_mark.index, event.end_mark.index
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.too_many_nodes(span)
        name = event.anchor
        target = self.anchors.get(name)
        if target is None:
            self.stop("unknown-alias", f"*{excerpt(name)} names an anchor that does not stand above it", span)
        if target is self.parent or any(target is around for around, _, _ in self.stack):
            self.stop("cycle", f"*{excerpt(name)} stands inside the value that it names", span)
        from checker.plan.aliases import height

        if (
            not isinstance(target, ScalarNode)
            and len(self.stack) + height(target, self.heights) > self.limits.depth
        ):
            message = f"with this alias written out, the values are nested more than {self.limits.depth} levels deep"
            self.stop("limit-passed", message, span)
        self.expand(target.size, span)
        self.last = span[1]
        self.add(AliasNode(self.source, *span, target))

    # -- building ----------------------------------------------------------------------------------------------

    def add(self, node: Node) -> None:
        parent, key = self.parent, self.key
        if key is None:
            target = resolved(node)
            if not isinstance(target, ScalarNode):
                self.stop("key-not-text", "a key is a list or a mapping here", (node.start, node.end))
            self.await_value(target.text, target.plain, (node.start, node.end))
        elif isinstance(parent, MappingNode):
            self.key = None
            text, plain, span = key
            if text == _MERGE and plain:
                parts = self.merges.setdefault(parent, [])
                if parts:
                    self.report_duplicate(_MERGE, span, parts[0][0])
                parts.append((span, node))
                return
            if text in parent.children:
                first = self.first_keys.setdefault((parent, text), parent.keys[text])
                self.report_duplicate(text, span, first)
            parent.children[text] = node
            parent.keys[text] = span
        elif parent is None:
            self.root = node
        else:
            parent.children.append(node)

    def await_value(self, text: str, plain: bool, span: Span) -> None:
        if not text:
            self.stop("key-not-text", "a key is empty here", span)
        self.key = (text, plain, span)

    def merge(self, node: MappingNode, parts: Iterable[tuple[Span, Node]]) -> None:
        """Add the keys of merge keys to the mapping's own: what stands in it wins, then what is merged first."""
        from checker.plan.aliases import to_merge

        for place, part in (merged for _, value in parts for merged in to_merge(value)):
            span = place.start, place.end
            source = resolved(part)
            if not isinstance(source, MappingNode):
                self.stop("merge-value", "<< names a value that is not a mapping", span)
            self.nodes += len(source.children)
            if self.nodes > self.limits.nodes:
                self.too_many_nodes(span)
            for key, child in source.children.items():
                if key not in node.children:
                    aliased = isinstance(place, AliasNode)
                    node.children[key] = AliasNode(self.source, *span, resolved(child)) if aliased else child
                    self.expand(child.size, span)

    # -- limits and findings -----------------------------------------------------------------------------------

    def expand(self, size: int, span: Span) -> None:
        self.expanded += size
        if self.expanded > self.limits.expanded_nodes:
            whole = "plan" if self.spent.expanded_nodes else "file"
            limit = f"{self.limits.expanded_nodes:,}"
            self.stop(
                "limit-passed",
                f"with every alias written out, the {whole} has more than {limit} values",
                span,
            )

    def too_many_nodes(self, span: Span) -> NoReturn:
        whole = "plan" if self.spent.nodes else "file"
        self.stop("limit-passed", f"the {whole} has more than {self.limits.nodes:,} values and keys", span)

    def stop(self, problem: str, message: str, span: Span) -> NoReturn:
        raise _StopError(PROBLEMS[problem].finding(message, self.source.location(*span)))

    def report(self, problem: str, message: str, span: Span, related: Iterable[Related] = ()) -> None:
        location = self.source.location(*span)
        if len(self.findings) >= self.limits.findings:
            raise _StopError(too_many(self.limits.findings, location))
        self.findings.append(PROBLEMS[problem].finding(message, location, related=related))

    def report_tag(self, tag: str, span: Span) -> None:
        self.report("tag-not-known", f"the tag {excerpt(shown_tag(tag))} is not allowed here", span)

    def report_duplicate(self, key: str, span: Span, first: Span) -> None:
        related = [Related("it stands here first", self.source.location(*first))]
        self.report(
            "duplicate-key", f"the key {excerpt(key)} stands a second time in the same mapping", span, related
        )
