"""The samples in `docs/samples/` are what the program writes. CXCHECK_UPDATE_GOLDEN=1 writes them anew."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.annual.samples import EXPORT, SAMPLES
from tests.support.command import ROOT

_FOLDER = ROOT / "docs" / "samples"
_DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16}(?=\")")
"""Digests and what is made from them differ with every change of a rule's file, and are no subject of this test."""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_is_written(name: str, tmp_path: Path) -> None:
    if name == "government" and not EXPORT.is_file():
        pytest.skip(f"the feedback export is not there: {EXPORT}")
    SAMPLES[name](tmp_path / "out", tmp_path / "work")
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    if os.environ.get("CXCHECK_UPDATE_GOLDEN") == "1":
        shutil.rmtree(_FOLDER / name, ignore_errors=True)
        shutil.copytree(tmp_path / "out", _FOLDER / name)
    assert files == sorted(path.name for path in (_FOLDER / name).iterdir())
    for file in files:
        made, kept = (
            (folder / file).read_text(encoding="utf-8") for folder in (tmp_path / "out", _FOLDER / name)
        )
        assert _DIGEST.sub("…", made) == _DIGEST.sub("…", kept), file


def test_no_path_of_a_machine_stands_in_a_sample() -> None:
    for path in _FOLDER.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path
        assert not re.search(r"[\"' (](?:/tmp|/home|/root|/Users)/", text), path
