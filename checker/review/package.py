"""A review in one file: what came in, the rules, how it was asked, and what was made of it, each with its digest.

A ZIP archive; the same review gives the same bytes. No time is in it, and no place but as the user named it. `docs/review.md` tells more.
What a submission calls itself is never the name of a member: members are numbered, in the order in which submissions came in.
"""

import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import IO, Any, NamedTuple

from checker.assessment.kept import to_bytes
from checker.plan.limits import Limits
from checker.policy.rulebook import PackFiles
from checker.review.decisions import Decision
from checker.review.gathered import Gathered
from checker.review.record import Asked
from checker.review.results import Review, Submission
from checker.review.worker import Walls
from checker.sources.source import PlanSource, Skipped, SourceFile

FORMAT = 1
"""Rises when the members of a package change."""
MANIFEST, OPTIONS, SKIPPED, ROSTER = "manifest.json", "options.json", "inputs/skipped.json", "roster.yaml"
SUBMISSION = "submission.json"
INPUTS, OUTPUTS, RULES, ADDED = "inputs/", "outputs/", "rules/", "added-rules/"
EARLIER, EARLIER_OPTIONS = "earlier/", "earlier.json"
"""The review before, which the portfolio compares with. Of its rules the members are `earlier-rules/`."""
BEFORE = "earlier-"
SAID = "said.json"
"""What agencies said in their action plans, as it was held against the review."""
DECISIONS = "decisions.json"
"""The files of the reviewers."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first day that the format of ZIP knows, in place of the clock."""
_RIGHTS = 0o100644 << 16
_UNIX = 3
_CHUNK = 1 << 20


class Asking(NamedTuple):
    """How the review in a package was asked, and the number that it has."""

    number: int
    asked: Asked
    limits: Limits
    walls: Walls


def entry(name: str) -> zipfile.ZipInfo:
    """A member as it stands in every package: nothing in it is of this machine or this moment."""
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.create_system = _UNIX
    info.external_attr = _RIGHTS
    # What is not compressed has no byte that could be changed without being noticed.
    info.compress_type = zipfile.ZIP_STORED if name == MANIFEST else zipfile.ZIP_DEFLATED
    return info


class Packing:
    """A package being written. First all inputs go through it, then the rest is added, then it is closed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._manifest: dict[str, list[str | int]] = {}

    def inputs(self, gathered: Iterable[Gathered | Skipped]) -> Iterator[Gathered | Skipped]:
        """The same, each written down as it passes."""
        skipped, number = [], 0
        for one in gathered:
            if isinstance(one, Skipped):
                skipped.append([one.path, one.reason])
            else:
                number += 1
                self._submission(one, f"{INPUTS}{number:06}/")
            yield one
        self.add(SKIPPED, [_json(skipped)])

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """A member, with its digest."""
        total, size = sha256(), 0
        with self._zip.open(entry(name), "w", force_zip64=False) as member:
            for piece in pieces:
                member.write(piece)
                total.update(piece)
                size += len(piece)
        self._manifest[name] = [total.hexdigest(), size]

    def rules(self, files: PackFiles, before: str = "") -> None:
        """The pack, by its own names; what was added to it by numbers, for its names may lead anywhere."""
        for number, content in enumerate(files.added.values(), 1):
            self.add(f"{before}{ADDED}{number:06}", [content])
        for name, content in files.own.items():
            self.add(f"{before}{RULES}{name}", [content])

    def earlier(self, review: Review, rules: PackFiles) -> None:
        """The review before, as it was."""
        content = {
            **{name: getattr(review, name) for name in Asked._fields if name in Review._fields},
            "review": review.id, "skipped": review.skipped, "added_rules": list(rules.added),
        }  # fmt: skip
        self.add(EARLIER_OPTIONS, [_json(content)])
        for number, one in enumerate(review.submissions, 1):
            kept = to_bytes(one.assessment).decode("ascii") if one.assessment is not None else None
            facts = [[fact.kind.value, *fact[1:]] for fact in one.facts]
            self.add(
                f"{EARLIER}{number:06}.json",
                [_json({**_submission(one), "assessment": kept, "facts": facts})],
            )
        self.rules(rules, BEFORE)

    def said(self, review: Review) -> None:
        """What agencies said about the review; nothing where they said nothing."""
        found = [
            (one.key, one.answers, one.troubles) for one in review.submissions if one.answers or one.troubles
        ]
        if review.troubles:
            found.insert(0, ("", (), review.troubles))
        if found:
            self.add(SAID, [_json(found)])

    def decisions(self, decisions: Iterable[Decision]) -> None:
        """What reviewers decided; nothing where they decided nothing."""
        found = [(one.slug, one.file, one.content.decode("utf-8")) for one in decisions]
        if found:
            self.add(DECISIONS, [_json(found)])

    def options(self, asking: Asking, added: Mapping[str, bytes]) -> None:
        """How the review was asked."""
        asked = asking.asked._asdict()
        del asked["terms"]
        content = {
            "review": asking.number, **asked, "limits": asking.limits._asdict(), "walls": asking.walls._asdict(),
            "added_rules": list(added),
        }  # fmt: skip
        self.add(OPTIONS, [_json(content)])

    def close(self) -> None:
        """Write the manifest, which comes last and has a digest over all before it, and end the archive."""
        self._file.seek(0)
        before = digest(pieces(self._file, self._zip.start_dir))[0]
        content = _json({"format": FORMAT, "archive": before, "files": dict(sorted(self._manifest.items()))})
        self._zip.writestr(entry(MANIFEST), content)
        self._zip.close()

    def _submission(self, one: Gathered, folder: str) -> None:
        files = []
        plan = one.plan
        for number, (inside, file) in enumerate(_files(plan) if plan is not None else ()):
            member = f"{folder}{number:06}.yaml" if file.content is not None else ""
            if file.content is not None:
                self.add(member, [file.content])
            files.append([inside, file.path, member, file.size, file.trouble])
        found: dict[str, Any] | None = (
            None if plan is None else {"name": plan.name, "files": files, "left_out": plan.left_out}
        )
        if plan is not None and plan.waivers is not None and found is not None:
            beside = plan.waivers
            member = f"{folder}waivers.yaml" if beside.content is not None else ""
            if beside.content is not None:
                self.add(member, [beside.content])
            found["waivers"] = ["", beside.path, member, beside.size, beside.trouble]
        self.add(f"{folder}{SUBMISSION}", [_json({**_submission(one), "plan": found})])


def pieces(file: IO[bytes], most: int = sys.maxsize) -> Iterator[bytes]:
    """The content of a file, or `most` bytes of it, a megabyte at a time."""
    while piece := file.read(min(_CHUNK, most)):
        most -= len(piece)
        yield piece


def digest(content: Iterable[bytes]) -> tuple[str, int]:
    """SHA-256 of some bytes, and how many they are."""
    total, size = sha256(), 0
    for piece in content:
        total.update(piece)
        size += len(piece)
    return total.hexdigest(), size


def _submission(one: Gathered | Submission) -> dict[str, Any]:
    return {
        "key": one.key, "agency": one.agency, "standing": one.standing.value, "reason": one.reason, "due": one.due,
        "provenance": one.provenance._asdict(),
    }  # fmt: skip


def _files(plan: PlanSource) -> Iterator[tuple[str, SourceFile]]:
    """The files of a plan by their paths inside it; that of the plan itself is empty."""
    yield "", plan.root
    yield from plan.parts


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode("ascii") + b"\n"
