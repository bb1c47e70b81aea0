"""`cxcheck rules versions`, and the check of versions in `cxcheck rules lint`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.rules import command
from checker.errors import CheckerError
from tests.support.pack import make_pack, rule_text

EXAMPLES = """\
examples:
  pass: [{name: a name, plan: {services: [{name: Passports}]}}]
  fail: [{name: no name, plan: {services: [{id: a}]}, finds: [{route: 'services[0].name', message: the service a has no name}]}]
  not_applicable: [{name: no services, plan: {}}]
"""
BODY = "for_each: services\nrequire: {name: {present: true}}\nif_absent: fail\nmessage: the service {item.id} has no name\n"
RULE = rule_text(BODY, examples=EXAMPLES)


def run(*words: str | Path) -> tuple[int, str]:
    """Exit code and output. Raises what the command raised."""
    result = CliRunner().invoke(command, list(map(str, words)), standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return (result.return_value if isinstance(result.return_value, int) else 0), result.stdout


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose one rule was released."""
    made = make_pack(tmp_path / "rules", {"topic/test-rule.yaml": RULE})
    run("versions", "--write", "--rules", made)
    return made


def change(pack: Path, before: str, after: str, name: str = "test-rule") -> None:
    text = RULE.replace(before, after)
    assert text != RULE
    (pack / "topic" / "test-rule.yaml").unlink()
    (pack / "topic" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_the_first_ledger(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "rules", {"topic/test-rule.yaml": RULE})
    assert run("versions", "--rules", pack) == (
        0, "new       test-rule (version 1)\n1 rule: 0 as released, 1 new, 0 raised, 0 to raise, 0 fallen, 0 gone\n",
    )  # fmt: skip
    assert not (pack / "versions.yaml").exists()
    code, out = run("versions", "--write", "--rules", pack)
    assert (code, out.splitlines()[-1]) == (0, f"{pack.as_posix()}/versions.yaml: written")
    assert (
        (pack / "versions.yaml")
        .read_text(encoding="utf-8")
        .splitlines()[-1]
        .startswith("test-rule: {version: 1, meaning: '")
    )
    assert run("versions", "--rules", pack)[1] == (
        "1 rule: 1 as released, 0 new, 0 raised, 0 to raise, 0 fallen, 0 gone\n"
    )


def test_a_meaning_that_changed_under_its_version(pack: Path) -> None:
    change(pack, "if_absent: fail", "if_absent: not_applicable")
    released = (pack / "versions.yaml").read_bytes()
    fault = "the meaning of test-rule changed since version 1; raise its version to 2"
    assert run("lint", "--rules", pack) == (
        1, f"rules/topic/test-rule.yaml:2:10: test-rule: {fault} [version]\n1 rule: 1 to mend\n",
    )  # fmt: skip
    assert run("versions", "--write", "--rules", pack) == (
        1,
        f"to raise  test-rule (version 1): {fault}\n"
        "1 rule: 0 as released, 0 new, 0 raised, 1 to raise, 0 fallen, 0 gone\n"
        "nothing is written before every version has risen with its meaning\n",
    )
    assert (pack / "versions.yaml").read_bytes() == released


def test_a_version_that_rose_with_the_meaning(pack: Path) -> None:
    change(pack, "version: 1\n", "version: 2\nrenamed_from: [a-name-before]\n")
    assert run("lint", "--rules", pack) == (0, "1 rule: 0 to mend\n")
    code, out = run("versions", "--write", "--rules", pack)
    assert (code, out.splitlines()[0]) == (0, "raised    test-rule (version 1 → 2)")
    change(pack, "version: 1\n", "version: 2\n")
    assert run("versions", "--rules", pack)[0] == 0
    (pack / "topic" / "test-rule.yaml").write_text(RULE, encoding="utf-8")
    fault = "version 2 of test-rule was released; 1 is less, and a version only rises"
    assert run("versions", "--rules", pack) == (
        1, f"fallen    test-rule (version 2 → 1): {fault}\n"
        "1 rule: 0 as released, 0 new, 0 raised, 0 to raise, 1 fallen, 0 gone\n",
    )  # fmt: skip


def test_words_may_change(pack: Path) -> None:
    change(pack, "It exists so that a test can look at it.", "It exists so that you can look at it.")
    assert run("lint", "--rules", pack)[0] == 0


def test_a_renamed_rule_is_held_against_what_was_released_under_its_earlier_id(pack: Path) -> None:
    renamed = "id: other-rule\nrenamed_from: [test-rule]\n"
    change(pack, "id: test-rule\n", renamed, "other-rule")
    assert run("versions", "--rules", pack) == (
        0, "1 rule: 1 as released, 0 new, 0 raised, 0 to raise, 0 fallen, 0 gone\n",
    )  # fmt: skip
    path = pack / "topic" / "other-rule.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("if_absent: fail", "if_absent: needs_review"),
        encoding="utf-8",
    )
    assert (
        "the meaning of other-rule changed since version 1; raise its version to 2"
        in run("lint", "--rules", pack)[1]
    )


