"""All that is needed to do a packaged review again, out of its package."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from checker.assessment.kept import from_bytes
from checker.plan.limits import Limits
from checker.policy.rule import Rule
from checker.policy.rulebook import PackFiles, rulebook_of
from checker.review.answering import Said
from checker.review.answers import Answer, Trouble
from checker.review.decisions import Decision, load_decision
from checker.review.facts import Fact, FactKind
from checker.review.filed import filed
from checker.review.gathered import Gathered
from checker.review.package import (
    ADDED,
    BEFORE,
    DECISIONS,
    EARLIER,
    EARLIER_OPTIONS,
    INPUTS,
    OPTIONS,
    RULES,
    SAID,
    SKIPPED,
    SUBMISSION,
    Asking,
)
from checker.review.packaged import Packaged
from checker.review.record import Asked, Record
from checker.review.results import Provenance, Standing, Submission
from checker.review.shapes import ODD, count, text, texts
from checker.review.worker import Walls
from checker.sources.source import PlanSource, Skipped, SourceFile

_LISTS = ("bypasses", "sources")
"""The fields of `Asked` that are several texts."""


class Unpacking:
    """Reads what an open package says. Raises ChangedPackageError where that is not what packing writes."""

    def __init__(self, package: Packaged) -> None:
        self.package = package

    def asking(self) -> Asking:
        """How the review was asked. Its `terms` are empty: they are of the program that asks."""
        said = self.package.json(OPTIONS)
        try:
            asked = _asked(said)
            limits, walls = (
                {text(name): count(number) for name, number in said[part].items()}
                for part in ("limits", "walls")
            )
            return Asking(count(said["review"]), asked, Limits(**limits), Walls(**walls))
        except ODD as error:
            raise self.package.foreign(OPTIONS) from error

    def rules(self) -> PackFiles:
        """The rules of the review."""
        return self._pack(OPTIONS, "")

    def earlier(self, record: Record) -> None:
        """Write the review before into a record, as it was; nothing where there was none."""
        package = self.package
        if EARLIER_OPTIONS not in package.digests:
            return
        said, files = package.json(EARLIER_OPTIONS), self._pack(EARLIER_OPTIONS, BEFORE)
        try:
            number = record.begin(_asked(said), files, number=count(said["review"]))
            skipped = [(text(path), text(reason)) for path, reason in said["skipped"]]
        except ODD as error:
            raise package.foreign(EARLIER_OPTIONS) from error
        rules = rulebook_of(files).rules
        keys = []
        with record.transaction():
            for name in package.members(EARLIER):
                said = package.json(name)
                try:
                    content = (
                        text(said["assessment"]).encode("ascii") if said["assessment"] is not None else None
                    )
                    facts = tuple(Fact(FactKind(kind), *map(text, rest)) for kind, *rest in said["facts"])
                    submission = Submission(*_head(said))
                    assessment = from_bytes(content, rules) if content else None
                except ODD as error:
                    raise package.foreign(name) from error
                if content is not None and assessment is None:
                    raise package.foreign(name)
                key = sha256(content).hexdigest() if content is not None else None
                kept = filed(assessment, facts, content) if assessment is not None else None
                record.add(number, submission, key, kept)
                keys.append(submission.key)
        record.finish(number, skipped, keys)

    def said(self) -> list[Said]:
        """What agencies said about the review."""
        if SAID not in self.package.digests:
            return []
        try:
            return [
                Said(
                    text(key),
                    tuple(Answer._make((*texts(rest), bool(mended))) for *rest, mended in answers),
                    tuple(Trouble(*texts(trouble)) for trouble in troubles),
                )
                for key, answers, troubles in self.package.json(SAID)
            ]
        except ODD as error:
            raise self.package.foreign(SAID) from error

    def decisions(self, rules: Mapping[str, Rule]) -> dict[str, Decision]:
        """What reviewers decided, by the slug of the agency."""
        if DECISIONS not in self.package.digests:
            return {}
        try:
            found = [texts(row) for row in self.package.json(DECISIONS)]
            return {name: load_decision(name, file, content.encode(), rules) for name, file, content in found}
        except ODD as error:
            raise self.package.foreign(DECISIONS) from error

    def gathered(self) -> Iterator[Gathered | Skipped]:
        """The submissions, one at a time, in the order in which they came in."""
        for name in self.package.members(INPUTS):
            if name.endswith(f"/{SUBMISSION}"):
                said = self.package.json(name)
                try:
                    yield self._gathered(said)
                except ODD as error:
                    raise self.package.foreign(name) from error
        try:
            yield from [Skipped(text(path), text(reason)) for path, reason in self.package.json(SKIPPED)]
        except ODD as error:
            raise self.package.foreign(SKIPPED) from error

    def _gathered(self, said: Any) -> Gathered:
        plan = None
        if said["plan"] is not None:
            files = [self._file(*row) for row in said["plan"]["files"]]
            left_out = tuple((text(inside), text(why)) for inside, why in said["plan"]["left_out"])
            row = said["plan"].get("waivers")
            beside = self._file(*row)[1] if row is not None else None
            plan = PlanSource(text(said["plan"]["name"]), files[0][1], tuple(files[1:]), left_out, beside)
        return Gathered(*_head(said), plan)

    def _file(self, inside: Any, path: Any, member: Any, size: Any, trouble: Any) -> tuple[str, SourceFile]:
        content = self.package.read(text(member)) if member else None
        return text(inside), SourceFile(text(path), content, count(size), text(trouble))

    def _pack(self, options: str, before: str) -> PackFiles:
        """The rules that stand in the package under `rules/`, or another name before that."""
        package = self.package
        own, added = package.members(f"{before}{RULES}"), package.members(f"{before}{ADDED}")
        try:
            names = texts(package.json(options)["added_rules"])
        except ODD as error:
            raise package.foreign(options) from error
        if len(names) != len(added):
            raise package.foreign(options)
        return PackFiles(
            {name.removeprefix(f"{before}{RULES}"): package.read(name) for name in own},
            {shown: package.read(name) for shown, name in zip(names, added, strict=True)},
        )


def _head(said: Any) -> tuple[str, str, Standing, str, str, Provenance]:
    """What a submission is beside its plan."""
    provenance = Provenance(**{text(name): text(value) for name, value in said["provenance"].items()})
    key, agency, reason, due = (text(said[name]) for name in ("key", "agency", "reason", "due"))
    return key, agency, Standing(said["standing"]), reason, due, provenance


def _asked(said: Any) -> Asked:
    fields: dict[str, Any] = {"terms": "", "sources": ()}
    for name in Asked._fields:
        if name in said:
            fields[name] = texts(said[name]) if name in _LISTS else text(said[name])
    return Asked(**fields)
