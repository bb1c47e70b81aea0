"""A roster of 24 submissions as an examiner has them: files, a folder, archives of several kinds, and Git repositories at a tag."""

import tarfile
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from tests.support.repository import Repo

EXAMPLES = Path(__file__).resolve().parents[2] / "agency_plans"
AUTHOR = "Robin Writer <robin@agency.example>"


class Fleet(NamedTuple):
    """The folder with `roster.yaml`; what each entry's SHA-256 and, of one from Git, commit should be, by agency."""

    folder: Path
    digests: dict[str, str]
    commits: dict[str, str]


def muster(folder: Path, drafts: Sequence[tuple[str, Path]]) -> Fleet:
    """Fifteen plans of providers (name and file of each; fewer stand in turn), and the example plans of this repository."""
    names = [f"{name} ({turn + 1})" if turn else name for turn in range(15) for name, _ in drafts][:15]
    files = [path.read_bytes() for _ in range(15) for _, path in drafts][:15]
    fleet = Fleet(folder, {}, {})
    entries = [*_on_disk(fleet, names[:6], files[:6]), *_in_archives(fleet, names[6:10], files[6:10])]
    entries += [*_in_git(fleet, names[10:], files[10:]), *_examples(fleet)]
    lines = ["fiscal_year: 2026", "due: 2026-10-31", "submissions:", *(f"- {{{entry}}}" for entry in entries)]
    (folder / "roster.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return fleet


def _on_disk(fleet: Fleet, names: list[str], files: list[bytes]) -> list[str]:
    """Two on time, two on the last day, one a day late, one twelve days late but with a day of its own."""
    days = (
        "2026-10-01",
        "2026-10-15",
        "2026-10-31",
        "2026-10-31",
        "2026-11-01",
        "2026-11-12, due: 2026-11-10",
    )
    entries = []
    (fleet.folder / "sent").mkdir(parents=True)
    for number, (name, content, day) in enumerate(zip(names, files, days, strict=True)):
        (fleet.folder / "sent" / f"{number}.yaml").write_bytes(content)
        fleet.digests[name] = sha256(content).hexdigest()
        entries.append(f"agency: {name}, path: sent/{number}.yaml, received: {day}")
    return entries


def _in_archives(fleet: Fleet, names: list[str], files: list[bytes]) -> list[str]:
    """Two in one ZIP archive, each by its path; one alone in a tar archive; one in another, of which nobody knows when it came."""
    both, gz, xz = (fleet.folder / name for name in ("both.zip", "third.tar.gz", "fourth.tar.xz"))
    with zipfile.ZipFile(both, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first/plan of 2026.yaml", files[0])
        archive.writestr("second.yaml", files[1])
    (fleet.folder / "packed.yaml").write_bytes(files[2])
    with tarfile.open(gz, "w:gz") as archive_:
        archive_.add(fleet.folder / "packed.yaml", "plans/third.yaml")
    (fleet.folder / "packed.yaml").write_bytes(files[3])
    with tarfile.open(xz, "w:xz") as archive_:
        archive_.add(fleet.folder / "packed.yaml", "./fourth.yaml")
    (fleet.folder / "packed.yaml").unlink()
    for name, archive_path in zip(names, (both, both, gz, xz), strict=True):
        fleet.digests[name] = sha256(archive_path.read_bytes()).hexdigest()
    return [
        f"agency: {names[0]}, archive: both.zip, path: first/plan of 2026.yaml, received: 2026-10-30",
        f"agency: {names[1]}, archive: both.zip, path: second.yaml, received: 2026-11-02",
        f"agency: {names[2]}, archive: third.tar.gz, received: 2026-10-30",
        f"agency: {names[3]}, archive: fourth.tar.xz",
    ]


def _in_git(fleet: Fleet, names: list[str], files: list[bytes]) -> list[str]:
    """Three in checkouts, of which one has moved on since its tag; two in bare repositories that are named by a file: address."""
    times = (
        "2026-10-31T23:59:59-0400", "2026-11-01T03:59:59+0000", "2026-10-31T21:30:00-0700", "2026-10-20T08:00:00-0400",
        "2026-11-01T04:00:00+0000",
    )  # fmt: skip
    entries = []
    for number, (name, content, time) in enumerate(zip(names, files, times, strict=True)):
        repo = Repo(fleet.folder / "repositories" / str(number))
        repo.stage({"plans/plan of 2026.yaml": content, "README.md": "Not a plan."})
        author, _, address = AUTHOR.removesuffix(">").partition(" <")
        who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": address, "GIT_COMMITTER_DATE": time}
        repo.git("commit", "-q", "-m", "submitted", **who)
        repo.git("tag", *(["-a", "-m", "as submitted"] if number % 2 else []), "fy2026")
        fleet.commits[name] = repo.git("rev-parse", "HEAD")
        fleet.digests[name] = sha256(content).hexdigest()
        repo.commit({"plans/plan of 2026.yaml": "plan: {title: of another year}\n"})
        place = f"repositories/{number}"
        if number > 2:
            repo.git("clone", "-q", "--bare", str(repo.folder), f"{repo.folder}.git")
            place = (repo.folder.parent / f"{number}.git").as_uri()
        entries.append(f"agency: {name}, git: '{place}', ref: fy2026, path: plans/plan of 2026.yaml")
    return entries


def _examples(fleet: Fleet) -> list[str]:
    """The plans of this repository, one of which was sent a second time; and four that did not come."""
    copytree(EXAMPLES, fleet.folder / "examples")
    plans = {
        "Department of Public Services": "fy2026/department-of-public-services.yaml",
        "Bureau of Shared Payroll": "fy2026/bureau-of-shared-payroll",
        "Office of Harbor Lights": "broken/breaks-every-rule.yaml",
        "Office of the Rest": "broken/breaks-the-rest.yaml",
    }
    for name, path in plans.items():
        if path.endswith(".yaml"):
            fleet.digests[name] = sha256((EXAMPLES / path).read_bytes()).hexdigest()
    days = ("2026-10-09", "2026-10-09", "2026-10-31", "2026-12-31")
    return [
        "agency: Department of Public Services, path: examples/fy2025/department-of-public-services.yaml, received: 2026-10-01",
        *(
            f"agency: {name}, path: examples/{path}, received: {day}"
            for (name, path), day in zip(plans.items(), days, strict=True)
        ),
        "agency: Office of Nothing",
        "agency: Office of a Lost File, path: examples/fy2026/department-of-public-service.yaml",
        "agency: Office of a Lost Archive, archive: boths.zip",
        "agency: Office of a Lost Tag, git: repositories/0, ref: fy2027",
    ]
