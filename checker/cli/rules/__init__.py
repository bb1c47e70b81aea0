"""`cxcheck rules`: the pack itself, one file a subcommand."""

from checker.cli.rules.group import command

__all__ = ["command"]
