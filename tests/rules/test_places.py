"""Where a mistake is said to be: in another file by its name, on a line of its own by "this very line"."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.engine.project import check_paths
from mlsmells.sources import source_from_text

MODEL = """


from sklearn.linear_model import LogisticRegression


def build():
    return LogisticRegression(class_weight="balanced")
"""
BALANCE = """
from imblearn.over_sampling import SMOTE


def balance(X, y):
    return SMOTE(random_state=0).fit_resample(X, y)
"""
TRAIN = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from helper import {name}
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a"]], df["t"], random_state=0)
{code}
print(accuracy_score(y_test, model.predict(X_test)))
"""
OWN = TRAIN.format(name="build", code="model = LogisticRegression(class_weight='balanced').fit(X_train, y_train)")
FIT = "model = build().fit(X_train, y_train)"
SAMPLED = "X_train, y_train = balance(X_train, y_train)\nmodel = LogisticRegression().fit(X_train, y_train)"
# name of the case: (the module, the program, the place that is told)
PLACES = {
    "weights of another file": (MODEL, TRAIN.format(name="build", code=FIT), "at helper.py:8)"),
    "a sampler of another file": (BALANCE, TRAIN.format(name="balance", code=SAMPLED), "at helper.py:6)"),
    "weights of the file itself": (MODEL, OWN, "at line 9)"),
}


@pytest.mark.parametrize(("module", "program", "place"), PLACES.values(), ids=PLACES)
def test_signs_of_imbalance(module: str, program: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(module, encoding="utf-8")
    (tmp_path / "train.py").write_text(program, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    told = [at.finding.message for at in run.findings if at.finding.code == "MLS508"]
    assert len(told) == 1 and place in told[0]


CELLS = {
    "the line itself": ("rows = rows + 1", "only by this very line"),
    "a counter": ("rows += 1", "only by this very line"),
    "a call": ("rows = clean(rows)", "only by this very line"),
    "a line below": ("print(rows)\nrows = 1", "only further down in the same cell"),
}


@pytest.mark.parametrize(("cell", "words"), CELLS.values(), ids=CELLS)
def test_names_that_a_cell_needs(cell: str, words: str, tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": text, "outputs": [], "metadata": {}, "execution_count": None}
        for text in ("def clean(x):\n    return x", cell)
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    found = check_source(source_from_text(text, "a.ipynb"), load_config(tmp_path, isolated=True)).findings
    told = [f.message for f in found if f.code == "MLS402"]
    assert len(told) == 1 and words in told[0]