def test_a_rule_that_is_gone_is_named(pack: Path) -> None:
    change(pack, "id: test-rule\n", "id: other-rule\n", "other-rule")
    assert run("versions", "--rules", pack) == (
        0, "new       other-rule (version 1)\ngone      test-rule (version 1)\n"
        "1 rule: 0 as released, 1 new, 0 raised, 0 to raise, 0 fallen, 1 gone\n",
    )  # fmt: skip


def test_a_new_rule_touches_no_ledger(pack: Path) -> None:
    released = (pack / "versions.yaml").read_bytes()
    new = rule_text(BODY, "new-rule", EXAMPLES).replace("that a test wrote", "that is new")
    (pack / "topic" / "new-rule.yaml").write_text(new, encoding="utf-8")
    assert run("lint", "--rules", pack) == (0, "2 rules: 0 to mend\n")
    assert (pack / "versions.yaml").read_bytes() == released


def test_the_ledger_changes_neither_the_digest_of_the_pack_nor_what_it_holds(pack: Path) -> None:
    with_ledger = run("list", "--rules", pack)
    (pack / "versions.yaml").unlink()
    assert run("list", "--rules", pack) == with_ledger


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("test-rule: {version: 1}\n", "rules/versions.yaml:1:1: the key meaning is missing (16 digits of the digest of what the rule meant, written by the program)"),
        ("test-rule: {version: 1, meaning: 'none'}\n", "rules/versions.yaml:1:34: none is not of the form expected here; "
         "16 digits of the digest of what the rule meant, written by the program"),
        ("test-rule: {version: 1, meaning: '0123456789abcdef'}\n" * 2, "rules/versions.yaml:2:1: the key test-rule stands a second time in the same mapping"),
    ],
)  # fmt: skip
def test_a_wrong_ledger_is_said_with_its_place(text: str, message: str, pack: Path) -> None:
    (pack / "versions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CheckerError) as raised:
        run("lint", "--rules", pack)
    assert str(raised.value) == message


def test_a_folder_of_added_rules_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "topic").mkdir(parents=True)
    (own / "topic" / "test-rule.yaml").write_text(RULE, encoding="utf-8")
    code, out = run("versions", "--write", "--rules", own)
    assert (code, out.splitlines()[-1]) == (0, f"{own.as_posix()}/versions.yaml: written")
    assert (own / "versions.yaml").read_text(encoding="utf-8").count("meaning: '") == 1
    (own / "topic" / "test-rule.yaml").write_text(
        RULE.replace("strength: must", "strength: should\nstrength_reason: A test wants it to be weaker."),
        encoding="utf-8",
    )
    assert run("lint", "test-rule", "--rules", own) == (
        1, f"{own.as_posix()}/topic/test-rule.yaml:2:10: test-rule: the meaning of test-rule changed since version 1; "
        "raise its version to 2 [version]\n1 rule: 1 to mend\n",
    )  # fmt: skip


def test_writing_needs_a_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CheckerError, match=r"there is no rule pack in \./rules; name one with --rules"):
        run("versions", "--write")
