"""The whole story of one plan, on one page: a plan that was read, a rulebook, a profile → an assessment."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.assessment.outcome import Assessment, Dropped, Outcome, Status
from checker.finding import Finding
from checker.plan.problems import PROBLEMS
from checker.policy.force import level_of, not_in_force
from checker.policy.profile import Profile, matches
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook

if TYPE_CHECKING:
    from checker.assessment.claims import Claim
    from checker.assessment.waiver import Waiver
    from checker.plan.document import Document
    from checker.plan.read import ReadPlan
    from checker.policy.determination import Determination
    from checker.policy.evaluator import Evaluator
    from checker.policy.renames import Renamed


class Choice(NamedTuple):
    """What a user brings beside the profile: a day instead of the plan's own, rules to ask alone or to leave out."""

    as_of: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    bypasses: tuple[str, ...] = ()
    determinations: "tuple[Determination, ...]" = ()
    """What people judged where no program can."""
    grounds: bool = False
    """Say of each outcome what it rests on."""
    own_waivers: bool = True
    """The plan's own `waivers` count, and not only those that were read beside it."""


def assess(
    read: "ReadPlan", rulebook: Rulebook, profile: Profile, choice: Choice, evaluator: "Evaluator",
    prior: "ReadPlan | None" = None, granted: "Document | None" = None,
) -> Assessment:  # fmt: skip
    """Ask every rule of the rulebook about one plan. Pure: the same arguments give the same assessment.

    `granted` is a file with `waivers` that OMB granted.
    """
    # A run that remembers every plan never comes here.
    from checker.assessment.evaluate import Sheets, context, evaluate

    facts = _facts(read)
    as_of = choice.as_of or _text(facts.get("as_of"))
    in_force_on = profile.authorities_as_of or as_of
    outcomes: list[Outcome] = []
    dropped: list[Dropped] = []
    last_year = prior.document.data if prior is not None and prior.document is not None else {}
    parameters = {rule.id: profile.values(rule) for rule in rulebook.rules.values()}
    seen = None
    if read.document is not None:
        sheets = Sheets(rulebook.sheets, parameters)
        seen = context(read.document, last_year, as_of, evaluator, rulebook.registers, sheets)
    for rule in rulebook.rules.values():
        if reason := _why_dropped(rule, profile, choice):
            dropped.append(Dropped(rule, reason))
            continue
        level = level_of(rule, rulebook.authorities, in_force_on, soften=profile.soften)
        if seen is None:
            outcomes.append(Outcome(rule, Status.NOT_EVALUATED, level, reason="the plan could not be read"))
        elif not as_of:
            reason = "the plan names no day of assessment (plan.as_of)"
            outcomes.append(Outcome(rule, Status.NOT_EVALUATED, level, reason=reason))
        elif ended := not_in_force(rule, rulebook.authorities, in_force_on):
            outcomes.append(Outcome(rule, Status.NOT_IN_FORCE, level, reason=ended))
        else:
            outcome = evaluate(rule, level, parameters[rule.id], seen)
            outcomes.append(_determined(outcome, choice, as_of, seen.document))
    claimed: list[Finding] = []
    earlier: list[Renamed] = []
    waivers: list[Waiver] = []
    found: list[Claim] = []
    if read.document is not None and (
        granted or read.waivers is not None or read.document.data.get("waivers")
    ):
        from checker.assessment.claims import claims
        from checker.assessment.waivers import waive

        found = claims(read, rulebook.rules, own=choice.own_waivers, granted=granted)
        outcomes, waivers, claimed, earlier = waive(outcomes, found, read.document, as_of, rulebook.rules)
    content = ""
    if choice.grounds and read.document is not None and as_of:
        from checker.assessment.grounds import content_digest, ground

        content = content_digest(read.document.data)
        outcomes = ground(outcomes, read.document, last_year, rulebook, profile, found, choice.determinations)
    problems = sorted(
        (*read.problems, *_unused(choice, outcomes, as_of), *claimed), key=lambda problem: problem.sort_key
    )
    year = facts.get("fiscal_year")
    if problems or any(outcome.findings or outcome.waived for outcome in outcomes):
        problems, outcomes = _told(problems, outcomes, read)
    return Assessment(
        plan=read.name, plan_digest=read.digest, title=_text(facts.get("title")), agency=_agency(read),
        fiscal_year=year if isinstance(year, int) else None, as_of=as_of, profile=profile.id,
        pack_digest=rulebook.digest, problems=tuple(problems),
        outcomes=tuple(outcomes), dropped=tuple(dropped),
        bypasses=choice.bypasses, label=_label(facts), prior=_compared_with(prior), renamed=tuple(earlier),
        content_digest=content,
        waivers=tuple(waivers),
    )  # fmt: skip


