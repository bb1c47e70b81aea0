"""Histories of one plan in real repositories: in each, something else has changed between the tags `before` and `after`."""

import textwrap
from pathlib import Path
from typing import Any

from checker.assessment.place import value_digest
from checker.location import Route
from tests.support.repository import Repo
from tests.support.smallest import SMALLEST

PLAN = "plans/a.yaml"
WAIVERS = "plans/a.waivers.yaml"
RULES = "our-rules"
_SERVICE = "kind: benefits, audience: public, customer_segments: [], channels: []"


def plan(
    *services: str, day: str = "2026-09-30", title: str = "Plan", status: str = "draft", notes: str = ""
) -> str:
    """A plan with services by the texts of their first fields: `id: visas, name: Visas`."""
    text = SMALLEST.replace("2026-01-31", day).replace("title: Plan", f"title: {title}")
    text = text.replace("status: draft", f"status: {status}{notes}")
    listed = "".join(f"\n  - {{{service}, {_SERVICE}}}" for service in services)
    assert "services: []" in text
    return text.replace("services: []", f"services:{listed}")


def rule(id_: str, body: str, version: int = 1, strength: str = "must", more: str = "") -> str:
    """A rule on a clause that may be waived. Its examples are not run."""
    reason = "" if strength == "must" else "strength_reason: A test looks at several levels.\n"
    return (
        f"id: {id_}\nversion: {version}\ntitle: The plan does what {id_} asks\nclauses: [S2.p1.s2]\n"
        f"quote: measured empirically\nstrength: {strength}\n{reason}{more}rationale: It exists so that a test can look at it.\n"
        f"remedy: Do what the test expects.\n{textwrap.dedent(body)}"
        "examples: {pass: [{name: a, plan: {}}], fail: [{name: b, plan: {}, finds: [{route: (plan), message: not run}]}], not_applicable: [{name: c, plan: {}}]}\n"
    )


NAMES = rule(
    "names-are-proper",
    """\
    for_each: services
    require: {name: {matches: '^[A-Z]'}}
    if_absent: fail
    message: the service {item.id} has the name {item.name}
    """,
)
STATUS = rule(
    "draft-ends-in-time",
    """\
    require: as_of <= '2026-12-31' || plan.plan.status == 'published'
    at: agency
    require_in_words: after 2026 the plan is published
    if_absent: fail
    message: on {as_of} the plan is still {plan.plan.status}
    """,
)
BOTH = rule(
    "title-changes-in-time",
    """\
    require: as_of <= '2026-12-31' || plan.plan.title != 'Old plan'
    at: agency
    require_in_words: after 2026 the plan has a new title
    if_absent: fail
    message: on {as_of} the title is {plan.plan.title}
    """,
    strength="should",
)


def enough(least: int, version: int, what: str = "services") -> str:
    return rule(
        f"{what}-are-enough",
        f"""\
        require: {{{what}: {{at_least: {least}}}}}
        if_absent: fail
        message: there are fewer than {least} {what}
        """,
        version,
    )


def lengths(id_: str, more: str = "") -> str:
    return rule(
        id_,
        """\
        for_each: services
        require: {name: {not_matches: '^.{6,}$'}}
        if_absent: fail
        message: the name {item.name} is too long
        """,
        strength="recital",
        more=more,
    )


def rules(**files: str) -> dict[str, str]:
    return {f"{RULES}/team/{name.replace('_', '-')}.yaml": text for name, text in files.items()}


USUAL = rules(names_are_proper=NAMES, draft_ends_in_time=STATUS, services_are_enough=enough(1, 1))
VISAS, PASSPORTS = "id: visas, name: Visas", "id: passports, name: passports"


SHORT = rule(
    "abbreviation-is-long",
    """\
    require: {agency.abbreviation: {matches: '^[A-Z]{3}'}}
    if_absent: fail
    message: the agency is called {item.agency.abbreviation}
    """,
)


