"""Plans on disk: what is found under the paths that a user names, in which order, and what is passed over and why."""

import os
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.plan.read import read_plan
from checker.sources.source import PlanSource, SourceFile
from tests.support.disk import found, shown, write
from tests.support.said import said_with_files

LINK = "a symbolic link; name it to check what it leads to"
NO_PLAN = "not a plan: it has no key `plan`; name the file itself to check it"


def test_a_named_file_is_a_plan_whatever_it_holds(here: Path) -> None:
    write({"a.txt": "x"})
    assert found(["a.txt"]) == [PlanSource("a.txt", SourceFile("a.txt", b"x", 1))]
    assert found([f"{here}/a.txt"]) == [PlanSource(f"{here}/a.txt", SourceFile(f"{here}/a.txt", b"x", 1))]


def test_standard_input_is_read_once_and_not_further_than_to_the_limit() -> None:
    assert found(["-", "-"], 10, b"plan: {}") == [
        PlanSource("<stdin>", SourceFile("<stdin>", b"plan: {}", 8))
    ]
    assert found(["-"], 5, b"plan: {}") == [PlanSource("<stdin>", SourceFile("<stdin>", None, 6))]


def test_a_file_over_the_limit_is_reported_and_not_read() -> None:
    write({"a.yaml": "plan: {}", "b.yaml": "plan: {x: 1}"})
    assert found(["."], 8) == [
        PlanSource("a.yaml", SourceFile("a.yaml", b"plan: {}", 8)),
        PlanSource("b.yaml", SourceFile("b.yaml", None, 12)),
    ]


@pytest.mark.parametrize("path", ["none.yaml", "a.yaml/b", "none/", "a\0b"])
def test_a_path_that_is_not_there(path: str) -> None:
    write({"a.yaml": "plan: {}"})
    message = (
        f"{path}: there is no such file or folder; name a plan, a folder of plans, or - for standard input"
    )
    with pytest.raises(CheckerError) as error:
        found(["a.yaml", path])
    assert error.value.message == message


