"""Going through the submissions of a review, for the commands that do one."""

import json
import os
import sys
from collections.abc import Iterable
from hashlib import sha256

from checker import __version__
from checker.assessment.kept import FORMAT
from checker.cli.judge import program_digest
from checker.cli.progress import Shown
from checker.review.decisions import digest_of_decisions
from checker.review.gathered import Gathered
from checker.review.naming import slug
from checker.review.pool import Pool, processes
from checker.review.record import Record
from checker.review.run import run
from checker.review.worker import Terms
from checker.sources.source import Skipped


def digest_of(terms: Terms) -> str:
    """A digest over all that an assessment depends on beside the plan."""
    depends_on = [
        FORMAT, __version__, program_digest(), terms.rulebook.digest, terms.profile.data, terms.choice, terms.limits,
    ]  # fmt: skip
    return sha256(json.dumps(depends_on).encode("ascii")).hexdigest()


def pool_of(terms: Terms, jobs: int | None) -> Pool:
    """The processes of a review: so many, or one for each core that this process may use."""
    return Pool(processes(terms), jobs or _cores())


def _cores() -> int:
    """Fewer than the machine has where a container or `taskset` says so."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def go_through(
    gathered: Iterable[Gathered | Skipped], record: Record, number: int, terms: Terms, pool: Pool
) -> None:
    """Assess every submission and write it into the record; how far it is stands on the terminal."""
    common, decisions = digest_of(terms), terms.decisions

    def terms_of(agency: str) -> str:
        """How the submission of an agency is judged; where its name is not known, every decision may be about it."""
        mine = slug(agency)
        about = [one for name, one in decisions.items() if not agency or name == mine]
        return sha256(f"{common} {digest_of_decisions(about)}".encode("ascii")).hexdigest()

    with Shown(sys.stderr, "reviewing") as shown:
        run(gathered, record, number, terms_of, pool, shown)
