"""``mlsmells fix`` for programs: standard input, JSON, and rules whose fixes are not wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import main

LISTING = """\
import os
import pandas as pd

frames = [pd.read_csv(name) for name in os.listdir("data")]
df = pd.concat(frames)
"""
SORTED = LISTING.replace('os.listdir("data")', 'sorted(os.listdir("data"))')


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, command: str = "fix", **options: Any) -> Result:
    result = CliRunner().invoke(main, (command, *arguments, "--select", "MLS207"), **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.mark.parametrize("text", [LISTING, LISTING.replace("\n", "\r\n")], ids=["lf", "crlf"])
def test_standard_input_is_fixed_to_standard_output(project: Path, text: str) -> None:
    result = run("-", input=text.encode())
    assert result.stdout_bytes.decode() == text.replace('os.listdir("data")', 'sorted(os.listdir("data"))')
    assert result.exit_code == 0
    assert "fixed MLS207" in result.stderr


def test_a_notebook_comes_through_standard_input(project: Path) -> None:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": LISTING, "outputs": [], "execution_count": None}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    result = run("-", "--stdin-filename", "a.ipynb", input=text)
    assert json.loads(result.stdout)["cells"][0]["source"] == SORTED


def test_what_is_right_comes_through_as_it_is(project: Path) -> None:
    assert run("-", input=SORTED).stdout == SORTED
    assert run("-", "--diff", input=SORTED).stdout == ""


def test_standard_input_stands_alone(project: Path) -> None:
    assert run("-", "a.py", input="").exit_code == 2
    assert run("-", "-i", input="").exit_code == 2


def test_json_tells_what_was_fixed_and_the_edits(project: Path) -> None:
    (project / "a.py").write_text(LISTING)
    (project / "b.py").write_text("x = 1\n")
    report = json.loads(run("--output-format", "json", "--diff").stdout)
    assert report["written"] is False
    (file,) = report["files"]
    assert [found["code"] for found in file["fixed"]] == ["MLS207"]
    assert file["edits"] == [{"line": 4, "end_line": 5, "text": SORTED.splitlines(keepends=True)[3]}]
    assert (project / "a.py").read_text() == LISTING


def test_check_tells_the_edits_as_places_and_texts(project: Path) -> None:
    (project / "a.py").write_text(LISTING)
    report = json.loads(run("a.py", "--output-format", "json", command="check").stdout)
    (finding,) = report["findings"]
    text = LISTING.splitlines()[3]
    at = text.index("os.listdir")
    edits = [(edit["line"], edit["column"], edit["text"]) for edit in finding["fix"]["edits"]]
    assert edits == [(4, at + 1, "sorted("), (4, at + len('os.listdir("data")') + 1, ")")]


@pytest.mark.parametrize(
    "key", ["unfixable: [MLS207]", "fixable: [MLS201]", "fixable: [reproducibility]\nunfixable: [MLS2]"]
)
def test_a_rule_whose_fixes_are_not_wanted(project: Path, key: str) -> None:
    (project / "mlsmells.yaml").write_text(f"{key}\n")
    (project / "a.py").write_text(LISTING)
    assert run().exit_code == 1
    assert (project / "a.py").read_text() == LISTING
    assert "fixable" not in run("a.py", command="check").stderr


def test_the_narrower_word_decides(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("unfixable: [MLS2]\nfixable: [MLS207]\n")
    (project / "a.py").write_text(LISTING)
    assert run().exit_code == 0
    assert (project / "a.py").read_text() == SORTED


def test_an_unknown_rule_is_told_with_its_line(project: Path) -> None:
    (project / "mlsmells.yaml").write_text("unfixable: [MLS998]\n")
    result = run()
    assert result.exit_code == 2 and "mlsmells.yaml:1" in result.stderr and "MLS998" in result.stderr
