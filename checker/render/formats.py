"""Every format of results by its name: the one table that the command line offers and calls."""

from collections.abc import Iterator

from checker.render.run import Renderer, Run


def _text(run: Run) -> Iterator[str]:
    from checker.render.text import render_text

    return render_text(run)


def _concise(run: Run) -> Iterator[str]:
    from checker.render.concise import render_concise

    return render_concise(run)


def _json(run: Run) -> Iterator[str]:
    from checker.render.json_results import render_json

    return render_json(run)


FORMATS: dict[str, Renderer] = {"text": _text, "concise": _concise, "json": _json}
"""A renderer's module is loaded when it is first asked for."""