def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("pipe.yaml")
    assert shown(".") == ["(pipe.yaml: not a regular file)"]
    with pytest.raises(
        CheckerError, match=r"^pipe\.yaml: this is neither a file nor a folder; give its text on"
    ):
        found(["pipe.yaml"])


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="a file that even root cannot read: Linux only"
)
def test_a_file_that_cannot_be_read_is_a_finding_of_its_own() -> None:
    (plan,) = found(["/proc/self/mem"])
    assert isinstance(plan, PlanSource)
    assert said_with_files(read_plan(plan).problems) == [
        "/proc/self/mem:1:1-1:1 unreadable-file the file cannot be read: Input/output error"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_the_right_to_read() -> None:
    write({"a.yaml": "plan: {}", "b/c.yaml": "plan: {}"})
    Path("a.yaml").chmod(0)
    Path("b").chmod(0)
    assert shown(".") == ["a.yaml", "(b: cannot be read: Permission denied)"]
    with pytest.raises(CheckerError, match=r"^b: cannot be read: Permission denied$"):
        found(["b"])
    Path("b").chmod(0o700)


def test_a_folder_is_searched_in_the_order_of_names() -> None:
    write(dict.fromkeys(("b.yaml", "a/z.yml", "a/b/y.YAML", "c/x.yaml", "B.yaml", "a.yaml"), "plan: {}"))
    assert shown(".") == ["B.yaml", "a/b/y.YAML", "a/z.yml", "a.yaml", "b.yaml", "c/x.yaml"]


def test_each_plan_once_in_the_order_named(here: Path) -> None:
    write(dict.fromkeys(("a.yaml", "b.yaml", "c/d.yaml"), "plan: {}"))
    assert shown("c", "b.yaml", ".", f"{here}/a.yaml", "./c/../b.yaml") == ["c/d.yaml", "b.yaml", "a.yaml"]


PLANS: dict[str, str | bytes] = {
    "key": "plan: {}", "version": 'schema_version: "1.0"', "after a comment": "# c\nplan:\n", "Windows": "# c\r\nplan:\r\n",
    "old Mac": "# c\rplan:\r", "quoted": "'plan': {}", "after a mark": "---\nplan: {}", "JSON": '{\n  "agency": {},\n  "plan": {}}',
    "braces": "{plan: {}}", "byte order mark": b"\xef\xbb\xbfplan: {}", "UTF-16": "plan: {}".encode("utf-16"),
    "broken": "plan: [\n",
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbfplan: {}", "no mark before UTF-8": b"\xff\xfeplan: {}",
    "UTF-16 without a mark": "plan: {}".encode("utf-16-le"), "UTF-32": "plan: {}".encode("utf-32"), "NUL": "\0plan: {}",
    "bidi control": "\u202eplan: {}", "zero width": "\u200bplan: {}", "no-break space": "\u00a0plan: {}",
    "behind a line break that hides": "# 2024\u2028plan: {}", "the other one": "# 2024\x85plan: {}",
    "a tab": "\tplan: {}", "all indented": "# 2024\n\n  plan:\n    fiscal_year: 2024\n", "a stray sign": "@plan: {}",
    "a bracket of nothing": "} plan: {}", "a directive": "%YAML 9\n---\n  plan: {}", "one line": "--- {plan: {}}",
    "a comment above": "# 2024\n{plan: {}}", "a name for it": "&a plan: {}",
    "a key without its colon": "plan\n  fiscal_year: 2024\nvoice_of_customer: {}\n",
    "a key misspelt": "plna: {}\nagency: {}\nbusiness_processes: []\n",
    "Latin-1": "plan: {title: é}".encode("latin-1"),
}  # fmt: skip
OTHERS: dict[str, str | bytes] = {
    "empty": "", "comment": "# plan: {}", "further in": "jobs:\n  plan: {}", "other key": "plans: {}", "in a value": "a: plan: x",
    "an entry of a list": "- plan: {}", "further in a list": "# 2024\n  - plan: {}", "many lines": "\n" * 900 + "x",
    "a block further in": "a:\n  voice_of_customer: {}\n", "in a comment": "# 2024\n  # plan: {}\n",
    "JSON": '{"plans": 1}', "no text": b"\xff\xfe",
}  # fmt: skip


@pytest.mark.parametrize("case", PLANS)
def test_a_yaml_file_with_the_keys_of_a_plan_is_one(case: str) -> None:
    write({"a.yaml": PLANS[case]})
    assert shown(".") == ["a.yaml"]


@pytest.mark.parametrize("case", OTHERS)
def test_any_other_yaml_file_is_passed_over_and_named(case: str) -> None:
    write({"a.yaml": OTHERS[case]})
    assert shown(".") == [f"(a.yaml: {NO_PLAN})"]
    assert shown(".", "a.yaml") == ["a.yaml"]
    assert shown("a.yaml", ".") == ["a.yaml"]


def test_what_is_hidden_or_not_yaml_is_not_searched() -> None:
    write(dict.fromkeys((".a.yaml", ".git/b.yaml", "README.md", "c.json", "d.yaml.bak", "yaml"), "plan: {}"))
    assert shown(".") == []
    assert shown(".a.yaml") == [".a.yaml"]


def test_links_are_not_followed_unless_they_are_named() -> None:
    write({"real/a.yaml": "plan: {}", "b.md": "x"})
    Path("link.yaml").symlink_to("real/a.yaml")
    Path("folder").symlink_to("real")
    Path("gone.yaml").symlink_to("nowhere")
    Path("loop").symlink_to(".")
    Path("c.md").symlink_to("b.md")
    skipped = [f"(folder: {LINK})", f"(gone.yaml: {LINK})", f"(link.yaml: {LINK})", f"(loop: {LINK})"]
    assert shown(".") == [*skipped, "real/a.yaml"]
    assert shown("link.yaml") == ["link.yaml"]
    assert shown("folder") == ["folder/a.yaml"]
    assert shown("real", "link.yaml") == ["real/a.yaml"]


def test_a_folder_a_thousand_levels_deep(here: Path) -> None:
    for _ in range(1000):
        Path("d").mkdir()
        os.chdir("d")
    write({"a.yaml": "plan: {}"})
    os.chdir(here)
    try:
        assert shown(".") == ["d/" * 1000 + "a.yaml"]
    finally:  # what clears up after the tests cannot go so deep
        Path("d/" * 1000 + "a.yaml").unlink()
        for depth in range(1000, 0, -1):
            Path("d/" * depth).rmdir()


def test_a_name_that_is_no_text_is_shown_all_the_same() -> None:
    Path(os.fsdecode(b"a\xff.yaml")).write_bytes(b"plan: {}")
    assert shown(".") == ["a\\xff.yaml"]
