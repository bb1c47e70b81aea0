"""From the files of a pack to rules, clauses, authorities, profiles and registers. Needed only where no compiled pack is kept."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from checker.errors import RulePackError
from checker.location import Location
from checker.plan.schema import plan_schema
from checker.policy.amendment import AMENDMENT, load_amendment
from checker.policy.clauses import Authority, Clause
from checker.policy.compiled import Parts
from checker.policy.expressions import compile_plain
from checker.policy.faults import Faults
from checker.policy.ordertext import AMENDED, ISSUED, one_line, words_of_clauses
from checker.policy.packfile import PackFile
from checker.policy.plantypes import PlanTypes
from checker.policy.profile import Profile
from checker.policy.register import Register
from checker.policy.registerfile import read_register
from checker.policy.renames import check_renames
from checker.policy.rule import Rule, Strength
from checker.policy.rulefile import Order, load_rule
from checker.policy.sheets import sheet, stands_on_a_sheet
from checker.policy.syntax import bare

CLAUSES = "order/clauses.yaml"
AUTHORITIES = "authorities.yaml"
PROFILES = "profiles"
REGISTERS = "registers"
_NOT_TOPICS = ("order", PROFILES, REGISTERS)


def compile_pack(
    files: Mapping[str, bytes],
    added: Mapping[str, bytes] | None = None,
) -> Parts:
    """The parts of a pack, as a rulebook holds them, from its files, by their names in it, and from the files of folders that were added to it.

    The name of an added file is its path as it is shown: `own-rules/feedback/our-rule.yaml`, under the folder's own name.
    Raises RulePackError with the faults of all rules, profiles and registers, a line each. Where the order, the authorities
    or a register are wrong, rules are not looked at: what they would be held against is not known.
    """
    added = added or {}
    for name in (CLAUSES, AMENDED, ISSUED, AUTHORITIES):
        if name not in files:
            raise RulePackError(f"rules/{name} is missing from the rule pack")
    _refuse_strays(files)
    texts = {name: files[name].decode("utf-8") for name in (AMENDED, ISSUED)}
    amended, issued = one_line(texts[AMENDED]), one_line(texts[ISSUED])
    clauses = _clauses(_file(CLAUSES, files), issued)
    authorities = _authorities(_file(AUTHORITIES, files))
    sentences = words_of_clauses(clauses.values(), texts[AMENDED])
    order = Order(clauses, authorities, amended, sentences, issued)
    named = [(f"rules/{name}", name, content) for name, content in files.items()]
    named += [(shown, _inside(shown), content) for shown, content in added.items()]
    registers = _registers([each for each in named if _topic(each[1]) == REGISTERS])
    types = PlanTypes(plan_schema(), registers)
    rules: dict[str, Rule] = {}
    rule_files: list[PackFile] = []
    profiles: dict[str, Profile] = {}
    faults = Faults()
    for path, name, content in named:
        topic = _topic(name)
        if topic and (topic not in _NOT_TOPICS or topic == PROFILES):
            with faults.step():
                file = PackFile(path, name, content)
                if topic == PROFILES:
                    _add_profile(file, profiles)
                else:
                    _add_rule(file, order, types, rules)
                    rule_files.append(file)
    with faults.step():
        check_renames(rule_files, rules)
    if AMENDMENT in files:
        with faults.step():
            load_amendment(_file(AMENDMENT, files), texts[ISSUED], texts[AMENDED], clauses, rules)
    faults.say()
    rules = dict(sorted(rules.items()))
    return rules, clauses, authorities, profiles, registers, _sheets(rules)


def _sheets(rules: Mapping[str, Rule]) -> dict[str, bytes]:
    """Every sheet by its name, compiled."""
    asked: dict[str, list[Rule]] = {}
    for rule in rules.values():
        if stands_on_a_sheet(rule):
            asked.setdefault(rule.sheet, []).append(rule)
    return {name: bare(compile_plain(sheet(together), {})) for name, together in asked.items()}


def _add_profile(file: PackFile, profiles: dict[str, Profile]) -> None:
    file.check("profile")
    if file.data["id"] in profiles:
        raise RulePackError(f"there is a profile {file.data['id']} already", file.at(("id",)))
    profiles[file.data["id"]] = Profile(file.data)


def _add_rule(file: PackFile, order: Order, types: PlanTypes, rules: dict[str, Rule]) -> None:
    file.check("rule")
    rule = load_rule(file, order, types)
    if rule.id in rules:
        raise RulePackError(f"{rules[rule.id].file} has the id {rule.id} too", file.at(("id",)))
    rules[rule.id] = rule


def _registers(named: Sequence[tuple[str, str, bytes]]) -> dict[str, Register]:
    """The registers of the pack, with the entries that added folders give to them."""
    registers: dict[str, Register] = {}
    faults = Faults()
    for path, name, content in named:
        with faults.step():
            register = read_register(PackFile(path, name, content), plan_schema(), registers)
            registers[register.id] = register
    faults.say()
    return registers


def _topic(name: str) -> str:
    """The folder of a file that is read, `feedback/x.yaml`; empty for a file that is not."""
    topic, _, rest = name.partition("/")
    return topic if rest and name.endswith(".yaml") else ""


def _inside(shown: str) -> str:
    """The name of an added file in its pack: the last folder and the file."""
    return "/".join(shown.split("/")[-2:])


def _refuse_strays(files: Mapping[str, bytes]) -> None:
    """A file that no one reads is a rule that no one applies. Raises RulePackError for the first, with its right place."""
    for name in files:
        path = PurePosixPath(name)
        if path.suffix == ".md" or name in (CLAUSES, AMENDED, AMENDMENT, AUTHORITIES):
            continue
        *folders, last = path.parts
        right = last.removesuffix(".txt").removesuffix(".yml").removesuffix(".yaml") + ".yaml"
        topic = folders[0] if folders and folders[0] != "order" else "<topic>"
        if [topic, right] != list(path.parts):
            raise RulePackError(
                f"rules/{name}: this file would not be read; it belongs in rules/{topic}/{right}"
                + (", in the folder of its topic" if topic == "<topic>" else "")
            )


def _file(name: str, files: Mapping[str, bytes]) -> PackFile:
    return PackFile(f"rules/{name}", name, files[name])


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
