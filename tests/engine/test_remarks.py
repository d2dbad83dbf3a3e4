"""What is true of data and worth no warning is a remark; what stands beside it stays a warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

FIT = "from sklearn.svm import SVC\nSVC().fit(df[['a']], df['b'])\n"
GITHUB = "https://raw.githubusercontent.com/acme/data/main/data/rows.csv"
# code, path, code of the rule, severity
CASES: dict[str, tuple[str, str, str, str]] = {
    "Kaggle's mount": ("df = pd.read_csv('/kaggle/input/titanic/train.csv')\n", "a.py", "MLS301", "info"),
    "the folder beside": ("df = pd.read_csv('../input/train.csv')\n", "a.py", "MLS301", "info"),
    "two folders up": ("df = pd.read_csv('../../input/train.csv')\n", "a.py", "MLS301", "info"),
    "AI Studio's mount": ("df = pd.read_csv('/home/aistudio/data/data123/train.csv')\n", "a.py", "MLS301", "info"),
    "Colab's drive": ("df = pd.read_csv('/content/drive/MyDrive/train.csv')\n", "a.py", "MLS301", "warning"),
    "a home folder": ("df = pd.read_csv('/home/anna/input/train.csv')\n", "a.py", "MLS301", "warning"),
    "a mounted disk": ("df = pd.read_csv('/mnt/nas/input/train.csv')\n", "a.py", "MLS301", "warning"),
    "a branch": (f"df = pd.read_csv('{GITHUB}')\n", "a.py", "MLS302", "warning"),
    "a branch in a notebook that looks": (f"df = pd.read_csv('{GITHUB}')\n", "a.ipynb", "MLS302", "info"),
    "a branch in a notebook that trains": (f"df = pd.read_csv('{GITHUB}')\n{FIT}", "a.ipynb", "MLS302", "warning"),
    "a server": ("df = pd.read_csv('https://example.org/a.csv')\n", "a.py", "MLS302", "info"),
    "a server, and a model": (f"df = pd.read_csv('https://example.org/a.csv')\n{FIT}", "a.py", "MLS302", "warning"),
    "an archive": (
        f"df = pd.read_csv('https://archive.ics.uci.edu/ml/machine-learning-databases/wine/wine.data')\n{FIT}",
        "a.py",
        "MLS302",
        "info",
    ),
    "a shared document": ("df = pd.read_csv('https://docs.google.com/spreadsheets/x')\n", "a.py", "MLS302", "warning"),
    "an unknown file in place": ("p = input()\npd.read_csv(p).dropna().to_csv(p)\n", "a.py", "MLS305", "warning"),
    "raw data in place": ("pd.read_csv('data/raw.csv').dropna().to_csv('data/raw.csv')\n", "a.py", "MLS305", "error"),
    "an earlier step's file": (
        "pd.read_csv('data/processed/a.csv').dropna().to_csv('data/processed/a.csv')\n", "a.py", "MLS305", "info"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "path", "rule", "severity"), CASES.values(), ids=CASES)
def test_severity(tmp_path: Path, code: str, path: str, rule: str, severity: str) -> None:
    text = "import pandas as pd\n" + code
    if path.endswith(".ipynb"):
        text = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": text, "outputs": []}]})
    (tmp_path / path).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    (found,) = (at.finding for at in run.findings if at.finding.code == rule)
    assert str(found.severity) == severity


@pytest.mark.parametrize("there", [True, False])
def test_a_file_of_the_projects_own_repository(tmp_path: Path, there: bool) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.py").write_text(f"import pandas as pd\ndf = pd.read_csv('{GITHUB}')\n{FIT}", encoding="utf-8")
    if there:
        (tmp_path / "data").mkdir()
        (tmp_path / "data/rows.csv").touch()
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    (found,) = (at.finding for at in run.findings if at.finding.code == "MLS302")
    assert (found.severity is Severity.INFO) is there
