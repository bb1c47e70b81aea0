"""JSON as text in which a person sees every character."""

import json
import re
from typing import Any

# Legal in JSON, but a viewer would break or reorder the text around them; half a surrogate pair has no UTF-8 at all.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def json_text(value: Any, indent: int = 0) -> str:
    """`value` as JSON, two spaces a level, every line but the first moved `indent` columns to the right."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    text = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    # Inside of a text of JSON only: GitHub's runner would take it for a command wherever it stands.
    text = text.replace("##[", "##\\u005b")
    return text.replace("\n", "\n" + " " * indent)
