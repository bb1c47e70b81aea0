"""The annual report as a page, as Markdown and as JSON: all of it shown, numbers linked, hostile plans harmless."""

import json
import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from jsonschema import Draft202012Validator

from checker.annual.report import Plot
from checker.location import Location
from checker.render.annual.html import render_annual_html
from checker.render.annual.json_annual import annual_json, render_annual_json
from checker.render.annual.markdown import render_annual_markdown
from checker.render.annual.sources import Sources
from checker.render.charts import charts_of
from checker.resources import resource
from tests.annual.sample_report import FILE, at, report
from tests.support.golden import assert_golden
from tests.support.hostile import HOSTILE, SHOWN

PAYLOADS = {
    "a hostile text": HOSTILE,
    "HTML": "</p></main></style><script>alert(1)</script><img src=x onerror=alert(1)>",
    "an attribute": "\"'><a href=javascript:alert(1) autofocus onfocus=alert(1)>",
    "a template": "{{ 7 * 7 }} {% for x in y %} ${7*7}",
    "Markdown": "# h\n\n- [x](javascript:alert(1)) ![y](https://evil.example/p.png) <b>b</b> | a | b |",
    "an address": "javascript:alert(1)",
}


def drawing(plot: Plot) -> str:
    """A picture that says nothing of the plan."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><title>{plot.name}</title><rect width="120" height="40" fill="#005ea2"/></svg>'


class Reader(HTMLParser):
    """The tags of a page, the ids and links in it, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its id, its link and the names of its attributes."""
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        found = dict(attrs)
        if (name := found.get("id")) is not None:
            self.ids.append(name)
        if (link := found.get("href")) is not None:
            self.links.append(link)

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data


def test_everything_is_shown_on_the_page() -> None:
    assert_golden("annual.html", render_annual_html(report(), drawing))


def test_everything_is_shown_in_markdown() -> None:
    assert_golden("annual.md", render_annual_markdown(report()))


def test_everything_is_in_the_json() -> None:
    assert_golden("annual.json", render_annual_json(report()))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_annual_html(report(), drawing) == render_annual_html(report(), drawing)
    assert render_annual_markdown(report()) == render_annual_markdown(report())
    assert render_annual_json(report()) == render_annual_json(report())


@pytest.mark.parametrize("payload", ["", *PAYLOADS.values()], ids=["the sample", *PAYLOADS])
def test_the_json_has_the_published_shape(payload: str) -> None:
    schema = json.loads(resource("schemas/annual.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    found = json.loads(render_annual_json(report(payload)))
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    assert found == annual_json(report(payload))


def test_a_program_finds_a_number_by_names() -> None:
    found = json.loads(render_annual_json(report()))
    trust = found["parts"]["performance"]["tables"]["trust"]
    assert [column["title"] for column in trust["columns"]] == ["Service", "FY2025", "FY2026", "Answers"]
    assert trust["rows"][0][2] == {
        "text": "4.36", "value": 4.36, "tone": "good",
        "places": [{"file": FILE, "line": 22, "column": 5, "end_line": 22, "end_column": 12}],
    }  # fmt: skip
    assert found["parts"]["performance"]["plots"]["trust-trend"]["drawn"]["lines"][1] == {
        "title": "Licenses",
        "values": [None, 3.2],
    }
    missing = [
        block["text"]
        for part in found["parts"].values()
        for block in part["blocks"]
        if block.get("kind") == "missing"
    ]
    assert missing == ["The plan names no wait for Licenses. Add a wait to its standards."]


def test_every_link_leads_somewhere_in_the_page() -> None:
    page = Reader(render_annual_html(report(), drawing))
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link[1:] not in page.ids or link[0] != "#"] == []


def test_no_id_stands_twice_with_the_pictures_in_the_page() -> None:
    pytest.importorskip("vl_convert", reason="the extra cxcheck[charts] is not installed")
    whole = report()
    page = Reader(render_annual_html(whole, charts_of(whole).draw))
    assert [name for name in page.ids if page.ids.count(name) > 1] == []


def test_every_link_of_the_markdown_leads_somewhere() -> None:
    text = render_annual_markdown(report())
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)
    assert len(links) > 30


def test_every_figure_links_to_its_line() -> None:
    page = render_annual_html(report(), drawing)
    lines = dict(re.findall(r'<li id="([^"]+)"><span class="line-number">([^<]+)</span>', page))
    linked = {
        text: lines[anchor] for anchor, text in re.findall(r'<a class="figure[^"]*" href="#([^"]+)">([^<]+)</a>', page)
    }  # fmt: skip
    assert linked["3.91"] == "21"
    assert linked["4.36"] == "22"
    assert linked["9,000"] == "109"
    assert linked["1,751,573"] == "G2"
    assert re.search(
        rf'<span class="line-number">G2</span> <span><span class="mono">{FILE}</span>, lines '
        r'<a href="#line-7">23–25</a>, <a href="#line-10">40</a>', page,
    )  # fmt: skip


def test_a_table_has_caption_scopes_and_numbers_to_the_right() -> None:
    page = render_annual_html(report(), drawing)
    assert '<caption id="table-trust-caption"><span>Trust by service and year</span></caption>' in page
    assert '<tr><th scope="col">Service</th><th scope="col" class="number">FY2025</th>' in page
    assert '<tr><th scope="row">Licenses</th><td class="number">not given</td>' in page


def test_a_plot_says_in_words_what_it_shows_and_its_data_stands_below() -> None:
    page = render_annual_html(report(), drawing)
    assert '<p id="figure-trust-trend-words">Trust in Permits rose from 3.91 to 4.36.</p>' in page
    assert (
        '<div class="drawing" role="img" aria-labelledby="figure-trust-trend-words"><div aria-hidden="true"><svg'
        in page
    )
    assert page.count("<details open>") == 4
    assert 'id="table-trust-trend-data"' in page


def test_what_was_not_drawn_leaves_no_empty_frame() -> None:
    page = render_annual_html(report(), lambda _plot: "")
    assert 'class="drawing"' not in page
    assert page.count("<details open>") == 4


def test_what_is_missing_says_so_in_words() -> None:
    page = Reader(render_annual_html(report(), drawing))
    for said in (
        "Missing: The plan names no wait for Licenses.",
        "Take care: Licenses counts fewer than ten answers",
        "Performance of designated services (1 missing)",
        "Nothing stands here.",
        "The words of this line are not at hand.",
    ):
        assert said in " ".join(page.text.split())


def test_a_report_without_lines_and_clauses_says_so() -> None:
    bare = report()._replace(parts=(), lines=(), quotes=())
    for text in (render_annual_html(bare, drawing), render_annual_markdown(bare)):
        assert "No figure of this report comes from a plan." in text
        assert "No part of this report names a clause." in text


def test_a_place_that_the_list_of_lines_forgot_is_listed_all_the_same() -> None:
    sources = Sources((), [at(7)])
    assert [line.number for line in sources.files()[0].lines] == [7]
    found = sources.source([at(7), Location(FILE, 7, 9, 7, 10)])
    assert found is not None
    assert (found.label, found.words) == ("L1", "line 7")


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_plan_is_text_on_the_page(payload: str) -> None:
    page = Reader(render_annual_html(report(payload, payload.replace("\n", " ")), drawing))
    sample = Reader(render_annual_html(report(), drawing))
    assert page.attributes <= sample.attributes
    assert {"script", "img"}.isdisjoint(page.tags)
    assert [link for link in page.links if not re.fullmatch(r"#[A-Za-z0-9-]+", link)] == []
    if payload == HOSTILE:
        assert SHOWN in page.text


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_plan_is_text_in_markdown(payload: str) -> None:
    text = render_annual_markdown(report(payload, payload.replace("\n", " ")))
    shown = Reader(cmarkgfm.github_flavored_markdown_to_html(text, options=1 << 17))  # raw HTML is kept
    assert {"script", "img", "b"}.isdisjoint(shown.tags)
    assert [link for link in shown.links if not re.fullmatch(r"#[A-Za-z0-9-]+", link)] == []
    assert shown.tags.count("h2") == 5
    assert shown.tags.count("table") == 7
    assert not re.search("^::", text, re.MULTILINE)
