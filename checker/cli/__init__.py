"""The command line: options become values, one call is made, its result becomes an exit code."""
