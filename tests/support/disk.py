"""Files on disk for a test, and what is found there."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from checker.sources.files import Skipped, find_plans
from checker.sources.source import PlanSource


def write(files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def found(paths: Iterable[str], max_bytes: int = 1000, stdin: bytes = b"") -> list[PlanSource | Skipped]:
    return list(find_plans(paths, max_bytes, io.BytesIO(stdin)))


def shown(*paths: str) -> list[str]:
    """The names of the plans, and what was skipped with its reason."""
    return [
        each.name if isinstance(each, PlanSource) else f"({each.path}: {each.reason})"
        for each in found(paths)
    ]
