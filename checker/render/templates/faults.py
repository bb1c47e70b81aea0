"""What went wrong in a template, in words: which file, which line, what was missing."""

import re
from collections.abc import Iterable
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from checker.errors import TemplateError
from checker.render.printable import one_line
from checker.render.templates.loader import OWN, Loader
from checker.suggestion import did_you_mean

_MEMORY = "this takes more memory than a template may have"
_RECURSION = "templates or macros call one another without end"


class TooLong(Exception):
    """The time for a template is over."""


def fault(error: Exception, name: str, loader: Loader, values: Iterable[str]) -> TemplateError:
    """The error in words. `name` is the template that was asked for, `values` are the names that it was given."""
    if isinstance(error, TemplateError):
        return error
    if isinstance(error, TemplateSyntaxError):
        file = error.filename or error.name or name
        return TemplateError(f"{file}:{error.lineno}: {one_line(error.message or 'it is no template')}")
    file, line = _place(error.__traceback__) or (name, 0)
    said = _words(error, _source(loader, file, line), loader, values)
    return TemplateError(f"{file}:{line}: {said}" if line else f"{file}: {said}")


def _words(error: Exception, source: str, loader: Loader, values: Iterable[str]) -> str:
    if isinstance(error, TemplateNotFound):
        missing = str(error.name or error).removeprefix(OWN)
        known = did_you_mean(missing, loader.own_names())
        return f"there is no template '{one_line(missing)}' in the folder or in reports/{known}"
    if isinstance(error, SecurityError):
        return f"refused: {one_line(str(error))}"
    if isinstance(error, UndefinedError):
        return _undefined(str(error), source, values)
    plain = {
        MemoryError: _MEMORY,
        RecursionError: _RECURSION,
        TooLong: f"{error}; does a loop here never end?",
    }
    return plain.get(type(error)) or f"{one_line(str(error)) or 'it fails'} ({type(error).__name__})"


def _undefined(message: str, source: str, values: Iterable[str]) -> str:
    """With the whole name as the line has it: `report.subjct` for `subjct`."""
    match = re.match(r"'(\w+)' is undefined", message)
    if match is None:
        return one_line(message)
    name = match[1]
    if message == match[0] and not re.search(rf"\.\s*{name}\b", source):
        return message + did_you_mean(name, values)
    whole = re.search(rf"\w[\w.\[\]]*\.{name}\b", source)
    return message.replace(name, whole[0], 1) if whole else message


def _place(trace: TracebackType | None) -> tuple[str, int] | None:
    """The innermost line of a template on the way to the error: Jinja gives its frames the file and line of the template."""
    found = None
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found


def _source(loader: Loader, file: str, line: int) -> str:
    """The line of a template; nothing where it cannot be read again."""
    lines = loader.text(file).splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""
