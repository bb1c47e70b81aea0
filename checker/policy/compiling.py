"""From the files of a pack to rules, clauses, authorities and profiles. Needed only where no compiled pack is kept."""

from collections.abc import Mapping

from checker.errors import RulePackError
from checker.location import Location
from checker.plan.schema import plan_schema
from checker.policy.clauses import Authority, Clause
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.policy.profile import Profile
from checker.policy.rule import Rule, Strength
from checker.policy.rulefile import Order, load_rule

CLAUSES = "order/clauses.yaml"
AMENDED = "order/as-amended.txt"
ISSUED = "order/eo-14058.md"
AUTHORITIES = "authorities.yaml"
PROFILES = "profiles"
_NOT_TOPICS = ("order", PROFILES)


def compile_pack(
    files: Mapping[str, bytes],
) -> tuple[dict[str, Rule], dict[str, Clause], dict[str, Authority], dict[str, Profile]]:
    """The parts of a pack from its files, by their names in it. Raises RulePackError at the first fault."""
    for name in (CLAUSES, AMENDED, ISSUED, AUTHORITIES):
        if name not in files:
            raise RulePackError(f"rules/{name} is missing from the rule pack")
    amended = _prose(files[AMENDED])
    issued = _prose(files[ISSUED])
    clauses = _clauses(_file(CLAUSES, files), issued)
    authorities = _authorities(_file(AUTHORITIES, files))
    order = Order(clauses, authorities, amended, issued)
    types = PlanTypes(plan_schema())
    rules: dict[str, Rule] = {}
    profiles: dict[str, Profile] = {}
    for name in files:
        topic, _, rest = name.partition("/")
        if not rest or not name.endswith(".yaml"):
            continue
        file = _file(name, files) if topic not in _NOT_TOPICS or topic == PROFILES else None
        if file is not None and topic == PROFILES:
            file.check("profile")
            profiles[file.data["id"]] = Profile(file.data)
        elif file is not None:
            file.check("rule")
            rule = load_rule(file, order, types)
            if rule.id in rules:
                raise RulePackError(f"{rules[rule.id].file} has the id {rule.id} too", file.at(("id",)))
            rules[rule.id] = rule
    return dict(sorted(rules.items())), clauses, authorities, profiles


def _file(name: str, files: Mapping[str, bytes]) -> PackFile:
    return PackFile(f"rules/{name}", name, files[name])


def _prose(content: bytes) -> str:
    """The words of a text on one line: without line breaks, double spaces and the escapes of Markdown."""
    return " ".join(content.decode("utf-8").replace("\\", "").split())


def _clauses(file: PackFile, issued: str) -> dict[str, Clause]:
    return {
        entry["id"]: Clause(
            entry["id"], Strength(entry["strength"]), entry["quote"], entry.get("shows", ""), entry.get("authority", ""),
            amendment_only=" ".join(entry["quote"].split()) not in issued,
        )
        for entry in file.data
    }  # fmt: skip


def _authorities(file: PackFile) -> dict[str, Authority]:
    file.check("authorities")
    found: dict[str, Authority] = {}
    for index, entry in enumerate(file.data):
        if entry["id"] in found:
            location: Location = file.at((index, "id"))
            raise RulePackError(f"the authority {entry['id']} stands a second time", location)
        found[entry["id"]] = Authority(
            entry["id"], entry["title"], entry["citation"], entry["kind"], entry["since"], entry.get("until", ""),
            entry.get("ended_by", ""), entry["verified"], entry["source"], entry["summary"],
        )  # fmt: skip
    return found
