"""The door to typst: a template of `reports/` and data in, a tagged PDF out.

A template gets the data as JSON and never as markup, so that nothing in a plan is a command. The file is PDF/UA-1: typst refuses to
write one that misses a title, a language, an alternative for a picture or a letter. It asks no network, reads no font of the machine,
and gives the same bytes for the same data.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from checker.errors import CheckerError
from checker.render.printable import visible
from checker.resources import resource

if TYPE_CHECKING:
    from typst import Fonts

_UNDATED = date(2000, 1, 1)
"""Stands in the file's properties where there is no day, in place of the clock."""
_NO_PICTURE = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(template: str, data: Mapping[str, Any], as_of: str) -> bytes:
    """The PDF that `template`, by its path in `reports/`, makes of `data`, made on the day `as_of`.

    A letter that none of the fonts has is written as its number, `[U+4E2D]`, and so no text is lost without a trace.

    Raises CheckerError where typst is not installed.
    """
    typst = pdf_library()
    said = json.dumps(_visible(data), ensure_ascii=False, sort_keys=True)
    while True:
        compiler = typst.Compiler(
            resource(f"reports/{template}"), root=resource("reports"), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": said},
        )  # fmt: skip
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=_moment(as_of))
        except typst.TypstError as error:
            shown = _without(said, _NO_PICTURE.findall(error.diagnostic))
            if shown == said:
                raise
            said = shown
        else:
            return cast("bytes", made)


def pdf_library() -> Any:
    """Typst. Raises CheckerError where it is not installed."""
    try:
        import typst
    except ImportError as error:
        raise CheckerError("PDF needs a library that is not installed: pip install 'cxcheck[pdf]'") from error
    return typst


@cache
def _fonts() -> "Fonts":
    """Public Sans, which comes with the theme, and the fonts inside typst; none of the machine's."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[resource("reports/theme/fonts")]
    )


def _visible(value: Any) -> Any:
    """The data with nothing invisible in its texts, which no font has a picture of."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {name: _visible(each) for name, each in value.items()}
    return list(map(_visible, value)) if isinstance(value, list | tuple) else value


def _without(said: str, quoted: list[str]) -> str:
    """The data with the letters of `quoted`, as typst writes them, as numbers."""
    letters = {letter for text in quoted for letter in _POINT.sub(lambda point: chr(int(point[1], 16)), text)}
    return said.translate(
        {ord(letter): f"[U+{ord(letter):04X}]" for letter in letters if not letter.isascii()}
    )


def _moment(as_of: str) -> datetime:
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        day = _UNDATED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
