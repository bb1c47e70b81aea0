"""Where templates are found: in a user's folder, then in `reports/`, and nowhere else."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from checker.errors import TemplateError
from checker.resources import resource

OWN = "reports:"
"""Before the name of a template that must be ours, whatever a user's folder holds."""

ENDINGS = (".j2", ".css", ".typ")
"""The files of a folder that are templates; those that end in .typ are for paper."""

_MOST_BYTES = 1024 * 1024
_MOST_FILES = 1_000


class Loader(BaseLoader):
    """Reads templates. The file of one of ours is called `reports/…`, that of a user by its path."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._reports = resource("reports")

    def get_source(
        self, environment: Environment, template: str  # noqa: ARG002 - Jinja's own signature
    ) -> tuple[str, str, Callable[[], bool] | None]:  # fmt: skip
        """The text of a template, and what its file is called."""
        name = template.removeprefix(OWN)
        pieces = split_template_path(name)
        if self._folder is not None and name == template:
            path = self._folder.joinpath(*pieces)
            if path.is_file():
                return self._read(path), str(path), None
        path = self._reports.joinpath(*pieces)
        if path.is_file():
            return path.read_text(encoding="utf-8"), "/".join(("reports", *pieces)), None
        raise TemplateNotFound(template)

    def text(self, file: str) -> str:
        """The text of a file as `get_source` called it; nothing where it cannot be read."""
        own, _, name = file.partition("/")
        path = self._reports / name if own == "reports" else Path(file)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def names(self) -> list[str]:
        """The templates in the user's folder, by their names, sorted. Raises TemplateError where there are too many."""
        return sorted(_names(self._folder)) if self._folder is not None else []

    def own_names(self) -> list[str]:
        """Ours, sorted."""
        return sorted(_names(self._reports))

    def _read(self, path: Path) -> str:
        root = Path(self._folder or "").resolve()
        if not path.resolve().is_relative_to(root):
            raise TemplateError(f"{path} leads out of {self._folder}: put the file itself there")
        if path.stat().st_size > _MOST_BYTES:
            raise TemplateError(
                f"{path} has more than {_MOST_BYTES:,} bytes, the most that a template may have"
            )
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise TemplateError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from None
        except OSError as error:
            raise TemplateError(f"{path} cannot be read: {error.strerror}") from None


def _names(folder: Path) -> Iterator[str]:
    for count, path in enumerate(folder.rglob("*"), 1):
        if count > _MOST_FILES:
            raise TemplateError(f"{folder} holds more than {_MOST_FILES:,} files; name a folder of templates")
        if path.name.endswith(ENDINGS) and path.is_file():
            yield path.relative_to(folder).as_posix()
