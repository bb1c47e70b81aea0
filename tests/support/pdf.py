"""A PDF as a screen reader meets it: its title and language, its tags in reading order, its words and links."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pdfua
import pikepdf
import pypdfium2

UNREADABLE = {"UA-14-001"}
"""Checks of pdfua 0.1.3 that fail on lists of attributes, whatever the file: that headings are not empty. We ask ourselves."""


class Tag(NamedTuple):
    """An element of the tag tree: its name, how deep it stands, its attributes."""

    name: str
    depth: int
    title: str
    alternative: str
    attributes: dict[str, str]


class Read(NamedTuple):
    """What a PDF says. `bookmarks` are the titles of its outline, with their depth; `links` lead out of the file."""

    title: str
    language: str
    information: dict[str, str]
    tags: list[Tag]
    bookmarks: list[tuple[int, str]]
    pages: list[str]
    sizes: list[tuple[int, int]]
    fonts: set[str]
    links: list[str]
    is_active: bool

    @property
    def text(self) -> str:
        """All words, on one line; where a long word was broken it is whole again."""
        return " ".join(" ".join(self.pages).replace("\u200b", "").split())

    def counts(self, words: str) -> int:
        """How often the words occur, wherever lines were broken."""
        return "".join(self.text.split()).count("".join(words.split()))

    def named(self, *names: str) -> list[Tag]:
        """The tags with one of these names, in reading order."""
        return [tag for tag in self.tags if tag.name in names]


def read_pdf(made: bytes) -> Read:
    """Open a PDF, whole."""
    with pikepdf.open(io.BytesIO(made)) as file, file.open_outline() as outline:
        root = file.Root
        annotations: list[Any] = [one for page in file.pages for one in page.get("/Annots", [])]
        actions = [one["/A"] for one in annotations if "/A" in one]
        fonts = {
            re.sub(r"^[A-Z]{6}\+", "", str(found["/BaseFont"]).lstrip("/"))
            for found in file.objects if isinstance(found, pikepdf.Dictionary) and "/BaseFont" in found
        }  # fmt: skip
        with file.open_metadata() as metadata:
            title = str(metadata["dc:title"])
        read = Read(
            title, str(root.Lang), {key: str(value) for key, value in dict(file.docinfo).items()},
            list(_tags(root.StructTreeRoot.K)), list(_bookmarks(outline.root)), [], [], fonts,
            [str(action.get("/URI", action.get("/S"))) for action in actions if action["/S"] != "/GoTo"],
            any(name in root for name in ("/OpenAction", "/AA", "/AcroForm")) or "/JavaScript" in root.get("/Names", {}),
        )  # fmt: skip
    pages = pypdfium2.PdfDocument(made)
    for page in pages:
        read.pages.append(page.get_textpage().get_text_bounded())
        width, height = page.get_size()
        read.sizes.append((round(width), round(height)))
    return read


def assert_ua(made: bytes, folder: Path) -> None:
    """Nothing is found by `pdfua check`, and no check but those of UNREADABLE is left out."""
    file = folder / "checked.pdf"
    file.write_bytes(made)
    report = pdfua.validate(str(file))
    assert [finding.message for outcome in report.outcomes for finding in outcome.findings] == []
    assert {outcome.rule_id for outcome in report.outcomes if outcome.skipped_reason} <= UNREADABLE


def _tags(kids: Any, depth: int = 0) -> Iterator[Tag]:
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from _tags(kid, depth)
    elif isinstance(kids, pikepdf.Dictionary):
        if "/S" in kids:
            attributes: dict[str, str] = {}
            for each in kids.get("/A", []):
                attributes |= {key: str(value) for key, value in each.items()}
            yield Tag(str(kids.S), depth, str(kids.get("/T", "")), str(kids.get("/Alt", "")), attributes)
        if "/K" in kids:
            yield from _tags(kids.K, depth + 1)


def _bookmarks(items: Any, depth: int = 1) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, str(item.title)
        yield from _bookmarks(item.children, depth + 1)
