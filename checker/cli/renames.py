"""What a user is told who names a rule by an earlier id: on standard error, once a run for each id."""

from collections.abc import Iterable, Mapping

import click

from checker.policy.renames import Renamed, renamed
from checker.policy.rule import Rule

_SAID = "cxcheck.renames"


def current_ids(words: Iterable[str], rules: Mapping[str, Rule], where: str = "") -> tuple[str, ...]:
    """`words` with every earlier id of a rule as it is now; the user is told of each, and `where` it comes from."""
    words = tuple(words)
    changes = renamed(words, rules)
    say_renamed(changes, where)
    now = {change.old: change.new for change in changes}
    return tuple(now.get(word, word) for word in words)


def say_renamed(changes: Iterable[Renamed], where: str = "") -> None:
    """Tell the user of earlier ids; `where` they stand, if not in a file. Where several places have one, the first is named."""
    context = click.get_current_context(silent=True)
    said: set[str] = context.find_root().meta.setdefault(_SAID, set()) if context is not None else set()
    for change in changes:
        if change.old not in said:
            said.add(change.old)
            click.echo(f"{where}: {change.in_words}" if where else change.in_words, err=True)
