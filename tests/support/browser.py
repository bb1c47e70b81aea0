"""A headless Chromium, and the accessibility checker axe-core to run inside it. Tests skip where either is absent.

axe-core is found at CXCHECK_AXE, or where `npm install axe-core` puts it beside the repository's files.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
# Every A and AA rule of WCAG up to 2.2.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe_script() -> str:
    """The source of axe-core; skips the test where it is not installed."""
    default = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    path = Path(os.environ.get("CXCHECK_AXE", default))
    if not path.is_file():
        pytest.skip("axe-core is not installed: run `npm install axe-core`, or set CXCHECK_AXE to axe.min.js")
    return path.read_text(encoding="utf-8")


class Page:
    """One open page."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, file: Path) -> None:
        """Show a file."""
        self.driver.get(file.as_uri())

    def look(
        self, scheme: str = "light", media: str = "screen", width: int = 1280, height: int = 900
    ) -> None:
        """Emulate a colour scheme (light, dark), a medium (screen, print) and a size in pixels."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def violations(self, script: str) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA: rule, element and reason, one line each."""
        self.driver.execute_script(script)
        found: Any = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}}).then(r => done(r.violations));", _TAGS,
        )  # fmt: skip
        return [
            f"{violation['id']}: {node['target']}: {node['failureSummary']}"
            for violation in found for node in violation["nodes"]
        ]  # fmt: skip

    def wider_than_the_window(self) -> int:
        """By how many pixels the page must be scrolled sideways."""
        program = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.driver.execute_script(program))

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last call."""
        log = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [
            entry["params"]["request"]["url"]
            for entry in log
            if entry["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in sent if not url.startswith("data:")]


@contextmanager
def open_browser(profile: Path) -> Iterator[Page]:
    """A browser with the empty folder `profile` as its user's; skips the test where there is none."""
    binary = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("Chromium and chromedriver are not both installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        yield Page(chrome)
    finally:
        chrome.quit()
