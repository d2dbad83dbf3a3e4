"""Credentials in a file are reported and never printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_one, run_of
from mlsmells.flake8_plugin import Plugin
from mlsmells.report import render
from mlsmells.sources import source_from_text

# Put together here, so that no tool takes this file for a leak.
MIXED = "q7Rt2LmX9vBz4KpW8sDy"
HEX = "5b2d8f604a6c9e1b3f9a1c5e7d5f7082"
LONG = (MIXED + "3nVc6JhGf5Tz1Ab0Ue") * 3

SHAPED = {
    "Hugging Face": "hf_" + (MIXED + "aXcVbNkLqWePzT"),
    "OpenAI, old": "sk-" + LONG[:48],
    "OpenAI, project": "sk-proj-" + LONG[:48],
    "Anthropic": "sk-ant-" + LONG[:40],
    "AWS": "AKIA" + "Q7RT2LMX9VBZ4KPW",
    "GitHub": "ghp_" + LONG[:36],
    "GitHub, fine-grained": "github_pat_" + LONG[:62],
    "Google": "AIza" + LONG[:35],
    "Slack": "xox" + "b-2938475610-9182736450-" + LONG[:24],
    "Databricks": "dapi" + HEX,
    "Azure storage": "AccountKey=" + LONG[:86] + "==",
    "Telegram": "7384920165:AA" + LONG[:33],
    "Kaggle": '{"username":"ada","key":"' + HEX + '"}',
    "W&B on the shell": "!wandb login " + HEX + "a1b2c3d4",
    "private key": "-----BEGIN PRIVATE KEY-----\\n" + LONG[:50],
}


MODULE = f"""import pandas as pd
rows = pd.read_csv("https://ada:t7Kq2vX9@db.shop.io/rows.csv")
api_key = "{MIXED}"
"""


def cell(source: str, output: str = "") -> dict[str, object]:
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    return {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": outputs, "source": source}


def notebook(*cells: dict[str, object], **metadata: object) -> str:
    return json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=1)


SOURCES = {
    "a module": ("job.py", MODULE),
    "a module without a library": ("job.py", f'api_key = "{MIXED}"\n'),
    "code": ("n.ipynb", notebook(cell(MODULE))),
    "an output": ("n.ipynb", notebook(cell("print(1)", f"api_key = '{MIXED}'"))),
    "a broken cell": ("n.ipynb", notebook(cell(f'api_key = "{MIXED}" +'))),
    "Markdown": (
        "n.ipynb",
        notebook({"cell_type": "markdown", "metadata": {}, "source": f'api_key = "{MIXED}"'}, cell("x = 1")),
    ),
    "metadata": ("n.ipynb", notebook(cell("x = 1"), papermill={"parameters": {"api_key": MIXED}})),
    "an install": ("n.ipynb", notebook(cell(f"!pip install git+https://ada:{MIXED}@git.shop.io/a/b.git"))),
}


@pytest.mark.parametrize(("name", "text"), SOURCES.values(), ids=SOURCES)
def test_the_value_is_printed_nowhere(tmp_path: Path, name: str, text: str) -> None:
    config = load_config(tmp_path, isolated=True).with_options({"min_confidence": "low"})
    run = run_of([check_one(source_from_text(text, name), config)])
    assert "MLS409" in {at.finding.code for at in run.findings}
    printed = "".join(render(kind, run, lambda code: ()) for kind in ("concise", "full", "json"))
    printed += repr(run.findings)
    assert MIXED not in printed and "t7Kq2vX9" not in printed


def test_a_digest_does_not_depend_on_the_value(tmp_path: Path) -> None:
    config = load_config(tmp_path, isolated=True)
    runs = [check_one(source_from_text(f'api_key = "{v}"\n', "a.py"), config) for v in (MIXED, MIXED[::-1])]
    assert len({run.findings[0].fingerprint for run in runs}) == 1


def test_the_plugin_prints_no_value(tmp_path: Path) -> None:
    import ast

    text = f'api_key = "{MIXED}"\n'
    ((line, column, report, _),) = Plugin(ast.parse(text), str(tmp_path / "a.py"), [text]).run()
    assert (line, column) == (1, 11) and report.startswith("MLS409") and MIXED not in report


def test_in_tests_only_forms_of_providers_count(tmp_path: Path) -> None:
    config = replace(load_config(tmp_path, isolated=True), root=tmp_path)
    text = f'api_key = "{MIXED}"\ntoken = "{SHAPED["GitHub"]}"\n'
    found = check_one(source_from_text(text, "tests/test_a.py"), config).findings
    assert [(at.line, at.finding.code) for at in found] == [(2, "MLS409")]
