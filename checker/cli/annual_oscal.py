"""The OSCAL files of an annual report."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.outputs import write_whole
from checker.cli.targets import check_target
from checker.policy.rulebook import Rulebook

if TYPE_CHECKING:
    from checker.render.oscal.assessment_results import Assessed

OSCAL = "oscal"
"""What the format is called on the command line."""
_CATALOG, _RESULTS, _ACTIONS = "oscal-catalog.json", "oscal-assessment-results.json", "oscal-poam.json"


def check_oscal(folder: Path, parameters: Mapping[str, Any]) -> None:
    """Refuse a folder in which one of the files may not be written."""
    for name in (_CATALOG, _RESULTS, _ACTIONS):
        check_target(folder / name, f"--output {folder}", parameters)


def write_oscal(
    folder: Path, assessed: Iterable["Assessed"], rulebook: Rulebook, title: str, day: str
) -> None:
    """Write the order as a catalog, the results, and the plan of action and milestones; say what was written."""
    from checker.render.json_text import json_text
    from checker.render.oscal.action_plan import action_plan
    from checker.render.oscal.assessment_results import assessment_results
    from checker.render.oscal.catalog import catalog

    every = list(assessed)
    folder.mkdir(parents=True, exist_ok=True)
    documents = {
        _CATALOG: catalog(rulebook, day), _RESULTS: assessment_results(every, rulebook, title, day), _ACTIONS: action_plan(every, rulebook, title, day),
    }  # fmt: skip
    for name, document in documents.items():
        if document is None:
            click.echo(
                f"cxcheck: {folder / name} was not written: nothing is open, and OSCAL knows no empty plan of action",
                err=True,
            )
            (folder / name).unlink(missing_ok=True)
        else:
            write_whole(folder / name, [json_text(document), "\n"])
            click.echo(f"cxcheck: {folder / name} was written", err=True)
