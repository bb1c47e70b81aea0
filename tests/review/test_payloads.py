"""Submissions whose every text is a payload: rosters, plans, names of files, authors, action plans and decisions.

Nothing of it is live in any output: opened with other programs than the ones that wrote them.
"""

import csv
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import NamedTuple

import cmarkgfm
import openpyxl
import pytest
from cmarkgfm.cmark import Options

from checker.review.answers import LIVE
from tests.render.test_report import PAYLOADS
from tests.support.browser import open_browser
from tests.support.command import Result, cxcheck
from tests.support.hostile import HOSTILE
from tests.support.repository import Repo
from tests.support.runner import commands

FORMULAS = {
    "a formula": '=HYPERLINK("https://evil.example","click")',
    "a formula that starts a program": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+9)*cmd|' /C calc'!A0",
    "a tab before": "\t=1+1",
    "a carriage return before": "\r=1+1",
    "a line before": "\n=1+1",
    "a wide sign": "＝1+1",
    "an apostrophe": "'=1+1",
    "a quote": '",=1+1,"',
    "a workflow command": "::error file=x::forged",
    "an old workflow command": "##[error]forged",
    "a variable of it": "::set-output name=x::y",
}  # fmt: skip
EVERY = {**PAYLOADS, **FORMULAS, "everything": HOSTILE}
SAFE_IN_YAML = re.compile(r"[\x00\ufffe\ud800-\udfff]")


class Reviewed(NamedTuple):
    """The folder of the review, and what the program printed: of the review, and of looking back at it."""

    out: Path
    printed: list[Result]


def quoted(text: str) -> str:
    """A text as YAML, whatever is in it."""
    return json.dumps(SAFE_IN_YAML.sub("", text))


def plan(number: int, payload: str) -> str:
    """Every text of it is the payload, so that many rules speak of it."""
    text = quoted(payload)
    return f"""\
schema_version: "1.0"
plan: {{id: {text}, title: {text}, fiscal_year: 2026, as_of: 2026-01-31, status: {text}, provenance: {{label: {text}}}}}
agency: {{name: {quoted(f"{payload}{number}")}, abbreviation: {text}, independent: false, submitted_by: {{name: {text}}}}}
definitions: {{customer: {{includes: [{text}], text: {text}}}}}
services:
- {{id: {text}, name: {text}, kind: {text}, audience: {text}, partner_agencies: [{text}, x], channels: [{{name: {text}}}]}}
- {{id: {text}, name: {text}, kind: {text}, {text}: {text}}}
voice_of_customer:
  surveys: [{{id: {text}, name: {text}, audience: public, omb_control_number: {text}, questions: [{{id: {text}, text: {text}}}]}}]
coordination: [{{partner: {text}, partner_type: federal, purpose: {text}}}]
waivers:
- {{rule: lead-official-designated, route: agency, reason: {text}, approved_by: {text}, approved_on: 2026-01-01, expires: 2026-03-01, value_digest: x}}
"""


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    folder = tmp_path_factory.mktemp("payloads")
    (folder / "sent").mkdir()
    (folder / "decisions").mkdir()
    entries = []
    for number, (name, payload) in enumerate(EVERY.items()):
        (folder / "sent" / f"{number}.yaml").write_text(plan(number, payload), encoding="utf-8")
        agency = f"{payload} {name}"
        entries.append(
            f"- {{agency: {quoted(agency)}, path: sent/{number}.yaml, received: {'2026-11-01' if number % 2 else '2026-10-01'}}}"
        )
    with zipfile.ZipFile(folder / "named.zip", "w") as archive:
        for payload in EVERY.values():
            member = f"{SAFE_IN_YAML.sub('', payload).replace('/', '-').replace(chr(92), '-')}.yaml"
            archive.writestr(member, plan(99, payload))
    repo = Repo(folder / "repository")
    repo.stage({"[x](javascript:alert(1)) <b>=1+1\x1b[31m.yaml": plan(98, HOSTILE)})
    author = {
        "GIT_AUTHOR_NAME": "=1+1 \u202e\x1b[31m[x](javascript:alert(1)) ::error::x",
        "GIT_AUTHOR_EMAIL": "@SUM(1)",
    }
    repo.git("commit", "-q", "-m", "x", **author)
    repo.git("tag", "=1+1;'\"]")
    entries += [
        f"- {{agency: {quoted('=1+1 in Git')}, git: repository, ref: {quoted('=1+1;' + chr(39) + chr(34) + ']')}}}",
        f"- {{agency: {quoted('@missing <script>alert(1)</script>')}, path: {quoted('=1+1 ::error::x' + chr(27) + '[31m')}}}",
        "- {agency: '=1+1 in ZIP', archive: named.zip}",
        "- {agency: '::error::refused', git: 'ext::sh -c <script>alert(1)</script>', ref: v1}",
    ]
    head = ["fiscal_year: 2026", "due: 2026-10-31", "submissions:"]
    (folder / "roster.yaml").write_text("\n".join([*head, *entries, ""]), encoding="utf-8")
    text = quoted(HOSTILE)
    (folder / "decisions" / "1-1-in-git.yaml").write_text(
        f"notes: [{{text: {text}, by: {text}, on: 2026-02-01}}]\nsign_off: {{by: {text}, on: 2026-02-02, what: {text}}}\n",
        encoding="utf-8",
    )
    command = ("review", "--roster", "roster.yaml", "-o", "out", "named.zip", "--decisions", "decisions")
    printed = [cxcheck(*command, cwd=folder)]
    answered(folder)
    printed += [
        cxcheck(*command, "--action-plans", "back", "--as-of", "2026-02-01", cwd=folder),
        cxcheck("runs", "list", "out", cwd=folder),
        cxcheck("runs", "show", "out", cwd=folder),
        cxcheck("runs", "compare", "out", "1", "2", cwd=folder),
    ]
    return Reviewed(folder / "out", printed)


