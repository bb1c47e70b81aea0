"""One damaged or hostile submission costs itself: the others are reviewed, and nothing outside of the output folder is touched."""

import os
import sqlite3
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.command import cxcheck
from tests.support.smallest import smallest

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.gov",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.gov", "GIT_COMMITTER_DATE": "2026-10-31T23:30:00-0400",
    "GIT_AUTHOR_DATE": "2026-10-01T12:00:00-0400", "PATH": os.environ["PATH"],
}  # fmt: skip

ROSTER = """\
fiscal_year: 2026
due: 2026-10-31
submissions:
- {agency: On Time, path: good.yaml, received: 2026-10-31}
- {agency: A Day Late, path: good.yaml, received: 2026-11-01}
- {agency: Week Late, path: good.yaml, received: 2026-11-07, due: 2026-10-31}
- {agency: Unknown Day, path: good.yaml}
- {agency: In Zip, archive: good.zip, received: 2026-10-01}
- {agency: In Tar, archive: good.tar.gz, path: inside/plan.yaml, received: 2026-10-01}
- {agency: In Git, git: repository, ref: v1, path: plan.yaml}
- {agency: No Place}
- {agency: Gone, path: nothing.yaml}
- {agency: Not a Plan, path: list.yaml, received: 2026-10-01}
- {agency: Alias Bomb, path: bomb.yaml, received: 2026-10-01}
- {agency: Sixty Megabytes, path: large.yaml, received: 2026-10-01}
- {agency: Link, path: link.yaml}
- {agency: Link in Folder, path: folder, received: 2026-10-01}
- {agency: Outside, archive: outside.zip}
- {agency: Outside Tar, archive: outside.tar}
- {agency: Link in Tar, archive: link.tar}
- {agency: No Archive, archive: no.zip}
- {agency: Program, git: 'ext::sh -c touch% pwned', ref: v1, path: plan.yaml}
- {agency: Far Away, git: 'https://agency.example/plans.git', ref: v1, path: plan.yaml}
- {agency: No Such Tag, git: repository, ref: v2, path: plan.yaml}
- {agency: Twice, path: good.yaml, received: 2026-10-01}
- {agency: Twice, path: good.yaml, received: 2026-10-02}
"""

