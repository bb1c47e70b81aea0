"""The compliance report: golden files, what it says in each case, and what a hostile plan cannot make it do."""

import re
from html.parser import HTMLParser

import pytest

from checker.assessment.outcome import Assessment, Dropped, Outcome, Status
from checker.finding import Level
from checker.plan.read import ReadPlan
from checker.render.report import ReportFormat, render_report
from checker.render.report_build import build_report
from checker.render.report_view import ReportView
from checker.render.report_words import rating_reason
from tests.render import sample
from tests.support.golden import assert_golden

READ = sample.read()
ASSESSED = sample.assessment(READ)
CLEAN = sample.clean(READ)
FORMATS: list[ReportFormat] = ["html", "markdown"]


def report(format_: ReportFormat, assessed: Assessment = ASSESSED, read: ReadPlan = READ) -> str:
    return render_report(assessed, sample.RULEBOOK, sample.PROFILE, read, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_everything_that_occurs_is_shown(format_: ReportFormat) -> None:
    assert_golden({"html": "report.html", "markdown": "report.md"}[format_], report(format_))


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_assessment_gives_the_same_report(format_: ReportFormat) -> None:
    assert report(format_) == report(format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_clean_plan_says_what_there_is_none_of(format_: ReportFormat) -> None:
    text = report(format_, CLEAN)
    for said in (
        "No error was found.",
        "No waiver was applied.",
        "Every rule of the pack was asked.",
        "Green",
    ):
        assert said in text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_plan_that_could_not_be_read(format_: ReportFormat) -> None:
    asked = sample.RULES["volumes-agree"]
    outcome = Outcome(asked, Status.NOT_EVALUATED, Level.ERROR, reason="the plan could not be read")
    bare = CLEAN._replace(
        title="",
        agency="",
        fiscal_year=None,
        as_of="",
        problems=ASSESSED.problems,
        outcomes=(outcome,),
    )
    text = report(format_, bare, READ._replace(document=None))
    for said in (
        "Agency not named",
        "Plan without a title",
        "none: the plan names no day",
        "Red",
        "no day of assessment",
        "The plan could not be read, so no rule could be asked.",
        "Fiscal_year is not a field of plan",
        "The plan could not be read, so the one rule could not be asked. Nothing is known of any clause.",
        "S1.p3.s1, S1.p3.s3, S1.p4.s1.a, S1.p5.s1, S1.p6.s5",
    ):
        assert said.replace("_", "\\_" if format_ == "markdown" else "_") in text  # fmt: skip
    assert "afforded under law and policy" not in text


def unread(count: int) -> Assessment:
    """A plan that could not be read, and as many rules."""
    asked = sample.RULES["volumes-agree"]
    rules = [asked._replace(id=f"rule-{number}") for number in range(count)]
    outcomes = (
        Outcome(each, Status.NOT_EVALUATED, Level.ERROR, reason="the plan could not be read")
        for each in rules
    )
    return CLEAN._replace(problems=ASSESSED.problems, outcomes=tuple(outcomes))


@pytest.mark.parametrize(
    ("assessed", "reason"),
    [
        (CLEAN, "The plan could be read; no error was found, and every rule at the level of an error was evaluated."),
        (ASSESSED, ("The plan could be read; 3 errors were found and 1 rule at the level of an error could not be "
                    "evaluated. 1 rule waits for a person's judgement, which no rating takes in.")),
        (CLEAN._replace(problems=ASSESSED.problems), "The plan could be read; 1 error was found."),
    ],
    ids=["green", "yellow", "yellow for one error"],
)  # fmt: skip
def test_the_rating_says_why(assessed: Assessment, reason: str) -> None:
    assert rating_reason(assessed) == reason


def test_a_rule_is_whole_at_its_first_clause_and_linked_at_the_others() -> None:
    clauses = {part.id: part for section in build().sections for part in section.clauses}
    assert [shown.rule for shown in clauses["S1.p5.s1"].outcomes] == ["customer-includes-workforce"]
    assert clauses["S3(a)"].outcomes == ()
    assert [(link.rule, link.clause) for link in clauses["S3(a)"].elsewhere] == [
        ("customer-includes-workforce", "S1.p5.s1")
    ]


def test_a_clause_without_an_outcome_says_why() -> None:
    clauses = {
        part.id: part.nothing for section in build().sections for part in section.clauses if part.nothing
    }
    assert clauses == {
        "S1.p3.s3": "A statement of policy. No plan can show it by itself, so no rule asks for it.",
        "S1.p4.s1.a": "No rule was asked for this clause in this run.",
        "S2.p1.s4.c": "No rule asks for this clause yet. A person has to look.",
    }


def test_every_outcome_is_shown_once_and_counted_once() -> None:
    view = build()
    shown = [each.rule for section in view.sections for part in section.clauses for each in part.outcomes]
    assert sorted(shown) == sorted(outcome.rule.id for outcome in ASSESSED.outcomes)
    assert [(row.status.words, row.sections, row.count) for row in view.statuses] == [
        ("Passed", (1, 1, 0), 2), ("Failed", (1, 2, 0), 3), ("Not applicable", (0, 0, 1), 1), ("Needs review", (1, 0, 0), 1),
        ("Waived", (0, 1, 0), 1), ("Not in force", (1, 0, 0), 1), ("Not evaluated", (0, 1, 0), 1),
    ]  # fmt: skip
    assert view.section_totals == (4, 5, 1)


def test_errors_that_one_remedy_mends_stand_together() -> None:
    failed = next(outcome for outcome in ASSESSED.outcomes if outcome.rule.id == "volumes-agree")
    found = failed.findings[0]
    many = failed._replace(
        findings=tuple(found._replace(message=f"{found.message}, {number}") for number in range(5))
    )
    others = tuple(outcome for outcome in ASSESSED.outcomes if outcome is not failed)
    view = build_report(ASSESSED._replace(outcomes=(*others, many)), sample.RULEBOOK, sample.PROFILE, READ)
    assert [(task.rule, len(task.findings), task.more, task.anchor) for task in view.first] == [
        ("unknown-key", 1, 0, "problems"), ("volumes-agree", 3, 2, "rule-volumes-agree"),
        ("control-number-shown", 1, 0, "rule-control-number-shown"),
    ]  # fmt: skip


def test_a_pass_shows_five_values_and_counts_the_others() -> None:
    routes = tuple((*way,) for way in (("plan", "title"), ("plan", "as_of"), ("agency", "name"), ("services", 0, "id"),
                                       ("services", 0, "name"), ("schema_version",), ("plan", "title")))  # fmt: skip
    passed = CLEAN.outcomes[0]._replace(routes=routes)
    view = build_report(CLEAN._replace(outcomes=(passed,)), sample.RULEBOOK, sample.PROFILE, READ)
    outcome = next(each for section in view.sections for part in section.clauses for each in part.outcomes)
    assert [line.marked for line in outcome.evidence] == [
        "Customer service plan of the Office of Sample Affairs", "2025-09-30", "Office of Sample Affairs", "permits",
        "Permits for 標識 makers",
    ]  # fmt: skip
    assert outcome.more == 1


def test_the_file_asks_for_nothing_from_outside() -> None:
    page = report("html")
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    assert re.findall(r"(?:src|href|action)=\"(?!#)[^\"]*\"|url\(|@import|<script", page) == []


def build() -> ReportView:
    return build_report(ASSESSED, sample.RULEBOOK, sample.PROFILE, READ)


PAYLOADS = {
    "an image with a handler": "<img src=x onerror=alert(1)>",
    "an end of a script": "</script><script>alert(1)</script>",
    "an end of a style": "</style></title></textarea><svg onload=alert(1)>",
    "a comment": "<!-- --><!--",
    "an attribute": "\"' onmouseover=alert(1) x='\"",
    "a template": "{{7*7}}{% for x in y %}{# #}${7*7}",
    "an entity": "&lt;script&gt; &#60;b&#62;",
    "an address of a script": "javascript:alert(1)",
    "a bare address": "https://evil.example www.evil.example a@evil.example",
    "an autolink": "<https://evil.example>",
    "a link": "[click](javascript:alert(1)) [x][y] [y]: http://evil.example",
    "an image in Markdown": "![x](http://evil.example/x.png)",
    "a table": "| a | b | \\| c",
    "code": "` `` ``` ~~~ x",
    "emphasis": "**a** __b__ *c* ~~d~~ \\",
    "a heading": "# a",
    "a list": "- a",
    "a numbered list": "1. a",
    "a rule": "---",
    "lines": "a\n\n# b\n\n<details open>\n- c\n    code\n***",
    "an escape sequence": "\x1b[31mred\x1b]0;x\x07",
    "a bidi control": "a\u202eb\u2066c\u2028d",
}


def hostile(payload: str) -> tuple[Assessment, ReadPlan]:
    """The sample in which every text that comes from a plan or an option is `payload`."""
    line = payload.replace("\n", " ").replace("\u2028", " ")
    text = sample.PLAN
    for value in ("Office of Sample Affairs", "OMB Control Number", "1500", "Permits for 標識 makers"):
        text = text.replace(value, f"{value}  # {line}")
    texts = {sample.FILE: type(READ.texts[sample.FILE])(sample.FILE, text)}

    def bad(outcome: Outcome) -> Outcome:
        findings = tuple(
            found._replace(message=payload, route=(payload, 0, payload),
                           related=tuple(other._replace(message=payload) for other in found.related))
            for found in outcome.findings
        )  # fmt: skip
        return outcome._replace(findings=findings, reason=payload if outcome.reason else "")

    problems = tuple(found._replace(message=payload) for found in ASSESSED.problems)
    dropped = tuple(Dropped(each.rule, payload) for each in ASSESSED.dropped)
    assessed = ASSESSED._replace(plan=payload, title=payload, agency=payload, label=payload, as_of=payload, bypasses=(payload,), prior=payload,
        problems=problems, dropped=dropped, outcomes=tuple(map(bad, ASSESSED.outcomes)),
    )  # fmt: skip
    return assessed, READ._replace(name=payload, texts=texts)


class Skeleton(HTMLParser):
    """The elements of a page with their attributes, and what stands outside comments."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, object]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        """Keep where it ends."""
        self.elements.append((tag, "end"))

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.elements.append(("comment", data))

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_from_a_plan_is_live_html(payload: str) -> None:
    page = report("html", *hostile(payload))
    calm = report("html", *hostile("word"))
    shown = Skeleton(page)
    assert shown.elements == Skeleton(calm).elements
    assert {character for character in page if not character.isprintable()} == {"\n"}
    if payload.isprintable():
        assert payload in "".join(shown.words)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_from_a_plan_is_live_markdown(payload: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    parser = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def skeleton(text: str) -> list[tuple[str, str]]:
        every = [token for block in parser.parse(text) for token in (block, *(block.children or ()))]
        return [(token.type, token.tag) for token in every if token.type not in ("text", "text_special")]

    page = report("markdown", *hostile(payload))
    shown = skeleton(page)
    assert shown == skeleton(report("markdown", *hostile("word")))
    assert {kind for kind, _ in shown} & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
        "fence",
        "code_block",
    } == set()
    assert {character for character in page if not character.isprintable()} == {"\n"}
