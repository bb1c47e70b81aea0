"""`cxcheck runs`: the reviews that a record has kept, one file a subcommand."""

from checker.cli.runs.group import command

__all__ = ["command"]
