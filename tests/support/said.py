"""Findings of the reader as one line of text each, place and words whole, so that a table can hold them."""

from collections.abc import Iterable

from checker.finding import Finding, Related
from checker.location import Location
from checker.plan.compose import compose
from checker.plan.document import Document
from checker.plan.limits import Limits
from checker.plan.text import SourceText
from checker.sources.source import SourceFile


def place(location: Location) -> str:
    """`3:5-3:9`, without the file."""
    return f"{location.line}:{location.column}-{location.end_line}:{location.end_column}"


def said(findings: Iterable[Finding]) -> list[str]:
    """`3:5-3:9 duplicate-key the words (1:1-1:5 the words of the related place)`."""
    return [f"{place(finding.location)} {_words(finding)}" for finding in findings]


def said_with_files(findings: Iterable[Finding]) -> list[str]:
    """The same with the file before the place, and the route of the finding where it has one."""
    return [f"{finding.location.file}:{place(finding.location)} {_words(finding)}" for finding in findings]


def _words(finding: Finding) -> str:
    return " ".join([finding.rule, finding.message, *map(_related, finding.related)])


def _related(related: Related) -> str:
    return f"({place(related.location)} {related.message})"


def composed(text: str, limits: Limits | None = None) -> tuple[Document | None, list[str]]:
    """The document of a text, and what was said of it."""
    root, findings = compose(SourceText("plan.yaml", text), limits or Limits())
    return Document(root) if root is not None else None, said(findings)


def document(text: str) -> Document:
    """The document of a text that must be in order."""
    found, problems = composed(text)
    assert problems == []
    assert found is not None
    return found


def source_file(content: bytes | str, path: str = "plan.yaml") -> SourceFile:
    """A file as the reader gets it."""
    content = content.encode() if isinstance(content, str) else content
    return SourceFile(path, content, len(content))
