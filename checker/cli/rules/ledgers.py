"""The ledgers of a pack: its own, and that of each folder of rules that was added to it."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from checker.policy.editions import Edition, edition
from checker.policy.ledger import Released, Step, read_ledger, step
from checker.policy.ordertext import ISSUED, one_line
from checker.policy.packfile import PackFile
from checker.policy.rule import Rule
from checker.policy.rulebook import LEDGER, Rulebook


class Ledgers:
    """What was released of the rules of a pack."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def step(self, rule: Rule, file: PackFile) -> Step:
        """What became of a rule since the last release; `file` is its file."""
        return step(edition(file, self._issued), self.released[self._folder(rule)])

    def editions(self, folder: str) -> Iterator[Edition]:
        """The rules of an added folder as they are now; those of the pack itself for no name."""
        for rule in self.rulebook.rules.values():
            if self._folder(rule) == folder:
                yield edition(self.rulebook.rule_file(rule), self._issued)

    def path(self, folder: str) -> Path:
        """Where the ledger of an added folder is; that of the pack itself for no name."""
        return (Path(folder) if folder else self.rulebook.root) / LEDGER

    @cached_property
    def released(self) -> dict[str, dict[str, Released]]:
        """What was released, by folder. Empty for a folder that has no ledger yet."""
        return {folder: self._read(folder) for folder in ("", *self.rulebook.added)}

    def _read(self, folder: str) -> dict[str, Released]:
        path = self.path(folder)
        if not path.is_file():
            return {}
        return read_ledger(PackFile(f"{folder or 'rules'}/{LEDGER}", LEDGER, path.read_bytes()))

    def _folder(self, rule: Rule) -> str:
        return next((each for each in self.rulebook.added if rule.file.startswith(f"{each}/")), "")

    @cached_property
    def _issued(self) -> str:
        return one_line((self.rulebook.root / ISSUED).read_text(encoding="utf-8"))
