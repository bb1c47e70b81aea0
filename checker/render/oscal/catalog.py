"""The order as an OSCAL catalog: a control for each clause, with its words, and an objective for each rule that asks for it."""

from checker.policy.clauses import Authority, Clause
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook
from checker.render.oscal.common import Object, identifier, label, metadata, prop, text, token
from checker.render.report_words import SECTIONS

_ORDER = (
    "EO 14058, Transforming Federal Customer Experience and Service Delivery To Rebuild Trust in Government"
)
_PROPOSAL = (
    "Sections 1 to 3 as the proposal of 2023-12-13 would amend them. The proposal was never enacted; the property amendment-only marks "
    "the words that are in it alone."
)


def catalog(rulebook: Rulebook, day: str) -> Object:
    """The catalog of a pack, dated `day`."""
    sections = sorted({clause.section for clause in rulebook.clauses.values()})
    return {
        "catalog": {
            "uuid": identifier("catalog", rulebook.digest),
            "metadata": {
                **metadata(f"{_ORDER}, clause by clause", day, rulebook.digest[:16], prop("pack-sha256", rulebook.digest)), "remarks": _PROPOSAL,
            },
            "groups": [
                {
                    "id": f"s{section}", "class": "section", "title": f"Section {section}. {SECTIONS.get(section, '')}".strip(),
                    "controls": [
                        _control(clause, rulebook) for clause in rulebook.clauses.values() if clause.section == section
                    ],
                }
                for section in sections
            ],
            "back-matter": {"resources": [_resource(each) for each in _cited(rulebook)]},
        }
    }  # fmt: skip


def statement_id(clause: str) -> str:
    """The id of the words of a clause, at which findings point."""
    return f"{token(clause)}_smt"


def _control(clause: Clause, rulebook: Rulebook) -> Object:
    name = token(clause.id)
    rules = [rule for rule in rulebook.rules.values() if clause.id in rule.clauses]
    cited = rulebook.authorities.get(clause.authority)
    control: Object = {
        "id": name, "class": "clause", "title": f"Clause {clause.id}",
        "props": [label(clause.id), prop("strength", clause.strength.value), prop("amendment-only", "yes" if clause.amendment_only else "no")],
        "parts": [{"id": statement_id(clause.id), "name": "statement", "prose": text(clause.quote)}],
    }  # fmt: skip
    params = [
        _parameter(name, rule, each.name, each.description, each.value)
        for rule in rules
        for each in rule.parameters
    ]
    if params:
        control["params"] = params
    if cited is not None:
        control["links"] = [{"href": f"#{_uuid(cited)}", "rel": "reference", "text": text(cited.citation)}]
    guidance = (
        f"A plan shows: {clause.shows}"
        if clause.shows
        else "A statement of policy. No plan can show it by itself."
    )
    control["parts"].append({"id": f"{name}_gdn", "name": "guidance", "prose": text(guidance)})
    control["parts"] += [_objective(name, rule) for rule in rules]
    return control


def _objective(control: str, rule: Rule) -> Object:
    """A rule as an objective of the assessment: what it asks, in the words of its conditions."""
    asks = rule.question or rule.require_in_words or rule.title
    props = [
        label(rule.id),
        prop("rule-version", str(rule.version)),
        prop("method", "person" if rule.question else "program"),
    ]
    part: Object = {
        "id": f"{control}_obj.{rule.id}",
        "name": "assessment-objective",
        "title": text(rule.title),
        "props": props,
        "prose": text(asks),
    }
    if rule.remedy:
        part["parts"] = [
            {"id": f"{control}_obj.{rule.id}_gdn", "name": "guidance", "prose": text(rule.remedy)}
        ]
    return part


def _parameter(control: str, rule: Rule, name: str, description: str, value: object) -> Object:
    values = [text(str(each)) for each in (value if isinstance(value, list | tuple) else [value])]
    return {
        "id": f"{control}_prm.{rule.id}.{token(name)}", "label": text(f"{rule.id}: {name}"), "usage": text(description),
        "values": [each for each in values if each] or ["none"],
    }  # fmt: skip


def _cited(rulebook: Rulebook) -> list[Authority]:
    named = {clause.authority for clause in rulebook.clauses.values()}
    return [authority for authority in rulebook.authorities.values() if authority.id in named]


def _uuid(authority: Authority) -> str:
    return identifier("authority", authority.id)


def _resource(authority: Authority) -> Object:
    days = [
        prop("in-force-since", authority.since),
        *([prop("in-force-until", authority.until)] if authority.until else []),
    ]
    return {
        "uuid": _uuid(authority), "title": text(authority.title), "description": text(authority.summary), "props": days,
        "citation": {"text": text(authority.citation)},
    }  # fmt: skip
