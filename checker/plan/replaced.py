"""A plan with one of its values taken from another plan, so that both can be judged as if only that had changed."""

from pathlib import PurePosixPath

from checker.finding import Finding
from checker.location import Route
from checker.plan.document import Document
from checker.plan.nodes import AliasNode, MappingNode, Node, resolved
from checker.plan.read import ReadPlan
from checker.sources.beside import is_waivers
from checker.sources.reading import WAIVERS

WAIVERS_BLOCK = ("waivers",)
"""Where waivers stand in a plan."""


def replaced(read: ReadPlan, way: tuple[str, ...], other: ReadPlan) -> ReadPlan:
    """`read` with what `other` has at `way`, and with what is wrong there; both could be read. Neither is changed."""
    assert read.document is not None  # noqa: S101 - says what holds
    assert other.document is not None  # noqa: S101 - says what holds
    root = _with(resolved(read.document.root), way, _at(other.document.root, way))
    problems = [
        *(problem for problem in read.problems if not under(problem.route, way)),
        *(problem for problem in other.problems if under(problem.route, way)),
    ]
    ordered = tuple(sorted(problems, key=lambda problem: problem.sort_key))
    return read._replace(document=Document(root), problems=ordered, texts={**other.texts, **read.texts})


def with_waivers(read: ReadPlan, other: ReadPlan) -> ReadPlan:
    """`read` with the waivers of `other`, those in the plan and those in the file beside it."""
    made = replaced(read, WAIVERS_BLOCK, other)
    problems = [
        *(problem for problem in made.problems if not in_waiver_file(problem, read)),
        *(problem for problem in other.problems if in_waiver_file(problem, other)),
    ]
    ordered = tuple(sorted(problems, key=lambda problem: problem.sort_key))
    return made._replace(problems=ordered, waivers=other.waivers)


def in_waiver_file(problem: Finding, read: ReadPlan) -> bool:
    """Whether a problem stands in the file beside the plan; one that cannot be read is known by its name."""
    file = problem.location.file
    if read.waivers is not None and file == read.waivers.root.source.path:
        return True
    name = PurePosixPath(file).name
    return name == WAIVERS or is_waivers(name)


def under(route: Route, way: tuple[str, ...]) -> bool:
    """Whether a route leads to `way` or into what stands there."""
    return bool(route) and route[: len(way)] == way


def _at(node: Node, way: tuple[str, ...]) -> Node | None:
    for step in way:
        inner = resolved(node)
        child = inner.children.get(step) if isinstance(inner, MappingNode) else None
        if child is None:
            return None
        node = child
    return node


def _with(node: Node, way: tuple[str, ...], value: Node | None) -> Node:
    """A copy of the mappings along `way`, with another value at its end. What is no mapping stays as it is."""
    if not way:
        return value if value is not None else node
    inner = resolved(node)
    if not isinstance(inner, MappingNode):
        return node
    step, rest = way[0], way[1:]
    child = inner.children.get(step)
    made = value if not rest else _with(child, rest, value) if child is not None else None
    copy = MappingNode(inner.source, inner.start, inner.end)
    copy.children = {name: each for name, each in inner.children.items() if name != step}
    copy.keys = dict(inner.keys)
    copy.data = {name: each for name, each in inner.data.items() if name != step}
    if made is not None:
        copy.children[step] = made
        copy.data[step] = made.data
    else:
        copy.keys.pop(step, None)
    return AliasNode(node.source, node.start, node.end, copy) if isinstance(node, AliasNode) else copy
