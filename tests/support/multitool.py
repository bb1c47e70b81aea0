"""Microsoft's sarif-multitool from npm, which knows the rules of GitHub's code scanning. Tests skip where it is absent.

It is found at CXCHECK_SARIF_MULTITOOL, or where `npm install @microsoft/sarif-multitool-linux` puts it beside the
repository's files.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

_RULES = "Sarif;Gh;Ghas"


def complaints(log: Path) -> set[str]:
    """The ids of the rules that a SARIF file breaks, at every level."""
    default = Path(__file__).parents[2] / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    tool = Path(os.environ.get("CXCHECK_SARIF_MULTITOOL", default))
    if not tool.is_file():
        pytest.skip(
            "sarif-multitool is not installed: run `npm install @microsoft/sarif-multitool-linux`, or set "
            "CXCHECK_SARIF_MULTITOOL to Sarif.Multitool"
        )
    if not os.access(tool, os.X_OK):
        tool.chmod(0o755)
    out = log.with_suffix(".validated.sarif")
    done = subprocess.run(
        [tool, "validate", log, "--rule-kind", _RULES, "--level", "Error;Warning;Note", "-o", out, "--log", "ForceOverwrite"],
        capture_output=True, text=True, check=False,
        # The tool brings no tables of languages; without this it wants the machine's.
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )  # fmt: skip
    assert "Analysis completed successfully" in done.stdout, done.stdout + done.stderr
    results = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    return {result["ruleId"] for result in results}
