"""A packed review comes to the same again, whoever does it and wherever; what was changed in the package is named."""

import csv
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.review.package import MANIFEST, entry
from checker.review.packaged import Packaged
from tests.support.command import Result, cxcheck
from tests.support.smallest import smallest

ROSTER = """\
fiscal_year: 2026
due: 2026-10-31
submissions:
- {agency: First, path: in/a.yaml, received: 2026-10-31}
- {agency: Late, archive: late.zip, received: 2026-11-02}
- {agency: Gone, path: in/nothing.yaml}
- {agency: Broken, path: in/b.yaml, received: 2026-10-01}
- {agency: Outside, archive: outside.zip}
"""
RULE = """\
id: our-plan-is-final
version: 1
title: Our plan is no longer a draft when it is sent
clauses: [S2.p1.s4.c]
quote: enhance transparency
strength: should
rationale: Our department sends only plans that its head has seen.
remedy: Set the status to submitted once the head has seen the plan.
when: has(item.plan)
when_in_words: the plan says what it is
require: {plan.status: {one_of: [submitted, published]}}
if_absent: fail
message: the plan's status is {plan.plan.status}
examples:
  pass: [{name: sent, plan: {plan: {status: submitted}}}]
  fail:
    - name: a draft
      plan: {plan: {status: draft}}
      finds: [{route: plan.status, message: the plan's status is draft}]
  not_applicable: [{name: no plan, plan: {}}]
"""
SAME = "review 1, done again, gives"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a review of a roster, a folder and an archive, with everything else gone."""
    place = tmp_path_factory.mktemp("packed")
    written(place)
    result = review(place, "p.zip")
    assert result.code == 1
    assert result.err == "roster.yaml:6:24: in/nothing.yaml: there is no such file or folder\n"
    kept = tmp_path_factory.mktemp("kept") / "p.zip"
    (place / "p.zip").rename(kept)
    for path in sorted(place.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return kept


def written(place: Path) -> None:
    (place / "in" / "folder" / "services").mkdir(parents=True)
    (place / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    (place / "in" / "a.yaml").write_text(smallest(), encoding="utf-8")
    (place / "in" / "b.yaml").write_text("plan: {", encoding="utf-8")
    (place / "in" / "folder" / "plan.yaml").write_text(
        smallest().replace("services: []\n", ""), encoding="utf-8"
    )
    (place / "in" / "folder" / "services" / "one.yaml").write_text("name: One\n", encoding="utf-8")
    with zipfile.ZipFile(place / "late.zip", "w") as archive:
        archive.writestr(entry("plan.yaml"), smallest())
    with zipfile.ZipFile(place / "outside.zip", "w") as archive:
        archive.writestr(entry("../evil.yaml"), smallest())


def review(place: Path, package: str) -> Result:
    return cxcheck(
        "review", "in/folder", "late.zip", "--roster", "roster.yaml", "-o", "out", "-j", "1", "--package", package, cwd=place
    )  # fmt: skip


def test_an_untouched_package_is_the_same(package: Path, tmp_path: Path) -> None:
    result = cxcheck("verify", str(package), "-j", "1", cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert SAME in result.out
    assert "byte for byte" in result.out
    assert list(tmp_path.iterdir()) == []


def test_the_same_review_gives_the_same_package(package: Path, tmp_path: Path) -> None:
    """At another time, in another folder, with another number of processes, after SOURCE_DATE_EPOCH."""
    written(tmp_path)
    result = cxcheck(
        "review", "in/folder", "late.zip", "--roster", "roster.yaml", "-o", "other", "-j", "2", "--package", "again.zip",
        cwd=tmp_path, SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Tokyo",
    )  # fmt: skip
    assert result.code == 1
    assert (tmp_path / "again.zip").read_bytes() == package.read_bytes()


def test_any_byte_that_is_changed_is_told(package: Path, tmp_path: Path) -> None:
    content = package.read_bytes()
    chance = random.Random(14058)  # noqa: S311 - places, not secrets
    places = {chance.randrange(len(content)) for _ in range(40)} | set(range(60))
    with zipfile.ZipFile(package) as archive:
        start = archive.start_dir
    places |= {chance.randrange(start, len(content)) for _ in range(40)} | set(range(start, start + 80))
    places |= set(range(len(content) - 90, len(content)))
    for place in sorted(places):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        (tmp_path / "p.zip").write_bytes(changed)
        assert faults(tmp_path / "p.zip"), f"byte {place} was changed, and nobody noticed"


def faults(path: Path) -> list[object]:
    try:
        with Packaged(path) as packed:
            return list(packed.faults())
    except CheckerError as error:
        return [error]


def repacked(
    package: Path, target: Path, change: Callable[[dict[str, bytes]], None], *, forged: bool = False
) -> Path:
    """A package whose members are other ones; `forged` by one who makes every digest fit."""
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = members.pop(MANIFEST)
    change(members)
    with target.open("wb+") as file, zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(entry(name), content)
        if forged:
            file.seek(0)
            digests = {name: [sha256(content).hexdigest(), len(content)] for name, content in members.items()}
            before = sha256(file.read()).hexdigest()
            manifest = json.dumps({"format": 1, "archive": before, "files": digests}).encode()
        archive.writestr(entry(MANIFEST), manifest)
    return target


def one_byte(members: dict[str, bytes], name: str) -> None:
    content = bytearray(members[name])
    content[len(content) // 2] ^= 1
    members[name] = bytes(content)


@pytest.mark.parametrize(
    "name", ["inputs/000001/000000.yaml", "outputs/findings.csv", "options.json", "roster.yaml", "rules/authorities.yaml"]
)  # fmt: skip
def test_a_member_that_was_changed_by_a_byte_is_named(name: str, package: Path, tmp_path: Path) -> None:
    changed = repacked(package, tmp_path / "p.zip", lambda members: one_byte(members, name))
    result = cxcheck("verify", "p.zip", cwd=tmp_path)
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        f"{name}: was changed: its bytes are not those that the manifest names\n"
        f"{changed.name}: not the same: 1 file changed or different\n"
    )


def test_a_forged_result_is_found_by_doing_the_review_again(package: Path, tmp_path: Path) -> None:
    repacked(
        package, tmp_path / "p.zip", lambda members: one_byte(members, "outputs/findings.csv"), forged=True
    )
    result = cxcheck("verify", "p.zip", "-j", "1", cwd=tmp_path)
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "outputs/findings.csv: differs from what the inputs, rules and options in the package give\n"
        "p.zip: not the same: 1 file changed or different\n"
    )


HOSTILE = {
    "outside": (
        "../evil", b"x", 2, "its member '../evil' would stand outside of the archive's folder",
    ),
    "a shape of its own": (
        "inputs/000001/submission.json", b'{"key": 5}', 1,
        "its member inputs/000001/submission.json is missing, or is not what `cxcheck review --package` writes",
    ),
    "no options": ("options.json", b"[]", 1, "its member options.json is missing"),
    "deep": ("options.json", b"[" * 100_000, 1, "its member options.json is missing"),
    "other rules": ("rules/feedback/note.md", b"x", 1, "options.json names other rules than those in the package"),
    "rules that are none": ("rules/authorities.yaml", b"[]", 2, "rules/"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_package_writes_nothing_and_is_told(case: str, package: Path, tmp_path: Path) -> None:
    name, content, code, message = HOSTILE[case]

    def spoil(members: dict[str, bytes]) -> None:
        members[name] = content

    place = tmp_path / "place"
    place.mkdir()
    repacked(package, place / "p.zip", spoil, forged=True)
    result = cxcheck("verify", "p.zip", "-j", "1", cwd=place, TMPDIR=str(tmp_path))
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["p.zip", "place"]


def test_what_is_no_package_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    (tmp_path / "text.zip").write_text("text", encoding="utf-8")
    told = "name a file that `cxcheck review --package` wrote"
    for name, why in (
        ("other.zip", "is no package of a review (it has no manifest.json)"),
        ("text.zip", "it is no archive"),
    ):
        result = cxcheck("verify", name, cwd=tmp_path)
        assert result.code == 2
        assert why in result.err
        assert told in result.err


def test_what_changed_since_the_review_before_comes_out_the_same(tmp_path: Path) -> None:
    """The portfolio compares with the review before, which is packed too; so are rules that were added for one of them."""
    written(tmp_path)
    (tmp_path / "own" / "ours").mkdir(parents=True)
    (tmp_path / "own" / "ours" / "our-plan-is-final.yaml").write_text(RULE, encoding="utf-8")
    first = cxcheck("review", "in", "late.zip", "-o", "out", "-j", "1", "--rules", "own", cwd=tmp_path)
    assert (first.code, first.err) == (1, "")
    changed = smallest("title: Plan", "title: Another title")
    (tmp_path / "in" / "a.yaml").write_text(changed, encoding="utf-8")
    second = cxcheck("review", "in", "-o", "out", "-j", "1", "--package", "p.zip", cwd=tmp_path)
    assert (second.code, second.err) == (1, "")
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        names = archive.namelist()
    assert "earlier-added-rules/000001" in names
    for folder in ("in", "out", "own"):
        shutil.rmtree(tmp_path / folder)
    result = cxcheck("verify", "p.zip", "-j", "1", cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert "p.zip: same: review 2, done again, gives" in result.out


def test_what_agencies_said_comes_out_the_same(tmp_path: Path) -> None:
    written(tmp_path)
    cxcheck("review", "in/a.yaml", "-o", "out", "-j", "1", cwd=tmp_path)
    asked = (tmp_path / "out" / "ActionPlan.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.DictReader(asked))
    rows[0]["what will be done"] = "we will mend it"
    rows[1]["rule"] = "no-such-rule"
    with (tmp_path / "back.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows[:2])
    done = cxcheck(
        "review", "in/a.yaml", "-o", "out", "-j", "1", "--action-plans", "back.csv", "--package", "p.zip", cwd=tmp_path
    )  # fmt: skip
    assert done.code == 1
    assert "we will mend it" in (tmp_path / "out" / "review.json").read_text(encoding="utf-8")
    result = cxcheck("verify", "p.zip", "-j", "1", cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
