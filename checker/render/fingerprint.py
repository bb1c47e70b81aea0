"""What a build service knows a finding by from one run to the next: its identity in the plan, never on which line it is."""

from collections import Counter
from hashlib import sha256

from checker.finding import Finding
from checker.location import route_text

_DIGITS = 32


class Fingerprints:
    """Gives each finding of a run a fingerprint of its own: its rule, the file, and its identity in the plan."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, finding: Finding, path: str) -> str:
        """The fingerprint of the next finding; `path` is the file's name in the repository."""
        return self.of_words(finding.rule, path, finding.identity or route_text(finding.route))

    def of_words(self, *words: str) -> str:
        """The fingerprint of what these words name. The second time that they come it ends in `:2`."""
        digest = sha256("\0".join(words).encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]
        self._seen[digest] += 1
        return f"{digest}:{self._seen[digest]}"
