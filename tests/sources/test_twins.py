"""Copies of a file by another name: found once, at the file they are copies of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.engine.project import check_paths
from mlsmells.sources import read_source
from mlsmells.sources.twins import primary_of

CODE = """import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("rows.csv")
X, y = df[["a"]], df["b"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
"""
OTHER = CODE.replace("LogisticRegression", "Ridge").replace("df", "rows").replace("linear", "other")
EXPORT = "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n" + CODE
JUPYTEXT = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py\n# ---\n# %%\n" + CODE
# path → code; then the file looked at and the one it is a copy of.
TREES: dict[str, tuple[dict[str, str], str, str]] = {
    "rendered": ({"a.ipynb": CODE, "a_rendered.ipynb": CODE}, "a_rendered.ipynb", "a.ipynb"),
    "checkpoint": ({"n/a.ipynb": CODE, "n/a-checkpoint.ipynb": CODE}, "n/a-checkpoint.ipynb", "n/a.ipynb"),
    "copied by an editor": ({"a.ipynb": CODE, "a-Copy1.ipynb": CODE}, "a-Copy1.ipynb", "a.ipynb"),
    "exported": ({"a.ipynb": CODE, "a.py": EXPORT}, "a.py", "a.ipynb"),
    "made from a script": ({"a.ipynb": CODE, "a.py": JUPYTEXT}, "a.ipynb", "a.py"),
    "in the documentation": ({"notebooks/a.ipynb": CODE, "docs/a.ipynb": CODE}, "docs/a.ipynb", "notebooks/a.ipynb"),
    "built": (
        {"docs/a.ipynb": CODE, "book/a.ipynb": CODE, "_build/x/a.ipynb": CODE},
        "_build/x/a.ipynb",
        "book/a.ipynb",
    ),
    "in the solutions": ({"week1/a.py": CODE, "solutions/week1/a.py": CODE}, "solutions/week1/a.py", "week1/a.py"),
    "the rendered one alone": ({"a_rendered.ipynb": CODE}, "a_rendered.ipynb", ""),
    "the first of two": ({"a.ipynb": CODE, "a_rendered.ipynb": CODE}, "a.ipynb", ""),
    "a name that only looks so": ({"a.ipynb": OTHER, "a_rendered.ipynb": CODE}, "a_rendered.ipynb", ""),
    "a script of the notebook's name": ({"a.ipynb": OTHER, "a.py": CODE}, "a.py", ""),
    "a part of the notebook": ({"a.ipynb": CODE + OTHER, "a.py": CODE}, "a.py", ""),
    "a solution": ({"a.ipynb": OTHER, "solutions/a.ipynb": CODE}, "solutions/a.ipynb", ""),
    "copies side by side": ({"one/a.ipynb": CODE, "two/a.ipynb": CODE}, "two/a.ipynb", ""),
    "too short to tell": ({"a.ipynb": "import os\n", "a.py": "import os\n"}, "a.py", ""),
}


def laid_out(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        cell = {"cell_type": "code", "source": text, "outputs": [], "metadata": {}, "execution_count": None}
        notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (root / path).write_text(json.dumps(notebook) if path.endswith(".ipynb") else text, encoding="utf-8")


@pytest.mark.parametrize(("files", "path", "primary"), TREES.values(), ids=TREES)
def test_primary(files: dict[str, str], path: str, primary: str, tmp_path: Path) -> None:
    laid_out(tmp_path, files)
    assert primary_of(tmp_path, path) == primary


def test_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("[1", encoding="utf-8")
    (tmp_path / "a.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "b.ipynb").mkdir()
    (tmp_path / "b.py").write_text(CODE, encoding="utf-8")
    assert not any(primary_of(tmp_path, path) for path in ("a.py", "b.py", "gone.py", "-", "../a.py", "x\0.py"))


@pytest.mark.parametrize("cached", [False, True])
def test_a_finding_is_said_once_in_every_face(tmp_path: Path, *, cached: bool) -> None:
    laid_out(
        tmp_path, {"setup.cfg": "", "a.ipynb": CODE, "a_rendered.ipynb": CODE, "docs/a.ipynb": CODE, "a.py": EXPORT}
    )
    config = load_config(tmp_path)
    for _ in range(2):
        run = check_paths([tmp_path], config, jobs=1, cached=cached)
        assert {at.path for at in run.findings if at.finding.code == "MLS201"} == {"a.ipynb"}
    for path in ("a_rendered.ipynb", "a.py"):
        assert check_source(read_source(tmp_path / path, display=path), config).findings == ()
