"""The rules that CONTRIBUTING.md shows whole are rules: they load, their examples run, and lint has nothing to say."""

import re
from pathlib import Path

import pytest

from tests.support.command import ROOT, cxcheck

SHOWN = {
    text.split("\n", 1)[0].removeprefix("id: ").split(" ", 1)[0]: text
    for text in re.findall(
        r"```yaml\n(id: .*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
    )
    if "\nversion: " in text
}


@pytest.mark.parametrize("command", ["test", "lint"])
def test_the_rules_in_the_guide_work(command: str, tmp_path: Path) -> None:
    (tmp_path / "own" / "studies").mkdir(parents=True)
    for name, text in SHOWN.items():
        (tmp_path / "own" / "studies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    done = cxcheck("rules", command, *SHOWN, "--rules", "own", cwd=tmp_path)
    expected = {"test": "2 rules, 6 examples: 0 failed\n", "lint": "2 rules: 0 to mend\n"}
    assert (done.code, done.out) == (0, expected[command])
