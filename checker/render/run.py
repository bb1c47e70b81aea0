"""What a renderer is given: the assessments of one run, and how the user wants to see them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.assessment.outcome import Assessment
from checker.errors import ExitCode
from checker.finding import Level
from checker.location import Location
from checker.plan.text import SourceText
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from checker.sources.tree import FROM_DISK, Origin


class Checkout(NamedTuple):
    """Where the run takes place, for build services, which name files from the root of the repository.

    `root` and `folder`, the folder that the names of the plans count from, are absolute, with forward slashes; empty
    where there is no repository. `uri`, `revision` and `branch` are what the build service says that it has checked out.
    """

    root: str = ""
    folder: str = ""
    uri: str = ""
    revision: str = ""
    branch: str = ""


class Run(NamedTuple):
    """One run of the checker, ready to be shown.

    `assessments` are walked once, in order, so a batch may hand in a generator. `texts` holds the text of every file
    by its name; a file that is not in it is shown without its line. `skipped` are paths with the reason why they were
    not checked. `origin` is where all of it was read from. `fail_on` is the level from which a finding makes the exit
    code 1, None for never. `width` is in columns; `quiet` leaves out everything but the findings and the summary.
    `job_summary`: the build service shows a page of its own beside the output, and it holds every finding.
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
    checkout: Checkout = Checkout()
    job_summary: bool = False


class Failure(NamedTuple):
    """A run that came to no results: nothing can be said of any plan."""

    message: str
    location: Location | None
    exit_code: ExitCode
    tool_version: str
    checkout: Checkout = Checkout()


Renderer = Callable[[Run], Iterator[str]]
"""A pure function from a run to pieces of text, one or more a plan; joined they are the output."""

FailureRenderer = Callable[[Failure], str]
"""A pure function from a run that came to no results to the whole output."""
