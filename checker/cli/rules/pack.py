"""What the subcommands share: which pack, and which of its rules."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from checker.cli.renames import current_ids
from checker.cli.settings import cache_folder, holds_rules, load_pack
from checker.policy.coverage import Coverage, coverage
from checker.policy.profile import check_words, matches
from checker.policy.rule import Rule
from checker.policy.rulebook import Rulebook, load_rulebook

ORDER = "order/as-amended.txt"

words_argument: Callable[..., Any] = click.argument("words", nargs=-1, metavar="[RULE|TOPIC|CLAUSE]...")
rules_option: Callable[..., Any] = click.option(
    "--rules",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of rules to add to the pack; a whole pack (with order/) instead of the built-in one.",
)


def open_pack(folder: Path | None) -> Rulebook:
    """The pack in `folder`; the built-in one with the rules of `folder` added; without a folder, the built-in one."""
    if folder is None:
        return load_pack()
    if not (folder / ORDER).is_file():
        return load_pack((folder,))
    return load_rulebook(folder, cache_folder())


def pack_around(folder: Path) -> Rulebook:
    """The pack that a new rule in `folder` is to be part of. The folder may be empty, or not be there yet."""
    new = not folder.exists() or (folder.is_dir() and not holds_rules(folder))
    return load_pack() if new else open_pack(folder)


def chosen(rulebook: Rulebook, words: tuple[str, ...]) -> list[Rule]:
    """The rules that `words` name; all of them without words. Raises RulePackError for a word that names none."""
    words = current_ids(words, rulebook.rules)
    check_words(words, rulebook.rules, "rules")
    return [rule for rule in rulebook.rules.values() if not words or matches(rule, words)]


def pack_coverage(rulebook: Rulebook) -> Coverage:
    """The coverage of a pack by its own copy of the order."""
    return coverage(rulebook, (rulebook.root / ORDER).read_text(encoding="utf-8"))
