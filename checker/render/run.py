"""What a renderer is given: the assessments of one run, and how the user wants to see them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.assessment.outcome import Assessment
from checker.finding import Level
from checker.plan.text import SourceText
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from checker.sources.tree import FROM_DISK, Origin


class Run(NamedTuple):
    """One run of the checker, ready to be shown.

    `assessments` are walked once, in order, so a batch may hand in a generator. `texts` holds the text of every file
    by its name; a file that is not in it is shown without its line. `skipped` are paths with the reason why they were
    not checked. `origin` is where all of it was read from. `fail_on` is the level from which a finding makes the exit code 1, None for never. `width` is in
    columns; `quiet` leaves out everything but the findings and the summary.
    """

    assessments: Iterable[Assessment]
    texts: Mapping[str, SourceText]
    rulebook: Rulebook
    profile: Profile
    tool_version: str
    skipped: tuple[tuple[str, str], ...] = ()
    fail_on: Level | None = Level.ERROR
    colour: bool = False
    width: int = 100
    quiet: bool = False
    origin: Origin = FROM_DISK


Renderer = Callable[[Run], Iterator[str]]
"""A pure function from a run to pieces of text, one or more a plan; joined they are the output."""
