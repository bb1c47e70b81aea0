"""`cxcheck config`: what is set, and by what."""

import click
from click.core import ParameterSource

from checker.cli.check import command as check
from checker.cli.configuration import SETTINGS
from checker.cli.configured import Configured, configuration, flag_of, place
from checker.render.settings import Effective, settings_json, settings_table

_SOURCES = {
    ParameterSource.COMMANDLINE: "flag",
    ParameterSource.ENVIRONMENT: "environment",
    ParameterSource.DEFAULT_MAP: "file",
}
_PARAMS = {flag_of(param): param for param in check.params if flag_of(param) in SETTINGS}
"""The settings as `cxcheck check` takes them."""
_SHOWN = {*_PARAMS, "--staged", "--rev"} - {"--format"}


@click.group("config")
def command() -> None:
    """Look at what is set by options, by the environment and by the file .cxcheck.yaml."""


@command.command(
    "show", cls=Configured, start="paths", unset=("--format",),
    params=[param for param in check.params if flag_of(param) in _SHOWN],
)  # fmt: skip
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How it is shown.")  # fmt: skip
@click.pass_context
def show(context: click.Context, /, shape: str, **_: object) -> None:
    """Show every setting: its value for `cxcheck check PATH`, and what set it.

    A flag wins over the environment, the environment over the file, the file over the default.
    """
    results_format = _PARAMS["--format"]
    if "--format" in configuration().values:
        context.default_map = {str(results_format.name): configuration().values["--format"]}
    # The option of this name is the table's own here, so no flag sets it.
    results_format.handle_parse_result(context, {}, [])
    settings = [_effective(context, option) for option in SETTINGS]
    render = settings_json if shape == "json" else settings_table
    click.echo(render(settings, configuration().file), nl=False)


def _effective(context: click.Context, option: str) -> Effective:
    name = str(_PARAMS[option].name)
    value = context.params[name]
    if isinstance(value, tuple):
        value = tuple(str(entry) for entry in value)
    source = _SOURCES.get(context.get_parameter_source(name) or ParameterSource.DEFAULT, "default")
    setting = SETTINGS[option]
    set_by = "" if source == "default" else place(option, name)
    return Effective(setting.key, option, setting.variable, value, source, set_by)
