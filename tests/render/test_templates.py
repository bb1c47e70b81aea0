"""What templates may see, the walls around a user's own, and what is said where one is wrong."""

import os
from pathlib import Path
from typing import Any

import pytest
from jinja2.sandbox import SecurityError

from checker.errors import CheckerError, TemplateError
from checker.render.report_view import Mark
from checker.render.templates import OURS, Templates
from checker.render.templates.environment import environment, for_html
from checker.render.templates.room import Walls

NAME = "letter/letter.html.j2"
FILE = f"own/{NAME}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own/letter").mkdir(parents=True)
    return Path("own")


def made(folder: Path, text: str, walls: Walls | None = None, **values: Any) -> str:
    (folder / NAME).write_text(text, encoding="utf-8")
    return Templates(folder, walls or Walls(seconds=20)).render("html", "letter/letter", **values)


def refused(folder: Path, text: str, walls: Walls | None = None, **values: Any) -> str:
    with pytest.raises(TemplateError) as error:
        made(folder, text, walls, **values)
    return str(error.value)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{{ x.__class__.__mro__ }}", "text"),
        ("{{ x.append(1) }}", [1]),
        ("{{ x.update(a=1) }}", {}),
        ("{{ x.__globals__ }}", for_html),
        ("{{ '{0.__class__.__mro__}'.format(x) }}", "text"),
    ],
)
def test_the_sandbox_refuses_however_often_it_is_asked(template: str, value: Any) -> None:
    template_ = environment("html").from_string(template)
    for _ in range(2):
        with pytest.raises(SecurityError):
            template_.render(x=value)


def test_one_kind_of_value_says_nothing_of_another() -> None:
    template = environment("html").from_string("{{ x.pop }}")

    class Thing:
        pop = "seen"

    assert template.render(x=Thing()) == "seen"
    with pytest.raises(SecurityError):
        template.render(x=[1])
    assert template.render(x=Thing()) == "seen"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ ''.__class__ }}", "refused: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ (x | e).__class__ }}", "refused: access to attribute '__class__' of 'Markup' object is unsafe."),
        ("{{ x | attr('__class__') }}", "refused: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ '{0.__class__}'.format(x) }}", "refused: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ '{a.__class__}'.format_map({'a': x}) }}", "refused: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ cycler.__init__ }}", "refused: access to attribute '__init__' of 'type' object is unsafe."),
        ("{{ lipsum.__globals__ }}", "'lipsum' is undefined"),
        ("{% include '/etc/passwd' %}", "there is no template '/etc/passwd' in the folder or in reports/"),
        ("{% include '../../secret.j2' %}", "there is no template '../../secret.j2' in the folder or in reports/"),
        ("{{ x | safe }}", "No filter named 'safe'."),
        ("{{ [x] | random }}", "No filter named 'random'."),
        ("{{ range(10**9) }}", "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000). (OverflowError)"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "templates or macros call one another without end"),
    ],
    ids=[
        "a class", "a class behind escaping", "a class by a filter", "format", "format_map", "a constructor", "globals of a function",
        "an absolute path", "a path out of the folder", "unescaped", "chance", "a long range", "recursion",
    ],
)  # fmt: skip
def test_a_template_that_reaches_out_is_stopped(folder: Path, template: str, said: str) -> None:
    assert refused(folder, template, x="text") == f"{FILE}:1: {said}"


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no alarm in a process")
def test_a_loop_without_end_is_stopped_at_its_line(folder: Path) -> None:
    template = "\n\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    assert refused(folder, template, Walls(seconds=1)) == (
        f"{FILE}:3: not done after 1 seconds; does a loop here never end?"
    )


# Two trees of 2 ** 60 leaves, compared by one call that no signal interrupts.
ENDLESS = """\
{% set trees = namespace(a=[1], b=[1]) %}
{% for each in range(60) %}{% set trees.a = [trees.a, trees.a] %}{% set trees.b = [trees.b, trees.b] %}{% endfor %}
{{ trees.a == trees.b }}"""


def test_one_calculation_without_end_is_killed(folder: Path) -> None:
    said = refused(folder, ENDLESS, Walls(seconds=1))
    assert said == f"{NAME}: stopped: it was not done after 1 seconds"


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit of memory")
@pytest.mark.parametrize(
    "template", ["{{ 'a' * 10**10 }}", "{{ 'a'.center(10**10) }}", "{{ '%9999999999s' | format('x') }}"]
)
def test_too_much_memory_is_refused(folder: Path, template: str) -> None:
    assert refused(folder, template) in {
        f"{FILE}:1: this takes more memory than a template may have",
        f"{FILE}:1: width too big (ValueError)",
    }


def test_too_long_an_output_is_refused(folder: Path) -> None:
    template = "{% for a in range(99999) %}{{ 'abcdefghij' * 10 }}{% endfor %}"
    assert refused(folder, template, Walls(million_characters=1)) == (
        f"{NAME}: it writes more than 1 million characters, the most that a file may have"
    )


def test_after_a_template_was_stopped_the_next_one_renders(folder: Path) -> None:
    (folder / NAME).write_text(f"{{% if hang %}}{ENDLESS}{{% endif %}}ok", encoding="utf-8")
    templates = Templates(folder, Walls(seconds=1))
    with pytest.raises(TemplateError):
        templates.render("html", "letter/letter", hang=True)
    assert templates.render("html", "letter/letter", hang=False) == "ok"


