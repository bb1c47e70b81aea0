"""The file of waivers beside a plan, read as a plan is: bytes → text → nodes → its shape, every fault with its place."""

from typing import NamedTuple

from checker.finding import Finding
from checker.plan.compose import compose
from checker.plan.decode import decode
from checker.plan.document import Document
from checker.plan.limits import Limits
from checker.plan.nodes import Node, SequenceNode
from checker.plan.problems import PROBLEMS
from checker.plan.schema import waiver_schema
from checker.plan.shape import check_shape, keep_as_written, once
from checker.plan.text import SourceText
from checker.sources.source import SourceFile


class WaiverFile(NamedTuple):
    """What became of a file of waivers. `document` is None where it cannot be read, or holds nothing but comments."""

    document: Document | None
    problems: list[Finding]
    text: SourceText


def read_waivers(file: SourceFile, limits: Limits) -> WaiverFile:
    """Read a file of waivers. Whatever is wrong with it becomes a located finding."""
    text, problems = decode(file, limits)
    if any(PROBLEMS[problem.rule].unreadable for problem in problems):
        return WaiverFile(None, problems, text)
    root, more = compose(text, limits)
    # An empty plan shows nothing; an empty file of waivers says that nothing is waived.
    problems += [problem for problem in more if problem.rule != "empty-file"]
    if root is None:
        return WaiverFile(None, problems, text)
    if not isinstance(root, SequenceNode):
        return WaiverFile(None, [*problems, _no_list(root)], text)
    document = Document(root)
    misfits = check_shape(document, waiver_schema(), limits.findings)
    keep_as_written(document, misfits)
    return WaiverFile(document, once(problems, misfits), text)


def _no_list(root: Node) -> Finding:
    message = "a file of waivers is a list, each entry with a hyphen: `- rule: …`; this file is not"
    return PROBLEMS["wrong-type"].finding(message, root.source.location(root.start, root.start))
