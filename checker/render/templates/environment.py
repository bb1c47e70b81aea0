"""What a template can do: a sandbox in which an undefined value is an error and nothing is printed unescaped."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from checker.render.markdown import code, escaped
from checker.render.printable import visible
from checker.render.templates.loader import OWN, Loader
from checker.render.templates.missing import Missing

Kind = Literal["html", "markdown"]


class Sandbox(ImmutableSandboxedEnvironment):
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

    def join_path(self, template: str, parent: str) -> str:
        """A template that extends its own name extends ours."""
        return OWN + template if template == parent else template


def environment(kind: Kind, folder: Path | None = None) -> Sandbox:
    """The templates that write `kind`, those of a user's folder before ours."""
    ours = folder is None
    made = Sandbox(
        loader=Loader(folder), undefined=Missing, autoescape=True,
        finalize=_PRINTED[kind] if ours else _later(_PRINTED[kind]), optimized=ours,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    del made.filters["safe"]  # it would print what a plan says as HTML
    del made.filters["random"], made.globals["lipsum"]  # they would make other bytes each time
    if kind == "markdown":
        made.filters["code"] = _code
    return made


def for_html(value: Any) -> Markup:
    """Text with nothing invisible in it, escaped. It stays so where a template switches Jinja's own escaping off."""
    return value if isinstance(value, Markup) else escape(visible(str(value)))


def for_markdown(value: Any) -> Markup:
    """Text that is shown letter by letter."""
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))  # noqa: S704 - escaped in this line


_PRINTED = {"html": for_html, "markdown": for_markdown}


def _later(printed: Callable[[Any], Markup]) -> Callable[[EvalContext, Any], Markup]:
    """Jinja works constants out while it reads a template, where no line could be blamed: unless printing needs more than them."""

    @pass_eval_context
    def print_(_context: EvalContext, value: Any) -> Markup:
        return printed(value)

    return print_


def _code(value: Any) -> Markup:
    return Markup(code(str(value)))  # noqa: S704 - a code span is text to its end
