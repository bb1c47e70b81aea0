"""Every format of results by its name: the one table that the command line offers and calls."""

from collections.abc import Iterator

from checker.render.run import Failure, FailureRenderer, Renderer, Run


def _text(run: Run) -> Iterator[str]:
    from checker.render.text import render_text

    return render_text(run)


def _concise(run: Run) -> Iterator[str]:
    from checker.render.concise import render_concise

    return render_concise(run)


def _json(run: Run) -> Iterator[str]:
    from checker.render.json_results import render_json

    return render_json(run)


def _sarif(run: Run) -> Iterator[str]:
    from checker.render.sarif import render_sarif

    return render_sarif(run)


def _junit(run: Run) -> Iterator[str]:
    from checker.render.junit import render_junit

    return render_junit(run)


def _github(run: Run) -> Iterator[str]:
    from checker.render.github import render_github

    return render_github(run)


def _gitlab(run: Run) -> Iterator[str]:
    from checker.render.gitlab import render_gitlab

    return render_gitlab(run)


def _markdown(run: Run) -> Iterator[str]:
    from checker.render.pull_request import render_markdown

    return render_markdown(run)


def _sarif_failure(failure: Failure) -> str:
    from checker.render.sarif import sarif_failure

    return sarif_failure(failure)


def _junit_failure(failure: Failure) -> str:
    from checker.render.junit import junit_failure

    return junit_failure(failure)


def _github_failure(failure: Failure) -> str:
    from checker.render.github import github_failure

    return github_failure(failure)


def _gitlab_failure(failure: Failure) -> str:
    from checker.render.gitlab import gitlab_failure

    return gitlab_failure(failure)


def _markdown_failure(failure: Failure) -> str:
    from checker.render.pull_request import markdown_failure

    return markdown_failure(failure)


FORMATS: dict[str, Renderer] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "markdown": _markdown,
}
"""A renderer's module is loaded when it is first asked for."""

FAILURES: dict[str, FailureRenderer] = {
    "sarif": _sarif_failure,
    "junit": _junit_failure,
    "github": _github_failure,
    "gitlab": _gitlab_failure,
    "markdown": _markdown_failure,
}
"""The formats in which a run that came to no results has something to say: where a build service would take silence for
success."""
