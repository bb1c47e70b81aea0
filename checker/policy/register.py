"""Registers: dated facts that rules read, such as which agency leads a marketplace. One file of the pack a register."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

OF_EVERY_ENTRY = ("id", "since", "until", "verified", "source", "note")
"""What every entry says, whatever the register is about."""

FOREVER = "9999-12-31"
"""The day `until` of an entry that has not ended, so that a rule can always compare it."""


class RegisterField(NamedTuple):
    """What an entry says beside its dates. `kind` is text, pattern (a regular expression), texts, date or whole_number.

    `like` is the field of the plan format whose words it takes, empty where any will do.
    """

    name: str
    kind: str
    description: str
    like: str
    optional: bool


class Register(NamedTuple):
    """A register as rules see it. `gaps` says what it does not know; `sources` are its files, the pack's own first.

    Every entry has id, since, until, verified, source and perhaps note, and the register's own fields. It counts from its
    day `since` up to, not including, its day `until`, which is always there.
    """

    id: str
    title: str
    description: str
    gaps: str
    fields: tuple[RegisterField, ...]
    entries: Sequence[Mapping[str, Any]]
    sources: tuple[str, ...]


Registers = Mapping[str, Register]
"""The registers of a pack by id."""


def as_values(registers: Registers) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The entries of each register, as expressions see them under the name `register`."""
    return {register.id: register.entries for register in registers.values()}
