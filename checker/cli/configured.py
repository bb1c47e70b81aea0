"""A command whose options may also be set by the environment and by the configuration file.

A flag wins over the environment, the environment over the file, the file over the default.
"""

import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from checker.cli.configuration import SETTINGS, Configuration, find, load
from checker.cli.trees import chosen_tree
from checker.errors import CheckerError
from checker.sources.reading import CONFIGURATION, MISNAMED_CONFIGURATION
from checker.sources.tree import is_folder
from checker.suggestion import did_you_mean

NO_CONFIG = "CXCHECK_NO_CONFIG"
_OTHER_VARIABLES = ("CXCHECK_CACHE_DIR", "CXCHECK_NO_CACHE", NO_CONFIG)
_META = "checker.configuration"


class Configured(click.Command):
    """Finds the file from what the argument named `start` names; without one, from the current folder.

    `unset` are options that share a name with a setting and mean something else.
    """

    def __init__(self, *args: Any, start: str = "", unset: tuple[str, ...] = (), **named: Any) -> None:
        super().__init__(*args, **named)
        self.start = start
        for param in self.params:
            if (setting := SETTINGS.get(flag_of(param))) is not None and setting.option not in unset:
                param.envvar = setting.variable
        self.params.append(
            click.Option(
                ["--no-config"], is_flag=True, expose_value=False, help="Leave the configuration file out."
            )
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What the file sets stands in the place of the defaults when the arguments are parsed."""
        typed = self.make_parser(ctx).parse_args(args=list(args))[0]
        help_option = self.get_help_option(ctx)
        if not ctx.resilient_parsing and (help_option is None or help_option.name not in typed):
            _name_unknown_variables()
            found = self._told(typed)
            ctx.meta[_META] = found
            ctx.default_map = {
                str(param.name): found.values[flag_of(param)]
                for param in self.params
                if param.envvar is not None and flag_of(param) in found.values
            }
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            source = ctx.get_parameter_source(str(error.param.name)) if error.param is not None else None
            if error.param is not None and source is ParameterSource.ENVIRONMENT:
                error.param_hint = str(error.param.envvar)
            raise

    def _told(self, typed: dict[str, Any]) -> Configuration:
        """What is wrong with the file is told in the formats that were asked for too."""
        try:
            return self._configuration(typed)
        except CheckerError as error:
            from checker.cli.failures import tell

            tell(error, typed)
            raise

    def _configuration(self, typed: dict[str, Any]) -> Configuration:
        if typed.get("no_config") or os.environ.get(NO_CONFIG):
            return Configuration()
        # Files that a change touches come in any order, and in several calls: none of them decides.
        named = None if typed.get("changed") else typed.get(self.start)
        # Where nothing was typed, click has a mark of its own there.
        first = named if isinstance(named, str) else named[0] if isinstance(named, tuple) and named else "-"
        start = Path() if first == "-" else Path(first)
        revision = typed.get("revision")
        tree = chosen_tree(
            staged=typed.get("staged") is True, revision=revision if isinstance(revision, str) else None
        )
        folder = start if is_folder(start, tree) else start.parent
        if (wrong := find(folder, tree, MISNAMED_CONFIGURATION)) is not None:
            words = f"not read: the configuration is read from {CONFIGURATION} only; rename it"
            click.echo(f"cxcheck: {wrong.as_posix()}: {words}", err=True)
        path = find(folder, tree)
        return load(path, tree) if path is not None else Configuration()


def flag_of(param: click.Parameter) -> str:
    """The long name of an option: `--fail-on`."""
    return max(param.opts, key=len)


def configuration() -> Configuration:
    """What the file of the running command sets."""
    found: Configuration = click.get_current_context().meta.get(_META, Configuration())
    return found


def given(option: str) -> str:
    """Where the value of an option comes from: `--select`, `CXCHECK_SELECT` or `.cxcheck.yaml:3:1`."""
    for param in click.get_current_context().command.params:
        if option in param.opts and param.name is not None:
            return place(option, param.name)
    return option


def place(option: str, name: str) -> str:
    """The same for the parameter `name`, whatever its option is called."""
    source = click.get_current_context().get_parameter_source(name)
    if source is ParameterSource.ENVIRONMENT:
        return SETTINGS[option].variable
    if source is ParameterSource.DEFAULT_MAP:
        return str(configuration().places[option])
    return option


def _name_unknown_variables() -> None:
    known = [*(setting.variable for setting in SETTINGS.values()), *_OTHER_VARIABLES]
    for name in os.environ:
        if name.startswith("CXCHECK_") and name not in known:
            hint = did_you_mean(name, known)
            click.echo(f"cxcheck: {name} is set, and there is no such setting{hint}", err=True)