def answered(folder: Path) -> None:
    """Every row of the action plan filled in with payloads, as a spreadsheet would send it back; and rows that are wrong."""
    (folder / "back").mkdir()
    with (folder / "out" / "ActionPlan.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    payloads = [SAFE_IN_YAML.sub("", payload) for payload in EVERY.values()]
    for number, row in enumerate(rows):
        payload = payloads[number % len(payloads)]
        row[heading.index("what will be done")] = row[heading.index("owner")] = payload
        row[heading.index("status")] = payload if number % 40 == 0 else "planned"
    with (folder / "back" / "=1+1 [x](javascript:x).csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows, [HOSTILE.replace("\x00", "")] * len(heading)])


def test_everything_was_reviewed(reviewed: Reviewed) -> None:
    first, second, *looks = reviewed.printed
    assert (first.code, second.code) == (1, 1)
    assert [look.code for look in looks] == [0, 0, 0]
    found = json.loads((reviewed.out / "review.json").read_bytes())
    assert len(found["submissions"]) == len(EVERY) * 3 + 3
    standings = {one["standing"] for one in found["submissions"]}
    assert standings >= {"received", "late", "missing", "duplicate", "refused"}


def test_no_cell_of_the_workbook_is_live(reviewed: Reviewed) -> None:
    book = openpyxl.load_workbook(reviewed.out / "review.xlsx")
    texts = []
    for sheet in book.worksheets:
        for row in sheet.rows:
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr")
                assert cell.hyperlink is None
                texts += [cell.value] if isinstance(cell.value, str) else []
    assert any(text.startswith("=HYPERLINK(") for text in texts)
    assert max(map(len, texts)) <= 32_767
    with zipfile.ZipFile(reviewed.out / "review.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(
        b"<f>" in content or b"<f " in content or b"<hyperlink" in content for content in parts.values()
    )
    assert not any("external" in name.lower() or "vba" in name.lower() for name in parts)


def test_no_cell_of_a_csv_file_is_live(reviewed: Reviewed) -> None:
    tables = sorted([*reviewed.out.glob("*.csv"), *(reviewed.out / "letters").glob("*.csv")])
    assert len(tables) > len(EVERY)
    defused = 0
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, strict=True):
                for cell in row:
                    assert not cell.lstrip().startswith(LIVE)
                    assert is_calm(cell)
                    defused += cell.startswith(tuple(f"'{sign}" for sign in LIVE))
    assert defused > 100


def test_json_has_the_texts_as_they_are(reviewed: Reviewed) -> None:
    content = (reviewed.out / "review.json").read_bytes()
    found = json.loads(content)
    content.decode("ascii" if content.isascii() else "utf-8")
    agencies = {one["plan"]["title"] for one in found["submissions"] if one["plan"]}
    for payload in EVERY.values():
        assert SAFE_IN_YAML.sub("", payload) in agencies


def test_no_letter_in_markdown_is_live(reviewed: Reviewed) -> None:
    letters = sorted((reviewed.out / "letters").glob("*.md"))
    assert len(letters) == len(EVERY) * 3 + 3
    for path in letters:
        text = path.read_text(encoding="utf-8")
        assert is_calm(text.replace("\n", ""))
        page = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
        tags = set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", page))
        assert tags <= {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "blockquote", "table", "thead",
                        "tbody", "tr", "th", "td", "a", "hr", "br"}  # fmt: skip
        links = re.findall(r'<a href="([^"]*)"', page)
        assert [
            link
            for link in links
            if not re.fullmatch(r"https://www\.[a-z.]*gov/.*|[\w-]+\.ActionPlan\.csv", link)
        ] == []
        assert not re.search(r"<[^>]*\son[a-z]+=|javascript:[^<]*\"", page)


def test_nothing_printed_moves_a_terminal_or_commands_a_build_service(reviewed: Reviewed) -> None:
    for number, result in enumerate(reviewed.printed):
        for text in (result.out, result.err):
            assert is_calm(text.replace("\n", "")), number
            assert commands(text) == [], number


def is_calm(text: str) -> bool:
    """Nothing in it that is not seen: no control, no escape sequence, no mark that turns the direction of writing."""
    return not any(
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn") for character in text
    )


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ('- {agency: "\\e[31m::error::x\\u202e", git: here}', "`ref` is needed beside `git`"),
        (
            '- {agency: A, git: here, ref: "-\\e[31m\\n::error::x\\n##[error]x"}',
            "is no tag, branch or commit",
        ),
        ('- {agency: A, archive: a.zip, path: "/\\e]8;;x\\a\\n::error::x"}', "leads out of the archive"),
        ('- {"\\e[31m\\n::error::x": A}', "is not a key here"),
    ],
)
def test_a_mistake_in_a_hostile_roster_is_told_calmly(tmp_path: Path, roster: str, said: str) -> None:
    text = f"fiscal_year: 2026\ndue: 2026-10-31\nsubmissions:\n{roster}\n"
    (tmp_path / "roster.yaml").write_text(text, encoding="utf-8")
    done = cxcheck("review", "--roster", "roster.yaml", "-o", "out", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert is_calm(done.err.replace("\n", ""))
    assert commands(done.err) == []


def test_nothing_runs_in_a_browser(reviewed: Reviewed, tmp_path: Path) -> None:
    pages = [
        reviewed.out / "index.html", *sorted((reviewed.out / "agencies").glob("*.html")),
        *sorted((reviewed.out / "letters").glob("*.html")),
    ]  # fmt: skip
    with open_browser(tmp_path / "profile") as page:
        page.look()
        for path in pages:
            page.requests()
            page.open(path)
            assert page.requests() == [path.as_uri()]
            assert page.driver.get_log("browser") == []
            live = page.driver.execute_script(
                "return [...document.querySelectorAll('img, iframe, object, embed, form:not(#filters), svg script, base, link[href], "
                "[onload], [onerror], [onmouseover], [onclick], details[open][ontoggle]')].map(e => e.outerHTML)"
            )
            assert live == []
            links = page.driver.execute_script(
                "return [...document.querySelectorAll('a')].map(e => e.protocol).filter(p => p !== 'file:')"
            )
            assert links == []
