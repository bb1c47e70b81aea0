"""The rule pack: every rule that is found in the folder, the order's clauses, the authorities and the profiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from checker import __version__
from checker.errors import RulePackError
from checker.location import Location
from checker.plan.schema import plan_schema
from checker.policy import compiled
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


@dataclass(frozen=True)
class Rulebook:
    """A pack as it was loaded. `digest` is the SHA-256 over the names and bytes of all its files."""

    root: Path
    digest: str
    rules: Mapping[str, Rule]
    clauses: Mapping[str, Clause]
    authorities: Mapping[str, Authority]
    profiles: Mapping[str, Profile]

    def rule_file(self, rule: Rule) -> PackFile:
        """The file of a rule, for its examples and its lines."""
        return PackFile(f"rules/{rule.file}", rule.file, (self.root / rule.file).read_bytes())


def load_rulebook(root: Path, cache: Path | None = None) -> Rulebook:
    """The pack in `root`. Compiled rules are kept in the folder `cache`, by the digest of everything they depend on.

    Raises RulePackError at the first thing that is wrong with any file of the pack.
    """
    files = _read(root)
    total = sha256()
    for name, content in files.items():
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    digest = total.hexdigest()
    key = sha256(f"{__version__} {digest} {plan_schema().digest} {compiled.FORMAT}".encode()).hexdigest()
    kept = cache / f"rules-{key[:32]}.json" if cache is not None else None
    if kept is not None and (loaded := compiled.load(kept)) is not None:
        return Rulebook(root, digest, *loaded)
    parts = _compile(files)
    if kept is not None:
        compiled.save(kept, *parts)
    return Rulebook(root, digest, *parts)


def _read(root: Path) -> dict[str, bytes]:
    names = sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*")
        if path.suffix in (".yaml", ".txt", ".md") and path.is_file()
    )  # fmt: skip
    return {name: (root / name).read_bytes() for name in names}


def _compile(
    files: Mapping[str, bytes],
) -> tuple[dict[str, Rule], dict[str, Clause], dict[str, Authority], dict[str, Profile]]:
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
            profiles[file.data["id"]] = Profile.from_data(file.data)
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
