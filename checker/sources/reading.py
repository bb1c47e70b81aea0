"""What files and folders are called, and the words for one that cannot be read."""

from pathlib import Path

SUFFIXES = (".yaml", ".yml")
ROOT_FILE = "plan.yaml"
CONFIGURATION = ".cxcheck.yaml"
MISNAMED_CONFIGURATION = ".cxcheck.yml"
WAIVERS = "waivers.yaml"
"""The waivers of a folder plan, beside its plan.yaml; those of `dps.yaml` stand in `dps.waivers.yaml`."""


def is_yaml(name: str) -> bool:
    """Whether a file name says that the file is YAML."""
    return name.lower().endswith(SUFFIXES)


def shown(path: Path | str) -> str:
    """A path as it is shown to people: forward slashes, and nothing that is not text."""
    name = path.as_posix() if isinstance(path, Path) else path
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def trouble(error: OSError) -> str:
    """Why a file or folder cannot be read, in the words of the system."""
    return f"cannot be read: {error.strerror or error}"