MARK = Mark("pass", "✓", "Passed")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{{ mark.wrods }}", "2: 'mark.wrods' is undefined; did you mean words?"),
        ("{{ mrak }}", "1: 'mrak' is undefined; did you mean mark?"),
        ("{{ marks[0].kye }}", "1: 'marks[0].kye' is undefined; did you mean key?"),
        ("{{ marks[7] }}", "1: entry 7 is undefined (they count from 0)"),
        ("{{ nothing.key }}", "1: 'nothing.key' is undefined: what stands before it is none"),
        ("{% if mark.wrods %}{% endif %}", "1: 'mark.wrods' is undefined; did you mean words?"),
        ("{% for a in mark.wrods %}{% endfor %}", "1: 'mark.wrods' is undefined; did you mean words?"),
        ("{{ mark.wrods ~ '' }}", "1: 'mark.wrods' is undefined; did you mean words?"),
        ("{% import 'letter/macros.html.j2' as show %}{{ show.stoped('a') }}", "1: 'show.stoped' is undefined; did you mean stopped?"),
        ("{{ 1 / 0 }}", "1: division by zero (ZeroDivisionError)"),
        ("{{ mark.key + 1 }}", '1: can only concatenate str (not "int") to str (TypeError)'),
        ("a\n{% if mark %}", (
            "2: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. "
            "The innermost block that needs to be closed is 'if'.")),
        ("{{ mark.key | uper }}", "1: No filter named 'uper'."),
        ("{% include 'letter/macro.html.j2' %}", (
            "1: there is no template 'letter/macro.html.j2' in the folder or in reports/; did you mean letter/macros.html.j2?")),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_was_missing(folder: Path, template: str, said: str) -> None:
    assert refused(folder, template, mark=MARK, marks=(MARK,), nothing=None) == f"{FILE}:{said}"


def test_a_mistake_in_a_file_that_is_included_is_told_with_that_file(folder: Path) -> None:
    (folder / "letter/foot.html.j2").write_text("\n\n{{ mark.wrods }}", encoding="utf-8")
    said = refused(folder, "{% include 'letter/foot.html.j2' %}", mark=MARK)
    assert said == "own/letter/foot.html.j2:3: 'mark.wrods' is undefined; did you mean words?"


@pytest.mark.parametrize(
    "template",
    ["{{ x }}", "{% autoescape false %}{{ x }}{% endautoescape %}", "{% set y %}{{ x }}{% endset %}{{ y }}"],
)
def test_what_a_plan_says_is_escaped_however_a_template_prints_it(folder: Path, template: str) -> None:
    assert made(folder, template, x="<b>\x1b") in {"&lt;b&gt;\\x1b", "&amp;lt;b&amp;gt;\\x1b"}


def test_values_stay_values_where_nothing_is_wrong(folder: Path) -> None:
    template = "{{ mark.key }} {{ x | default('none given') }} {{ mark.sign is defined }}"
    assert made(folder, template, mark=MARK) == "pass none given True"


def checked(folder: Path) -> str:
    with pytest.raises(CheckerError) as error:
        Templates(folder, Walls(seconds=20)).check()
    return str(error.value)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("letter/leter.html.j2", "", "own/letter/leter.html.j2: no report uses a template of this name; did you mean letter/letter.html.j2?"),
        ("letter/letter.html.j2", '{% extends "letter/letter.html.j2" %}\n{% block musst %}{% endblock %}', (
            "own/letter/letter.html.j2:2: letter/letter.html.j2 has no block 'musst'; did you mean must?")),
        ("letter/letter.html.j2", '{% extends "letter/macros.html.j2" %}{% block x %}{% endblock %}', (
            "own/letter/letter.html.j2:1: letter/macros.html.j2 has no block 'x': it has no blocks")),
        ("letter/letter.html.j2", "{% block", "own/letter/letter.html.j2:1: unexpected end of template, expected 'name'."),
        ("letter/letter.typ", "#let x", "own/letter/letter.typ: PDF is not made from templates of your own; take this file out"),
        ("annual/annual.css", "a { color: red }\n{{", "own/annual/annual.css:2: unexpected 'end of template'"),
    ],
    ids=["an unknown name", "an unknown block", "no blocks", "syntax", "paper", "syntax in a style"],
)  # fmt: skip
def test_a_folder_is_looked_at_before_anything_is_made(folder: Path, name: str, text: str, said: str) -> None:
    write(folder, name, text)
    assert checked(folder) == said


def test_a_folder_without_templates_is_no_folder_of_templates(folder: Path) -> None:
    write(folder, "README.md", "how we look")
    assert checked(folder).startswith(
        "own holds no template; put one there under the name of ours, such as annual/"
    )


def test_templates_that_extend_one_another_are_told(folder: Path) -> None:
    write(folder, "letter/letter.html.j2", "{% extends 'letter/a.html.j2' %}")
    write(folder, "letter/a.html.j2", "{% extends 'letter/b.html.j2' %}")
    write(folder, "letter/b.html.j2", "{% extends 'letter/a.html.j2' %}")
    assert checked(folder) == "own/letter/a.html.j2: it extends itself, by way of letter/b.html.j2"


def test_a_block_inside_a_block_may_be_new(folder: Path) -> None:
    write(
        folder,
        NAME,
        "{% extends 'letter/letter.html.j2' %}{% block must %}{% block ours %}{% endblock %}{% endblock %}",
    )
    Templates(folder).check()


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links without a right of its own")
def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    Path("secret.txt").write_text("secret", encoding="utf-8")
    (folder / "letter/secret.j2").symlink_to(Path("secret.txt").resolve())
    said = "own/letter/secret.j2 leads out of own: put the file itself there"
    assert refused(folder, "{% include 'letter/secret.j2' %}") == said


def test_a_template_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "letter/raw.j2").write_bytes(b"ab\xff")
    said = "own/letter/raw.j2 is not UTF-8 text (byte 2); save it as UTF-8"
    assert refused(folder, "{% include 'letter/raw.j2' %}") == said


def test_ours_need_no_process() -> None:
    assert OURS.are_ours
    OURS.check()