def waiver(value: str, expires: str = "2027-06-30") -> str:
    """A file of waivers with one, for the name of the service `passports` while it is `value`."""
    data = {"services": [{"id": "passports", "name": value}]}
    return _waiver("names-are-proper", "services[id=passports].name", data, ("services", 0, "name"), expires)


def _waiver(rule_id: str, place: str, data: Any, route: Route, expires: str) -> str:
    return (
        f"- rule: {rule_id}\n  route: {place}\n  reason: the new name is not decided yet\n"
        f"  approved_by: C. Person\n  approved_on: 2026-07-01\n  expires: {expires}\n"
        f"  value_digest: {value_digest(data, route)}\n"
    )


def make(folder: Path, before: dict[str, str], after: dict[str, str], *, usual: bool = True) -> Repo:
    """A repository with two commits, tagged; what the first has and the second does not is removed."""
    repo = Repo(folder)
    common = USUAL if usual else {}
    repo.commit({**common, **before})
    repo.git("tag", "before")
    for name in before:
        if name not in after:
            repo.git("rm", "-q", name)
    repo.commit({**common, **after})
    repo.git("tag", "after")
    return repo


def history(name: str, folder: Path) -> Repo:
    """One of the prepared histories."""
    return make(folder, *HISTORIES[name], usual=name not in ("rules", "mixed"))


HISTORIES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "plan": (
        {PLAN: plan(VISAS, PASSPORTS)},
        {PLAN: plan("id: parks, name: parks", VISAS, "id: passports, name: Passports")},
    ),
    "day": ({PLAN: plan(VISAS, PASSPORTS)}, {PLAN: plan(VISAS, PASSPORTS, day="2027-01-01")}),
    "rules": (
        {
            PLAN: plan(VISAS, PASSPORTS),
            **rules(
                services_are_enough=enough(1, 1),
                names_are_short=lengths("names-are-short"),
                names_were_proper=NAMES.replace("names-are-proper", "names-were-proper"),
            ),
        },
        {
            PLAN: plan(VISAS, PASSPORTS),
            **rules(
                services_are_enough=enough(3, 2),
                names_are_brief=lengths("names-are-brief", "renamed_from: [names-are-short]\n"),
                names_are_proper=NAMES,
            ),
        },
    ),
    "waiver": (
        {PLAN: plan(VISAS, PASSPORTS), WAIVERS: waiver("passports")},
        {PLAN: plan(VISAS, PASSPORTS)},
    ),
    "expiry": (
        {PLAN: plan(VISAS, PASSPORTS), WAIVERS: waiver("passports", "2026-12-31")},
        {PLAN: plan(VISAS, PASSPORTS, day="2027-01-01"), WAIVERS: waiver("passports", "2026-12-31")},
    ),
    "stale": (
        {PLAN: plan(VISAS, PASSPORTS), WAIVERS: waiver("passports")},
        {PLAN: plan(VISAS, "id: passports, name: pass"), WAIVERS: waiver("passports")},
    ),
    "mixed": (
        {
            PLAN: plan(VISAS, PASSPORTS, title="A plan"),
            WAIVERS: _waiver(
                "abbreviation-is-long", "agency.abbreviation", {"agency": {"abbreviation": "A"}},
                ("agency", "abbreviation"), "2027-06-30",
            ),
            **rules(
                names_are_proper=NAMES, draft_ends_in_time=STATUS, goals_are_enough=enough(0, 1, "goals"),
                title_changes_in_time=BOTH, names_are_short=lengths("names-are-short"), abbreviation_is_long=SHORT,
            ),
        },
        {
            PLAN: plan(VISAS, "id: passports, name: Passports", day="2027-01-01", title="Old plan"),
            **rules(
                names_are_proper=NAMES, draft_ends_in_time=STATUS, goals_are_enough=enough(3, 2, "goals"),
                title_changes_in_time=BOTH, names_are_short=lengths("names-are-short"), abbreviation_is_long=SHORT,
            ),
        },
    ),
}  # fmt: skip
"""What each history holds before and after."""
