"""The whole reading of a plan, on one page: bytes → text → nodes → one document → its shape."""

from dataclasses import dataclass

from checker.finding import Finding
from checker.plan.compose import compose
from checker.plan.decode import decode
from checker.plan.document import Document
from checker.plan.folder import graft
from checker.plan.limits import Limits
from checker.plan.nodes import MappingNode, Node, resolved
from checker.plan.problems import PROBLEMS
from checker.plan.schema import PlanSchema, plan_schema
from checker.plan.shape import check_shape, promote_decimals
from checker.plan.text import SourceText
from checker.sources.source import PlanSource, SourceFile


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What became of one submission. `document` is None where it could not be read; `problems` says why, sorted.

    `texts` holds the text of every file, by its name, for showing the lines of a finding.
    """

    name: str
    digest: str
    document: Document | None
    problems: tuple[Finding, ...]
    texts: dict[str, SourceText]


def read_plan(source: PlanSource, limits: Limits | None = None, schema: PlanSchema | None = None) -> ReadPlan:
    """Read a plan. Whatever is wrong with it becomes a located finding; nothing is raised for bad input."""
    limits = limits or Limits()
    schema = schema or plan_schema()
    texts: dict[str, SourceText] = {}
    findings: list[Finding] = []

    def node_of(file: SourceFile) -> Node | None:
        text, problems = decode(file, limits)
        texts[file.path] = text
        if not _unreadable(problems):
            node, more = compose(text, limits)
            problems += more
        findings.extend(problems)
        return None if _unreadable(problems) else node

    root = node_of(source.root)
    parts = [(inside, node_of(file)) for inside, file in source.parts]
    mapping = resolved(root) if root is not None else None
    if mapping is not None and not isinstance(mapping, MappingNode):
        at = mapping.source.location(mapping.start, mapping.start)
        message = "a plan is a set of fields such as `plan:` and `services:`; this file is not"
        findings.append(PROBLEMS["wrong-type"].finding(message, at))
        mapping = None
    document = None
    if isinstance(mapping, MappingNode) and all(node is not None for _, node in parts):
        findings += graft(mapping, [(inside, node) for inside, node in parts if node is not None], schema)
        document = Document(mapping)
        findings += check_shape(document, schema)
        promote_decimals(document.data, schema)
    problems = tuple(sorted(findings, key=lambda finding: finding.sort_key))
    return ReadPlan(source.name, source.digest, document, problems, texts)


def _unreadable(findings: list[Finding]) -> bool:
    return any(PROBLEMS[finding.rule].unreadable for finding in findings)