def _told(
    problems: list[Finding], outcomes: list[Outcome], read: "ReadPlan"
) -> tuple[list[Finding], list[Outcome]]:
    """All findings, each with its identity and with what `cxcheck fix` does about it."""
    from checker.assessment.corrections import Corrections
    from checker.assessment.identity import Identities

    identities = Identities(read.document.data if read.document is not None else None)
    corrections = Corrections(read.name, read.texts if read.document is not None else {})
    return (
        [corrections.told(problem) for problem in identities.problems(problems)],
        [corrections.outcome(identities.outcome(outcome)) for outcome in outcomes],
    )


def _determined(outcome: Outcome, choice: Choice, as_of: str, document: "Document") -> Outcome:
    """The outcome after a person has judged, where the rule needs one and there is a determination."""
    if outcome.status is not Status.NEEDS_REVIEW or not choice.determinations:
        return outcome
    from checker.assessment.determine import determine

    for determination in choice.determinations:
        if determination.rule == outcome.rule.id:
            where = document.locate(outcome.routes[0] if outcome.routes else ())
            return determine(outcome, determination, as_of, where)
    return outcome


def _unused(choice: Choice, outcomes: list[Outcome], as_of: str) -> Iterator[Finding]:
    """Determinations that settle nothing: of another day, on a rule that asks no person, or meant for another rule."""
    if not choice.determinations:
        return
    from checker.assessment.determine import why_silent

    asked = {outcome.rule.id: outcome for outcome in outcomes}
    for determination in choice.determinations:
        outcome = asked.get(determination.rule)
        if outcome is None or determination.rule not in _needed_review(outcomes):
            status = f"comes to {outcome.status.words}" if outcome is not None else "was not asked"
            message = f"nobody needs to judge {determination.rule}: it {status}"
            yield PROBLEMS["unused-determination"].finding(message, determination.location)
        elif silent := why_silent(determination, as_of):
            message = f"{determination.rule} still waits for a person on {as_of}: {silent}"
            yield PROBLEMS["determination-of-another-day"].finding(message, determination.location)


def _needed_review(outcomes: list[Outcome]) -> set[str]:
    """The rules that asked for a person: they still do, or a determination has answered them."""
    return {
        outcome.rule.id for outcome in outcomes
        if outcome.status is Status.NEEDS_REVIEW or outcome.determined
    }  # fmt: skip


def _why_dropped(rule: Rule, profile: Profile, choice: Choice) -> str:
    if reason := profile.why_dropped(rule):
        return reason
    if choice.select and not matches(rule, choice.select):
        return "not selected (--select)"
    if choice.ignore and matches(rule, choice.ignore):
        return "ignored (--ignore)"
    return ""


def _facts(read: "ReadPlan") -> Mapping[str, Any]:
    facts = read.document.data.get("plan") if read.document is not None else None
    return facts if isinstance(facts, dict) else {}


def _agency(read: "ReadPlan") -> str:
    agency = read.document.data.get("agency") if read.document is not None else None
    return _text(agency.get("name")) if isinstance(agency, dict) else ""


def _compared_with(prior: "ReadPlan | None") -> str:
    if prior is None:
        return ""
    year = _facts(prior).get("fiscal_year", "not given")
    return f"{prior.name}, fiscal year {year}, sha256 {prior.digest}"


def _label(facts: Mapping[str, Any]) -> str:
    provenance = facts.get("provenance")
    return _text(provenance.get("label")) if isinstance(provenance, dict) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
