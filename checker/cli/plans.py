"""From the paths that a user named to plans that were read."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from checker.assessment.outcome import Assessment
from checker.cli.trees import plans_under
from checker.errors import CheckerError, NothingToCheck
from checker.plan.limits import Limits
from checker.sources.source import Skipped
from checker.sources.tree import DISK, Tree

if TYPE_CHECKING:
    from checker.plan.read import ReadPlan


def read_plans(
    paths: tuple[str, ...], limits: Limits, stdin: BinaryIO | None, tree: Tree = DISK
) -> Iterator["ReadPlan | Skipped"]:
    """Every plan under `paths` in `tree`, read, and every file that was passed over, in order."""
    from checker.plan.read import read_plan

    for found in plans_under(paths, tree, limits.bytes, stdin):
        yield found if isinstance(found, Skipped) else read_plan(found, limits)


def one_plan(path: str, limits: Limits, stdin: BinaryIO | None, tree: Tree = DISK) -> "ReadPlan":
    """The one plan at `path`. Raises CheckerError where there are several, NothingToCheck where there is none."""
    plans = [found for found in read_plans((path,), limits, stdin, tree) if not isinstance(found, Skipped)]
    if not plans:
        raise NothingToCheck(f"no plan was found under {path}")
    if len(plans) > 1:
        names = ", ".join(plan.name for plan in plans[:3])
        raise CheckerError(f"{path} holds {len(plans)} plans ({names} …); name one of them")
    return plans[0]


def prior_plan(
    path: str | None, limits: Limits, stdin: BinaryIO | None, tree: Tree = DISK
) -> "ReadPlan | None":
    """Last year's plan. Raises CheckerError where it cannot be read: half a comparison is none."""
    if path is None:
        return None
    plan = one_plan(path, limits, stdin, tree)
    if plan.document is None:
        problem = plan.problems[0]
        raise CheckerError(f"last year's plan cannot be read: {problem.message}", problem.location)
    return plan


def check_prior(prior: "ReadPlan | None", assessments: Sequence[Assessment]) -> None:
    """Refuse a plan as last year's that is of another agency, or not of an earlier year."""
    if prior is None or prior.document is None:
        return
    if len(assessments) > 1:
        raise CheckerError("--prior goes with one plan; name the plan that it is the year before of")
    year = prior.document.data.get("plan", {}).get("fiscal_year")
    agency = prior.document.data.get("agency", {}).get("name")
    for assessment in assessments:
        if assessment.fiscal_year is not None and isinstance(year, int) and year >= assessment.fiscal_year:
            raise CheckerError(
                f"--prior: {prior.name} is a plan of fiscal year {year}, and {assessment.plan} of "
                f"{assessment.fiscal_year}; name a plan of an earlier year"
            )
        if assessment.agency and agency and agency != assessment.agency:
            raise CheckerError(
                f"--prior: {prior.name} is a plan of {agency}, and {assessment.plan} of {assessment.agency}; "
                "name the plan of the same agency"
            )
