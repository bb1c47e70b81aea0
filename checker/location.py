"""Where something stands: a route inside a document, a location inside a file.

A rule speaks in routes; only the document turns a route into a location.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The way from the root of a plan to a value: `("services", 0, "standards")`."""


class Location(NamedTuple):
    """A range in a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, other: "Location") -> bool:
        """Whether the other range starts within this one."""
        start = other.line, other.column
        return self.file == other.file and (self.line, self.column) <= start < (
            self.end_line,
            self.end_column,
        )

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def route_text(route: Iterable[str | int]) -> str:
    """`("services", 0, "id")` → `services[0].id`; the root is `(plan)`."""
    text = ""
    for step in route:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text or "(plan)"


def parse_route(text: str) -> Route:
    """`services[0].id` → `("services", 0, "id")`. Raises ValueError where the text is not a route."""
    if text == "(plan)":
        return ()
    step = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        if steps and text[position] == ".":
            position += 1
        match = step.match(text, position)
        if match is None:
            raise ValueError(f"{text!r} is not a route such as services[0].id")
        steps.append(match[1] or int(match[2]))
        position = match.end()
    return tuple(steps)
