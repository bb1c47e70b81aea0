"""Real Git repositories for tests, with nothing of this machine's settings or of the repository that the tests run in."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.gov", "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.gov", "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
}  # fmt: skip


def git_environment(**more: str) -> dict[str, str]:
    """The environment for Git: of this process all but what speaks of another repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **ENVIRONMENT, **more}


class Repo:
    """A repository in `folder`."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str, code: int = 0, **environment: str) -> str:
        """What Git says to a command in the repository."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=git_environment(**environment), capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Files on disk, by their path in the repository."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def stage(self, files: Mapping[str, str | bytes]) -> None:
        """Files on disk and in the index."""
        self.write(files)
        self.git("add", "-f", "--", *files)

    def commit(self, files: Mapping[str, str | bytes] | None = None) -> str:
        """A commit of what is staged, with these files too; its id."""
        if files is not None:
            self.stage(files)
        self.git("commit", "-q", "--allow-empty", "-m", "step")
        return self.git("rev-parse", "HEAD")
