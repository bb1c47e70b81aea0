"""The ledger of versions: for every rule that was released, its version then and the digest of what it meant.

A rule that is not in the ledger is new. The ledger is written at a release; nothing reads it but the checks of the pack, so
that a new rule stays one file.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from checker.policy.editions import Edition
from checker.policy.packfile import PackFile

_HEAD = """\
# Every rule that was released: its version, and the digest of what it meant. Written by `cxcheck rules versions --write` at a
# release; not by hand. A rule that is not here is new. `cxcheck rules lint` holds the rules against it.
"""


class Released(NamedTuple):
    """A rule as it was last released."""

    id: str
    version: int
    meaning: str


class State(Enum):
    """What became of a rule since the last release."""

    AS_RELEASED = "as released"
    NEW = "new"
    RAISED = "raised"
    TO_RAISE = "to raise"
    FALLEN = "fallen"
    GONE = "gone"


class Step(NamedTuple):
    """One rule since the last release; `before` and `after` are versions, 0 where the rule was or is not there."""

    state: State
    rule: str
    before: int
    after: int

    @property
    def fault(self) -> str:
        """What is wrong with it, and what to do; empty where nothing is."""
        if self.state is State.TO_RAISE:
            return f"the meaning of {self.rule} changed since version {self.before}; raise its version to {self.before + 1}"
        if self.state is State.FALLEN:
            return f"version {self.before} of {self.rule} was released; {self.after} is less, and a version only rises"
        return ""


def read_ledger(file: PackFile) -> dict[str, Released]:
    """The rules of a ledger by id. Raises RulePackError with the place of what is wrong with it."""
    file.check("versions")
    return {id_: Released(id_, entry["version"], entry["meaning"]) for id_, entry in file.data.items()}


def step(edition: Edition, ledger: Mapping[str, Released]) -> Step:
    """What became of one rule since the last release, under its id or an earlier one."""
    names = (edition.id, *edition.renamed_from)
    released = next((ledger[name] for name in names if name in ledger), None)
    if released is None:
        return Step(State.NEW, edition.id, 0, edition.version)
    if edition.version < released.version:
        state = State.FALLEN
    elif edition.version > released.version:
        state = State.RAISED
    else:
        state = State.AS_RELEASED if edition.digest == released.meaning else State.TO_RAISE
    return Step(state, edition.id, released.version, edition.version)


def steps(editions: Iterable[Edition], ledger: Mapping[str, Released]) -> list[Step]:
    """What became of every rule since the last release, by id; also of those that are gone."""
    editions = list(editions)
    kept = {name for edition in editions for name in (edition.id, *edition.renamed_from)}
    gone = [Step(State.GONE, id_, released.version, 0) for id_, released in ledger.items() if id_ not in kept]
    return sorted([*(step(edition, ledger) for edition in editions), *gone], key=lambda each: each.rule)


def ledger_text(editions: Iterable[Edition]) -> Iterator[str]:
    """The ledger of these rules, by id. The same rules give the same bytes."""
    yield _HEAD
    for each in sorted(editions):
        yield f"{each.id}: {{version: {each.version}, meaning: '{each.digest}'}}\n"
