"""SHA-256 without OpenSSL, which takes longer to load than a lint takes to hash all that it hashes.

Python's own is private to the standard library, which takes it for `random` in the same way, and may be left out of a Python
that was built to use OpenSSL alone. What hashes megabytes uses `hashlib`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # Python 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["sha256"]
