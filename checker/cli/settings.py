"""What commands share: where the cache is, how colour is decided, and the loading of the pack."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.configured import given
from checker.cli.renames import say_renamed
from checker.cli.trees import named_file
from checker.errors import CheckerError, RulePackError
from checker.policy.profile import Profile, check_parameters, check_words
from checker.policy.renames import Renamed, renamed
from checker.policy.rulebook import Rulebook, load_rulebook, pack_digest
from checker.resources import resource
from checker.sources.reading import trouble
from checker.sources.tree import DISK, Tree, exists, is_file, is_folder
from checker.suggestion import did_you_mean

if TYPE_CHECKING:
    from checker.policy.determination import Determination

DEFAULT_PROFILE = "order-as-amended"
CLAUSES = "order/clauses.yaml"


def cache_folder() -> Path | None:
    """The user's cache, or None where CXCHECK_NO_CACHE is set."""
    if os.environ.get("CXCHECK_NO_CACHE"):
        return None
    if os.environ.get("CXCHECK_CACHE_DIR"):
        return Path(os.environ["CXCHECK_CACHE_DIR"])
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "cxcheck" / "cache"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "cxcheck"


def load_pack(added: tuple[Path, ...] = (), tree: Tree = DISK) -> Rulebook:
    """The rule pack that comes with the program, and the folders of rules in `tree` that a user adds to it.

    Says so on standard error where this folder holds another pack. Raises CheckerError for a folder that holds no rules.
    """
    pack = resource("rules")
    here = Path("rules")
    if (here / CLAUSES).is_file() and not here.samefile(pack) and pack_digest(here) != pack_digest(pack):
        click.echo(
            f"the rules in use are those of {pack}; this folder's own rules are used after `pip install -e .`",
            err=True,
        )
    for folder in added:
        if is_file(folder / CLAUSES, tree):
            raise CheckerError(
                f"{given('--rules')} {folder}: this is a whole rule pack; name a folder with rules to add"
            )
        if not holds_rules(folder, tree):
            raise CheckerError(
                f"{given('--rules')} {folder}: no rules stand there; a rule is a file such as {folder}/topic/rule.yaml"
            )
    try:
        return load_rulebook(pack, cache_folder(), added, tree)
    except RulePackError as error:
        raise RulePackError(f"{error.message}\n{how_to_go_on(error, added)}", error.location) from error


def how_to_go_on(error: RulePackError, added: tuple[Path, ...]) -> str:
    """A pack that is half understood judges nothing; whoever only wants to use it sets the file aside."""
    file = error.location.file if error.location is not None else ""
    own = next((folder for folder in added if file.startswith(f"{folder.as_posix()}/")), None)
    aside = f"set it aside with `git stash push -u -- {file}`"
    if own is not None:
        aside = f"leave out {given('--rules')} {own} until it is mended"
    mend = f" Mend {file}, or {aside}." if file else ""
    return f"No rule is used while a file of the rule pack is wrong, so that none is left out unseen.{mend}"


def holds_rules(folder: Path, tree: Tree = DISK) -> bool:
    """Whether topics with rules stand in a folder. Raises CheckerError where it is none, or is itself a topic."""
    where = f"{given('--rules')} {folder}"
    try:
        if not is_folder(folder, tree):
            place = f" in {tree.origin.in_words}" if tree.origin.in_words else ""
            there = exists(folder, tree)
            raise CheckerError(
                f"{where}: {'this is no folder' if there else f'there is no such folder{place}'}"
            )
        names = list(tree.contents(folder, (".yaml",)))
    except OSError as error:
        raise CheckerError(f"{where}: {trouble(error)}") from error
    if names and all("/" not in name for name in names):
        raise CheckerError(
            f"{where}: rules stand in this folder itself, as in a topic; did you mean {folder.parent}?"
        )
    return any(name.count("/") == 1 for name in names)


def choose_profile(rulebook: Rulebook, name: str) -> Profile:
    """The profile of that name, checked against the pack. Raises CheckerError with did-you-mean."""
    profile = rulebook.profiles.get(name)
    if profile is None:
        hint = did_you_mean(name, rulebook.profiles)
        raise CheckerError(
            f"{given('--profile')}: there is no profile {name}{hint}; the profiles are {', '.join(sorted(rulebook.profiles))}"
        )
    say_renamed(renamed(profile.words, rulebook.rules), f"profile {name}")
    profile = profile.with_current_ids(rulebook.rules)
    check_words(profile.words, rulebook.rules, f"profile {name}")
    check_parameters(profile, rulebook.rules)
    return profile


def read_determinations(
    path: str | None, rulebook: Rulebook, tree: Tree = DISK
) -> tuple["Determination", ...]:
    """What people judged, from the file in `tree` that a user names; nothing where none is named."""
    if path is None:
        return ()
    from checker.policy.determination import load_determinations

    judged = load_determinations(path, named_file(path, tree), rulebook.rules)
    say_renamed(Renamed(each.earlier, each.rule, each.location) for each in judged if each.earlier)
    return judged


def wants_colour(is_terminal: bool) -> bool:
    """NO_COLOR wins over FORCE_COLOR; without either, or with 0, a terminal that is not dumb gets colour."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal, or what COLUMNS says; 100 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 100
    except (OSError, ValueError):
        return 100


def say(text: str, *, colour: bool | None = None) -> None:
    """Print text for people; on a terminal, with lines that are broken at spaces."""
    if sys.stdout.isatty():
        from checker.render.fold import folded

        text = folded(text, width())
    click.echo(text, nl=False, color=colour)
