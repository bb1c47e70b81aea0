"""The annual report on paper: all of it there, in order, for people who see it and who do not; a hostile plan is text."""

import subprocess
import sys
from pathlib import Path

import pytest

from checker.annual.report import Block, Cell, Column, Heading, Heat, Part, Plot, Report, Sentence, Table
from checker.render.annual.pdf import render_annual_pdf
from checker.render.charts import charts_of
from tests.annual.sample_report import report
from tests.support.hostile import HOSTILE, SHOWN
from tests.support.pdf import Read, assert_ua, read_pdf

ROOT = Path(__file__).parents[2]
MARKUP = (
    '#let x = 1; #panic("p") #read("/theme/theme.css") #link("https://evil.example")[y] #sys.inputs $x^2$ *b* _i_ @lines <label> '
    "= heading \\ // comment /* */ `raw` [content] #set page(fill: red) - item + item / term: x ~ -- --- ... \\u{41} https://evil.example"
)


def pdf(made: Report) -> bytes:
    return render_annual_pdf(made, charts_of(made).draw)


@pytest.fixture(scope="module")
def plain() -> Read:
    return read_pdf(pdf(report()))


def test_nothing_stands_in_the_way_of_a_screen_reader(tmp_path: Path) -> None:
    assert_ua(pdf(report()), tmp_path)
    assert_ua(pdf(report(HOSTILE)), tmp_path)


def test_title_language_and_days_are_told(plain: Read) -> None:
    assert plain.title == "Annual accountability report of Office of Sample Affairs, fiscal year 2026"
    assert plain.language == "en-US"
    assert plain.information["/CreationDate"] == "D:20260930000000+00'00"
    assert plain.information["/ModDate"] == "D:20260930000000+00'00"
    assert [tag.name for tag in plain.tags].count("/Title") == 1


def test_headings_are_in_order_and_are_the_bookmarks(plain: Read) -> None:
    assert [(int(tag.name[2:]), tag.title) for tag in plain.named("/H1", "/H2", "/H3")] == [
        (1, "In this report"),
        *plain.bookmarks,
    ]
    assert plain.bookmarks == [
        (1, "1. What this report is about"),
        (1, "5. Performance of designated services"),
        (2, "Trust"),
        (1, "10. Root causes"),
        (1, "A. The clauses in their own words"),
        (1, "B. Lines of the plan"),
        (2, "agency_plans/fy2025/osa.yaml"),
        (2, "agency_plans/fy2026/osa.yaml"),
        (2, "Groups of lines"),
    ]


def test_every_table_has_its_caption_and_headings_of_its_columns(plain: Read) -> None:
    tables = plain.named("/Table")
    assert len(tables) == 7
    assert len(plain.named("/THead")) == 7
    headings = plain.named("/TH")
    assert len(headings) == 4 + 10 + 2 + 4 * 2
    assert {heading.attributes["/Scope"] for heading in headings} == {"/Column"}
    assert len(plain.named("/Caption")) == 7 + 4


def test_every_picture_has_its_alternative(plain: Read) -> None:
    assert [tag.alternative for tag in plain.named("/Figure")] == [
        "Trust in Permits rose from 3.91 to 4.36.",
        "Permits reached 88 of 90 percent.",
        "One family has an error.",
        "New form moved by 183 days.",
    ]


def test_points_and_pairs_are_lists(plain: Read) -> None:
    # Three pairs, two points.
    assert len(plain.named("/L")) == 2
    assert len(plain.named("/LI")) == 5


def test_everything_that_the_report_says_is_in_it(plain: Read) -> None:
    for words in (
        "This run was not a plain one: judged as of 2026-09-30 (--as-of) instead of the plan's own day",
        "Behind this part: S2.p1.s2, section 6(d), S9.p9.s9",
        "Permits is trusted more than a year ago. (2 lines, G1)",
        "○ Missing: The plan names no wait for Licenses. Add a wait to its standards. (line 60, L11)",
        "! Take care: Licenses counts fewer than ten answers, so its share is held back.",
        "Permits L5 3.91 L1 ✓ 4.36 L6 1,751,573 G2",
        "Means are from 1 to 5.",
        "Nothing stands here.",
        "• ○ Missing: No cause names a statute.",
        "section 6(d) “an annual process for assessing their capacity to manage customer experience”",
        "L6 line 22: value_22: 22",
        "L2 line 61: the words of this line are not at hand",
        "G1 agency_plans/fy2025/osa.yaml, line 21; agency_plans/fy2026/osa.yaml, line 22",
    ):
        assert words in plain.text


def test_pages_are_letter_size_and_numbered(plain: Read) -> None:
    assert set(plain.sizes) == {(612, 792)}
    for number, page in enumerate(plain.pages, 1):
        assert f"Page {number} of {len(plain.pages)}" in page


