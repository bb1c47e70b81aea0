"""Which waivers count: the plan's own, those of another file, or none."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from checker.assessment.outcome import Assessment
from checker.cli.configured import given
from checker.errors import CheckerError
from checker.sources.source import PlanSource, Skipped, SourceFile
from checker.sources.tree import DISK, Tree, exists


class WaiverChoice(NamedTuple):
    """`own`: those in the plan and beside it. Otherwise those of `file`, or none where it is None."""

    own: bool = True
    file: SourceFile | None = None

    def of(self, source: PlanSource) -> PlanSource:
        """The plan with the waivers that count beside it."""
        return source if self.own else source._replace(waivers=self.file)

    def over(self, found: Iterable[PlanSource | Skipped]) -> Iterator[PlanSource | Skipped]:
        """The same for every plan that is found."""
        return (self.of(each) if isinstance(each, PlanSource) else each for each in found)

    @property
    def bypasses(self) -> tuple[str, ...]:
        """What makes a run with this choice different from a plain one, in words."""
        if self.own:
            return ()
        if self.file is None:
            return (f"no waiver counts ({given('--no-waivers')})",)
        return (f"the waivers are those of {self.file.path} ({given('--waivers')}), not the plan's own",)

    def check(self, assessments: Sequence[Assessment]) -> None:
        """Refuse one file of waivers for several plans: a waiver is for one place in one plan."""
        if self.file is not None and len(assessments) > 1:
            raise CheckerError(f"{given('--waivers')} goes with one plan; name the plan that it is for")


OWN_WAIVERS = WaiverChoice()
"""What counts where nothing else is asked for."""


def choose_waivers(path: str | None, none: bool, max_bytes: int, tree: Tree = DISK) -> WaiverChoice:
    """What `--waivers` and `--no-waivers` ask for. Raises CheckerError for both, or a file that cannot be read."""
    if path is None:
        return WaiverChoice(own=not none)
    if none:
        raise CheckerError("--waivers and --no-waivers exclude each other; leave one of them out")
    file = tree.read(Path(path), max_bytes)
    if not exists(Path(path), tree):
        raise CheckerError(f"{given('--waivers')} {path}: {tree.absent(Path(path))}")
    if file.trouble:
        raise CheckerError(f"{given('--waivers')} {path}: {file.trouble}")
    return WaiverChoice(own=False, file=file)
