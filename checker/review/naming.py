"""What an agency is called where only plain letters may stand: in the name of a file."""

import re
import unicodedata
from hashlib import sha256

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
_DEVICES = frozenset((
    "con", "prn", "aux", "nul", *(f"com{number}" for number in range(10)), *(f"lpt{number}" for number in range(10)),
))  # fmt: skip
"""Names that Windows keeps for itself."""


def slug(name: str) -> str:
    """`Department of State` → `department-of-state`: letters, digits and hyphens, the same on every machine."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    found = _NOT_PLAIN.sub("-", plain).strip("-")[:_LONGEST].rstrip("-")
    if not found:
        return f"agency-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    return f"agency-{found}" if found in _DEVICES else found


class Names:
    """Names for files, one for each that is asked for: where an earlier one has the slug, with the next free number behind it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, name: str) -> str:
        """The name of the file for an agency or a submission."""
        base = found = slug(name)
        number = 1
        while found in self._taken:
            number += 1
            found = f"{base}-{number}"
        self._taken.add(found)
        return found
