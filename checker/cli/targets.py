"""Where results may be written: never over a plan, or over what the run reads."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.errors import CheckerError
from checker.sources.reading import is_yaml

_READ = (
    "paths", "plan", "old", "new", "prior", "old_prior", "determined", "old_determined",
    "waivers_file", "old_waivers", "baseline_file",
)  # fmt: skip
"""Parameters of commands that name what is read."""
_PURPOSE = "plans and what they are judged by are called so, and no result is written over one"


def result_files(
    outputs: tuple[str, ...], formats: tuple[str, ...], parameters: Mapping[str, Any]
) -> list[tuple[str, Path]]:
    """`("json=results.json",)` → `[("json", Path("results.json"))]`; `parameters` are those of the command.

    Raises CheckerError where one of them is no format and file, may not be written over, or is named twice.
    """
    parsed: list[tuple[str, Path]] = []
    for output in outputs:
        name, sign, path = output.partition("=")
        words = f"--output {output}"
        if not sign or not path or name not in formats:
            raise CheckerError(f"{words}: write FORMAT=PATH, with one of the formats {', '.join(formats)}")
        if path == "-":
            raise CheckerError(f"{words}: name a file; --format {name} prints it")
        target = Path(path)
        check_target(target, words, parameters)
        if any(_same(target, other) for _, other in parsed):
            raise CheckerError(f"{words}: another --output is written to this file; name one for each")
        parsed.append((name, target))
    return parsed


def check_target(target: Path, words: str, parameters: Mapping[str, Any]) -> None:
    """Refuse a file that is called as plans and their companions are, or that the command reads."""
    for name in (target, target.resolve()):
        if is_yaml(name.name):
            raise CheckerError(f"{words}: {name.name} ends in {name.suffix}; {_PURPOSE}; name another file")
    for read in _read(parameters):
        if _same(target, Path(read)):
            raise CheckerError(f"{words}: this run reads that file; name another")


def check_schema_target(target: Path, words: str) -> None:
    """Refuse a file that is there and is no JSON Schema."""
    check_target(target, words, {})
    if not target.is_file():
        return
    try:
        there = json.loads(target.read_bytes())
    except (OSError, ValueError):
        there = None
    if not isinstance(there, dict) or "$schema" not in there:
        raise CheckerError(f"{words}: there already, and no JSON Schema; name another file")


def _read(parameters: Mapping[str, Any]) -> list[str]:
    values = (parameters.get(name) for name in _READ)
    named = [each for value in values for each in (value if isinstance(value, list | tuple) else (value,))]
    return [each for each in named if isinstance(each, str) and each not in ("", "-") and "\0" not in each]


def _same(path: Path, other: Path) -> bool:
    """Whether both are one file, whatever way they are written; neither need be there."""
    try:
        return path.samefile(other)
    except OSError:
        return path.resolve() == other.resolve()
