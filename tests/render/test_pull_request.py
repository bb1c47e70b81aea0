"""Markdown for a pull request: rendered as GitHub renders it, nothing of a plan's text is live."""

import re

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from checker.errors import ExitCode
from checker.location import Location
from checker.render.formats import FAILURES, FORMATS
from checker.render.pull_request import COMMENT, page
from checker.render.run import Failure
from tests.render import hostile, sample
from tests.support.hostile import HOSTILE
from tests.support.runner import commands

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)
OURS = {
    "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "details", "summary", "ul", "li",
}  # fmt: skip


def html(markdown: str) -> str:
    """As GitHub's own parser renders it, with HTML let through, which GitHub cleans only later."""
    return str(github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))


def test_nothing_of_a_plan_is_live() -> None:
    markdown = "".join(FORMATS["markdown"](hostile.run()))
    rendered = html(markdown)
    assert set(re.findall(r"<([a-z0-9]+)", rendered)) <= OURS
    assert "href" not in rendered
    assert "src=x" in rendered
    # In the finished text GitHub looks for people and issues; in code it does not.
    outside = re.sub(r"<code>.*?</code>", "", rendered)
    assert re.findall(r"@\w|#\d|GH-\d|!\d", outside) == []
    assert commands(markdown) == []
    assert {character for character in markdown if not character.isprintable()} == {"\n"}


def test_a_hostile_text_breaks_no_table() -> None:
    rendered = html("".join(FORMATS["markdown"](hostile.run())))
    rows = re.findall(r"<tr>(.*?)</tr>", rendered, re.DOTALL)
    widths = {len(re.findall(r"<t[hd]", row)) for row in rows}
    assert widths == {8, 3}
    assert len(rows) == 11


def test_the_gravest_come_first_and_the_rest_is_folded() -> None:
    markdown = "".join(FORMATS["markdown"](sample.run(ASSESSED)))
    titles = re.findall(r"\*\*(.*?)\*\*\n|<summary>(.*?)</summary>", markdown)
    assert [bold or folded for bold, folded in titles] == [
        "1 plan",
        "3 errors",
        "1 warning",
        "1 rule not evaluated",
        "1 rule needs review",
        "1 rule waived",
    ]


def test_a_clean_run_is_a_table_of_plans() -> None:
    markdown = "".join(FORMATS["markdown"](sample.run(CLEAN)))
    assert markdown.startswith("### cxcheck: no findings in 1 plan\n\n**1 plan**\n")
    assert "<details>" not in markdown


def many(count: int) -> str:
    outcome = ASSESSED.outcomes[2]
    findings = tuple(
        outcome.findings[0]._replace(location=Location("a.yaml", line, 1, line, 2))
        for line in range(1, count + 1)
    )
    run = sample.run(CLEAN._replace(outcomes=(outcome._replace(findings=findings),)))
    return "".join(FORMATS["markdown"](run))


def test_what_does_not_fit_a_comment_is_counted() -> None:
    markdown = many(1_000)
    shown = len(re.findall(r"^\| `a\.yaml:\d+`", markdown, re.MULTILINE))
    assert 300 < shown < 1_000
    assert f"\n{1_000 - shown} more do not fit here: `cxcheck check --format text` shows them.\n" in markdown
    assert len(markdown.encode()) <= COMMENT


@pytest.mark.parametrize("room", [0, 100, 2_500, 10_000])
def test_a_page_is_never_larger_than_its_room(room: int) -> None:
    assert len("".join(page(hostile.run(), room)).encode()) <= room


def test_a_failed_run_says_so() -> None:
    failed = Failure(HOSTILE, Location(hostile.NAME, 3, 1, 3, 6), ExitCode.USAGE, "0.1.0")
    rendered = html(FAILURES["markdown"](failed))
    assert rendered.startswith("<h3>cxcheck could not check the plans</h3>\n<p>")
    assert set(re.findall(r"<([a-z0-9]+)", rendered)) <= OURS
    assert "href" not in rendered
    assert html(FAILURES["markdown"](failed._replace(message="no rules", location=None))) == (
        "<h3>cxcheck could not check the plans</h3>\n<p>no rules</p>\n"
    )
