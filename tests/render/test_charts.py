"""Plots as SVG: what they say, to whom, and that they are the same for the same data."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import vl_convert
from lxml import etree

from checker.annual.report import Bar, Bullet, Heat, Line, Part, Plot, Report, Slip, Trend
from checker.render.charts import Charts, chart_svg, charts_of, specification
from checker.render.plots.look import HUES
from checker.render.plots.shades import RAMP, ink_on, luminance, shades, short_forms
from checker.render.plots.trend import style
from tests.render.sample_plots import BULLET, HOSTILE_PLOTS, PLOTS, SLIP, TREND, plot
from tests.support.hostile import SHOWN

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[2]


def element(drawn: Plot) -> etree._Element:
    return etree.fromstring(chart_svg(drawn).encode())


def words(drawn: Plot) -> list[str]:
    """Every text of the picture; one that is written over two lines comes as one."""
    return [" ".join(text.itertext()) for text in element(drawn).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", PLOTS)
def test_a_plot_says_what_it_is_to_those_who_do_not_see_it(kind: str) -> None:
    drawn = PLOTS[kind]
    svg = element(drawn)
    title, description = svg[0], svg[1]
    assert (title.tag, title.text) == (f"{SVG}title", drawn.title)
    assert (description.tag, description.text) == (f"{SVG}desc", drawn.alternative)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"plot-{drawn.name}-title plot-{drawn.name}-description"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_no_two_plots_of_a_report_have_an_id_in_common() -> None:
    ids = [one.get("id") for drawn in PLOTS.values() for one in element(drawn).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 2 * len(PLOTS)


@pytest.mark.parametrize("kind", PLOTS)
def test_a_plot_asks_for_nothing_and_runs_nothing(kind: str) -> None:
    for one in element(PLOTS[kind]).iter():
        assert etree.QName(one).localname in {
            "svg",
            "title",
            "desc",
            "g",
            "path",
            "line",
            "rect",
            "text",
            "tspan",
        }
        assert not [
            name for name in one.attrib if name.startswith("on") or name.endswith(("href", "src", "style"))
        ]
        assert not [value for value in one.attrib.values() if "url(" in value]


@pytest.mark.parametrize("kind", HOSTILE_PLOTS)
def test_hostile_words_are_words(kind: str) -> None:
    drawn = HOSTILE_PLOTS[kind]
    svg = element(drawn)
    assert svg[0].text == SHOWN
    assert svg[1].text == SHOWN
    assert {etree.QName(one).localname for one in svg.iter()} <= {
        "svg", "title", "desc", "g", "path", "line", "rect", "text", "tspan",
    }  # fmt: skip
    assert any("50%0A, a: b;" in text for text in words(drawn))


def test_a_trend_names_each_line_at_its_end_with_its_last_value() -> None:
    said = words(PLOTS["trend"])
    assert "mean trust, 1 to 5; the scale does not begin at 0" in said
    for name in (
        "Retirement services 4.25",
        "Passports 4.3",
        "Workforce help desk 3.9",
        "Nothing yet no values",
    ):
        assert name in said
    assert {"FY2021", "FY2022", "FY2023", "FY2024"} <= set(said)


def test_a_value_that_is_missing_leaves_a_gap() -> None:
    lines = [
        one.get("d") for one in element(PLOTS["trend"]).iter(f"{SVG}path") if one.get("stroke-width") == "2"
    ]
    pieces = [[part.count("L") for part in d.split("M")[1:]] for d in lines if d]
    assert pieces[0] == [0, 1]  # one point alone, then a line of two


def test_times_that_do_not_fit_are_left_out_from_the_newest_back() -> None:
    quarters = tuple(f"FY{year} Q{quarter}" for year in range(2021, 2025) for quarter in range(1, 5))
    drawn = plot("many", Trend(quarters, (Line("one", tuple(range(16))),), "answers"))
    assert [text for text in words(drawn) if text.startswith("FY")] == [
        "FY2021 Q1", "FY2021 Q4", "FY2022 Q3", "FY2023 Q2", "FY2024 Q1", "FY2024 Q4",
    ]  # fmt: skip


def test_a_scale_begins_at_zero_where_the_change_is_seen_there() -> None:
    drawn = plot("hours", Trend(("FY2022", "FY2023"), (Line("burden", (1_200_000, 900_000)),), "hours"))
    assert "hours" in words(drawn)
    assert "0" in words(drawn)
    assert "burden 900,000" in words(drawn)


def test_a_bullet_says_in_words_what_it_draws() -> None:
    said = words(PLOTS["bullet"])
    for row in ("reached 82.5 aim 85, from 78", "no result aim 90, from 88", "reached 40 no aim"):
        assert row in said
    assert {"reached", "aimed at", "began at", "percent"} <= set(said)


@pytest.mark.parametrize(
    ("aim", "ticks"),
    [
        (90, "0 20 40 60 80"),
        (58_000, "0 20,000 40,000 60,000"),
        (1_200_000, "0 500,000 1,000,000"),
    ],
)
def test_numbers_under_bars_do_not_lie_on_one_another(aim: float, ticks: str) -> None:
    drawn = plot("hours", Bullet((Bar("Hours", None, aim, None),), "hours"))
    assert " ".join(text for text in words(drawn) if text.replace(",", "").isdigit()) == ticks


def test_a_cell_of_a_heat_map_carries_its_word() -> None:
    said = words(PLOTS["heat"])
    assert said.count("yellow") == 2
    assert {"red", "green", "not submitted", "Department of State", "FY2022"} <= set(said)


def test_where_columns_are_narrow_a_short_form_stands_and_is_explained() -> None:
    said = words(PLOTS["wide"])
    assert said.count("F") == said.count("NR") == said.count("P") == 241
    assert {"fail", "needs review", "pass"} <= set(said)
    assert short_forms(("pass", "partly", "not met", "not measured")) == {
        "pass": "P", "partly": "Pa", "not met": "NM", "not measured": "No",
    }  # fmt: skip


def test_a_slip_says_how_far_each_date_moved() -> None:
    said = words(PLOTS["slip"])
    for text in (
        "183 days later",
        "not moved",
        "new this year",
        "no date now",
        "1 day earlier",
        "planned now",
    ):
        assert text in said
    assert {"Apr 2024", "Jan 2025"} <= set(said)


def test_rows_that_have_no_room_are_said_to_be_left_out() -> None:
    slips = plot("slips", Slip(SLIP.rows * 7))
    bars = plot("bars", Bullet(BULLET.bars * 11, "percent"))
    assert "30 of 35 are drawn; the table has all." in words(slips)
    assert "30 of 33 are drawn; the table has all." in words(bars)


def test_lines_are_told_apart_without_colour() -> None:
    looks = [(tuple(dash), shape) for dash, shape, _ in map(style, range(24))]
    assert len(set(looks)) == 24


def test_words_of_a_scale_grow_lighter_and_stay_legible() -> None:
    for count in range(1, 12):
        grounds = shades(count)
        lights = [luminance(ground) for ground in grounds]
        assert lights == sorted(set(lights))
        for ground in grounds:
            assert contrast(ground, ink_on(ground)) >= 4.5
    assert shades(5) == RAMP
    assert min(contrast(one, other) for one, other in pairwise(RAMP)) >= 1.4


def test_hues_stand_out_from_white_paper_and_from_a_dark_page() -> None:
    for hue in HUES:
        assert contrast(hue, "#ffffff") >= 3
        assert contrast(hue, "#1c1d1f") >= 3


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("kind", PLOTS)
def test_no_size_depends_on_the_letters_of_this_machine(kind: str) -> None:
    def drawn(face: str) -> str:
        return vl_convert.vegalite_to_svg(specification(PLOTS[kind], face), vl_version="6.4").replace(
            face, ""
        )

    assert drawn("DejaVu Sans Mono") == drawn("sans-serif")


def test_the_same_plot_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from tests.render.sample_plots import PLOTS; from checker.render.charts import chart_svg\n"
        "print(hashlib.sha256(''.join(map(chart_svg, PLOTS.values())).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_a_plot_is_small() -> None:
    assert {kind: len(chart_svg(drawn)) // 1000 for kind, drawn in PLOTS.items() if kind != "wide"} == {
        "trend": 8, "bullet": 6, "heat": 2, "slip": 7,
    }  # fmt: skip


def report() -> Report:
    part = Part(5, "performance", "Performance", (), (PLOTS["trend"], PLOTS["slip"]))
    return Report("agency", "A report", "An agency", 2024, "2024-09-30", (part,), (), ())


def test_all_plots_of_a_report() -> None:
    assert charts_of(report()) == Charts(
        {"trust": chart_svg(PLOTS["trend"]), "milestones": chart_svg(PLOTS["slip"])}
    )


@pytest.fixture
def without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)


@pytest.mark.usefixtures("without_the_library")
def test_without_the_library_there_is_one_notice() -> None:
    assert charts_of(report()) == Charts(
        {}, "the plots need a library that is not installed: pip install 'cxcheck[charts]'"
    )


def test_the_samples_are_of_every_kind() -> None:
    assert {type(drawn.drawn) for drawn in PLOTS.values()} == {Trend, Bullet, Heat, Slip}
    assert TREND.lines[0].values[1] is None
