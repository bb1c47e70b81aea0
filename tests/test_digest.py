"""SHA-256 is SHA-256, whichever module of Python computes it."""

import hashlib

from checker.digest import sha256


def test_the_digest_is_that_of_hashlib() -> None:
    assert sha256(b"").hexdigest() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256(b"abc" * 1000).hexdigest() == hashlib.sha256(b"abc" * 1000).hexdigest()
