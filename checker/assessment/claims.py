"""The waivers that a plan claims: in its own `waivers` and in the file beside it, one list."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.assessment.place import NoPlaceError, resolve
from checker.assessment.waiver import Waiver
from checker.finding import Finding, Level, Related
from checker.location import Route
from checker.plan.document import Document
from checker.plan.fit import fit
from checker.plan.problems import PROBLEMS
from checker.plan.schema import waiver_schema
from checker.policy.renames import current_id
from checker.policy.rule import Rule

if TYPE_CHECKING:
    from checker.plan.read import ReadPlan


class Claim(NamedTuple):
    """A waiver where it is written: `place` is its route in `home`; `covers` the route in the plan, None for no place.

    `earlier` is the earlier id that it has for the rule; empty where it has the id of now.
    """

    waiver: Waiver
    home: Document
    place: Route
    covers: Route | None
    why_no_place: str
    earlier: str

    def problem(self, kind: str, message: str, key: str, *related: Related) -> Finding:
        """What is wrong with it, at one of its fields."""
        route = (*self.place, key)
        return PROBLEMS[kind].finding(message, self.home.locate(route), route, related)


def claims(
    read: "ReadPlan", rules: Mapping[str, Rule], *, own: bool = True, granted: Document | None = None
) -> list[Claim]:
    """The waivers that were `granted`, then those in the plan, where its `own` count, and beside it.

    An entry with an error in it is no waiver.
    """
    homes: list[tuple[Document, Route, Any]] = []
    plan = read.document
    if plan is None:
        return []
    if granted is not None:
        homes.append((granted, ("waivers",), granted.data.get("waivers")))
    if own:
        homes.append((plan, ("waivers",), plan.data.get("waivers")))
    if read.waivers is not None:
        homes.append((read.waivers, (), read.waivers.data))
    errors = [problem.location for problem in read.problems if problem.level is Level.ERROR]
    return [
        _claim(entry, home, (*around, index), plan, rules, granted=home is granted)
        for home, around, entries in homes if isinstance(entries, list)
        for index, entry in enumerate(entries) if fit([entry], waiver_schema().short).fits and not any(map(home.extent((*around, index)).holds, errors))
    ]  # fmt: skip


def _claim(
    entry: Mapping[str, str],
    home: Document,
    place: Route,
    plan: Document,
    rules: Mapping[str, Rule],
    *,
    granted: bool,
) -> Claim:
    rule = current_id(entry["rule"], rules)
    waiver = Waiver(
        rule, entry["route"], entry["reason"], entry["approved_by"], entry["approved_on"], entry["expires"],
        entry["value_digest"], entry.get("authority", ""), entry.get("ticket", ""), home.locate(place),
        granted=granted,
    )  # fmt: skip
    earlier = entry["rule"] if entry["rule"] != rule else ""
    try:
        return Claim(waiver, home, place, resolve(waiver.route, plan.data), "", earlier)
    except NoPlaceError as error:
        return Claim(waiver, home, place, None, str(error), earlier)
