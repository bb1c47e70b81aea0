"""Findings as SARIF has them: the `result` objects of a log, with their places."""

import re
from collections.abc import Mapping
from typing import Any

from checker.finding import Finding
from checker.location import Location, route_text
from checker.plan.text import SourceText
from checker.render.fingerprint import Fingerprints
from checker.render.places import repository_path, uri
from checker.render.printable import one_line, related_words, visible
from checker.render.run import Checkout
from checker.render.sarif_rules import ended

ROOT = "%SRCROOT%"
"""What relative names of files count from: the root of the repository, wherever it is checked out."""

_MOST_RELATED = 100
_MOST_LINES = 10
_LONGEST = 1_000
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"[\\\[\]]")


class Results:
    """Makes results one after the other; `texts` holds the text of files by their names as the findings have them."""

    def __init__(self, texts: Mapping[str, SourceText], checkout: Checkout) -> None:
        self.texts = texts
        self.checkout = checkout
        self._fingerprints = Fingerprints()

    def result(self, finding: Finding, index: int, state: str = "") -> dict[str, Any]:
        """One finding; `index` is the place of its rule among the rules of the log, `state` whether it is new."""
        related = finding.related[:_MOST_RELATED]
        links = [
            f"[{_linked(related_words(each.message) or str(each.location))}]({number})"
            for number, each in enumerate(related, start=1)
        ]
        text = " ".join([
            plain(ended(finding.message)), plain(ended(finding.remedy)), *([f"See {', '.join(links)}."] if links else ()),
        ])  # fmt: skip
        path = repository_path(finding.location.file, self.checkout)
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": finding.level.value,
            "message": {"text": text},
            "locations": [
                {
                    **self.place(finding.location),
                    "logicalLocations": [{"fullyQualifiedName": one_line(route_text(finding.route))}],
                }
            ],
            "partialFingerprints": {"primaryLocationLineHash": self._fingerprints.of(finding, path)},
        }
        if state:
            result["baselineState"] = state
        if related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    **self.place(each.location),
                    "message": {"text": plain(ended(related_words(each.message) or str(each.location)))},
                }
                for number, each in enumerate(related, start=1)
            ]
        return result

    def place(self, location: Location) -> dict[str, Any]:
        """A range in a file, with its text where that is known and short."""
        region: dict[str, Any] = {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        }
        place: dict[str, Any] = {"artifactLocation": self.file(location.file), "region": region}
        source = self.texts.get(location.file)
        if source is not None and source.text and location.end_line - location.line < _MOST_LINES:
            region["snippet"] = {"text": _shown(source.between(location))}
            first, last = max(1, location.line - 1), min(source.lines, location.end_line + 1)
            if (first, last) != (location.line, location.end_line):
                lines = [source.line(number) for number in range(first, last + 1)]
                place["contextRegion"] = {
                    "startLine": first,
                    "endLine": last,
                    "snippet": {"text": _shown("\n".join(lines))},
                }
        return {"physicalLocation": place}

    def file(self, name: str) -> dict[str, Any]:
        """A file by its name from the root of the repository."""
        reference = uri(repository_path(name, self.checkout))
        return {"uri": reference} if ":" in reference else {"uri": reference, "uriBaseId": ROOT}


def plain(text: str) -> str:
    """`text` as a message of SARIF, in which `{0}` would be a placeholder and `[words](1)` a link."""
    text = _PLACEHOLDER.sub(r"{{\1}}", text)
    return _linked(text) if "](" in text else text


def _linked(text: str) -> str:
    """`text` as the words of a link."""
    return _LINK.sub(r"\\\g<0>", one_line(text))


def _shown(text: str) -> str:
    """A piece of a plan, its lines and tabs kept, cut where it is long."""
    kept = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "".join(character if character in "\t\n" else visible(character) for character in kept)
