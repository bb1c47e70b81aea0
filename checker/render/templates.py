"""The door to the templates in `reports/`: whatever they print is escaped."""

from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from checker.render.printable import visible
from checker.resources import resource


def environment(finalize: Any) -> ImmutableSandboxedEnvironment:
    """Whatever a template prints passes through `finalize`, then through escaping unless it is marked as safe."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resource("reports")), undefined=StrictUndefined, autoescape=True, finalize=finalize,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def html_template(name: str) -> Template:
    """A template that writes HTML, by its path in `reports/`."""
    return environment(for_html).get_template(name)


def for_html(value: Any) -> Any:
    """Text with nothing invisible in it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
