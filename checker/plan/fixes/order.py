"""The keys of a plan in the order of the plan format, from the outside in."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from checker.location import Route
from checker.plan.compose import compose
from checker.plan.fixes.apply import splice
from checker.plan.fixes.chunks import chunks_of
from checker.plan.fixes.fix import Fix, Left, left
from checker.plan.fixes.same import same_values
from checker.plan.limits import Limits
from checker.plan.nodes import MappingNode, Node, SequenceNode, resolved
from checker.plan.schema import EACH, Pattern, PlanSchema
from checker.plan.text import SourceText

KIND = "key order"
_LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n|\Z)|\r\n|\r|\n")
_DIFFERENT = "the file would not read as the same plan; an anchor may have to stand above its aliases"


class _Block(NamedTuple):
    """A block whose keys are out of order, and its keys in the order of the format."""

    route: Route
    node: MappingNode
    keys: list[str]


def in_order(
    text: SourceText, at: Pattern, schema: PlanSchema, limits: Limits
) -> tuple[str, tuple[Fix, ...], tuple[Left, ...]]:
    """The text with all keys in order, what was moved, and what was not.

    After each level the text is read again, and must give the same values. What was moved is told by the lines that it had
    in the text that was given.
    """
    given, _ = compose(text, limits)
    made: list[Fix] = []
    kept: dict[Route, Left] = {}
    while True:
        root, _ = compose(text, limits)
        moves: dict[Route, Fix] = {}
        for block in _outermost(root, at, schema, kept) if root is not None else ():
            move, reason = _move(block, text)
            if reason:
                kept[block.route] = left(move, reason)
            else:
                moves[block.route] = move
        if root is None or not moves:
            if root is None or not any(_outermost(root, at, schema, kept)):
                return text.text, tuple(made), tuple(kept.values())
            continue
        if not _same(root, text, list(moves.values()), limits):
            for route, move in list(moves.items()):
                if not _same(root, text, [move], limits):
                    kept[route] = left(moves.pop(route), _DIFFERENT)
        text = SourceText(text.path, splice(text.text, list(moves.values())))
        made += [_as_given(move, route, given) for route, move in moves.items()]


def _outermost(root: Node, at: Pattern, schema: PlanSchema, kept: Container[Route]) -> Iterator[_Block]:
    """The blocks out of order that stand in no other such block, those that are `kept` as they are passed over."""
    pending: list[tuple[Route, Node, Pattern]] = [((), root, at)]
    while pending:
        route, node, pattern = pending.pop()
        if isinstance(node, MappingNode):
            written = sorted(node.keys, key=lambda key: node.keys[key][0])
            keys = _sorted(written, schema.names(pattern))
            if keys != written and route not in kept:
                yield _Block(route, node, keys)
                continue
            pending += (((*route, key), node.children[key], (*pattern, key)) for key in written)
        elif isinstance(node, SequenceNode):
            pending += (
                ((*route, index), child, (*pattern, EACH)) for index, child in enumerate(node.children)
            )


def _sorted(written: list[str], names: list[str]) -> list[str]:
    """The keys in the order of the format; those that it does not know stay behind the key that they stand behind."""
    if not names:
        return written
    rank, ranks = -1, {}
    for key in written:
        rank = names.index(key) if key in names else rank
        ranks[key] = rank
    return sorted(written, key=lambda key: ranks[key])


def _move(block: _Block, text: SourceText) -> tuple[Fix, str]:
    """The move of whole lines that puts a block in order, or the reason why there is none."""
    node = block.node
    written = sorted(node.keys, key=lambda key: node.keys[key][0])
    differ = [at for at, (old, new) in enumerate(zip(written, block.keys, strict=True)) if old != new]
    part = slice(differ[0], differ[-1] + 1)
    said = f"{', '.join(written[part])} → {', '.join(block.keys[part])}"
    chunks, reason = chunks_of(node, text.text, block.keys)
    if chunks is None:
        at = node.keys[written[differ[0]]]
        return Fix(KIND, text.location(*at), *at, "", "", None, True, said), reason
    start, old, new = _changed_lines(
        chunks.span[0], text.text[slice(*chunks.span)], chunks.ordered(block.keys)
    )
    end = start + len(old)
    return Fix(KIND, text.location(start, end), start, end, old, new, None, True, said), ""


def _as_given(move: Fix, route: Route, given: Node | None) -> Fix:
    """The move at the place that the block has in the text that was given: the blocks around it may have moved before."""
    node = given
    for step in route:
        if isinstance(node, MappingNode):
            node = node.children.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.children[step]
        node = resolved(node) if node is not None else None
    if not isinstance(node, MappingNode):
        return move
    written = sorted(node.keys, key=lambda key: node.keys[key][0])
    moved = [key for key in move.said.partition(" → ")[0].split(", ") if key in written]
    start, end = node.keys[moved[0]][0], node.children[moved[-1]].end
    place = node.source.location(start, end)
    lines = f"lines {place.line} to {place.end_line}" if place.end_line > place.line else f"line {place.line}"
    return move._replace(location=place, said=f"{move.said} ({lines})")


def _changed_lines(start: int, old: str, new: str) -> tuple[int, str, str]:
    """Two texts from the first line to the last in which they differ, and where that begins."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    while before and after and before[0] == after[0]:
        start += len(before.pop(0))
        after.pop(0)
    while before and after and before[-1] == after[-1]:
        before.pop()
        after.pop()
    old, new = "".join(before), "".join(after)
    for end in ("\r\n", "\n", "\r"):
        if old.endswith(end) and new.endswith(end):
            return start, old.removesuffix(end), new.removesuffix(end)
    return start, old, new


def _same(root: Node, text: SourceText, moves: list[Fix], limits: Limits) -> bool:
    read, _ = compose(SourceText(text.path, splice(text.text, moves)), limits)
    return read is not None and same_values(root, read)
