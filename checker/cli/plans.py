"""From the paths that a user named to plans that were read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from checker.assessment.outcome import Assessment
from checker.cli.trees import plans_under
from checker.cli.waiverchoice import OWN_WAIVERS, WaiverChoice
from checker.errors import CheckerError, NothingToCheck
from checker.plan.limits import Limits
from checker.sources.source import PlanSource, Skipped
from checker.sources.tree import DISK, Tree

if TYPE_CHECKING:
    from checker.plan.read import ReadPlan


def one_source(path: str, limits: Limits, stdin: BinaryIO | None, tree: Tree = DISK) -> PlanSource:
    """The one plan at `path` in `tree`, unread. Raises CheckerError where there are several, NothingToCheck where there is none."""
    found = list(plans_under((path,), tree, limits.bytes, stdin))
    plans = [each for each in found if isinstance(each, PlanSource)]
    if not plans:
        reasons = "".join(f"\n  {each.path}: {each.reason}" for each in found if isinstance(each, Skipped))
        raise NothingToCheck(f"no plan was found under {path}{reasons}")
    if len(plans) > 1:
        names = ", ".join(plan.name for plan in plans[:3])
        raise CheckerError(f"{path} holds {len(plans)} plans ({names} …); name one of them")
    return plans[0]


def one_plan(
    path: str, limits: Limits, stdin: BinaryIO | None, tree: Tree = DISK, waivers: WaiverChoice = OWN_WAIVERS
) -> "ReadPlan":
    """The one plan at `path`, read, with the waivers that count. Raises as `one_source` does."""
    from checker.plan.read import read_plan

    return read_plan(waivers.of(one_source(path, limits, stdin, tree)), limits)


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
