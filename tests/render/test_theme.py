"""The theme: its tokens are those of the U.S. Web Design System, and every page is made of them."""

import os
import re
from pathlib import Path

import pytest

from checker.resources import resource

REPORTS = resource("reports")
TOKENS = dict(re.findall(r"--([\w-]+): ([^;]+);", (REPORTS / "theme/tokens.css").read_text(encoding="utf-8")))
STYLES = sorted(path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob("*.css"))


def package() -> Path:
    """The package of the design system; skips the test where it is not installed."""
    default = Path(__file__).parents[2] / "node_modules" / "@uswds" / "uswds"
    found = Path(os.environ.get("CXCHECK_USWDS", default))
    if not found.is_dir():
        pytest.skip(
            "@uswds/uswds is not installed: run `npm install @uswds/uswds@3.14.0`, or set CXCHECK_USWDS to its folder"
        )
    return found / "packages/uswds-core/src/styles/tokens"


def test_the_colors_are_those_of_the_design_system() -> None:
    theirs = {"white": "#ffffff"}
    for file in package().glob("color/_*.scss"):
        text = file.read_text(encoding="utf-8")
        plain, _, vivid = text.partition('"vivid"')
        if (family := re.search(r'"([a-z-]+)": \(', text)) is not None:
            for part, ending in ((plain, ""), (vivid, "v")):
                found = re.findall(r"^\s*(\d+): (#[0-9a-f]{6}),", part, re.MULTILINE)
                theirs |= {f"{family[1]}-{grade}{ending}": value for grade, value in found}
    ours = {name: value for name, value in TOKENS.items() if value.startswith("#")}
    assert len(ours) > 30
    assert ours == {name: theirs[name] for name in ours}


def test_the_sizes_are_those_of_the_design_system() -> None:
    folder = package()
    scale = dict(
        re.findall(
            r"^\s*(\d+): (\d+)px", (folder / "font/type-scale.scss").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    lines = dict(
        re.findall(
            r"^\s*(\d): ([\d.]+),",
            (folder / "font/line-height.scss").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    units = re.findall(
        r'^\s*"?(\d+)"?: spacing-multiple\(([\d.]+)\)',
        (folder / "units/spacing.scss").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    theirs = {f"type-{name}": int(pixels) / 16 for name, pixels in scale.items()}
    theirs |= {f"space-{name}": float(units) * 8 / 16 for name, units in units}
    theirs |= {f"line-height-{name}": float(value) for name, value in lines.items()}
    ours = {
        name: float(value.removesuffix("rem")) for name, value in TOKENS.items() if not value.startswith("#")
    }
    assert len(ours) > 20
    assert ours == {name: theirs[name] for name in ours}


@pytest.mark.parametrize("name", [name for name in STYLES if name != "theme/tokens.css"])
def test_a_style_has_no_color_of_its_own_and_no_name_that_is_not_there(name: str) -> None:
    style = (REPORTS / name).read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)", style) == []
    assert re.findall(r"\b(?:rgb|hsl)a?\(", style) == []
    theme = (REPORTS / "theme/theme.css").read_text(encoding="utf-8")
    known = {*TOKENS, *re.findall(r"--([\w-]+):", theme), *re.findall(r"--([\w-]+):", style)}
    assert set(re.findall(r"var\(--([\w-]+)", style)) <= known


@pytest.mark.parametrize("name", STYLES)
def test_a_style_asks_for_nothing_from_outside(name: str) -> None:
    style = (REPORTS / name).read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_every_page_takes_the_theme() -> None:
    pages = [
        path for path in REPORTS.rglob("*.html.j2") if "<!doctype html>" in path.read_text(encoding="utf-8")
    ]
    assert len(pages) == 6
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert (
            '{% include "theme/tokens.css" %}\n{% include "theme/theme.css" %}' in text
            or "show.head(" in text
        )
