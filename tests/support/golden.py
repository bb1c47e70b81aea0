"""Golden files: what a renderer wrote, held against what was reviewed. CXCHECK_UPDATE_GOLDEN=1 writes them anew."""

import os
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "render" / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare with `golden/<name>`, bytes for bytes."""
    file = _FOLDER / name
    if os.environ.get("CXCHECK_UPDATE_GOLDEN") == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text
