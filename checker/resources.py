"""The data folders that come with the program: rules, schemas, reports.

In the repository they stand beside this package, in a wheel inside it; one function knows both.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource(name: str) -> Path:
    """The folder or file `name` of the program's own data, such as `rules` or `schemas/plan.schema.json`.

    Raises FileNotFoundError where the installation is damaged.
    """
    for root in (_PACKAGE / "data", _PACKAGE.parent):
        if (path := root / name).exists():
            return path
    raise FileNotFoundError(f"{name} is missing from this installation of cxcheck; install it again")
