"""One damaged or hostile submission costs itself: the others are reviewed, and nothing outside of the output folder is touched."""

import gzip
import os
import sqlite3
import stat
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
- {agency: Absolute in Zip, archive: absolute.zip}
- {agency: Link in Zip, archive: link.zip}
- {agency: Twice in Zip, archive: twice.zip, path: good.yaml}
- {agency: Twice in Tar, archive: twice.tar}
- {agency: Climbing Tar, archive: climbing.tar.gz}
- {agency: Backslashes, archive: backslashes.zip}
- {agency: Zip Bomb, archive: bomb.zip}
- {agency: Tar Bomb, archive: bomb.tar.gz}
- {agency: No Archive, archive: no.zip}
- {agency: Program, git: 'ext::sh -c touch% pwned', ref: v1, path: plan.yaml}
- {agency: Far Away, git: 'https://agency.example/plans.git', ref: v1, path: plan.yaml}
- {agency: No Such Tag, git: repository, ref: v2, path: plan.yaml}
- {agency: Twice, path: good.yaml, received: 2026-10-01}
- {agency: Twice, path: good.yaml, received: 2026-10-02}
"""

EXPECTED = {
    "Absolute in Zip": ("refused", "its member '/tmp/evil.yaml' would stand outside of the archive's folder"),
    "Backslashes": ("refused", "its member '..\\\\evil.yaml' would stand outside of the archive's folder"),
    "Climbing Tar": ("refused", "its member 'plans/../../evil.yaml' would stand outside of the archive's folder"),
    "Link in Zip": ("refused", "its member plan.yaml is a link or a device"),
    "Tar Bomb": ("refused", "unpacked it has more than 200,000,000 bytes"),
    "Twice in Tar": ("refused", "its member good.yaml stands in it twice"),
    "Twice in Zip": ("refused", "its member good.yaml stands in it twice"),
    "Zip Bomb": ("refused", "what it holds has more than 200,000,000 bytes"),
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
    "No Archive": ("refused", "it is no archive that can be read (truncated header)"),
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
    "Twice (30)": ("duplicate", "the agency submitted again, and the later submission counts"),
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
    more_archives(place, good)
    repository(place / "repository", good)
    return place


def more_archives(place: Path, good: str) -> None:
    """Archives that would write elsewhere if they were unpacked, would give one reader one plan and the next another, or grow."""
    link = zipfile.ZipInfo("plan.yaml")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    for name, members in {
        "absolute.zip": [("/tmp/evil.yaml", good)],  # noqa: S108 - never written
        "link.zip": [(link, "../../secret.yaml")],
        "twice.zip": [("good.yaml", good), ("./good.yaml", "plan: {}")],
        "backslashes.zip": [("..\\evil.yaml", good)],
        "bomb.zip": [(f"{number}.yaml", b"plan: {}\n" + bytes(4_900_000)) for number in range(50)],
    }.items():
        with zipfile.ZipFile(place / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members:
                archive.writestr(member, content)
    for name, inside in {
        "twice.tar": ["good.yaml", "good.yaml"],
        "climbing.tar.gz": ["good.yaml", "plans/../../evil.yaml"],
    }.items():
        with tarfile.open(place / name, "w:gz" if name.endswith("gz") else "w") as archive_:
            for member in inside:
                archive_.add(place / "good.yaml", member)
    info = tarfile.TarInfo("plan.yaml")
    info.size = 210_000_000
    (place / "bomb.tar.gz").write_bytes(gzip.compress(info.tobuf()) + gzip.compress(bytes(10_000_000)) * 21)


def repository(place: Path, plan: str) -> None:
    place.mkdir()
    (place / "plan.yaml").write_text(plan, encoding="utf-8")
    (place / ".gitattributes").write_text("* filter=evil diff=evil\n", encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "submitted"], ["tag", "v1"]):
        subprocess.run(["git", *arguments], cwd=place, env=GIT, check=True)
    for hook in ("post-checkout", "pre-commit", "reference-transaction", "fsmonitor"):
        path = place / ".git" / "hooks" / hook
        path.write_text("#!/bin/sh\ntouch ../pwned pwned\n", encoding="utf-8")
        path.chmod(0o755)
    with (place / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(
            '[core]\n\tfsmonitor = "touch pwned"\n\tpager = touch pwned\n\tsshCommand = touch pwned\n\teditor = touch pwned\n'
        )
        file.write(
            '[filter "evil"]\n\tclean = touch pwned\n\tsmudge = touch pwned\n\tprocess = touch pwned\n\trequired = true\n'
        )
        file.write(
            '[diff "evil"]\n\ttextconv = touch pwned\n[gpg]\n\tprogram = touch pwned\n[protocol "ext"]\n\tallow = always\n'
        )
        file.write(
            '[remote "origin"]\n\turl = ext::touch pwned\n\tpromisor = true\n\tpartialclonefilter = blob:none\n'
        )


def test_each_is_what_it_is_and_nothing_else_is_touched(folder: Path, tmp_path: Path) -> None:
    for name in ("out", "home", "temporary"):
        (tmp_path / name).mkdir()
    before = everything(tmp_path)
    result = cxcheck(
        "review", "--roster", "roster.yaml", "-o", str(tmp_path / "out"), "--jobs", "2", cwd=folder,
        HOME=str(tmp_path / "home"), TMPDIR=str(tmp_path / "temporary"), CXCHECK_NO_CACHE="1",
    )  # fmt: skip
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
    assert everything(tmp_path) == before
    assert not Path("/tmp/evil.yaml").exists()  # noqa: S108 - never written
    assert "secret" not in (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8").replace(
        "secret.yaml", ""
    )


def everything(top: Path) -> dict[str, tuple[int, int, int]]:
    """Every path outside of the output folder, with its mode, its size and the time of its last change."""
    return {
        str(path.relative_to(top)): (found.st_mode, found.st_size, found.st_mtime_ns)
        for path in sorted(top.rglob("*"))
        if (found := path.lstat()) and "out" not in path.relative_to(top).parts
    }


def test_what_a_commit_says_of_itself_is_kept(folder: Path, tmp_path: Path) -> None:
    cxcheck("review", "--roster", "roster.yaml", "-o", str(tmp_path / "out"), "--jobs", "1", cwd=folder)
    with sqlite3.connect(tmp_path / "out" / "record.sqlite") as record:
        found = record.execute(
            "SELECT source, member, length(commit_id), author, submitted, signature FROM submission WHERE key = 'In Git'"
        ).fetchone()
    assert found == (
        "repository@v1", "repository", 40, "A <a@b.gov>", "2026-10-31T23:30:00-04:00", "none",
    )  # fmt: skip
