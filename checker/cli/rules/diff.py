"""`cxcheck rules diff`."""

from collections.abc import Callable
from pathlib import Path

import click

from checker.cli.outputs import write_whole
from checker.cli.rules.pack import open_pack, rules_option
from checker.cli.rules.packs import named_pack, same_kind
from checker.cli.settings import choose_profile
from checker.cli.targets import check_target
from checker.errors import CheckerError
from checker.policy.comparison import Comparison
from checker.policy.ordertext import ISSUED
from checker.render.rulediff import diff_json, diff_markdown, diff_text
from checker.resources import resource
from checker.suggestion import did_you_mean

_FORMATS: dict[str, Callable[[Comparison], str]] = {
    "text": diff_text, "markdown": diff_markdown, "json": diff_json,
}  # fmt: skip


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "format_", type=click.Choice(list(_FORMATS)), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@rules_option
def diff_command(before: str, after: str, format_: str, output: Path | None, folder: Path | None) -> None:
    """Say what differs between two profiles, or two versions of the rules, clause by clause.

    A version of the rules is a folder, or a folder in a commit.

    \b
    cxcheck rules diff eo-14058-as-issued order-as-amended
    cxcheck rules diff v1.0:rules rules
    """  # noqa: D301 - click looks for the backspace character itself
    text = _FORMATS[format_](_compared(before, after, folder))
    if output is None:
        click.echo(text, nl=False)
    else:
        check_target(output, f"--output {output.as_posix()}", {})
        write_whole(output, [text])


def _compared(before: str, after: str, folder: Path | None) -> Comparison:
    rulebook = open_pack(folder)
    names = (before, after)
    if all(name in rulebook.profiles for name in names):
        from checker.policy.profilediff import compare_profiles

        return compare_profiles(rulebook, choose_profile(rulebook, before), choose_profile(rulebook, after))
    old, new = (None if name in rulebook.profiles else named_pack(name) for name in names)
    if old is not None and new is not None:
        from checker.policy.packdiff import compare_packs

        same_kind(old, new)
        issued = (resource("rules") / ISSUED).read_text(encoding="utf-8")
        return compare_packs(old.side, old.files, new.side, new.files, issued)
    for name, pack in zip(names, (old, new), strict=True):
        if pack is None and name not in rulebook.profiles:
            hint = did_you_mean(
                name, rulebook.profiles, f"; the profiles are {', '.join(sorted(rulebook.profiles))}"
            )
            raise CheckerError(
                f"{name} is no profile, no folder of rules, and no folder in a commit such as main:rules{hint}"
            )
    profile, other = names if old is None else names[::-1]
    raise CheckerError(
        f"{profile} is a profile and {other} is not; name two profiles, or two versions of the rules"
    )
