"""JSON as text in which a person sees every character."""

import json
import re
from typing import Any

# Legal in JSON, but a viewer would break or reorder the text around them; half a surrogate pair has no UTF-8 at all.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def json_text(value: Any, indent: int = 0) -> str:
    """`value` as JSON, two spaces a level, every line but the first moved `indent` columns to the right."""
    return _seen(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)).replace(
        "\n", "\n" + " " * indent
    )


def json_line(value: Any) -> str:
    """`value` as JSON on one line, for what is too much to be read by people as a whole."""
    return _seen(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _seen(text: str) -> str:
    text = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    # Inside of a text of JSON only: GitHub's runner would take it for a command wherever it stands.
    return text.replace("##[", "##\\u005b")
