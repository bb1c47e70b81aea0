"""`python -m checker` is the same program as the command `cxcheck`."""

from checker.cli.main import main

if __name__ == "__main__":
    main()
