"""The sentences of the order: which one a clause stands in."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from checker.policy.clauses import Clause

AMENDED = "order/as-amended.txt"
ISSUED = "order/eo-14058.md"

_END = re.compile(r"[.?!][”’\")]*\s+(?=[“(]?[A-Z])")
"""The end of a sentence. Not `. . . to address`: what follows is no capital letter."""

_DEFINITIONS = 3


def words_of_clauses(clauses: Iterable[Clause], order: str) -> Mapping[str, str]:
    """For each clause, by id, the whole sentence of `order` that it is taken from, on one line.

    A definition is its whole paragraph. So is a clause whose words run over the end of a sentence. A clause whose words
    do not stand in the order has its own words only. Parts of one sentence (`.a`, `.b`) share it.
    """
    paragraphs = [one_line(paragraph) for paragraph in order.split("\n\n")]
    return {clause.id: _around(clause, paragraphs) for clause in clauses}


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph that stands on one line."""
    ends = [0, *(match.end() for match in _END.finditer(paragraph)), len(paragraph)]
    return [paragraph[start:end].strip() for start, end in pairwise(ends)]


def _around(clause: Clause, paragraphs: list[str]) -> str:
    quote = one_line(clause.quote)
    for paragraph in paragraphs:
        if quote in paragraph:
            units = sentences(paragraph) if clause.section != _DEFINITIONS else []
            return next((sentence for sentence in units if quote in sentence), paragraph)
    return quote


def one_line(text: str) -> str:
    """The words of a text without line breaks, double spaces and the escapes of Markdown."""
    return " ".join(text.replace("\\", "").split())
