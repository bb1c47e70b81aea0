"""From the paths that a user named to plans that were read."""

from collections.abc import Iterator
from typing import BinaryIO

from checker.errors import CheckerError, NothingToCheck
from checker.plan.limits import Limits
from checker.plan.read import ReadPlan, read_plan
from checker.sources.files import Skipped, find_plans


def read_plans(paths: tuple[str, ...], limits: Limits, stdin: BinaryIO) -> Iterator[ReadPlan | Skipped]:
    """Every plan under `paths`, read, and every file that was passed over, in order."""
    for found in find_plans(paths, limits.bytes, stdin):
        yield found if isinstance(found, Skipped) else read_plan(found, limits)


def one_plan(path: str, limits: Limits, stdin: BinaryIO) -> ReadPlan:
    """The one plan at `path`. Raises CheckerError where there are several, NothingToCheck where there is none."""
    plans = [found for found in read_plans((path,), limits, stdin) if isinstance(found, ReadPlan)]
    if not plans:
        raise NothingToCheck(f"no plan was found under {path}")
    if len(plans) > 1:
        names = ", ".join(plan.name for plan in plans[:3])
        raise CheckerError(f"{path} holds {len(plans)} plans ({names} …); name one of them")
    return plans[0]
