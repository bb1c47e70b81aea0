"""A plan in a folder: plan.yaml, and a folder of files for each list block that program offices keep themselves.

The path of a folder is the route of its block: `services/*.yaml`, `voice_of_customer/surveys/*.yaml`. A file holds
one entry or a list of entries; files count in the order of their names.
"""

from difflib import get_close_matches
from pathlib import PurePosixPath

from checker.finding import Finding, Related
from checker.plan.nodes import AliasNode, MappingNode, Node, SequenceNode, resolved
from checker.plan.problems import PROBLEMS
from checker.plan.schema import PlanSchema


def graft(root: MappingNode, parts: list[tuple[str, Node]], schema: PlanSchema) -> list[Finding]:
    """Put the entries of each part, `("services/passport.yaml", its root node)`, into the tree of plan.yaml."""
    findings: list[Finding] = []
    blocks: dict[str, list[tuple[str, Node]]] = {}
    for inside, node in parts:
        blocks.setdefault(str(PurePosixPath(inside).parent), []).append((inside, node))
    for folder, entries in blocks.items():
        route = tuple(folder.split("/"))
        if route not in schema.list_routes:
            findings.append(_not_a_block(folder, entries[0][1], schema))
            continue
        parent = _parent(root, route[:-1])
        existing = parent.children.get(route[-1]) if parent is not None else None
        if parent is None or existing is not None:
            findings.append(_in_two_places(folder, route, existing, root, entries[0][1]))
            continue
        _attach(root, route, entries)
    return findings


def _attach(root: MappingNode, route: tuple[str, ...], entries: list[tuple[str, Node]]) -> None:
    first = entries[0][1]
    block = SequenceNode(first.source, first.start, first.end)
    for _, node in entries:
        target = resolved(node)
        block.children += target.children if isinstance(target, SequenceNode) else [node]
    block.data = [child.data for child in block.children]
    parent = root
    for step in route[:-1]:
        if step not in parent.children:
            made = MappingNode(first.source, first.start, first.start)
            parent.children[step] = made
            parent.data[step] = made.data
        parent = resolved(parent.children[step])  # type: ignore[assignment]  # _parent() has looked
    parent.children[route[-1]] = block
    parent.data[route[-1]] = block.data


def _parent(root: MappingNode, route: tuple[str, ...]) -> MappingNode | None:
    """The mapping that holds the block, or would; None where something else stands in the way."""
    node: Node = root
    for step in route:
        if not isinstance(node, MappingNode):
            return None
        if step not in node.children:
            return node
        if isinstance(node.children[step], AliasNode):
            return None
        node = node.children[step]
    return node if isinstance(node, MappingNode) else None


def _not_a_block(folder: str, node: Node, schema: PlanSchema) -> Finding:
    known = sorted("/".join(map(str, route)) for route in schema.list_routes)
    close = get_close_matches(folder, known, n=1)
    hint = f"; did you mean {close[0]}/?" if close else ""
    message = f"the folder {folder}/ is not a list block of the plan format{hint}"
    return PROBLEMS["unknown-key"].finding(message, node.source.location(0, 0))


def _in_two_places(
    folder: str, route: tuple[str, ...], existing: Node | None, root: MappingNode, first: Node
) -> Finding:
    name = ".".join(route)
    related = [Related(f"the folder {folder}/ holds it too", first.source.location(0, 0))]
    at = existing if existing is not None else root
    location = at.source.location(at.start, at.start)
    return PROBLEMS["block-in-two-places"].finding(
        f"{name} stands in plan.yaml and in the folder {folder}/; the folder was not read",
        location,
        route,
        related,
    )