EXPECTED = {
    "A Day Late": ("late", "it came in on 2026-11-01, a day after 2026-10-31"),
    "Alias Bomb": ("unreadable", "with every alias written out, the file has more than 1,000,000 values"),
    "Far Away": (
        "refused", "https://agency.example/plans.git: nothing is fetched; clone the repository, and name the clone",
    ),
    "Gone": ("missing", "nothing.yaml: there is no such file or folder"),
    "In Git": ("received", ""),
    "In Tar": ("received", ""),
    "In Zip": ("received", ""),
    "Link": ("refused", "its place is a symbolic link, which may lead anywhere; name what it leads to"),
    "Link in Folder": ("received", ""),
    "Link in Tar": ("refused", "its member plan.yaml is a link or a device"),
    "No Archive": ("refused", "it is no archive that can be read (file could not be opened successfully)"),
    "No Place": ("missing", "the roster names no place for it"),
    "No Such Tag": ("missing", "no commit of repository is called v2; in a shallow clone it may have to be fetched first"),
    "Not a Plan": (
        "unreadable", "a plan is a set of fields such as `plan:` and `services:`; this file is not",
    ),
    "On Time": ("received", ""),
    "Outside": ("refused", "its member '../evil.yaml' would stand outside of the archive's folder"),
    "Outside Tar": ("refused", "its member '/tmp/evil.yaml' would stand outside of the archive's folder"),
    "Program": (
        "refused", "ext::sh -c touch% pwned: nothing is fetched; clone the repository, and name the clone",
    ),
    "Sixty Megabytes": ("unreadable", "the file has more than 5,000,000 bytes"),
    "Twice": ("received", ""),
    "Twice (22)": ("duplicate", "the agency submitted again, and the later submission counts"),
    "Unknown Day": ("received", "when it came in is not known: the roster does not say `received`"),
    "Week Late": ("late", "it came in on 2026-11-07, 7 days after 2026-10-31"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    good = smallest()
    place = tmp_path / "in"
    place.mkdir()
    (place / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    (place / "good.yaml").write_text(good, encoding="utf-8")
    (place / "list.yaml").write_text("- a\n- b\n", encoding="utf-8")
    lines = [
        f"{after}: &{after} [{', '.join([f'*{name}'] * 9)}]"
        for name, after in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    bomb = "\n".join(["plan: {}", "a: &a [x, x, x, x, x, x, x, x, x]", *lines])
    (place / "bomb.yaml").write_text(bomb, encoding="utf-8")
    with (place / "large.yaml").open("wb") as file:
        file.truncate(60_000_000)
    secret = tmp_path / "secret.yaml"
    secret.write_text("plan: {title: secret}\n", encoding="utf-8")
    (place / "link.yaml").symlink_to(secret)
    (place / "folder" / "services").mkdir(parents=True)
    (place / "folder" / "plan.yaml").write_text(good.replace("services: []\n", ""), encoding="utf-8")
    (place / "folder" / "services" / "secret.yaml").symlink_to(secret)
    with zipfile.ZipFile(place / "good.zip", "w") as archive:
        archive.writestr("plans/good.yaml", good)
    with zipfile.ZipFile(place / "outside.zip", "w") as archive:
        archive.writestr("good.yaml", good)
        archive.writestr("../evil.yaml", good)
    with tarfile.open(place / "good.tar.gz", "w:gz") as archive_:
        archive_.add(place / "good.yaml", "inside/plan.yaml")
    with tarfile.open(place / "outside.tar", "w") as archive_:
        archive_.add(place / "good.yaml", "x")
        member = archive_.gettarinfo(place / "good.yaml")
        member.name = "/tmp/evil.yaml"  # noqa: S108 - never written
        archive_.addfile(member)
    with tarfile.open(place / "link.tar", "w") as archive_:
        archive_.add(place / "link.yaml", "plan.yaml")
    (place / "no.zip").write_bytes(b"PK no archive")
    repository(place / "repository", good)
    return place


def repository(place: Path, plan: str) -> None:
    place.mkdir()
    (place / "plan.yaml").write_text(plan, encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "submitted"], ["tag", "v1"]):
        subprocess.run(["git", *arguments], cwd=place, env=GIT, check=True)
    for hook in ("post-checkout", "pre-commit", "reference-transaction", "fsmonitor"):
        path = place / ".git" / "hooks" / hook
        path.write_text("#!/bin/sh\ntouch ../pwned pwned\n", encoding="utf-8")
        path.chmod(0o755)
    with (place / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write('[core]\n\tfsmonitor = "touch pwned"\n\tpager = touch pwned\n')


def test_each_is_what_it_is_and_nothing_else_is_touched(folder: Path, tmp_path: Path) -> None:
    before = everything(folder)
    result = cxcheck(
        "review", "--roster", "roster.yaml", "-o", str(tmp_path / "out"), "--jobs", "1", cwd=folder
    )
    assert result.err == ("roster.yaml:12:24: nothing.yaml: there is no such file or folder\n")
    assert result.code == 1
    with sqlite3.connect(tmp_path / "out" / "record.sqlite") as record:
        found = {
            key: (standing, reason)
            for key, standing, reason in record.execute("SELECT key, standing, reason FROM submission")
        }
        secrets = record.execute("SELECT count(*) FROM fact WHERE name LIKE '%secret%'").fetchone()
    assert found == EXPECTED
    assert secrets == (0,)
    assert everything(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "secret.yaml"]
    assert "secret" not in (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8").replace(
        "secret.yaml", ""
    )


def everything(folder: Path) -> dict[str, int]:
    """Every path under a folder, with the time of its last change."""
    return {str(path.relative_to(folder)): path.lstat().st_mtime_ns for path in sorted(folder.rglob("*"))}


def test_what_a_commit_says_of_itself_is_kept(folder: Path, tmp_path: Path) -> None:
    cxcheck("review", "--roster", "roster.yaml", "-o", str(tmp_path / "out"), "--jobs", "1", cwd=folder)
    with sqlite3.connect(tmp_path / "out" / "record.sqlite") as record:
        found = record.execute(
            "SELECT source, member, length(commit_id), author, submitted, signature FROM submission WHERE key = 'In Git'"
        ).fetchone()
    assert found == (
        "repository@v1", "repository", 40, "A <a@b.gov>", "2026-10-31T23:30:00-04:00", "none",
    )  # fmt: skip
