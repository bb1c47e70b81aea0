"""One hand-made assessment in which everything occurs once, for every renderer to show."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.assessment.grounds import Grounds, Window
from checker.assessment.outcome import Assessment, Dropped, Outcome, Status
from checker.assessment.waiver import State, Waiver
from checker.finding import Finding, Level, Related
from checker.location import Location, Route
from checker.plan.compose import compose
from checker.plan.document import Document
from checker.plan.limits import Limits
from checker.plan.problems import PROBLEMS
from checker.plan.read import ReadPlan
from checker.plan.text import SourceText
from checker.policy.clauses import Authority, Clause
from checker.policy.profile import Profile
from checker.policy.rule import Absence, Rule, RuleAuthority, Strength
from checker.policy.rulebook import Rulebook
from checker.render.run import Run

FILE = "agency_plans/2025/osa.yaml"
PRIOR = "agency_plans/2024/osa.yaml, fiscal year 2024, sha256 cdcdcdcdcdcd"
JUDGED = "the deputy director determined on 2025-08-01, valid until 2026-07-31: met, because twelve new colleagues read it"
LABEL = "derived from public data; not a submission"

WAIVER = Waiver(
    "benchmark-named", "services[id=permits].benchmark", "a study is under way", "the deputy director", "2025-01-02",
    "2025-12-31", "sha256:" + "ef" * 32, "EO 12862", "OSA-12", Location("agency_plans/2025/osa.waivers.yaml", 3, 3, 3, 24),
    State.IN_USE, 92,
)  # fmt: skip
LATE = WAIVER._replace(
    rule="burden-falls", route="services[id=permits]", expires="2025-09-29", state=State.EXPIRED, days_left=-1,
    authority="", ticket="", location=Location("agency_plans/2025/osa.waivers.yaml", 13, 3, 13, 21),
)  # fmt: skip

PLAN = """\
schema_version: "1.0"
plan:
  title: Customer service plan of the Office of Sample Affairs
  fiscal_year: 2025
  as_of: 2025-09-30
  Fiscal_year: 2024
agency:
  name: Office of Sample Affairs
definitions:
  customer_groups: [public, business, organization]
services:
  - id: permits
    name: Permits for 標識 makers
    volume_of_customers: 1200
    volume_offered: 1500
    standards:
      - {id: speed, target: 5, unit: days, published: true}
      - {id: calls, target: 90, unit: percent, published: true}
voice_of_customer:
  surveys:
    - id: after-service
      respondent_types: [public]
      omb_control_number: "OMB Control Number"
