"""What is read: the bytes of a plan and the names of the files they came from."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file. `path` is the name shown to people, with forward slashes.

    `content` is None where the file is larger than the limit and was therefore not read; `size` is in bytes.
    """

    path: str
    content: bytes | None
    size: int


@dataclass(frozen=True, slots=True)
class PlanSource:
    """One plan as it was submitted: a file, or a folder of files.

    `name` is the file, or the folder. `parts` are the other files of a folder plan, by their path inside the folder
    (`services/passport.yaml`), sorted.
    """

    name: str
    root: SourceFile
    parts: tuple[tuple[str, SourceFile], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the names inside the plan and the bytes: the same submission has the same digest anywhere."""
        total = sha256(self.root.content or b"")
        for inside, file in self.parts:
            total.update(b"\0" + inside.encode() + b"\0" + (file.content or b""))
        return total.hexdigest()
