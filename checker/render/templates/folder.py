"""A user's folder of templates as a whole: each can be read, and no name in it is one that nothing uses.

A misspelled name would change nothing and say nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from checker.errors import TemplateError
from checker.render.templates.environment import Sandbox, environment
from checker.render.templates.faults import fault
from checker.render.templates.loader import OWN, Loader
from checker.suggestion import did_you_mean

FOLDERS = ("annual", "compliance", "letter", "theme")
"""The folders of `reports/` whose templates a user may put others before."""


def check_folder(folder: Path) -> None:
    """Raises TemplateError for the first template that is wrong, and for a template or block that nothing uses."""
    loader = Loader(folder)
    known = [
        name for name in loader.own_names() if name.partition("/")[0] in FOLDERS and not name.endswith(".typ")
    ]
    names = loader.names()
    if not names:
        raise TemplateError(
            f"{folder} holds no template; put one there under the name of ours, such as {known[0]}"
        )
    if paper := next((name for name in names if name.endswith(".typ")), ""):
        raise TemplateError(
            f"{folder / paper}: PDF is not made from templates of your own; take this file out"
        )
    parsed = {name: _read(folder, name, loader) for name in names}
    used = {*known, *(found for each in parsed.values() for found in find_referenced_templates(each))}
    for name, template in parsed.items():
        if name not in used:
            meant = did_you_mean(name, known, f"; the names are {', '.join(known)}")
            raise TemplateError(f"{folder / name}: no report uses a template of this name{meant}")
        _check_blocks(folder, name, template)


def _read(folder: Path, name: str, loader: Loader) -> nodes.Template:
    templates = _environment(folder, name)
    try:
        templates.get_template(name)
        return _parsed(templates, name)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a template is told in words
        raise fault(error, str(folder / name), loader, ()) from None


def _check_blocks(folder: Path, name: str, template: nodes.Template) -> None:
    """A block that stands in no template above this one would be read by nobody."""
    templates = _environment(folder, name)
    known: set[str] = set()
    above, chain = template, [name]
    while (parent := _parent(above)) is not None:
        parent = templates.join_path(parent, chain[-1])
        if parent in chain:
            raise TemplateError(
                f"{folder / name}: it extends itself, by way of {', '.join(chain[1:]) or name}"
            )
        above = _parsed(templates, parent)
        known.update(block.name for block in above.find_all(nodes.Block))
        chain.append(parent)
    if len(chain) == 1:
        return
    for block in _outer(template.body):
        if block.name not in known:
            blocks = f"; its blocks are {', '.join(sorted(known))}" if known else ": it has no blocks"
            meant = did_you_mean(block.name, known, blocks)
            above_name = chain[1].removeprefix(OWN)
            raise TemplateError(
                f"{folder / name}:{block.lineno}: {above_name} has no block '{block.name}'{meant}"
            )


def _parent(template: nodes.Template) -> str | None:
    """The template that this one extends, where that is said by name."""
    found = template.find(nodes.Extends)
    return found.template.value if found is not None and isinstance(found.template, nodes.Const) else None


def _outer(body: Iterable[nodes.Node]) -> Iterator[nodes.Block]:
    """The blocks that stand in no other block."""
    for node in body:
        if isinstance(node, nodes.Block):
            yield node
        else:
            yield from _outer(node.iter_child_nodes())


def _environment(folder: Path, name: str) -> Sandbox:
    return environment("markdown" if name.endswith(".md.j2") else "html", folder)


def _parsed(templates: Sandbox, name: str) -> nodes.Template:
    loader = templates.loader
    text, file, _ = loader.get_source(templates, name) if loader is not None else ("", "", None)
    return templates.parse(text, name, file)
