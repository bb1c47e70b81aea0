"""The whole reading of a plan, on one page: bytes → text → nodes → one document → its shape."""

from pathlib import PurePosixPath
from typing import NamedTuple

from checker.finding import Finding
from checker.plan.compose import compose
from checker.plan.decode import decode
from checker.plan.document import Document
from checker.plan.fit import fit
from checker.plan.limits import Limits, Spent
from checker.plan.nodes import MappingNode, Node, SequenceNode
from checker.plan.problems import PROBLEMS, too_many
from checker.plan.schema import PlanSchema, plan_schema
from checker.plan.text import SourceText
from checker.sources.source import PlanSource, SourceFile


class ReadPlan(NamedTuple):
    """What became of one submission. `document` is None where it could not be read; `problems` says why, sorted.

    `texts` holds the text of every file, by its name, for showing the lines of a finding. `waivers` is the list in the
    file beside the plan, None where there is no such file, or nothing of it can be read.
    """

    name: str
    digest: str
    document: Document | None
    problems: tuple[Finding, ...]
    texts: dict[str, SourceText]
    waivers: Document | None = None


def read_plan(source: PlanSource, limits: Limits | None = None, schema: PlanSchema | None = None) -> ReadPlan:
    """Read a plan. Whatever is wrong with it becomes a located finding; nothing is raised for bad input.

    Where one file of a folder plan cannot be read, the others are still looked at, and there is no document.
    """
    reader = _Reader(limits or Limits(), schema or plan_schema())
    document = reader.read(source)
    problems = sorted(reader.findings, key=lambda finding: finding.sort_key)
    most = reader.limits.findings
    if len(problems) > most:
        problems = [*problems[:most], too_many(most, problems[most].location)]
        document = None
    waivers = None
    if source.waivers is not None:
        from checker.plan.waiverfile import read_waivers

        waivers, more, text = read_waivers(source.waivers, reader.limits)
        problems = sorted([*problems, *more], key=lambda finding: finding.sort_key)
        reader.texts[text.path] = text
    return ReadPlan(source.name, source.digest, document, tuple(problems), reader.texts, waivers)


class _Reader:
    def __init__(self, limits: Limits, schema: PlanSchema) -> None:
        self.limits = limits
        self.schema = schema
        self.spent = Spent()
        self.texts: dict[str, SourceText] = {}
        self.findings: list[Finding] = []

    def read(self, source: PlanSource) -> Document | None:
        root = self.node(source.root)
        parts = [(inside, self.node(file), file.path) for inside, file in source.parts]
        self.report_left_out(source)
        mapping = root if isinstance(root, MappingNode) else None
        if root is not None and mapping is None:
            message = "a plan is a set of fields such as `plan:` and `services:`; this file is not"
            at = root.source.location(root.start, root.start)
            self.findings.append(PROBLEMS["wrong-type"].finding(message, at))
        if mapping is None:
            return None
        if parts:
            from checker.plan.folder import graft

            # A part that cannot be read stands as a list without entries, so that its block does not seem to be missing.
            whole = [(inside, node or SequenceNode(self.texts[path], 0, 0)) for inside, node, path in parts]
            self.findings += graft(mapping, whole, self.schema)
        document = Document(mapping)
        self.check(document)
        return document if all(node is not None for _, node, _ in parts) else None

    def node(self, file: SourceFile) -> Node | None:
        """The tree of one file; None where it cannot be read."""
        text, problems = decode(file, self.limits, self.spent)
        self.texts[file.path] = text
        node = None
        if not _unreadable(problems):
            node, more = compose(text, self.limits, self.spent)
            problems += more
        self.findings += problems
        return node

    def report_left_out(self, source: PlanSource) -> None:
        folder = PurePosixPath(source.root.path).parent
        for inside, reason in source.left_out:
            text = SourceText(str(folder / inside), "")
            self.texts[text.path] = text
            message = f"{inside} is not read: {reason}"
            self.findings.append(PROBLEMS["stray-file"].finding(message, text.location(0, 0)))

    def check(self, document: Document) -> None:
        """The shape of the document; then its numbers are made of the kinds that the format asks for."""
        found = fit(document.data, self.schema.short)
        if not found.fits:
            from checker.plan.shape import keep_as_written, misfits, once

            wrong = misfits(document, self.schema, self.limits.findings)
            self.findings = once(self.findings, wrong)
            keep_as_written(document, wrong)
        found.settle()


def _unreadable(findings: list[Finding]) -> bool:
    return any(PROBLEMS[finding.rule].unreadable for finding in findings)
