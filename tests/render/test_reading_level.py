"""Our own fixed texts are plain: those of the templates, and those that the parts of reports, letters and pages are made from.

The measure is that of `cxcheck rules lint` (`checker/policy/plainwords.py`). A value that is put into a sentence counts as one
short word: what a plan says is not ours to judge.
"""

import ast
import re
from collections.abc import Iterator
from html import unescape

import pytest

from checker.policy.plainwords import LONGEST_SENTENCE, heavy_words, reading_grade, sentences
from checker.resources import resource
from tests.support.command import ROOT

HIGHEST = 8.0
"""The grade of all sentences of a report together: the end of middle school."""
HIGHEST_OF_A_FILE = 12.5
"""That of one file, where few sentences name much: "the performance plans of senior executives"."""
FEWEST_WORDS = 4

_REPORTS = resource("reports")
TEMPLATES = sorted(path.relative_to(_REPORTS).as_posix() for path in _REPORTS.rglob("*.j2"))
_WORDS = (
    "checker/annual/**/*.py",
    "checker/render/report_words.py",
    "checker/render/review/*_words.py",
    "checker/render/annual/*.py",
)
MODULES = sorted({path.relative_to(ROOT).as_posix() for glob in _WORDS for path in ROOT.glob(glob)})


def of_a_template(text: str) -> list[str]:
    """The sentences of a template, each on a line of its own in what it lays out."""
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}", "X", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}", " ", text, flags=re.DOTALL)
    text = re.sub(
        r"</?(?:p|h\d|li|td|th|dt|dd|section|caption|figure|summary|title|a class)\b[^>]*>", "\n\n", text
    )
    text = re.sub(r"<[^>]*>", " ", text)
    return _sentences(re.split(r"\n\s*\n|\n[-#>|]", unescape(text)))


def of_a_module(text: str) -> list[str]:
    """The sentences in a module that are no docstrings."""
    tree = ast.parse(text)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    } - {id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    return _sentences(_words(node) for node in ast.walk(tree) if id(node) not in told | inside)


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)  # type: ignore[misc]
    return ""


def _sentences(texts: Iterator[str] | list[str]) -> list[str]:
    return [
        sentence for text in texts for sentence in sentences(text)
        if sentence.endswith((".", "?")) and len(sentence.split()) >= FEWEST_WORDS
    ]  # fmt: skip


FOUND = {name: of_a_template((_REPORTS / name).read_text(encoding="utf-8")) for name in TEMPLATES}
FOUND |= {name: of_a_module((ROOT / name).read_text(encoding="utf-8")) for name in MODULES}
WITH_SENTENCES = [name for name, found in FOUND.items() if found]


@pytest.mark.parametrize(
    "folder", ["annual/", "compliance/", "letter/", "portfolio/", "checker/annual/", "checker/render/"]
)
def test_a_report_reads_at_the_level_of_middle_school(folder: str) -> None:
    found = [sentence for name, some in FOUND.items() if name.startswith(folder) for sentence in some]
    assert len(found) >= 20
    assert reading_grade(" ".join(found)) <= HIGHEST


@pytest.mark.parametrize("name", WITH_SENTENCES)
def test_no_file_is_hard_to_read(name: str) -> None:
    assert reading_grade(" ".join(FOUND[name])) <= HIGHEST_OF_A_FILE


@pytest.mark.parametrize("name", WITH_SENTENCES)
def test_every_sentence_is_short_and_of_plain_words(name: str) -> None:
    assert [sentence for sentence in FOUND[name] if len(sentence.split()) > LONGEST_SENTENCE] == []
    assert heavy_words(" ".join(FOUND[name])) == []


def test_the_sentences_are_found() -> None:
    assert of_a_template(
        "{# a note that is not shown. #}<p>{{ x }} was <b>never</b> enacted at all.</p><p>Made by {{ y }}</p>"
    ) == ["X was never enacted at all."]
    assert of_a_module(
        '"""A docstring is no sentence of ours."""\nsay(f"The plan of {year} names no owner at all.")\nA = "short."'
    ) == ["The plan of X names no owner at all."]
    assert sum(map(len, FOUND.values())) > 300
