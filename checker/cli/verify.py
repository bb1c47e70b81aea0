"""`cxcheck verify`: a packed review is done again, and held against what was made of it then."""

import tempfile
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

import click

from checker import __version__
from checker.assessment.assess import Choice
from checker.cli.decisions import give
from checker.cli.review_files import write_files
from checker.cli.reviewing import digest_of, go_through, pool_of
from checker.cli.settings import choose_profile
from checker.errors import ExitCode
from checker.policy.rulebook import rulebook_of
from checker.render.counts import counted
from checker.render.printable import one_line
from checker.review.package import OPTIONS, OUTPUTS
from checker.review.packaged import ChangedPackageError, Packaged
from checker.review.record import FILE, Record
from checker.review.unpacking import Unpacking
from checker.review.worker import Terms


@click.command("verify")
@click.argument("package", type=click.Path(path_type=Path))
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    default=None,
    help="How many processes; without it, one a core.",
)
@click.pass_context
def command(context: click.Context, package: Path, jobs: int | None) -> None:
    """Do the review in PACKAGE again, from the package alone, and say whether every file made from it is the same.

    \b
    Exit code: 0 the same, byte for byte; 1 not the same: each file that was changed or differs is named;
    2 no package.
    """  # noqa: D301 - click looks for the backspace character itself
    with Packaged(package) as packed:
        unpacking = Unpacking(packed)
        wrong = list(packed.faults())
        if not wrong:
            if (version := unpacking.asking().asked.tool_version) != __version__:
                click.echo(
                    f"note: packed by cxcheck {one_line(version)}, done again by {__version__}, which may come to another result"
                )
            wrong = list(_again(unpacking, jobs))
        for name, what in wrong:
            click.echo(f"{one_line(name)}: {what}")
        number = unpacking.asking().number if not wrong else 0
        outputs = len(packed.outputs)
    if wrong:
        click.echo(f"{package}: not the same: {counted(len(wrong), 'file')} changed or different")
        context.exit(int(ExitCode.FINDINGS))
    click.echo(
        f"{package}: same: review {number}, done again, gives {counted(outputs, 'file')} byte for byte"
    )


def _again(unpacking: Unpacking, jobs: int | None) -> Iterator[tuple[str, str]]:
    """Do the review again in a folder of its own, and name the files that come out otherwise."""
    number, asked, limits, walls = unpacking.asking()
    files = unpacking.rules()
    rulebook = rulebook_of(files)
    if rulebook.digest != asked.pack_digest:
        raise ChangedPackageError(
            f"{unpacking.package.path}: {OPTIONS} names other rules than those in the package"
        )
    profile = choose_profile(rulebook, asked.profile)
    terms = Terms(
        rulebook,
        profile,
        Choice(asked.as_of, bypasses=asked.bypasses, grounds=True),
        limits,
        walls,
        unpacking.decisions(rulebook.rules),
    )
    asked = asked._replace(terms=digest_of(terms), tool_version=__version__)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Record(folder / FILE) as record, pool_of(terms, jobs) as pool:
            unpacking.earlier(record)
            record.begin(asked, files, number=number)
            go_through(unpacking.gathered(), record, number, terms, pool)
            record.set_said(number, unpacking.said())
            if terms.decisions:
                give(record.review(number, rulebook.rules), terms.decisions, record)
            review = record.review(number, rulebook.rules)
            made = {
                name: _digest(folder / name)
                for name in write_files(review, record, folder, rulebook, profile, pool)
            }
    outputs = unpacking.package.outputs
    for output, digest in sorted(outputs.items()):
        if output not in made:
            yield f"{OUTPUTS}{output}", "is not made from the review"
        elif made[output] != digest:
            yield f"{OUTPUTS}{output}", "differs from what the inputs, rules and options in the package give"
    for output in sorted(set(made) - set(outputs)):
        yield f"{OUTPUTS}{output}", "is made from the review, and is not in the package"


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest(), path.stat().st_size
