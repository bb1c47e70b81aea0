"""What reviewers wrote about one submission, beside what their judgements and waivers make of its assessment."""

from typing import NamedTuple


class Signed(NamedTuple):
    """A note or a signature: what is said, by whom, and on which day (ISO)."""

    text: str
    by: str
    on: str

    @property
    def in_words(self) -> str:
        """What, by whom and when."""
        return f"{self.text.strip()} ({self.by}, {self.on})"


class Judged(NamedTuple):
    """A judgement on a rule that no program can judge: `met`, `not_met` or `not_applicable`. It counts from `on` to `valid_until` (ISO)."""

    rule: str
    answer: str
    by: str
    on: str
    valid_until: str
    why: str


class Ruling(NamedTuple):
    """`file` is where it stands, `digest` the SHA-256 of its bytes. Without `sign_off` nobody has signed."""

    file: str
    digest: str
    notes: tuple[Signed, ...]
    sign_off: Signed | None
    judged: tuple[Judged, ...] = ()
