"""The door to the templates in `reports/`, and to those that a user puts before them. Whatever they print is escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from checker.render.templates.environment import Kind, Sandbox, environment
from checker.render.templates.room import Room, Walls

TEMPLATES: dict[Kind, str] = {"html": ".html.j2", "markdown": ".md.j2"}
"""How the name of a template ends, by what it writes."""


class Templates:
    """The templates in use. Those of a user's folder render in a process of its own, which is stopped where it does not end."""

    def __init__(self, folder: Path | None = None, walls: Walls | None = None) -> None:
        self._room = Room(folder, walls or Walls()) if folder is not None else None
        self.are_ours = folder is None

    def check(self) -> None:
        """Look at every template of the user's folder. Raises TemplateError for the first that is wrong or that nothing uses."""
        if self._room is not None:
            self._room.check()

    def render(self, kind: Kind, name: str, **values: Any) -> str:
        """What the template `name` (`letter/letter`) makes of the values. Raises TemplateError."""
        path = f"{name}{TEMPLATES[kind]}"
        if self._room is not None:
            return self._room.render(kind, path, values)
        return _ours(kind).get_template(path).render(values)


OURS = Templates()
"""Our own templates alone."""


def html_template(name: str) -> Template:
    """A template of ours that writes HTML, by its path in `reports/`."""
    return _ours("html").get_template(name)


@cache
def _ours(kind: Kind) -> Sandbox:
    return environment(kind)
