"""What is set, and by what, for a person or as JSON."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from checker.render.printable import one_line


class Effective(NamedTuple):
    """One setting: its names, the value that counts, and what sets it.

    A value that is not set is None, a list of nothing is empty. `source` is `flag`, `environment`, `file` or `default`; `place` is the flag, the variable, or the key in the file.
    """

    key: str
    option: str
    variable: str
    value: str | int | bool | tuple[str, ...] | None
    source: str
    place: str


def settings_table(settings: Sequence[Effective], file: str) -> str:
    """A line a setting; then the file, or that there is none."""
    rows = [("setting", "value", "set by")]
    rows += [
        (setting.key, one_line(_words(setting.value)), one_line(setting.place or setting.source))
        for setting in settings
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"{key:<{widths[0]}}  {value:<{widths[1]}}  {place}" for key, value, place in rows]
    lines += ["", f"configuration file: {one_line(file) if file else 'none'}"]
    return "\n".join(lines) + "\n"


def settings_json(settings: Sequence[Effective], file: str) -> str:
    """`{"file": …, "settings": [{"key": …, "value": …, "source": …}]}`; null where there is no file, no value, no place."""
    rows = [{**setting._asdict(), "place": setting.place or None} for setting in settings]
    return json.dumps({"file": file or None, "settings": rows}, indent=2, ensure_ascii=False) + "\n"


def _words(value: str | int | bool | tuple[str, ...] | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = ", ".join(value)
    return str(value) if value else "-"