"""

_RULE = Rule(
    id="", version=1, title="", topic="feedback", file="", clauses=(), quote="", strength=Strength.MUST,
    authorities=(), rationale="", remedy="", parameters=(), for_each=(), when=(), when_in_words="",
    when_absent=Absence.NOT_APPLICABLE, require=(), require_in_words="", if_absent=Absence.FAIL, message=(),
    crosswalk=(),
    renamed_from=(), question="", look_at=(), amendment_only=False, version_digest="",
)  # fmt: skip


def rule(rule_id: str, title: str, clauses: tuple[str, ...], quote: str, **more: Any) -> Rule:
    """A rule of the pack, with what every rule has."""
    made = _RULE._replace(
        id=rule_id, title=title, clauses=clauses, quote=quote, file=f"rules/feedback/{rule_id}.yaml"
    )
    made = made._replace(version_digest=sha256(rule_id.encode()).hexdigest())
    return made._replace(**more)


PROTECTIONS = "agencies must ensure that their efforts appropriately maintain or enhance protections"
RULES = {
    made.id: made
    for made in (
        rule("control-number-shown", "Surveys of the public show a valid OMB control number", ("S2.p1.s6",),
             "maintain or enhance protections afforded under law and policy",
             authorities=(RuleAuthority("paperwork-reduction-act", "44 U.S.C. 3507(a)", True, Strength.MUST),),
             rationale="An agency may ask the public the same questions only with a control number from OMB.",
             require_in_words="A survey of the public carries a control number such as 1234-5678",
             remedy="Write the control number as OMB gave it, four digits, a hyphen and four digits."),
        rule("customer-includes-workforce", "The plan's customers include the federal workforce",
             ("S1.p5.s1", "S3(a)"), "redefining the term “Customer” to be inclusive of our federal workforce",
             strength=Strength.SHOULD, amendment_only=True,
             rationale="The amendment counts the people who serve as customers too.",
             require_in_words="The listed customer groups include federal_employee",
             remedy="Add federal_employee to definitions.customer_groups."),
        rule("volumes-agree", "No more people are served than there are", ("S2.p1.s2",),
             "measured empirically and by on-the-ground results", rationale="A share above 100 % is an error of counting.",
             require_in_words="No more people are offered the survey than there are customers",
             remedy="Correct one of the two numbers."),
        rule("standards-published", "Service standards are published", ("S2.p1.s2",),
             "measured empirically and by on-the-ground results", strength=Strength.SHOULD,
             rationale="People can hold an agency only to what they can read.",
             require_in_words="Each service standard is published", remedy="Publish the standard, then write published: true."),
        rule("equity-assessed", "An equity assessment is on record", ("S1.p6.s5",),
             "assessing whether, and to what extent", strength=Strength.RECITAL,
             authorities=(RuleAuthority("eo-13985", "", True, None),),
             rationale="EO 13985 asked for it.", require_in_words="An equity assessment is named with its date",
             remedy="Name the assessment and its date."),
        rule("language-plain", "The plan is written in plain language", ("S1.p3.s1",),
             "people of all abilities can navigate", rationale="Only a person can tell.",
             question="Would a customer without training understand what the plan promises?",
             look_at=("plan.title",), remedy="Rewrite what a customer would not understand."),
        rule("welcome-understood", "New staff understand the promise", ("S1.p3.s1",),
             "people of all abilities can navigate", rationale="Only a person can tell.",
             question="Would a new colleague understand what the plan promises?",
             look_at=("plan.title",), remedy="Rewrite what a colleague would not understand."),
        rule("hisp-duties-met", "A High Impact Service Provider meets its duties", ("S3(e)",),
             "have a high impact on customer experiences", strength=Strength.DEFINITION,
             rationale="The designation brings duties.", when_in_words="the agency is a High Impact Service Provider",
             require_in_words="The duties are listed", remedy="List the duties."),
        rule("burden-falls", "Burden hours fall", ("S2.p1.s2",), "measured empirically",
             rationale="Time is what people pay with.", require_in_words="The target is below the baseline",
             remedy="Set a target below the baseline."),
        rule("feedback-channel-open", "A feedback channel is open to the workforce", ("S1.p4.s1.a",),
             "save an individual’s time", strength=Strength.SHOULD, rationale="Those who serve know what hinders.",
             require_in_words="A feedback channel is open to federal employees", remedy="Open a channel."),
        rule("benchmark-named", "A private-sector benchmark is named", ("S2.p1.s2",), "measured empirically",
             strength=Strength.RECITAL, rationale="EO 12862 asked for it.", require_in_words="A benchmark is named",
             remedy="Name a benchmark."),
    )
}  # fmt: skip

CLAUSES = {
    clause.id: clause
    for clause in (
        Clause("S1.p3.s1", Strength.MUST, "The Federal Government must design and deliver services in a manner that people of all abilities can navigate", "for each service, the accessibility standard met", "", False),
        Clause("S1.p3.s3", Strength.SHOULD, "Improving Government services should also make our Government more efficient and effective overall", "", "", False),
        Clause("S1.p4.s1.a", Strength.SHOULD, "an opportunity for the Government to save an individual’s time", "time a person spends on each service", "", False),
        Clause("S1.p5.s1", Strength.RECITAL, "redefining the term “Customer” to be inclusive of our federal workforce", "the plan's own definition of customer includes the federal workforce", "", True),
        Clause("S1.p6.s5", Strength.RECITAL, "assessing whether, and to what extent, their programs and policies perpetuate systemic barriers", "an equity assessment with date", "eo-13985", False),
        Clause("S2.p1.s2", Strength.MUST, "measured empirically and by on-the-ground results for the people of the United States and the workforce charged to serve them", "measured results for the public and for the workforce", "", True),
        Clause("S2.p1.s4.c", Strength.SHOULD, "enhance transparency", "standards, results and this plan published where customers can find them", "", False),
        Clause("S2.p1.s6", Strength.MUST, f"{PROTECTIONS} afforded under law and policy", "each of the five protections addressed", "", False),
        Clause("S3(a)", Strength.DEFINITION, "any individual whether citizen or citizen servent, business, or organization", "customer groups cover the workforce", "", True),
        Clause("S3(e)", Strength.DEFINITION, "that have a high impact on customer experiences", "the designation and its duties", "", False),
    )
}  # fmt: skip

AUTHORITIES = {
    authority.id: authority
    for authority in (
        Authority("eo-14058", "Transforming Federal Customer Experience", "EO 14058", "executive_order", "2021-12-13", "", "", "sourced", "86 FR 71357", "The order itself."),
        Authority("eo-13985", "Advancing Racial Equity", "EO 13985", "executive_order", "2021-01-20", "2025-01-20", "EO 14148", "sourced", "", "Equity assessments."),
        Authority("paperwork-reduction-act", "Paperwork Reduction Act", "44 U.S.C. 3501 and following", "statute", "1995-10-01", "", "", "sourced", "", "Control numbers."),
    )
}  # fmt: skip

PROFILE = Profile(
    {"id": "order-as-amended", "title": "The order as amended", "description": "Every rule of the pack."}
)
RULEBOOK = Rulebook(Path("rules"), "ab" * 32, RULES, CLAUSES, AUTHORITIES, {PROFILE.id: PROFILE}, {}, {})


RESTS_ON = Grounds(
    "1" * 64, "", "", "2" * 64, True, (Window("3" * 64, "2021-12-13", ""),), (Window("4" * 64, "", "2025-12-31"),),
    (Window("5" * 64, "2025-01-01", "2025-12-31"),),
)  # fmt: skip


def read(text: str = PLAN, file: str = FILE) -> ReadPlan:
    """The plan as the reader hands it over, its problems hand-made."""
    source = SourceText(file, text)
    root, _ = compose(source, Limits())
    assert root is not None
    document = Document(root)
    problem = PROBLEMS["unknown-key"].finding(
        "Fiscal_year is not a field of plan; did you mean fiscal_year?",
        document.key_location(("plan", "Fiscal_year")), ("plan", "Fiscal_year"),
    )  # fmt: skip
    return ReadPlan(file, sha256(text.encode()).hexdigest(), document, (problem,), {file: source})


def assessment(plan: ReadPlan) -> Assessment:
    """What came of it: every status has an outcome."""
    document = plan.document
    assert document is not None

    def fails(rule_id: str, message: str, route: Route, *related: Related) -> Outcome:
        asked = RULES[rule_id]
        level = asked.strength.level
        finding = Finding(rule_id, level, message, route, document.locate(route), asked.remedy, related)
        return Outcome(asked, Status.FAIL, level, (finding,), 1)

    def other(rule_id: str, status: Status, reason: str = "", **more: Any) -> Outcome:
        return Outcome(RULES[rule_id], status, RULES[rule_id].strength.level, reason=reason)._replace(**more)

    def excused(identity: str) -> Finding:
        asked, route = RULES["benchmark-named"], ("services", 0, "benchmark")
        related = (Related("the waiver", WAIVER.location),)
        return Finding(asked.id, asked.strength.level, "the service permits names no benchmark", route,
                       document.locate(route), asked.remedy, related, identity)  # fmt: skip

    surveys: Route = ("voice_of_customer", "surveys", 0)
    permits: Route = ("services", 0)
    outcomes = (
        other("benchmark-named", Status.WAIVED, WAIVER.in_words, waived=(excused("services[id=permits].benchmark"),)),
        other("burden-falls", Status.NOT_EVALUATED, "services[0]: the target is not a number"),
        fails("control-number-shown", "the control number OMB Control Number is not of the form 1234-5678",
              (*surveys, "omb_control_number"),
              Related("respondent_types is public", document.locate((*surveys, "respondent_types"))),
              Related("the rule says so here", Location("rules/feedback/control-number-shown.yaml", 18, 1, 18, 1))),
        fails("customer-includes-workforce", "the plan's definition of customer leaves out federal_employee",
              ("definitions", "customer_groups")),
        other("equity-assessed", Status.NOT_IN_FORCE,
              "EO 13985 ended on 2025-01-20 (EO 14148); the day of assessment is 2025-09-30"),
        other("hisp-duties-met", Status.NOT_APPLICABLE,
              "it applies only when the agency is a High Impact Service Provider"),
        other("language-plain", Status.NEEDS_REVIEW, RULES["language-plain"].question, judged=1,
              routes=(("plan", "title"),)),
        other("standards-published", Status.PASS, judged=2, rests_on=RESTS_ON, routes=tuple(
            (*permits, "standards", index, "published") for index in (0, 1))),
        fails("volumes-agree", "1500 were offered the survey of 1200 customers", (*permits, "volume_offered"),
              Related("volume_of_customers is 1200", document.locate((*permits, "volume_of_customers"))),
              Related("voice_of_customer is (1 fields)", document.locate(("voice_of_customer",)))),
        other("welcome-understood", Status.PASS, JUDGED, judged=1, determined=True, routes=(("plan", "title"),)),
    )  # fmt: skip
    facts = document.data
    return Assessment(
        plan=plan.name, plan_digest=plan.digest, title=facts["plan"]["title"], agency=facts["agency"]["name"],
        fiscal_year=2025, as_of="2025-09-30", profile=PROFILE.id, pack_digest=RULEBOOK.digest,
        problems=plan.problems, outcomes=outcomes,
        dropped=(Dropped(RULES["feedback-channel-open"], "ignored (--ignore)"),),
        bypasses=("--ignore feedback-channel-open left out 1 rule",), label=LABEL,
        prior=PRIOR, waivers=(WAIVER, LATE),
    )  # fmt: skip


def clean(plan: ReadPlan) -> Assessment:
    """The same plan with nothing wrong: one rule was asked and passed."""
    passed = Outcome(
        RULES["standards-published"], Status.PASS, Level.WARNING, judged=1, routes=(("plan", "title"),)
    )
    return assessment(plan)._replace(
        problems=(), outcomes=(passed,), dropped=(), bypasses=(), label="", prior="", waivers=()
    )


def run(*assessments: Assessment, **more: Any) -> Run:
    """A run over these assessments, at a fixed version, width and colour."""
    made = Run(assessments, read().texts, RULEBOOK, PROFILE, "0.1.0")
    return made._replace(**more)


def compared(plan: ReadPlan) -> Assessment:
    """The same plan against an earlier one: a problem and what two rules found stood there before."""
    whole = assessment(plan)
    known = ("customer-includes-workforce", "volumes-agree")
    outcomes = tuple(
        outcome._replace(findings=(), known=outcome.findings) if outcome.rule.id in known else outcome
        for outcome in whole.outcomes
    )
    return whole._replace(problems=(), known=whole.problems, outcomes=outcomes)
