"""Writing the package of a review, beside doing the review."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.cli.outputs import write_whole
from checker.policy.rulebook import PackFiles
from checker.review.package import OUTPUTS, ROSTER, Asking, Packing, pieces
from checker.review.results import Review


@contextmanager
def package_file(path: Path | None) -> Iterator[Packing | None]:
    """A package that stands at `path` once the review is done, whole or not at all; None where nobody asks for one."""
    if path is None:
        yield None
        return
    with tempfile.TemporaryFile() as file:
        packing = Packing(file)
        yield packing
        file.seek(0)
        write_whole(path, pieces(file))


def finish_package(
    packing: Packing, review: Review, asking: Asking, rules: PackFiles, roster: bytes | None, earlier: tuple[Review, PackFiles] | None,
    folder: Path, made: Iterable[str],
) -> None:  # fmt: skip
    """Add what did not come in: how the review was asked, its rules, the review before, and the files that were `made` from it."""
    packing.said(review)
    if earlier is not None:
        packing.earlier(*earlier)
    packing.options(asking, rules.added)
    for name in sorted(made):
        with (folder / name).open("rb") as file:
            packing.add(f"{OUTPUTS}{name}", pieces(file))
    if roster is not None:
        packing.add(ROSTER, [roster])
    packing.rules(rules)
    packing.close()
