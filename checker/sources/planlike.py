"""Whether a file that a search came upon is meant as a plan, told from its bytes without reading it as YAML.

A plan that is broken is looked for too: it is to be reported, not passed over. So its keys count behind what no YAML reader
takes (a byte order mark, a character that cannot be seen, a stray sign, a whole document that is indented), and where the
key `plan` itself is broken, by the names of blocks that hardly another file has.
"""

import re

from checker.sources.source import SourceFile

_KEY = rb"[\"']?(?:schema_version|plan)[\"']?[ \t]*:"
_BLOCK = (
    rb"(?:customer_segments|business_processes|voice_of_customer|root_causes|capacity_assessment|behavioral_insights"
    rb"|workforce_empowerment|life_experiences)[ \t]*:"
)
_LINE = rb"(?:\A|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9])"
"""Where a line starts, for us or for a tool of YAML 1.1."""
_STRAY = rb"(?:---[ \t]+)?(?:[&!][\w!]+[ \t]+)?(?:[^\w\s#-]+[ \t]*)?"
"""What may stand before a key: a mark of the document, a name for it, signs and bytes that are no letters."""
_ABOVE = rb"\A(?:[^\w\r\n#%-]*(?:#[^\r\n]*|---|%[^\r\n]*)?[\r\n])*"
"""Lines that hold nothing: blank ones and comments, marks and directives of the document."""

_IN_LINES = re.compile(_LINE + _STRAY + rb"(?:" + _KEY + rb"|" + _BLOCK + rb")")
_INDENTED = re.compile(_ABOVE + rb"[^\w\r\n#-]*" + _KEY)
_IN_BRACES = re.compile(rb"[{,\s][\"']?(?:schema_version|plan)[\"']?\s*:")
_NO_TEXT = b"\xef\xbb\xbf\xff\xfe \t\r\n"


def looks_like_a_plan(file: SourceFile) -> bool:
    """Also a file that was not read counts as a plan: it is to be reported."""
    if file.content is None:
        return True
    # In UTF-16 and UTF-32, with a byte order mark or without, the letters of a key stand between NULs.
    content = file.content.replace(b"\0", b"")
    if content.lstrip(_NO_TEXT)[:1] == b"{":
        return _IN_BRACES.search(content) is not None
    return (_IN_LINES.search(content) or _INDENTED.search(content)) is not None
