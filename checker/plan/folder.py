"""A plan in a folder: plan.yaml, and a folder of files for each list block that program offices keep themselves.

The path of a folder is the route of its block: `services/*.yaml`, `voice_of_customer/surveys/*.yaml`. A file holds
one entry or a list of entries; files count in the order of their names.
"""

from pathlib import PurePosixPath

from checker.finding import Finding, Related
from checker.plan.nodes import AliasNode, MappingNode, Node, SequenceNode, resolved
from checker.plan.problems import PROBLEMS
from checker.plan.schema import PlanSchema
from checker.suggestion import did_you_mean

_Parts = list[tuple[str, Node]]
_Route = tuple[str, ...]


def graft(root: MappingNode, parts: _Parts, schema: PlanSchema) -> list[Finding]:
    """Put the entries of each part, `("services/passport.yaml", its root node)`, into the tree of plan.yaml."""
    findings: list[Finding] = []
    blocks: dict[str, _Parts] = {}
    for inside, node in parts:
        blocks.setdefault(str(PurePosixPath(inside).parent), []).append((inside, node))
    for folder, entries in blocks.items():
        route = tuple(folder.split("/"))
        if route not in schema.list_routes:
            findings.append(_not_a_block(folder, entries[0][1], schema))
        elif (trouble := _no_room(root, route, entries[0][1])) is not None:
            findings.append(trouble)
        else:
            _attach(root, route, entries)
    return findings


def _no_room(root: MappingNode, route: _Route, first: Node) -> Finding | None:
    """Why the block has no place in plan.yaml: it stands there already, or something else stands in the way."""
    node: Node = root
    for depth, step in enumerate(route):
        if not isinstance(node, MappingNode):
            return _in_the_way(route, route[:depth], node, first)
        child = node.children.get(step)
        if child is None or child.data is None:
            return None
        node = child
    return _in_two_places(route, node, first)


def _attach(root: MappingNode, route: _Route, entries: _Parts) -> None:
    first = entries[0][1]
    block = SequenceNode(first.source, first.start, first.end)
    for _, node in entries:
        target = resolved(node)
        block.children += target.children if isinstance(target, SequenceNode) else [node]
    block.data = [child.data for child in block.children]
    parent = root
    for step in route[:-1]:
        child = parent.children.get(step)
        if not isinstance(child, MappingNode):  # absent or empty: _no_room() has looked
            child = MappingNode(first.source, first.start, first.start)
            parent.children[step] = child
            parent.data[step] = child.data
        parent = child
    parent.children[route[-1]] = block
    parent.data[route[-1]] = block.data


def _not_a_block(folder: str, node: Node, schema: PlanSchema) -> Finding:
    known = sorted("/".join(map(str, route)) for route in schema.list_routes)
    same_name = [route for route in known if PurePosixPath(route).name == PurePosixPath(folder).name]
    if same_name:
        hint = f"; did you mean {same_name[0]}/?"
    else:
        hint = did_you_mean(f"{folder}/", [f"{route}/" for route in known])
    message = f"the folder {folder}/ is not a list block of the plan format{hint}"
    return PROBLEMS["unknown-key"].finding(message, node.source.location(0, 0))


def _in_two_places(route: _Route, existing: Node, first: Node) -> Finding:
    folder = "/".join(route)
    related = [Related(f"the folder {folder}/ holds it too", first.source.location(0, 0))]
    message = f"{'.'.join(route)} stands in plan.yaml and in the folder {folder}/; the folder was not read"
    location = existing.source.location(existing.start, existing.start)
    return PROBLEMS["block-in-two-places"].finding(message, location, route, related)


def _in_the_way(route: _Route, above: _Route, existing: Node, first: Node) -> Finding:
    folder = "/".join(route)
    related = [Related(f"the folder {folder}/ starts here", first.source.location(0, 0))]
    kind = "an alias" if isinstance(existing, AliasNode) else "not a set of fields"
    message = f"{'.'.join(above)} is {kind} in plan.yaml, so the folder {folder}/ was not read"
    location = existing.source.location(existing.start, existing.end)
    return PROBLEMS["block-in-the-way"].finding(message, location, above, related)
