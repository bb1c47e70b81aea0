"""From a plan as it was submitted to its assessment: remembered where nothing has changed, judged where something has.

What is remembered lies in the user's cache folder, one file a plan, named by the digest of all that its assessment depends
on: the plan, its waivers, the rules, the profile, what the user chose, last year's plan, and the program itself.
"""

import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker import __version__
from checker.assessment.assess import Choice, assess
from checker.assessment.kept import FORMAT, from_bytes, to_bytes
from checker.assessment.outcome import Assessment
from checker.digest import sha256
from checker.keeping import keep, kept, prune
from checker.plan.limits import Limits, Spent
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from checker.resources import resource
from checker.sources.source import PlanSource

if TYPE_CHECKING:
    from checker.plan.read import ReadPlan
    from checker.plan.text import SourceText
    from checker.policy.evaluator import Evaluator

MOST = 2_000
"""How many assessments are remembered; the oldest go first."""


class Judge:
    """Judges plan after plan in the same way. Without a `cache` folder it remembers nothing."""

    def __init__(
        self, rulebook: Rulebook, profile: Profile, choice: Choice, limits: Limits, prior: "ReadPlan | None", cache: Path | None
    ) -> None:  # fmt: skip
        self.rulebook = rulebook
        self.profile = profile
        self.choice = choice
        self.limits = limits
        self.prior = prior
        self.folder = cache / "assessments" if cache is not None else None

    def __call__(self, source: PlanSource) -> tuple[Assessment, Mapping[str, "SourceText"]]:
        """The assessment of a plan, and the text of its files where a finding needs to show a line."""
        if self.folder is None or not _whole(source):
            return self._judge(source)
        path = self.folder / f"{self._key(source)}.json"
        content = kept(path)
        if content is not None and (assessment := from_bytes(content, self.rulebook.rules)) is not None:
            return assessment, self._texts(source) if assessment.findings else {}
        assessment, texts = self._judge(source)
        keep(path, to_bytes(assessment))
        return assessment, texts

    def _judge(self, source: PlanSource) -> tuple[Assessment, Mapping[str, "SourceText"]]:
        from checker.plan.read import read_plan

        read = read_plan(source, self.limits)
        return assess(read, self.rulebook, self.profile, self.choice, self._evaluator, self.prior), read.texts

    def _texts(self, source: PlanSource) -> Mapping[str, "SourceText"]:
        """The same as a reading of the plan gives."""
        from checker.plan.decode import decode

        spent = Spent()
        files = [source.root, *(file for _, file in source.parts)]
        texts = {file.path: decode(file, self.limits, spent)[0] for file in files}
        if source.waivers is not None:
            texts[source.waivers.path] = decode(source.waivers, self.limits)[0]
        return texts

    def _key(self, source: PlanSource) -> str:
        names = [source.name, source.root.path, *(file.path for _, file in source.parts)]
        waivers = source.waivers
        beside = [waivers.path, sha256(waivers.content or b"").hexdigest()] if waivers is not None else []
        return sha256(json.dumps([self._common, source.digest, names, beside]).encode("ascii")).hexdigest()

    @cached_property
    def _common(self) -> list[object]:
        """What the assessments of every plan depend on. Asked for once, before the first is remembered."""
        if self.folder is not None:
            prune(self.folder, MOST)
        return [
            FORMAT, __version__, program_digest(), self.rulebook.digest,
            self.profile.data, self.choice, self.limits,
            [self.prior.name, self.prior.digest] if self.prior is not None else [],
        ]  # fmt: skip

    @cached_property
    def _evaluator(self) -> "Evaluator":
        from checker.policy.evaluator import Evaluator

        return Evaluator()


def _whole(source: PlanSource) -> bool:
    """Whether every file was read. What could not be read may be readable next time, with nothing to tell it by."""
    files = [source.root, *(file for _, file in source.parts)]
    if source.waivers is not None:
        files.append(source.waivers)
    return not source.left_out and all(file.content is not None for file in files)


def program_digest() -> list[list[int]]:
    """When the program's own files, the plan format and the libraries beside it last changed, and how large they are.

    The version alone does not tell: someone may work on the program, or have installed another version of a library.
    """
    package = Path(__file__).resolve().parent.parent
    libraries = os.stat(os.path.dirname(os.path.dirname(click.__file__)))  # noqa: PTH116, PTH120 - quicker
    files = [
        entry.stat()
        for folder in ("", "sources", "plan", "policy", "assessment")
        for entry in os.scandir(package / folder)
        if entry.name.endswith(".py")
    ]
    schema = resource("schemas/plan.schema.json").stat()
    return [[file.st_mtime_ns, file.st_size] for file in (libraries, schema, *files)]
