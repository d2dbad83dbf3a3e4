"""What shows that a program runs with a pandas before 3, and what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

READ = "import pandas as pd\ndf = pd.read_csv('a.csv')\n"
# How the frame is changed, and whether it was reached before pandas 3.
CHANGES = {
    "a column in place": ("df['c'].fillna(0, inplace=True)\n", True),
    "a column as an attribute": ("df.c.replace('?', 0, inplace=True)\n", True),
    "a column, then rows": ("df['c'][df['c'] < 0] = 0\n", True),
    "another name of a column": ("c = df['c']\nc.fillna(0, inplace=True)\n", True),
    "nobody keeps it": ("df.dropna()\n", False),
    "rows by a condition, then a column": ("df[df['c'] < 0]['c'] = 0\n", False),
    "several columns": ("df[['c', 'd']].fillna(0, inplace=True)\n", False),
    "rows of loc": ("df.loc[df['c'] < 0, 'd'].fillna(0, inplace=True)\n", False),
    "the first rows": ("df.head(9).dropna(inplace=True)\n", False),
    "a column that would become shorter": ("df['c'].dropna(inplace=True)\n", False),
}


def silent(folder: Path, code: str = "df['c'].fillna(0, inplace=True)\n", head: str = READ) -> bool:
    (folder / "job.py").write_text(head + code + "print(df)\n", encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return "MLS317" not in {at.finding.code for at in run.findings}


@pytest.mark.parametrize(("code", "once"), CHANGES.values(), ids=CHANGES)
def test_only_what_worked_is_silent(tmp_path: Path, code: str, once: bool) -> None:
    assert not silent(tmp_path, code)
    (tmp_path / "requirements.txt").write_text("pandas>2.0.0,<3.0.0\n", encoding="utf-8")
    assert silent(tmp_path, code) is once


def test_copy_on_write_is_as_pandas_3(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("pandas==2.2.3\n", encoding="utf-8")
    assert not silent(tmp_path, head=READ + "pd.options.mode.copy_on_write = True\n")


PINS = {
    "requirements": ("requirements.txt", "pandas==1.5.3\n", True),
    "an old Python": ("Dockerfile", "FROM python:3.8\n", True),
    "a lock": ("uv.lock", '[[package]]\nname = "pandas"\nversion = "2.2.0"\n', True),
    "a new lock": ("uv.lock", '[[package]]\nname = "pandas"\nversion = "3.0.0"\n', False),
    "no bound": ("requirements.txt", "pandas>=1.5\n", False),
    "below 3.0": ("requirements.txt", "pandas>=1.5,<3.0\n", True),
    "below 3.1": ("requirements.txt", "pandas>=1.5,<3.1\n", False),
    "another library": ("requirements.txt", "geopandas==0.9\n", False),
    "the Python of a package": ("setup.py", "setup(python_requires='>=3.6,<3.10')\n", True),
    "an open Python": ("setup.py", "setup(python_requires='>=3.6')\n", False),
    "the Python of a folder": (".python-version", "3.9.7\n", True),
    "an environment": ("environment.yml", "dependencies:\n  - python=3.8\n", True),
    "workflows": (".github/workflows/ci.yml", "matrix:\n  python-version: ['3.8', '3.10']\n", True),
    "workflows, one a line": (".github/workflows/ci.yml", "python-version:\n  - '3.8'\n  - '3.10'\n", True),
    "a newer one too": (".github/workflows/ci.yml", "matrix:\n  python-version: ['3.8', '3.12']\n", False),
}


@pytest.mark.parametrize(("name", "text", "expected"), PINS.values(), ids=PINS)
def test_pins(tmp_path: Path, name: str, text: str, expected: bool) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert silent(tmp_path) is expected


@pytest.mark.parametrize(("pin", "expected"), [("pandas==2.2.3\n", True), ("pandas>=2\n", False)])
def test_pins_in_utf_16(tmp_path: Path, pin: str, expected: bool) -> None:
    (tmp_path / "requirements.txt").write_text(pin, encoding="utf-16")
    assert silent(tmp_path) is expected


@pytest.mark.parametrize(
    ("versions", "expected"), [(["3.7.1"], True), (["3.7.1", "3.12.0"], False), ([], False)], ids=str
)
def test_kernels_speak_for_scripts(tmp_path: Path, versions: list[str], expected: bool) -> None:
    (tmp_path / "study").mkdir()
    for at, version in enumerate(versions):
        (tmp_path / "study" / f"{at}.ipynb").write_text(notebook(version=version), encoding="utf-8")
    assert silent(tmp_path) is expected


CODE = {
    "cPickle": ("import cPickle\n", True),
    "urllib2": ("import urllib2\n", True),
    "xrange": ("for i in xrange(3):\n    pass\n", True),
    "unicode": ("df['d'] = df['d'].map(unicode)\n", True),
    "a retired module": ("from sklearn.cross_validation import train_test_split\n", True),
    "a retired indexer": ("df.ix[0]\n", True),
    "has_key": ("{}.has_key(1)\n", True),
    "either Python": ("try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle\n", False),
    "a name of its own": ("xrange = range\nfor i in xrange(3):\n    pass\n", False),
    "six": ("from six.moves import xrange\nfor i in xrange(3):\n    pass\n", False),
    "a text": ("print('xrange, cPickle and unicode')\n", False),
    "six's urllib": ("from six.moves.urllib.parse import urlparse\n", False),
}


@pytest.mark.parametrize(("code", "expected"), CODE.values(), ids=CODE)
def test_old_code(tmp_path: Path, code: str, expected: bool) -> None:
    assert silent(tmp_path, head=code + READ) is expected


def notebook(*extra: dict[str, Any], version: str = "3.12.1", **metadata: Any) -> str:
    cells = [
        {"cell_type": "code", "source": text, "outputs": []} for text in (READ, "df['c'].fillna(0, inplace=True)\n1")
    ]
    language = {"codemirror_mode": {"name": "ipython", "version": 3}, "name": "python", "version": version}
    return json.dumps({"nbformat": 4, "cells": [*extra, *cells], "metadata": {"language_info": language, **metadata}})


def cell(source: str, output: str = "", **metadata: Any) -> dict[str, Any]:
    outputs = [{"output_type": "stream", "name": "stderr", "text": output}] if output else []
    return {"cell_type": "code", "source": source, "outputs": outputs, "metadata": metadata}


NOTEBOOKS = {
    "nothing": (notebook(), False),
    "an old kernel": (notebook(version="3.7.4"), True),
    "an old kernel, ten": (notebook(version="3.10.9"), True),
    "it installs an old one": (notebook(cell("!pip install pandas==1.5.3")), True),
    "it installs below 3": (notebook(cell("%pip install -q 'pandas<3'")), True),
    "it installs any": (notebook(cell("!pip install pandas scikit-learn==1.2")), False),
    "it warned": (notebook(cell("1", "SettingWithCopyWarning: \nA value is trying to be set on a copy")), True),
    "it shows the version": (notebook(cell("print(pd.__version__)", "2.1.4\n")), True),
    "it shows a new version": (notebook(cell("print(pd.__version__)", "3.0.1\n")), False),
    "another version": (notebook(cell("print(np.__version__)", "1.26.4\n")), False),
    "it ran years ago": (notebook(papermill={"start_time": "2021-03-02T10:00:00.0"}), True),
    "it ran on Kaggle": (notebook(cell("1", execution={"iopub.status.busy": "2022-03-02T10:00:00.0Z"})), True),
    "it ran today": (notebook(papermill={"start_time": "2026-09-02T10:00:00.0"}), False),
}


@pytest.mark.parametrize(("text", "expected"), NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_notebooks(tmp_path: Path, text: str, expected: bool) -> None:
    (tmp_path / "n.ipynb").write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert ("MLS317" not in {at.finding.code for at in run.findings}) is expected


SHOWN = {
    "the last of a cell": ("df.dropna()", True),
    "with a semicolon": ("df.dropna();", False),
    "with a semicolon and a comment": ("df.dropna();  # quiet", False),
    "a semicolon in a comment": ("df.dropna()  # all; of them", True),
    "a picture": ("df.plot();", True),
}


@pytest.mark.parametrize(("code", "expected"), SHOWN.values(), ids=SHOWN)
def test_a_semicolon_hides_the_result(tmp_path: Path, code: str, expected: bool) -> None:
    (tmp_path / "n.ipynb").write_text(notebook(cell(READ), cell(code), cell("print(df)"), version="3.7.1"))
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert ("MLS317" not in {at.finding.code for at in run.findings}) is expected
