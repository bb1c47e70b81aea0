"""How much a plan may cost to read. Counted on events, before anything is built from them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Each limit is far above the largest plan seen and far below what hurts a machine."""

    bytes: int = 5_000_000
    depth: int = 64
    nodes: int = 500_000
    expanded_nodes: int = 1_000_000
    """Nodes after every alias and merge key is followed: what a walk over the plan would visit."""
