"""A hand-made review in which everything occurs, and the one before it."""

from checker.assessment.outcome import Assessment, Outcome, Status
from checker.finding import Level
from checker.review.facts import Fact, FactKind
from checker.review.results import Provenance, Review, Standing, Submission
from checker.review.ruling import Judged, Ruling, Signed
from tests.render import sample

_READ = sample.read()
SAMPLE = sample.assessment(_READ)
_FOUND = next(outcome for outcome in SAMPLE.outcomes if outcome.rule.id == "control-number-shown")
CLAIMED = sample.WAIVER._replace(
    rule="control-number-shown", route="voice_of_customer.surveys[id=after-service]", expires="2025-12-01", days_left=62
)  # fmt: skip
GRANTED = sample.WAIVER._replace(approved_by="Robin Deputy, OMB", granted=True)
RULING = Ruling(
    "decisions/agency-of-the-east.yaml", "7" * 64,
    (Signed("Thank you for the early plan.", "Robin Reviewer, OMB", "2025-10-02"),),
    Signed("the rating and the letter", "Dana Director, OMB", "2025-10-03"),
    (
        Judged("welcome-understood", "met", "Robin Reviewer, OMB", "2025-08-01", "2026-07-31", "twelve new colleagues read it"),
        Judged("language-plain", "not_met", "Robin Reviewer, OMB", "2025-10-01", "2026-09-30", "nobody understood page two"),
    ),
)  # fmt: skip
FROM = Provenance(
    "repository@v1", "plans/osa.yaml", "c" * 40, "A Writer <a@agency.example>", "2026-10-31T23:30:00-04:00", "none",
    "d" * 64,
)  # fmt: skip


def plan(name: str, *outcomes: Outcome) -> Assessment:
    """The sample's plan under another agency's name; `outcomes` stand in place of those of the same rules."""
    instead = {outcome.rule.id: outcome for outcome in outcomes}
    every = tuple(instead.get(outcome.rule.id, outcome) for outcome in SAMPLE.outcomes)
    return SAMPLE._replace(agency=name, outcomes=every)


def met(rule: str) -> Outcome:
    """The rule is met."""
    asked = sample.RULES[rule]
    return Outcome(asked, Status.PASS, asked.strength.level, judged=1)


def waived(text: str = "waived by the deputy director until 2025-12-01: a study is under way") -> Outcome:
    """The control number is excused, by a waiver that ends soon."""
    rests = sample.RESTS_ON._replace(
        waivers=(sample.RESTS_ON.waivers[0]._replace(last="2025-12-01"),)
    )  # fmt: skip
    return Outcome(
        _FOUND.rule, Status.WAIVED, Level.ERROR, judged=1, reason=text, waived=_FOUND.findings, rests_on=rests
    )  # fmt: skip


def review() -> Review:
    """Six agencies: three that share a gap, one of which is late; and three without a plan that could be assessed."""
    east, west, north = "Agency of the East", "Agency of the West", "Agency of the North"
    says = (
        Fact(FactKind.AGENCY, east, "AE", "agency.name", "east.yaml:9:9"),
        Fact(FactKind.SERVICE, "Permits", "", "services[0].name", "east.yaml:14:11"),
        Fact(FactKind.PARTNER, west, "Permits", "services[0].partner_agencies[0]", "east.yaml:15:9"),
    )
    of_east = plan(east)._replace(waivers=(GRANTED, sample.LATE))
    of_west = plan(west, waived())
    of_west = of_west._replace(waivers=(CLAIMED, *of_west.waivers))
    others = (
        Fact(FactKind.AGENCY, west, "AW", "agency.name", "west.yaml:9:9"),
        Fact(FactKind.SERVICE, "permits", "", "services[2].name", "west.yaml:30:11"),
    )
    good = plan(north, met("control-number-shown"), met("burden-falls"), met("customer-includes-workforce"))
    submissions = [
        Submission(east, east, Standing.RECEIVED, "", "2026-10-31", FROM, of_east, says, ruling=RULING),
        Submission(north, north, Standing.LATE, "it came in on 2026-11-01, a day after 2026-10-31", "2026-10-31", FROM,
                   good._replace(problems=())),
        Submission(west, west, Standing.RECEIVED, "", "2026-10-31", FROM, of_west, others),
        Submission("Bureau of Nothing", "Bureau of Nothing", Standing.MISSING, "the roster names no place for it", "2026-10-31",
                   Provenance("")),
        Submission("Bureau of Traps", "Bureau of Traps", Standing.REFUSED, "its member '../x' would stand outside", "2026-10-31",
                   Provenance("traps.zip")),
        Submission(f"{east} (7)", east, Standing.DUPLICATE, "the agency submitted again, and the later submission counts",
                   "2026-10-31", FROM),
        Submission("Office of Lists", "Office of Lists", Standing.UNREADABLE, "a plan is a set of fields", "2026-10-31", FROM,
                   unreadable()),
    ]  # fmt: skip
    return Review(
        7, "", "order-as-amended", "a" * 64, "0.1.0", "b" * 64, ("reading was limited to 9 values",),
        tuple(sorted(submissions)), (("plans/notes.txt", "is no plan"),),
    )  # fmt: skip


def unreadable() -> Assessment:
    """A file of which nothing could be read."""
    outcome = Outcome(
        sample.RULES["volumes-agree"], Status.NOT_EVALUATED, Level.ERROR, reason="the plan could not be read"
    )
    return SAMPLE._replace(
        agency="", title="", fiscal_year=None, as_of="", outcomes=(outcome,), plan_digest="e" * 64
    )


def before() -> Review:
    """The review before: one agency had not submitted, another met what it fails now, a third is not there any more."""
    now = review()
    gone = Submission("Agency that Closed", "Agency that Closed", Standing.MISSING, "", "", Provenance(""))
    found = [gone]
    for one in now.submissions:
        if one.key == "Agency of the East":
            earlier = plan(one.agency, met("control-number-shown"))._replace(plan_digest="f" * 64)
            found.append(one._replace(assessment=earlier))
        elif one.key == "Agency of the North":
            found.append(one._replace(standing=Standing.MISSING, assessment=None, facts=()))
        elif one.key != "Bureau of Traps":
            found.append(one)
    return now._replace(id=6, submissions=tuple(sorted(found)), pack_digest="9" * 64)
