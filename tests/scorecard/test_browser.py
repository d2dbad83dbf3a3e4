"""The page in a real browser, where one is installed: the filter, a link to a finding, the switch of colours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from repositories import run

from .test_page import located, made

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium is installed")

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "churn"
# What a reader does, and what the page then says of itself.
READER = """<script>
const told = {};
const findings = () => [...document.querySelectorAll(".finding")];
const visible = () => findings().filter((one) => one.checkVisibility()).length;
const back = () => getComputedStyle(document.body).backgroundColor;
const choose = (id, value) => {
  document.getElementById(id).value = value;
  document.getElementById(id).dispatchEvent(new Event("input", {bubbles: true}));
};
told.all = visible();
choose("filter-text", "RETRAIN.PY");
told.text = visible() - findings().filter((one) => one.textContent.includes("retrain.py")).length;
told.count = document.getElementById("filter-count").textContent;
choose("filter-text", ""); choose("filter-level", "error");
told.errors = visible() - findings().filter((one) => one.dataset.level === "error").length;
choose("filter-level", ""); choose("filter-family", "leakage");
told.family = visible() - findings().filter((one) => one.dataset.family === "leakage").length;
for (const theme of ["light", "dark"]) { document.getElementById(`theme-${theme}`).click(); told[theme] = back(); }
document.getElementById("filter").reset(); choose("filter-text", "");
const path = findings().find((one) => one.querySelector("details"));
path.querySelector("details").open = false;
path.querySelector("summary").click();
told.steps = [...path.querySelectorAll("li")].filter((step) => step.checkVisibility()).length;
const link = document.querySelector(".practices a[href^='#f']");
link.click();
told.target = document.querySelector(":target").className;
document.documentElement.dataset.told = JSON.stringify(told);
</script>"""


def opened(text: str, folder: Path) -> str:
    """What the browser makes of the page."""
    (folder / "page.html").write_text(text, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    command = [str(BROWSER), *options, (folder / "page.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_what_a_reader_does(tmp_path: Path) -> None:
    """On the report of a whole project: filter, switch the colours, open an evidence path, follow a link."""
    page = run("report", str(EXAMPLE), "--no-cache", "--show-notes", "-q").stdout
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    dom = opened(without_policy.replace("</body>", f"{READER}</body>"), tmp_path)
    (found,) = re.findall(r'data-told="([^"]*)"', dom)
    told: dict[str, Any] = json.loads(unescape(found))
    assert told["all"] == page.count("<article") > 10 and f" of {told['all']} shown" in told["count"]
    assert (told["text"], told["errors"], told["family"]) == (0, 0, 0)
    assert told["light"] == "rgb(255, 255, 255)" and told["dark"] == "rgb(20, 24, 29)"
    assert told["steps"] > 1 and told["target"] == "finding"


def test_the_policy_lets_our_script_run_and_no_other(tmp_path: Path) -> None:
    page = made(located("a.py")).replace("</body>", "<script>document.title = 'owned'</script></body>")
    dom = opened(page, tmp_path)
    assert '<form id="filter">' in dom and "1 of 1 shown" in dom
    assert "<title>owned" not in dom
