"""What the build service that runs the program says of itself, and the page that it shows beside a job."""

import os
from pathlib import Path

import click

from checker.render.printable import one_line
from checker.render.run import Checkout, Run

_GITHUB_PAGE = "GITHUB_STEP_SUMMARY"


def checkout() -> Checkout:
    """The repository around the current folder, and the revision of it that the build service has checked out."""
    folder = Path.cwd()
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)
    address, revision, branch = _revision()
    if not address.startswith(("https://", "http://")):
        address = revision = branch = ""
    return Checkout(
        root.as_posix() if root is not None else "", folder.as_posix(), one_line(address), one_line(revision), one_line(branch)
    )  # fmt: skip


def has_job_summary() -> bool:
    """Whether the build service takes a page of Markdown for this job."""
    return bool(os.environ.get(_GITHUB_PAGE))


def write_job_summary(run: Run) -> None:
    """Add the results to the page of this job, as far as the build service takes them. Says so where it cannot."""
    from checker.render.pull_request import JOB_SUMMARY, page

    path = Path(os.environ[_GITHUB_PAGE])
    try:
        written = path.stat().st_size if path.exists() else 0
        with path.open("a", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            file.writelines(page(run, JOB_SUMMARY - written))
    except OSError as error:
        click.echo(f"the job's summary cannot be written: {error.strerror}", err=True)


def _revision() -> tuple[str, str, str]:
    """The repository's address, the commit and the branch, as GitHub or GitLab gives them; empty elsewhere."""
    env = os.environ
    if env.get("GITHUB_REPOSITORY"):
        address = f"{env.get('GITHUB_SERVER_URL', '')}/{env['GITHUB_REPOSITORY']}"
        return (
            address,
            env.get("GITHUB_SHA", ""),
            env.get("GITHUB_HEAD_REF") or env.get("GITHUB_REF_NAME", ""),
        )
    return env.get("CI_PROJECT_URL", ""), env.get("CI_COMMIT_SHA", ""), env.get("CI_COMMIT_REF_NAME", "")
