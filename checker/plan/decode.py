"""From bytes to text: what is invisible in an editor is found here, before YAML is read."""

import re
from codecs import BOM_UTF8
from itertools import islice

from checker.finding import Finding
from checker.plan.limits import Limits, Spent
from checker.plan.problems import PROBLEMS
from checker.plan.text import SourceText
from checker.sources.source import SourceFile

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_HIDDEN_BREAKS = {"\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}
_UTF_16 = "the file is UTF-16 text; a plan is UTF-8 text"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def decode(file: SourceFile, limits: Limits, spent: Spent | None = None) -> tuple[SourceText, list[Finding]]:
    """The text of a file, and a finding for each character that people cannot see but programs read.

    `spent` is what the files of the same plan before this one have cost; the bytes of this one are added to it.
    """
    spent = spent or Spent()
    empty = SourceText(file.path, "")
    if file.trouble:
        return empty, [PROBLEMS["unreadable-file"].finding(f"the file {file.trouble}", empty.location(0, 0))]
    if file.content is None or spent.bytes + file.size > limits.bytes:
        alone = file.size > limits.bytes
        message = (
            f"{'the file' if alone else 'with this file, the plan'} has more than {limits.bytes:,} bytes"
        )
        return empty, [PROBLEMS["limit-passed"].finding(message, empty.location(0, 0))]
    spent.bytes += file.size
    findings = []
    content = file.content.removeprefix(BOM_UTF8)
    if len(content) < len(file.content):
        message = "the file starts with a byte order mark (U+FEFF)"
        findings.append(PROBLEMS["byte-order-mark"].finding(message, empty.location(0, 0)))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        # The text is for showing the line; it is not read.
        shown = SourceText(file.path, content.decode("utf-8", "replace"))
        return shown, [*findings, _not_utf_8(shown, content, error)]
    if text[:4:2] == "\0\0" or text[1:4:2] == "\0\0":
        return empty, [PROBLEMS["invalid-utf-8"].finding(_UTF_16, empty.location(0, 0))]
    source = SourceText(file.path, text)
    # One past the limit is enough to know that it is passed; a file of nothing else would cost gigabytes.
    hidden = islice(_INVISIBLE.finditer(text), limits.findings + 1)
    return source, [*findings, *(_invisible(source, match.start()) for match in hidden)]


def _not_utf_8(source: SourceText, content: bytes, error: UnicodeDecodeError) -> Finding:
    at = len(content[: error.start].decode("utf-8"))
    utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    message = _UTF_16 if utf_16 else f"the byte 0x{content[error.start]:02x} is not UTF-8 text"
    return PROBLEMS["invalid-utf-8"].finding(message, source.location(at, at))


def _invisible(source: SourceText, index: int) -> Finding:
    character = source.text[index]
    name = f"U+{ord(character):04X}"
    if character == "\0":
        kind, message = "nul-character", f"a NUL character ({name}) stands here"
    elif character in _HIDDEN_BREAKS:
        kind, message = "hidden-line-break", f"a line break that editors do not show ({name}) stands here"
    elif character in _BIDI:
        kind, message = "bidi-control", f"an invisible character that reorders the text ({name}) stands here"
    else:
        kind, message = "control-character", f"an invisible control character ({name}) stands here"
    return PROBLEMS[kind].finding(message, source.location(index, index + 1))
