"""`cxcheck report`: one file, written whole, in two formats; and nothing else."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck

REAL = ROOT / "agency_plans" / "derived" / "fy2023" / "opm-retirement-services.yaml"


class _Addresses(HTMLParser):
    """Everything in a page that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"{tag} {name}={value}" for name, value in attrs if name in ("src", "srcset", "data", "action")
        ]
        self.found += [f"link {value}" for name, value in attrs if tag == "link" and name == "href"]
        if tag == "script":
            self.found.append("script")


def test_a_web_page_of_a_real_plan(tmp_path: Path) -> None:
    result = cxcheck("report", str(REAL), "-o", "report.html", cwd=tmp_path)
    assert (result.code, result.out) == (1, "")
    assert "is rated yellow" in result.err
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "derived from public data; not a submission" in page
    addresses = _Addresses()
    addresses.feed(page)
    assert addresses.found == []
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_markdown_by_the_ending_and_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        assert cxcheck("report", str(REAL), "-o", name, "--fail-on", "never", cwd=tmp_path).code == 0
    first = (tmp_path / "one.md").read_bytes()
    assert first == (tmp_path / "two.md").read_bytes()
    assert first.startswith(b"# ")


def test_an_unreadable_plan_has_a_red_report(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("plan: [\n", encoding="utf-8")
    result = cxcheck("report", "broken.yaml", "-o", "report.md", cwd=tmp_path)
    assert result.code == 1
    assert "broken.yaml is rated red" in result.err
    assert "syntax-error" in (tmp_path / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("nowhere.yaml", "-o", "r.html"), 2, "nowhere.yaml: there is no such file or folder"),
        ((str(REAL), "-o", "r.pdf"), 2, "r.pdf: name a file that ends in .html or .md"),
        ((str(REAL), "-o", "no/r.html"), 2, "no/r.html: cannot be written"),
        ((str(REAL.parent), "-o", "r.html"), 2, "holds 3 plans"),
        ((".", "-o", "r.html"), 3, "no plan was found under ."),
    ],
)
def test_wrong_usage_writes_nothing(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path
) -> None:
    result = cxcheck("report", *arguments, cwd=tmp_path)
    assert result.code == code
    assert message in result.err
    assert list(tmp_path.iterdir()) == []
