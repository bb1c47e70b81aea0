"""Waivers as the compliance report shows them."""

from checker.assessment.outcome import Assessment
from checker.assessment.waiver import State, Waiver
from checker.policy.rulebook import Rulebook
from checker.render.printable import one_line
from checker.render.report_outcomes import anchor
from checker.render.report_view import Excused, WaiverView
from checker.render.waived import would_be

_STATES = {
    State.IN_USE: "In use",
    State.UNUSED: "Not needed: the rule finds nothing there",
    State.EXPIRED: "Does not count: it has expired",
    State.STALE: "Does not count: the value has changed since it was approved",
    State.NOT_YET: "Does not count: it was approved after the day of assessment",
    State.REFUSED: "Does not count: something in it is wrong; see the problems of the file",
    State.NOT_JUDGED: "Not known: its rule was not asked or could not be evaluated",
}


def waiver_views(assessment: Assessment, rulebook: Rulebook) -> tuple[WaiverView, ...]:
    """Every waiver of the plan, those in use first."""
    views = [_view(waiver, assessment, rulebook) for waiver in assessment.waivers]
    return tuple(sorted(views, key=lambda view: not view.counts))


def _view(waiver: Waiver, assessment: Assessment, rulebook: Rulebook) -> WaiverView:
    rule = rulebook.rules.get(waiver.rule)
    asked = {outcome.rule.id for outcome in assessment.outcomes}
    return WaiverView(
        rule=one_line(waiver.rule), title=one_line(rule.title) if rule is not None else "",
        anchor=anchor("rule", waiver.rule) if waiver.rule in asked else "", route=one_line(waiver.route),
        state=_STATES[waiver.state], counts=waiver.state is State.IN_USE, reason=one_line(waiver.reason),
        approved_by=one_line(waiver.approved_by), approved_on=waiver.approved_on, expires=waiver.expires,
        time_left=waiver.time_left, authority=one_line(waiver.authority), ticket=one_line(waiver.ticket),
        place=one_line(f"{waiver.location.file}:{waiver.location.line}"),
        excuses=tuple(
            Excused(would_be(finding), one_line(f"{finding.location.file}:{finding.location.line}"), one_line(finding.message))
            for finding in assessment.excused_by(waiver)
        ),
    )  # fmt: skip
