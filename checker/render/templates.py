"""The door to the templates in `reports/`: whatever they print is escaped."""

from functools import cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from checker.render.markdown import code, escaped
from checker.render.printable import visible
from checker.resources import resource


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which decides about an attribute once: it goes by the kind of the object and the name alone.

    Deciding anew each time takes a third of the time of a page.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._decided: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see the attribute."""
        known = self._decided.get((type(obj), attr))
        if known is None:
            known = self._decided[type(obj), attr] = super().is_safe_attribute(obj, attr, value)
        return known


def environment(finalize: Any) -> ImmutableSandboxedEnvironment:
    """Whatever a template prints passes through `finalize`, then through escaping unless it is marked as safe."""
    return _Sandbox(
        loader=FileSystemLoader(resource("reports")), undefined=StrictUndefined, autoescape=True, finalize=finalize,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


@cache
def html_template(name: str) -> Template:
    """A template that writes HTML, by its path in `reports/`."""
    return environment(for_html).get_template(name)


def for_html(value: Any) -> Any:
    """Text with nothing invisible in it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def markdown_templates() -> ImmutableSandboxedEnvironment:
    """Templates that write Markdown: what they print is shown letter by letter; `code` makes a code span of it."""
    templates = environment(_for_markdown)
    templates.filters["code"] = _code
    return templates


def _for_markdown(value: Any) -> Any:
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))  # noqa: S704 - escaped in this line


def _code(value: Any) -> Markup:
    return Markup(code(str(value)))  # noqa: S704 - a code span is text to its end
