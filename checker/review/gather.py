"""From the places that a user names to submissions: each opened safely, none left out.

What cannot be opened safely is a submission too, one that was refused: the others go on.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from checker.errors import CheckerError
from checker.plan.limits import Limits
from checker.review.gathered import Gathered
from checker.review.places import named_commit, on_disk, repository_of
from checker.review.punctual import punctual
from checker.review.results import Provenance, Standing
from checker.review.roster import Due, Roster
from checker.sources.archive import SUFFIXES, ArchiveTree
from checker.sources.files import find_plans
from checker.sources.reading import trouble
from checker.sources.source import PlanSource, Skipped, UnsafeError
from checker.sources.tree import DISK, Tree, exists

_HERE = "."
_MOST_FILES = 200_000
"""Files of a commit that an agency submits."""


class _Place(NamedTuple):
    """Where submissions are, opened: the tree, the path in it, and what is known of all that stands there."""

    tree: Tree
    path: str
    provenance: Provenance


def gather(sources: Sequence[str], roster: Roster | None, limits: Limits) -> Iterator[Gathered | Skipped]:
    """Every submission of the roster, then every one under `sources` once, and whatever stood there and was passed over.

    Raises CheckerError where a source that the user named does not exist.
    """
    taken: set[str] = set()
    if roster is not None:
        yield from (_apart(found, taken) for found in _of_roster(roster, limits))
    named: set[str] = set()
    for found in _under(sources, limits):
        if isinstance(found, Gathered):
            if found.key in named:
                continue
            named.add(found.key)
        yield _apart(found, taken)


def _apart(found: Gathered | Skipped, taken: set[str]) -> Gathered | Skipped:
    """What was found, under a key that no other has: an agency may be called as another's second submission is."""
    if isinstance(found, Skipped):
        return found
    key, number = found.key, 1
    while key in taken:
        number += 1
        key = f"{found.key} [{number}]"
    taken.add(key)
    return found._replace(key=key)


def _under(sources: Sequence[str], limits: Limits) -> Iterator[Gathered | Skipped]:
    """What stands in the places that the user named."""
    for source in sources:
        try:
            with _opened(source, Path(source), "") as place:
                for found in find_plans((place.path,), limits.bytes, None, place.tree):
                    if isinstance(found, Skipped):
                        yield found
                    else:
                        key = found.name if place.tree is DISK else f"{source}:{found.name}"
                        yield _received(key, found, place.provenance)
        except UnsafeError as error:
            yield Gathered(source, "", Standing.REFUSED, error.message, "", Provenance(source))
        except OSError as error:
            yield Gathered(source, "", Standing.REFUSED, trouble(error), "", Provenance(source))


def _of_roster(roster: Roster, limits: Limits) -> Iterator[Gathered | Skipped]:
    """What the roster expects, in its order. Of an agency that submitted more than once the last entry counts."""
    last = {due.agency: index for index, due in enumerate(roster.due)}
    for index, due in enumerate(roster.due):
        again = last[due.agency] != index
        key = f"{due.agency} ({index + 1})" if again else due.agency
        for found in _owed(key, due, Path(roster.name).parent, limits):
            if again and isinstance(found, Gathered) and found.plan is not None:
                reason = "the agency submitted again, and the later submission counts"
                found = found._replace(standing=Standing.DUPLICATE, reason=reason, plan=None)
            yield found


def _owed(key: str, due: Due, folder: Path, limits: Limits) -> Iterator[Gathered | Skipped]:
    """What stands where the roster says that a plan should stand."""
    source = f"{due.git}@{due.ref}" if due.git else due.archive or due.path
    nothing = Gathered(key, due.agency, Standing.MISSING, "", due.due, Provenance(source))
    plans: list[Gathered] = []
    skipped: list[Skipped] = []
    try:
        with _place_of(due, folder) as place:
            for found in find_plans((place.path,), limits.bytes, None, place.tree):
                if isinstance(found, Skipped):
                    skipped.append(found)
                else:
                    one = _received(key, found, place.provenance)
                    # Only the first counts: of the others nothing is kept, however many and large they are.
                    plans.append(one._replace(key=f"{key}: {found.name}", plan=None) if plans else one)
    except UnsafeError as error:
        yield nothing._replace(standing=Standing.REFUSED, reason=error.message)
        return
    except CheckerError as error:
        yield nothing._replace(reason=error.message)
        return
    except OSError as error:
        yield nothing._replace(standing=Standing.REFUSED, reason=trouble(error))
        return
    yield from skipped
    if not plans:
        yield nothing._replace(reason=f"there is no plan in {due.path or source}")
    for number, one in enumerate(plans):
        one = punctual(one._replace(agency=due.agency, due=due.due), due.received)
        if number:
            counts = plans[0].provenance.member
            reason = f"its place holds {len(plans)} plans, and {counts} counts; name one in the roster"
            one = one._replace(standing=Standing.DUPLICATE, reason=reason)
        yield one


def _received(key: str, plan: PlanSource, provenance: Provenance) -> Gathered:
    provenance = provenance._replace(member=plan.name, sha256=provenance.sha256 or plan.digest)
    return Gathered(key, "", Standing.RECEIVED, "", "", provenance, plan)


@contextmanager
def _place_of(due: Due, folder: Path) -> Iterator[_Place]:
    """The place of a submission that the roster names. Raises CheckerError where there is none."""
    if due.git:
        yield _in_git(due, folder)
        return
    named = due.archive or due.path
    if not named:
        raise CheckerError("the roster names no place for it")
    with _opened(named, on_disk(named, folder), due.path if due.archive else "") as place:
        yield place


@contextmanager
def _opened(named: str, path: Path, member: str) -> Iterator[_Place]:
    """A file, a folder or an archive; of an archive the path `member` in it, or all of it."""
    if DISK.is_link(path):
        raise UnsafeError("its place is a symbolic link, which may lead anywhere; name what it leads to")
    if not path.is_file() or not path.name.lower().endswith(SUFFIXES):
        yield _Place(DISK, str(path), Provenance(named))
        return
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    with ArchiveTree(path) as tree:
        yield _Place(tree, member or _HERE, Provenance(named, sha256=sha256))


def _in_git(due: Due, folder: Path) -> _Place:
    """A commit of a repository on this machine."""
    from checker.sources.gittree import commit_tree

    repository = repository_of(due.git, folder)
    commit = named_commit(repository, due)
    made = repository.made(commit)
    provenance = Provenance(
        f"{due.git}@{due.ref}", "", commit.id, made.author, made.committed, "not checked" if made.signed else "none"
    )  # fmt: skip
    tree = commit_tree(repository, commit, _MOST_FILES)
    path = os.path.relpath(repository.top / due.path)
    if not exists(Path(path), tree):
        raise CheckerError(f"{due.path}: is not in commit {due.ref}")
    return _Place(tree, path, provenance)
