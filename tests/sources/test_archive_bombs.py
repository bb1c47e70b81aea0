"""An archive that grows beyond measure is refused, in little time and memory: whatever it says of itself."""

import bz2
import gzip
import io
import resource
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from checker.sources.archive import ArchiveTree, UnsafeArchiveError
from tests.support.command import ROOT

ZEROS = bytes(10_000_000)
MEBIBYTES = 1_000


def refused(path: Path) -> str:
    """What is said of an archive, by a process that has little memory: every file in it is read."""
    program = (
        "import sys; from pathlib import Path; from checker.sources.archive import *\n"
        "try:\n"
        "    with ArchiveTree(Path(sys.argv[1])) as tree:\n"
        "        print({tree.read(Path(name), 5_000_000).size for name in tree.files})\n"
        "except UnsafeArchiveError as error:\n"
        "    print(error)\n"
    )

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES * 1_048_576, MEBIBYTES * 1_048_576))
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))

    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, check=False, preexec_fn=little,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().strip()


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz"])
def test_a_tar_archive_that_unpacks_to_gigabytes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.tar.{kind}"
    member = tarfile.TarInfo("plan.yaml")
    member.size = 210_000_000
    head = member.tobuf()
    if kind == "gz":
        # Members of gzip may stand one after another: ten megabytes, twenty-one times.
        path.write_bytes(gzip.compress(head) + gzip.compress(ZEROS) * 21)
    elif kind == "bz2":
        path.write_bytes(bz2.compress(head) + bz2.compress(ZEROS) * 21)
    else:
        with tarfile.open(path, "w:xz") as archive:
            archive.addfile(member, io.BytesIO(bytes(member.size)))
    assert path.stat().st_size < 4_000_000
    assert refused(path) == "unpacked it has more than 200,000,000 bytes"


def test_a_header_of_gigabytes(tmp_path: Path) -> None:
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 7_000_000_000
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT)) + gzip.compress(ZEROS) * 21)
    assert refused(path) == "unpacked it has more than 200,000,000 bytes"


def test_a_zip_archive_whose_plans_are_many_and_large(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(50):
            archive.writestr(f"{number}.yaml", b"plan:" + ZEROS[:4_900_000])
    assert path.stat().st_size < 400_000
    assert refused(path) == "what it holds has more than 200,000,000 bytes"


def test_members_that_lie_about_their_size(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.yaml", ZEROS * 6)
    content = path.read_bytes()
    for_all = content.replace(struct.pack("<L", len(ZEROS) * 60), struct.pack("<L", 1_000))
    path.write_bytes(for_all)
    with ArchiveTree(path) as tree:
        told = tree.read(Path("plan.yaml"), 5_000_000)
    assert told.content is None or len(told.content) <= 1_000


@pytest.mark.parametrize(("kind", "name"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")])
def test_only_what_unpacks_step_by_step_is_read(tmp_path: Path, kind: int, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", kind) as archive:
        archive.writestr("plan.yaml", ZEROS)
    assert refused(path) == f"its member plan.yaml is compressed with {name}, and not with deflate"


@pytest.mark.parametrize("members", [10_001, 400_000])
def test_more_members_than_anyone_submits(tmp_path: Path, members: int) -> None:
    path = tmp_path / "a.zip"
    entry = b"PK\x01\x02" + struct.pack(
        "<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 33, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0
    )
    listed = b"".join(entry + f"{number:07}".encode() for number in range(members))
    path.write_bytes(
        listed + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, members & 0xFFFF, members & 0xFFFF, len(listed), 0, 0)
    )  # fmt: skip
    assert refused(path) == "it has more than 10,000 members"


def test_a_file_of_no_size_that_says_it_has_exabytes(tmp_path: Path) -> None:
    member = tarfile.TarInfo("plan.yaml")
    member.size = 1 << 60
    path = tmp_path / "a.tar"
    path.write_bytes(member.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    with pytest.raises(
        UnsafeArchiveError, match=r"^it is no archive that can be read \(unexpected end of data\)$"
    ):
        ArchiveTree(path)
