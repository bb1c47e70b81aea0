"""A roster with mistakes: each is told with its place and what was expected, all of them at once, and nothing is reviewed."""

from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.review.roster import load_roster
from tests.support.command import cxcheck
from tests.support.smallest import smallest

HEAD = "fiscal_year: 2026\ndue: 2026-10-31\nsubmissions:\n"


def told(entries: str, head: str = HEAD) -> str:
    with pytest.raises(RulePackError) as caught:
        load_roster("roster.yaml", (head + entries).encode())
    return str(caught.value)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (
            "- {agency: A, pth: a.yaml}\n",
            "roster.yaml:4:15: pth is not a key here; did you mean path?",
        ),
        (
            "- {agency: A, due: 31 October 2026}\n",
            "roster.yaml:4:20: 31 October 2026 is not a date of the calendar in the form 2024-03-31",
        ),
        (
            "- {agency: A, received: 2026-02-30}\n",
            "roster.yaml:4:25: 2026-02-30 is not a date of the calendar in the form 2024-03-31",
        ),
        ("- {path: a.yaml}\n", "roster.yaml:4:4: the key agency is missing (the name of the agency, as letters and pages have it)"),
        ("- a.yaml\n", "roster.yaml:4:3: a group of keys is expected here, such as {key: value}"),
        (
            "- {agency: Bureau of Tides, path: a.yaml}\n- {agency: Bureau of tides, path: b.yaml}\n",
            "roster.yaml:5:12: Bureau of tides and Bureau of Tides are too much alike: for files and letters they are one name; "
            "write both alike",
        ),
        (
            "- {agency: A, git: here, ref: v1, archive: a.zip}\n",
            "roster.yaml:4:44: a plan is in a Git repository or in an archive; name one of the two",
        ),
        (
            "- {agency: A, git: here}\n",
            "roster.yaml:4:20: `ref` is needed beside `git`: the tag, branch or commit that was submitted",
        ),
        ("- {agency: A, path: a.yaml, ref: v1}\n", "roster.yaml:4:34: `ref` belongs to `git`, which is not here"),
        (
            "- {agency: A, git: here, ref: --upload-pack=touch}\n",
            "roster.yaml:4:31: --upload-pack=touch is no tag, branch or commit: none of their names starts with a hyphen",
        ),
        (
            "- {agency: A, archive: a.zip, path: ../b.yaml}\n",
            "roster.yaml:4:37: ../b.yaml leads out of the archive; a path in it is meant, such as plans/plan.yaml",
        ),
        (
            "- {agency: A, git: here, ref: v1, path: a/../../b.yaml}\n",
            "roster.yaml:4:41: a/../../b.yaml leads out of the commit; a path in it is meant, such as plans/plan.yaml",
        ),
        (
            "- {agency: A, archive: a.zip, path: /etc/passwd}\n",
            "roster.yaml:4:37: /etc/passwd leads out of the archive; a path in it is meant, such as plans/plan.yaml",
        ),
        (
            "- {agency: A, archive: a.zip, archive: b.zip}\n",
            "roster.yaml:4:31: the key archive stands a second time in the same mapping",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(entries: str, said: str) -> None:
    assert told(entries) == said


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "fiscal_year: next\ndue: 2026-10-31\nsubmissions: []\n",
            "roster.yaml:1:14: a whole number is expected here, such as 1",
        ),
        (
            "due: 2026-10-31\nsubmissions: []\n",
            "roster.yaml:1:1: the key fiscal_year is missing (the fiscal year of the plans that are due)",
        ),
    ],
)
def test_a_mistake_in_its_head_is_told(head: str, said: str) -> None:
    assert told("", head) == said


def test_all_mistakes_are_told_at_once_and_nothing_is_reviewed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(smallest(), encoding="utf-8")
    (tmp_path / "roster.yaml").write_text(
        HEAD + "- {agency: A, path: a.yaml, received: 2026-10-01}\n"
        "- {agency: a, archive: a.zip, path: ../a.yaml}\n"
        "- {agency: B, git: here, archive: a.zip}\n"
        "- {agency: C, git: here, ref: -v1}\n",
        encoding="utf-8",
    )
    done = cxcheck("review", "--roster", "roster.yaml", "-o", "out", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "cxcheck: roster.yaml:5:12: a and A are too much alike: for files and letters they are one name; write both alike\n"
        "roster.yaml:5:37: ../a.yaml leads out of the archive; a path in it is meant, such as plans/plan.yaml\n"
        "roster.yaml:6:20: `ref` is needed beside `git`: the tag, branch or commit that was submitted\n"
        "roster.yaml:6:35: a plan is in a Git repository or in an archive; name one of the two\n"
        "roster.yaml:7:31: -v1 is no tag, branch or commit: none of their names starts with a hyphen\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_path_that_climbs_and_comes_back_is_no_mistake() -> None:
    for path in ("plans/a..b/plan.yaml", "...", "..plan.yaml", "a/b/plan.yaml"):
        entry = f"- {{agency: A, archive: a.zip, path: {path}}}\n"
        assert load_roster("roster.yaml", (HEAD + entry).encode()).due[0].path == path