def test_only_the_fonts_of_the_theme_and_of_typst_are_used(plain: Read) -> None:
    families = {font.split("-")[0] for font in plain.fonts}
    assert families == {"PublicSans", "LibertinusSerif", "DejaVuSansMono"}


@pytest.mark.parametrize("payload", [HOSTILE, MARKUP], ids=["hostile", "markup"])
def test_what_a_plan_says_is_never_a_command(plain: Read, payload: str) -> None:
    made = read_pdf(pdf(report(payload)))
    shown = SHOWN if payload == HOSTILE else payload
    assert made.counts(shown) >= 8
    assert made.links == []
    assert not made.is_active
    names = (
        "/H1",
        "/H2",
        "/H3",
        "/Table",
        "/Figure",
        "/L",
        "/LI",
        "/TD",
        "/TH",
        "/Caption",
        "/BlockQuote",
        "/Formula",
    )
    assert [tag.name for tag in made.named(*names)] == [tag.name for tag in plain.named(*names)]


def test_a_letter_that_no_font_has_is_written_as_its_number(tmp_path: Path) -> None:
    made = pdf(report("Tiếng Việt, Ελληνικά, 中文, 👩\u200d💻"))
    assert_ua(made, tmp_path)
    read = read_pdf(made)
    assert "Tiếng Việt, Ελληνικά" in read.text
    assert "[U+4E2D][U+6587], [U+1F469]" in read.text
    assert read.title.startswith(
        "Annual accountability report of Tiếng Việt, Ελληνικά, [U+4E2D][U+6587], [U+1F469]"
    )


def test_a_long_table_repeats_its_headings_on_every_page() -> None:
    rows = tuple((Cell(f"Service {row}"), Cell(f"{row:,}", row)) for row in range(150))
    long = Table(
        "long", "A long table", (Column("Name of the service"), Column("Answers", is_number=True)), rows
    )
    read = read_pdf(pdf(with_blocks(long)))
    pages = [page for page in read.pages if "Service 1" in page or "Service 149" in page]
    assert len(pages) >= 3
    assert all("Name of the service" in page for page in pages)
    assert [tag.name for tag in read.named("/Table", "/Caption", "/THead")] == [
        "/Table",
        "/Caption",
        "/THead",
    ]
    assert len(read.named("/TR")) == 151


def test_what_is_too_wide_lies_on_its_side() -> None:
    columns = tuple(Column(f"A column {number}", is_number=True) for number in range(14))
    wide = Table("wide", "A wide table", columns, ((*(Cell("1,000,000", 1_000_000) for _ in columns),),))
    cells = tuple(tuple("fail" for _ in range(36)) for _ in range(20))
    heat = Heat(
        tuple(f"Agency {row}" for row in range(20)),
        tuple(f"S1.p1.s{column}" for column in range(36)),
        cells,
        ("fail",),
    )
    narrow = Table("data", "The data", (Column("What"),), ())
    read = read_pdf(pdf(with_blocks(wide, Plot("heat", "Clauses", "All fail.", heat, narrow))))
    lying = [page for page, size in zip(read.pages, read.sizes, strict=True) if size == (792, 612)]
    assert len(lying) == 1
    assert "A wide table" in lying[0]
    assert "Clauses" in lying[0]
    assert "The data" not in lying[0]


def test_a_heading_goes_with_what_lies_on_its_side() -> None:
    columns = tuple(Column(f"A column {number}", is_number=True) for number in range(14))
    wide = Table("wide", "A wide table", columns, ((*(Cell("1,000,000", 1_000_000) for _ in columns),),))
    read = read_pdf(
        pdf(with_blocks(Sentence("Before it."), Heading("A heading"), wide, Sentence("After it.")))
    )
    lying = read.pages[read.sizes.index((792, 612))]
    assert "A heading" in lying
    assert "Before it." not in lying
    assert "After it." not in lying
    assert read.text.index("Before it.") < read.text.index("A heading") < read.text.index("After it.")


def test_words_without_an_end_break_at_the_edge(tmp_path: Path) -> None:
    made = pdf(report("x" * 400))
    assert_ua(made, tmp_path)
    assert "x" * 400 in read_pdf(made).text.replace(" ", "")


def test_without_pictures_the_tables_stand_alone(plain: Read) -> None:
    read = read_pdf(render_annual_pdf(report(), lambda _: ""))
    assert read.named("/Figure") == []
    assert len(read.named("/Table")) == len(plain.named("/Table"))
    assert "Trust in Permits rose from 3.91 to 4.36." in read.text


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from tests.annual.test_pdf import pdf, report\n"
        "print(hashlib.sha256(pdf(report('中')) + pdf(report())).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def with_blocks(*blocks: Block) -> Report:
    part = Part(5, "performance", "Performance", (), blocks)
    return report()._replace(parts=(part,), bypasses=())
