"""`cxcheck hook`: Git asks cxcheck before every commit."""

import click

from checker.cli.hookscript import Hook, State, script
from checker.cli.outputs import write_whole
from checker.errors import CheckerError, ExitCode


@click.group("hook")
def command() -> None:
    """Let Git run `cxcheck check --staged` before every commit, without the tool pre-commit."""


@command.command("install")
@click.option("--chain", is_flag=True, help="Where another hook stands: let it run first, then cxcheck.")
@click.option("--shared", is_flag=True, help="Write to the hooks folder also where it lies outside of this repository.")  # fmt: skip
def install(*, chain: bool, shared: bool) -> None:
    """Write the hook. Another hook that stands there is left alone; --chain lets it run first."""
    hook, outside = _hook()
    if outside and not shared:
        raise CheckerError(
            f"{hook.folder}: core.hooksPath names this folder, which is not this repository's own; --shared writes there, "
            "for every repository that uses it"
        )
    state = hook.state
    if state is State.ANOTHER:
        if not chain:
            raise CheckerError(
                f"{hook.path}: another hook stands here; let `cxcheck hook install --chain` run it first, or add to it "
                "the line: cxcheck check --staged || exit"
            )
        if hook.keeps:
            raise CheckerError(
                f"{hook.kept}: a hook that stood there before is kept here; remove one of the two"
            )
        hook.path.rename(hook.kept)
    hook.folder.mkdir(parents=True, exist_ok=True)
    try:
        write_whole(hook.path, [script()], mode=0o755)
    except BaseException:
        if state is State.ANOTHER:
            hook.kept.rename(hook.path)
        raise
    click.echo(f"{hook.path}: {'written again' if state is State.OURS else 'written'}")
    if hook.keeps:
        click.echo(f"{hook.kept}: runs first")


@command.command("uninstall")
def uninstall() -> None:
    """Remove the hook, and put back the one that stood there before. Any other hook is left alone."""
    hook, _ = _hook()
    state = hook.state
    if state is State.ANOTHER:
        raise CheckerError(f"{hook.path}: this hook is not one that cxcheck wrote; it stays as it is")
    if hook.keeps:
        hook.kept.replace(hook.path)
        click.echo(f"{hook.path}: the hook that stood here before is back")
    elif state is State.NOTHING:
        click.echo(f"{hook.path}: no hook stands here")
    else:
        hook.path.unlink()
        click.echo(f"{hook.path}: removed")


@command.command("status")
@click.pass_context
def status(context: click.Context) -> None:
    """Say whether the hook is installed. Exit code: 0 it is; 1 it is not, or it is not up to date."""
    hook, outside = _hook()
    where = f"{hook.path} (outside of this repository)" if outside else str(hook.path)
    state = hook.state
    works = state is State.OURS and hook.works
    if works:
        click.echo(f"{where}: cxcheck runs before every commit")
    elif state is State.OURS:
        click.echo(
            f"{where}: another installation of cxcheck wrote this hook; `cxcheck hook install` writes it again"
        )
    elif state is State.ANOTHER:
        click.echo(f"{where}: another hook stands here, which cxcheck did not write")
    else:
        click.echo(f"{where}: no hook stands here; `cxcheck hook install` writes it")
    if state is State.OURS and hook.keeps:
        click.echo(f"{hook.kept}: runs first")
    context.exit(int(ExitCode.CLEAN if works else ExitCode.FINDINGS))


def _hook() -> tuple[Hook, bool]:
    """The hook of the repository around the current folder, and whether it would stand outside of the repository."""
    from checker.sources.git import Repository

    repository = Repository()
    if repository.bare:
        raise CheckerError(
            f"{repository.top}: nothing is committed in a bare repository; install the hook in a clone of it"
        )
    folder = repository.hooks_folder()
    own = (repository.top, repository.common_folder())
    return Hook(folder), not any(folder.resolve().is_relative_to(place.resolve()) for place in own)
