"""How much a plan may cost to read. Counted on events, before anything is built from them."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Each limit is far above the largest plan seen and far below what hurts a machine.

    All but `depth` hold for a plan as a whole: for all files of a folder plan together.
    """

    bytes: int = 5_000_000
    depth: int = 64
    """Levels of lists and mappings inside one another, every alias followed."""
    nodes: int = 500_000
    """Values and keys as they are written, and keys that merge keys bring in."""
    expanded_nodes: int = 1_000_000
    """Values after every alias and merge key is followed: what a walk over the plan would visit."""
    findings: int = 1_000
    """Problems of the file format that are reported; with more, the plan counts as unreadable."""


class Spent:
    """What the files of one plan have cost so far. Handed from file to file, so that limits hold for the whole."""

    def __init__(self) -> None:
        self.bytes = 0
        self.nodes = 0
        self.expanded_nodes = 0
