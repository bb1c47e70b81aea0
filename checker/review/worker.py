"""The process in which one submission after another is assessed, with limits that the system keeps.

What a plan may cost to read is limited by the reader itself. These limits are the wall behind that: a submission that passes
them costs its own result and nobody else's.
"""

import gc
import os
import signal
from collections.abc import Mapping
from types import FrameType
from typing import NamedTuple

from checker.assessment.assess import Choice, assess
from checker.plan.limits import Limits
from checker.plan.read import read_plan
from checker.policy.evaluator import Evaluator
from checker.policy.profile import Profile
from checker.policy.rulebook import Rulebook
from checker.review.decisions import Decision
from checker.review.facts import FactKind, facts
from checker.review.figures import figures
from checker.review.filed import Filed, filed
from checker.review.naming import slug
from checker.sources.source import PlanSource


class Walls(NamedTuple):
    """What one submission may cost: seconds of time, and MiB of memory of the process that assesses it."""

    seconds: int = 60
    mebibytes: int = 2_048


class Terms(NamedTuple):
    """How every submission of a review is assessed."""

    rulebook: Rulebook
    profile: Profile
    choice: Choice
    limits: Limits
    walls: Walls
    decisions: Mapping[str, Decision] = {}
    """What reviewers decided, by the slug of the agency."""


class Refusal(NamedTuple):
    """Why a submission was set aside."""

    reason: str


class _TooLongError(Exception):
    """The time is over."""


class _Worker:
    """What a process keeps from one submission to the next."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.evaluator = Evaluator()
        self.fresh = True
        self.spent = False
        """It has once needed more memory than there is, and not all of that comes back."""

    def assess(self, plan: PlanSource, agency: str) -> Filed:
        terms = self.terms
        read = read_plan(plan, terms.limits)
        found = facts(read.document) if read.document is not None else ()
        named = agency or next((fact.name for fact in found if fact.kind is FactKind.AGENCY), "")
        choice, granted = terms.choice, None
        if (decision := terms.decisions.get(slug(named))) is not None:
            choice, granted = choice._replace(determinations=decision.determinations), decision.granted
        assessed = assess(read, terms.rulebook, terms.profile, choice, self.evaluator, granted=granted)
        if read.document is not None:
            found = (*found, *figures(read.document, assessed.as_of))
        return filed(assessed, found)


_worker: _Worker | None = None


def start(terms: Terms) -> None:
    """Make this process ready. Where the system cannot limit memory (Windows), the limits of the reader stand alone."""
    global _worker  # noqa: PLW0603 - what an executor's initializer makes has no other place
    gc.set_threshold(
        50_000
    )  # as in the process that hands out the work: looking for cycles costs a tenth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that hands out the work
    try:
        import resource
    except ImportError:
        pass
    else:
        most = terms.walls.mebibytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _worker = _Worker(terms)


def terms() -> Terms:
    """The terms with which this process was started."""
    if _worker is None:
        raise RuntimeError("the process was not started")
    return _worker.terms


def work(plan: PlanSource, agency: str) -> Filed | Refusal:
    """What one submission comes to, or why it was set aside. `agency` is the roster's name, empty for the plan's own.

    Where memory ends because of those before it, the process ends too: the submission is then tried alone.
    """
    if _worker is None:
        raise RuntimeError("the process was not started")
    if _worker.spent:
        os._exit(1)
    walls = _worker.terms.walls
    needed = f"it needed more than {walls.mebibytes:,} MiB of memory to assess"
    try:
        return _in_time(_worker, plan, agency)
    except _TooLongError:
        some = "a second" if walls.seconds == 1 else f"{walls.seconds:,} seconds"
        return Refusal(f"it took more than {some} to assess")
    except RecursionError:
        return Refusal(needed)
    except MemoryError:
        if not _worker.fresh:
            os._exit(1)
        _worker.spent = True
        return Refusal(needed)
    finally:
        _alarm(0)
        _worker.fresh = False


def _in_time(worker: _Worker, plan: PlanSource, agency: str) -> Filed:
    """What a submission comes to. Raises _TooLongError also where the CEL library took that for the failure of one condition."""
    global _over  # noqa: PLW0603 - what a signal says has no other place
    _over = False
    try:
        _alarm(worker.terms.walls.seconds)
        filed = worker.assess(plan, agency)
    finally:
        _alarm(0)
    if _over:
        raise _TooLongError
    return filed


_over = False
"""The time of the present submission is over."""


def _alarm(seconds: int) -> None:
    """Raise `_TooLongError` here after so many seconds, and again after each more; 0 for not at all.

    Where native code does not let go, the system ends the process after twice as many seconds of its work.
    """
    if not hasattr(signal, "setitimer"):
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        global _over  # noqa: PLW0603 - see above
        _over = True
        raise _TooLongError

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds * 2)
