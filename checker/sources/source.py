"""What is read: the bytes of a plan and the names of the files they came from."""

from typing import NamedTuple

from checker.digest import sha256
from checker.errors import CheckerError


class UnsafeError(CheckerError):
    """Something that somebody sent is not read; the message says why."""


class SourceFile(NamedTuple):
    """One file. `path` is the name shown to people, with forward slashes; `size` is in bytes.

    `content` is None where the file was not read: `trouble` says why, and is empty where the file is larger than the
    limit, alone or with the files of the same plan before it.
    """

    path: str
    content: bytes | None
    size: int
    trouble: str = ""


class Skipped(NamedTuple):
    """A file or folder that was seen and not checked, and why."""

    path: str
    reason: str


class PlanSource(NamedTuple):
    """One plan as it was submitted: a file, or a folder of files.

    `name` is the file, or the folder. `parts` are the other files of a folder plan, by their path inside the folder
    (`services/passport.yaml`), sorted. `left_out` are the files in the folder that look like parts and were not read:
    their path inside the folder, and why. `waivers` is the file of waivers beside the plan, which is no part of it.
    """

    name: str
    root: SourceFile
    parts: tuple[tuple[str, SourceFile], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    waivers: SourceFile | None = None

    def under(self, prefix: str) -> "PlanSource":
        """The same plan, with `prefix` before the names of its files: `v2025:` tells those of a revision from those on disk."""
        if not prefix:
            return self
        parts = tuple((inside, _under(prefix, file)) for inside, file in self.parts)
        waivers = _under(prefix, self.waivers) if self.waivers is not None else None
        return self._replace(
            name=prefix + self.name, root=_under(prefix, self.root), parts=parts, waivers=waivers
        )

    @property
    def digest(self) -> str:
        """SHA-256: the same submission has the same digest anywhere, whatever the folder above it is called.

        Of a file: over its bytes, as `sha256sum` prints it. Of a folder: over such a line for each of its files.
        """
        if not self.parts and not self.left_out:
            return _digest(self.root)
        lines = [
            ("", _digest(self.root)),
            *((inside, _digest(file)) for inside, file in self.parts),
            *self.left_out,
        ]
        total = sha256()
        for inside, digest in lines:
            total.update(f"{digest}  {inside}\n".encode("utf-8", "surrogateescape"))
        return total.hexdigest()


def _under(prefix: str, file: SourceFile) -> SourceFile:
    return file._replace(path=prefix + file.path)


def _digest(file: SourceFile) -> str:
    content = file.content
    if content is None:
        content = f"not read: {file.size} bytes {file.trouble}".encode()
    return sha256(content).hexdigest()
