"""Where the bytes of plans come from."""
