"""The rule pack: every rule that is found in the folder, the order's clauses, the authorities, the profiles and the registers."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker import __version__
from checker.digest import sha256
from checker.policy import compiled
from checker.policy.clauses import Authority, Clause
from checker.policy.packstamp import pack_stamp
from checker.policy.profile import Profile
from checker.policy.register import Registers
from checker.policy.rule import Rule
from checker.resources import resource
from checker.sources.tree import DISK, Tree

if TYPE_CHECKING:
    from checker.policy.amendment import Amendment
    from checker.policy.packfile import PackFile

_SUFFIXES = (".yaml", ".yml", ".txt", ".md")
LEDGER = "versions.yaml"
"""The ledger of versions, beside the topics (`checker.policy.ledger`)."""


class PackFiles(NamedTuple):
    """All from which a rulebook is made: the files of the pack by their names in it, and added ones by their names as they are shown."""

    own: Mapping[str, bytes]
    added: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all of them, by which two packs are told apart."""
        return _digest({**self.own, **self.added})


class Rulebook(NamedTuple):
    """A pack as it was loaded. `digest` is the SHA-256 over the names and bytes of all its files."""

    root: Path
    digest: str
    rules: Mapping[str, Rule]
    clauses: Mapping[str, Clause]
    authorities: Mapping[str, Authority]
    profiles: Mapping[str, Profile]
    registers: Registers
    sheets: Mapping[str, bytes]
    """The compiled expressions that ask many rules at once, by name (`Rule.sheet`)."""
    added: tuple[str, ...] = ()
    """The folders of rules that a user added, as they were named."""

    def files(self) -> PackFiles:
        """Every file of the pack and of the folders that were added to it."""
        return PackFiles(pack_files(self.root), _added_files(self.added))

    def path(self, rule: Rule) -> Path:
        """Where the file of a rule is."""
        if self._is_added(rule.file):
            return Path(rule.file)
        return self.root / rule.file.removeprefix("rules/")

    def comes_with(self, rule: str, file: str) -> bool:
        """Whether `file` is where a rule of the pack itself stands: then it is with the program, not with the plans."""
        known = self.rules.get(rule)
        return known is not None and known.file == file and not self._is_added(file)

    def _is_added(self, file: str) -> bool:
        return any(file.startswith(f"{folder}/") for folder in self.added)

    def amendment(self) -> "Amendment | None":
        """What the amendment changes, place by place; None where the pack does not say."""
        from checker.policy.amendment import AMENDMENT, load_amendment
        from checker.policy.ordertext import AMENDED, ISSUED
        from checker.policy.packfile import PackFile

        if not (self.root / AMENDMENT).is_file():
            return None
        file = PackFile(f"rules/{AMENDMENT}", AMENDMENT, (self.root / AMENDMENT).read_bytes())
        issued, amended = ((self.root / name).read_text(encoding="utf-8") for name in (ISSUED, AMENDED))
        return load_amendment(file, issued, amended, self.clauses, self.rules)

    def rule_file(self, rule: Rule) -> "PackFile":
        """The file of a rule, for its examples and its lines."""
        from checker.policy.packfile import PackFile

        path = self.path(rule)
        return PackFile(rule.file, f"{rule.topic}/{path.name}", path.read_bytes())


def load_rulebook(
    root: Path, cache: Path | None = None, added: Sequence[Path] = (), tree: Tree = DISK, home: Tree = DISK
) -> Rulebook:
    """The pack in `root` of the tree `home`, and the rules, profiles and register entries of the folders in `tree` that a user `added` to it. Compiled rules are kept in the folder `cache`, by the digest of everything they depend on.

    Raises RulePackError with what is wrong with the files of the pack.
    """
    folders = tuple(folder.as_posix() for folder in added)
    stamp = None
    if cache is not None and home is DISK and tree is DISK:
        stamp = pack_stamp(
            cache, [(str(folder), DISK.stamps(folder, _SUFFIXES)) for folder in (root, *added)]
        )
        digest = stamp.digest()
        if digest and (loaded := compiled.load(_kept(cache, digest))) is not None:
            return Rulebook(root, digest, *loaded, added=folders)
    files = PackFiles(pack_files(root, home), _added_files(folders, tree))
    digest = files.digest
    if stamp is not None:
        stamp.keep(digest)
    if cache is not None and (loaded := compiled.load(_kept(cache, digest))) is not None:
        return Rulebook(root, digest, *loaded, added=folders)
    from checker.policy.compiling import compile_pack

    parts = compile_pack(*files)
    if cache is not None:
        compiled.save(_kept(cache, digest), *parts)
    return Rulebook(root, digest, *parts, added=folders)


def rulebook_of(files: PackFiles) -> Rulebook:
    """A pack that is on no disk, such as that of an earlier review. Raises RulePackError with what is wrong with its files."""
    from checker.policy.compiling import compile_pack

    return Rulebook(Path("rules"), files.digest, *compile_pack(*files))


def pack_digest(root: Path) -> str:
    """The digest of the pack in `root`, by which two packs are told apart."""
    return _digest(pack_files(root))


def pack_files(root: Path, tree: Tree = DISK) -> dict[str, bytes]:
    """Every file of the pack by its name in it, sorted; not the ledger of versions, which changes no outcome."""
    files = tree.contents(root, _SUFFIXES)
    files.pop(LEDGER, None)
    return files


def _added_files(folders: Sequence[str], tree: Tree = DISK) -> dict[str, bytes]:
    return {
        f"{folder}/{name}": content
        for folder in folders
        for name, content in pack_files(Path(folder), tree).items()
    }


def _digest(files: Mapping[str, bytes]) -> str:
    total = sha256()
    for name, content in files.items():
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _kept(cache: Path, digest: str) -> Path:
    """Where the compiled rules of a pack are kept: by all that they depend on."""
    depends_on = f"{__version__} {_program()} {digest} {compiled.FORMAT}"
    return cache / f"rules-{sha256(depends_on.encode()).hexdigest()[:32]}.json"


def _program() -> list[tuple[int, int]]:
    """When the modules that compile a rule, and the plan format, last changed, and how large they are: the version alone does not tell."""
    files = [entry.stat() for entry in os.scandir(Path(__file__).parent) if entry.name.endswith(".py")]
    files.append(resource("schemas/plan.schema.json").stat())
    return sorted((file.st_mtime_ns, file.st_size) for file in files)
