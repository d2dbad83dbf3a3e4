"""Installs in notebook cells: which of them name no version, and the fix that adds it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Finding, Severity
from mlsmells.engine.check import check_source
from mlsmells.facts.notebook.installs import unpinned
from mlsmells.fix import fix_source
from mlsmells.sources import Source, source_from_text


def notebook(*cells: str) -> str:
    made = [
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": cell.splitlines(True)}
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


INSTALLS = {
    "shell": ("!pip install a", ["1: a"]),
    "two shell marks": ("!!pip install a", ["1: a"]),
    "magic": ("%pip install a b", ["1: a b"]),
    "no mark": ("pip install a", ["1: a"]),
    "pip3": ("!pip3 install a", ["1: a"]),
    "sudo": ("!sudo -H pip install a", ["1: a"]),
    "the kernel's Python": ("import sys\n!{sys.executable} -m pip install a", ["2: a"]),
    "a Python": ("!python3 -m pip -q install a", ["1: a"]),
    "a path": ("!/opt/venv/bin/pip install a", ["1: a"]),
    "conda": ("!conda install -c forge -y a", ["1: a"]),
    "mamba magic": ("%mamba install a", ["1: a"]),
    "uv": ("!uv pip install a", ["1: a"]),
    "bash cell": ("%%bash\nset -e\npip install a\npip install b==1", ["3: a"]),
    "Colab's shell cell": ("%%shell\npip install a", ["2: a"]),
    "captured bash cell": ("%%capture\n%%bash\npip install a", ["3: a"]),
    "system magic": ("%system pip install a", ["1: a"]),
    "after cd": ("!cd /work && pip install a", ["1: a"]),
    "continued": ("!pip install \\\n  a==1 \\\n  b", ["1: b"]),
    "under a condition": ("if True:\n    !pip install a", ["2: a"]),
    "captured": ("%%capture\n!pip install a", ["2: a"]),
    "extras": ("!pip install 'a[x,y]'", ["1: a"]),
    "lower limit": ('!pip install "a>=1"', ["1: a"]),
    "not this one": ('!pip install "a!=1"', ["1: a"]),
    "some pinned": ("!pip install a==1 b c===2", ["1: b"]),
    "values of options": ("!pip install -i https://index.example/simple -t /opt a --timeout 5", ["1: a"]),
    "output sent away": ("!pip install a > /dev/null 2>&1", ["1: a"]),
    "a pipe": ("!pip install a | tail -n 1", ["1: a"]),
    "a comment": ("!pip install a  # for b", ["1: a"]),
    "git": ("!pip install git+https://host/x/a.git", ["1: a"]),
    "git branch": ("!pip install git+https://host/x/a.git@main", ["1: a"]),
    "an open quote": ('!pip install "a', []),
    "git tag": ("!pip install git+https://host/x/a.git@v1", []),
    "version": ("!pip install a==1", []),
    "compatible": ("!pip install a~=1.2", []),
    "upper limit": ("!pip install 'a>=1,<2'", []),
    "conda version": ("!conda install a=1.2", []),
    "file": ("!pip install -r requirements.txt", []),
    "requirement and name": ("!pip install -r requirements.txt a", ["1: a"]),
    "editable": ("!pip install -e .", []),
    "here": ("!pip install . ./b ../c", []),
    "wheel": ("!pip install /kaggle/input/a/a-1.whl", []),
    "address": ("!pip install https://host/a-1.tar.gz", []),
    "constraints": ("!pip install -c c.txt a", []),
    "hashes": ("!pip install --require-hashes a", []),
    "no index": ("!pip install a --no-index --find-links=w", []),
    "a variable": ("!pip install $a {b}", []),
    "tools": ("!pip install -U pip wheel", []),
    "fallback": ("!python -c 'import a' || pip install a", []),
    "uninstall": ("!pip uninstall -y a", []),
    "another program": ("!apt-get install a", []),
    "a string": ("x = '''\n!pip install a\n'''", []),
    "a file that is written": ("%%writefile setup.sh\npip install a", []),
}


@pytest.mark.parametrize(("cell", "found"), INSTALLS.values(), ids=INSTALLS)
def test_unpinned(cell: str, found: list[str]) -> None:
    source = source_from_text(notebook(cell), "n.ipynb")
    shown = [f"{i.line}: {' '.join(wish.name for wish in i.wishes)}" for i in unpinned(source)]
    assert shown == found


FIXES = {
    "pip": ("!pip install -q a", "%pip install -q a==1.0"),
    "indented, limited, extras": ("if x:\n    !pip3 install 'b[t]>=2' a", "if x:\n    %pip install 'b[t]==2.0' a==1.0"),
    "last line without an end": ("x = 1\n!pip install a", "x = 1\n%pip install a==1.0"),
    "two lines": ("!pip install a\n!pip install b\nx = 1", "%pip install a==1.0\n%pip install b==2.0\nx = 1"),
    "unknown": ("!pip install a c", None),
    "another command on the line": ("!pip install a && ls", None),
    "several lines": ("!pip install \\\n  a", None),
    "conda": ("!conda install a", None),
    "git": ("!pip install git+https://host/x/a.git", None),
}


@pytest.mark.parametrize(("cell", "fixed"), FIXES.values(), ids=FIXES)
def test_the_fix_installs_the_project_s_versions(tmp_path: Path, cell: str, fixed: str | None) -> None:
    (tmp_path / "requirements.txt").write_text("a==1.0\nb==2.0\n", encoding="utf-8")
    config = load_config(tmp_path, isolated=True)
    assert config.root == tmp_path

    def findings(source: Source) -> list[Finding]:
        return [found for found in check_source(source, config).findings if found.code == "MLS408"]

    text = notebook("x = 1\n", cell)
    source = source_from_text(text, "n.ipynb")
    assert findings(source)
    assert fix_source(source, findings, unsafe=False, seed=42).text is None
    result = fix_source(source, findings, unsafe=True, seed=42)
    assert not result.skipped
    assert result.text == (notebook("x = 1\n", fixed) if fixed is not None else None)


SEVERITIES = {
    "a framework": ("analysis.ipynb", ["!pip install xgboost"], Severity.WARNING),
    "a framework among helpers": ("analysis.ipynb", ["!pip install wget", "!pip install torch wget"], Severity.WARNING),
    "a branch of a repository": ("analysis.ipynb", ["!pip install git+https://host/x/a.git"], Severity.WARNING),
    "a helper": ("analysis.ipynb", ["!pip install wget ipywidgets"], Severity.INFO),
    "in a tutorial": ("docs/tutorials/start.ipynb", ["!pip install xgboost"], Severity.INFO),
    "the project's own package": ("analysis.ipynb", ["!pip install spacy"], Severity.INFO),
}


@pytest.mark.parametrize(("path", "cells", "severity"), SEVERITIES.values(), ids=SEVERITIES)
def test_what_results_depend_on(tmp_path: Path, path: str, cells: list[str], severity: Severity) -> None:
    (tmp_path / "spacy").mkdir()
    (tmp_path / "spacy/__init__.py").write_text("", encoding="utf-8")
    source = source_from_text(notebook(*cells), path)
    found = check_source(source, load_config(tmp_path, isolated=True)).findings
    assert [(f.code, f.severity) for f in found] == [("MLS408", severity)]


def test_once_per_file_at_the_first_that_matters(tmp_path: Path) -> None:
    source = source_from_text(notebook("!pip install wget", "!pip install torch", "!pip install numpy"), "n.ipynb")
    (found,) = check_source(source, load_config(tmp_path, isolated=True)).findings
    assert found.message.startswith("'!pip install torch' installs whatever is newest, as do 2 more lines")
    assert source.place(found.span.line).cell == 2
