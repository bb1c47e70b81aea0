"""The annual reports in `docs/samples/`: how each is made, from the plans of this repository alone where that is possible."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.command import ROOT, cxcheck
from tests.support.repository import Repo

DERIVED = ("dhs-federal-emergency-management-agency", "opm-retirement-services", "sba")
EXPORT = ROOT.parent / "shared" / "data" / "a11-feedback" / "hisp-feedback-fy2021-fy2023q1.csv"
FICTIONAL = "department-of-public-services.yaml"
_PLANS = ROOT / "agency_plans"
_YEAR = re.compile(r"\b20(1\d|2\d)\b")
_EARLIER = {
    "actual: 81.0": "actual: 76.5",
    "actual: 81.9": "actual: 79.4",
    "      score: 6\n": "      score: 5\n",
}
"""What was otherwise in the first of the three years of the fictional agency."""


def derived(name: str, out: Path) -> None:
    """A real provider, fiscal years 2021 to 2023."""
    plans = [f"agency_plans/derived/fy{year}/{name}.yaml" for year in (2023, 2022, 2021)]
    _annual(
        ROOT,
        out,
        plans[0],
        "--prior",
        plans[1],
        "--prior",
        plans[2],
        "--format",
        "html",
        "--format",
        "markdown",
    )


def fictional(out: Path, work: Path) -> None:
    """The fictional agency, whose plan stands in Git with a tag for each year."""
    repo = three_years(work / "agency")
    formats = [word for name in ("html", "markdown", "json", "oscal") for word in ("--format", name)]
    _annual(repo.folder, out, "plan.yaml", "--prior", "v2024", "--prior", "v2025", *formats)


def three_years(folder: Path) -> Repo:
    """A repository with the plan of the fictional agency at the tags v2024, v2025 and v2026."""
    repo = Repo(folder)
    last, now = ((_PLANS / f"fy{year}" / FICTIONAL).read_text(encoding="utf-8") for year in (2025, 2026))
    first = _YEAR.sub(lambda year: str(int(year[0]) - 1), last)
    for words, earlier in _EARLIER.items():
        assert words in first
        first = first.replace(words, earlier)
    for year, plan in ((2024, first), (2025, last), (2026, now)):
        repo.commit({"plan.yaml": plan})
        repo.git("tag", f"v{year}")
    return repo


def government(out: Path, work: Path) -> None:
    """All agencies: a review of 20 plans, after one of the year before. It needs the export, which is not in this repository."""
    folder = work / "omb"
    for option, name in ((("--by-year",), "years"), ((), "latest")):
        done = cxcheck(
            "import",
            "a11",
            str(EXPORT),
            "-o",
            str(folder / name),
            "--exported-on",
            "2023-05-21",
            *option,
            cwd=ROOT,
        )
        assert done.code == 0, done.err
    shutil.copytree(folder / "years" / "fy2022", folder / "before")
    now = folder / "now"
    shutil.copytree(folder / "latest", now)
    for name in DERIVED:
        shutil.copy(_PLANS / "derived" / "fy2023" / f"{name}.yaml", now)
    for year in (2025, 2026):
        shutil.copy(_PLANS / f"fy{year}" / FICTIONAL, now / f"{year}-{FICTIONAL}")
    shutil.copytree(_PLANS / "fy2026" / "bureau-of-shared-payroll", now / "bureau-of-shared-payroll")
    for name in ("breaks-every-rule.yaml", "breaks-the-rest.yaml"):
        shutil.copy(_PLANS / "broken" / name, now)
    for submitted in ("before", "now"):
        done = cxcheck("review", submitted, "-o", "out", "--fail-on", "never", cwd=folder)
        assert done.code == 0, done.err
    _annual(folder, out, "--review", "out", "--format", "html", "--format", "markdown", fail_on=())


SAMPLES: Mapping[str, Callable[[Path, Path], None]] = {
    **{name: lambda out, _, name=name: derived(name, out) for name in DERIVED},  # type: ignore[misc]
    "fictional-agency": fictional,
    "government": government,
}
"""Every sample by the name of its folder; each is made into one folder, with another to work in."""


def _annual(
    folder: Path, out: Path, *arguments: str, fail_on: tuple[str, ...] = ("--fail-on", "never")
) -> None:
    done = cxcheck("annual", *arguments, *fail_on, "-o", str(out), cwd=folder)
    assert done.code == 0, done.err
