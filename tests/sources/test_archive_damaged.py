"""A damaged archive is told, never a crash: whatever byte of it is wrong."""

import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from checker.sources.archive import ArchiveTree, UnsafeArchiveError


def packed(kind: str) -> bytes:
    content = io.BytesIO()
    data = bytes(random.Random(1).choices(b"abcdefgh", k=600))  # noqa: S311 - content, not secrets
    if kind == "zip":
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/plan.yaml", data)
    else:
        with tarfile.open(fileobj=content, mode=f"w:{kind}") as archive_:
            member = tarfile.TarInfo("a/plan.yaml")
            member.size = len(data)
            archive_.addfile(member, io.BytesIO(data))
    return content.getvalue()


@pytest.mark.parametrize(("kind", "ending"), [("zip", "zip"), ("", "tar"), ("gz", "tar.gz"), ("bz2", "tar.bz2"), ("xz", "tar.xz")])  # fmt: skip
def test_any_damage_is_told(kind: str, ending: str, tmp_path: Path) -> None:
    good = packed(kind)
    path = tmp_path / f"p.{ending}"
    chance = random.Random(2)  # noqa: S311 - places, not secrets
    told = 0
    for _ in range(300):
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        path.write_bytes(bad[: chance.randrange(len(bad))] if chance.random() < 0.2 else bad)
        try:
            with ArchiveTree(path) as tree:
                told += any(tree.read(Path(name), 1_000).trouble for name in tree.files)
        except UnsafeArchiveError:
            told += 1
    assert told > 0
