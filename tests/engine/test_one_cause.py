"""Helpers, copied lines, libraries, loads: what one change mends is one finding of a project, else there are two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.located import Located
from mlsmells.engine.project import check_paths

HELPER = """
import numpy as np
from sklearn.metrics import f1_score
def best_threshold(y, scores):
    best, found = 0, 0.5
    for threshold in np.linspace(0, 1, 50):
        score = f1_score(y, scores > threshold)
        if score > best:
            best, found = score, threshold
    return found
"""
USES = """
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from helper import best_threshold
X_train, X_test, y_train, y_test = train_test_split(np.load("x.npy"), np.load("y.npy"), random_state=0)
model = LogisticRegression(C={c}).fit(X_train, y_train)
scores = model.predict_proba(X_test)[:, 1]
threshold = best_threshold(y_test, scores)
print("test", accuracy_score(y_test, scores > threshold))
"""
OWN = "from helper import best_threshold\n"
SCALED = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("{n}.csv")
X, y = df.drop(columns=["churned_next_month"]), df["churned_next_month"]
X = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LogisticRegression(C={n}).fit(X_train, y_train).score(X_test, y_test))
"""
FOLDS = """
import numpy as np
from sklearn.impute import KNNImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.preprocessing import StandardScaler
X, y = np.load("x.npy"), np.load("y.npy")
filled = KNNImputer().fit_transform(X)
scaled = StandardScaler().fit_transform({given})
{scored}print(cross_val_score(LogisticRegression(), scaled, y, scoring="f1").mean())
"""
APART = 'print(cross_val_score(LogisticRegression(C=2), filled, y, scoring="f1").mean())\n'
OLD = """import numpy as np
from sklearn.externals import joblib
x = np.load('{n}.npy').astype(np.int)
joblib.dump(x, '{n}')
"""
SERVE = """
import joblib
from flask import Flask
app = Flask("a")
@app.route("/{n}")
def ask_{n}():
    return str(joblib.load("{model}").predict([[1]]))
"""
SUMS = """
import torch
model, total, other = torch.nn.Linear(2, 1), 0, 0
optimizer = torch.optim.SGD(model.parameters(), 0.1)
for x, y in loader:
    optimizer.zero_grad()
    loss = ((model(x) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
    total += loss
    print(x)
    other += loss
print(total, other)
"""
LOADER = """
from torch.utils.data import DataLoader
print("the loader of the rows that are scored")
test_loader = DataLoader(test_rows, batch_size=8, drop_last=True)
print("of which the last are left out")
for x, y in test_loader:
    print(x, y)
"""


STEP = """
import torch
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in batches:
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
"""
# An estimator that fills in a parameter.
FILLED = """
from sklearn.base import BaseEstimator
class Model{n}(BaseEstimator):
    def __init__(self, config=None):
        self.config = config or {}
    def fit(self, X, y=None):
        return self
"""


def notebook(*cells: str) -> str:
    body = [{"cell_type": "code", "source": cell, "outputs": []} for cell in cells]
    return json.dumps({"nbformat": 4, "cells": body})


CHANGED_SINCE = "".join(f"print('step {n}', X[{n}])\n" for n in range(60))


def copies(text: str, count: int) -> dict[str, str]:
    return {f"job{n}.py": text.replace("{n}", str(n + 1)) for n in range(count)}


# the rule, the files, how many findings, how many places in all
CASES: dict[str, tuple[str, dict[str, str], int, int]] = {
    "one helper, many callers": (
        "MLS108",
        {"helper.py": HELPER, **{f"use{c}.py": USES.replace("{c}", str(c)) for c in (1, 2, 3)}},
        1,
        3,
    ),
    "each its own": (
        "MLS108",
        {f"use{c}.py": (HELPER + USES.replace(OWN, "")).replace("{c}", str(c)) for c in (1, 2)},
        2,
        2,
    ),
    "lines that three files share": ("MLS103", copies(SCALED, 3), 1, 3),
    "lines that two files share": ("MLS103", copies(SCALED, 2), 2, 2),
    "other neighbours": (
        "MLS103",
        {name: text.replace("churned", name[:4]) for name, text in copies(SCALED, 3).items()},
        3,
        3,
    ),
    "a notebook and the script that was made of it": (
        "MLS103",
        {"job.ipynb": notebook(SCALED.replace("{n}", "1")), "job.py": SCALED.replace("{n}", "1") + CHANGED_SINCE},
        1,
        2,
    ),
    "steps that the same folds test": (
        "MLS106",
        {"job.py": FOLDS.replace("{given}", "filled").replace("{scored}", "")},
        1,
        2,
    ),
    "steps of two validations": (
        "MLS106",
        {"job.py": FOLDS.replace("{given}", "X").replace("{scored}", APART)},
        2,
        2,
    ),
    "estimators that fill in a parameter": ("MLS614", copies(FILLED, 3), 1, 3),
    "two of one file": ("MLS614", {"job.py": FILLED.replace("{n}", "1") + FILLED.replace("{n}", "2")}, 1, 2),
    "an estimator that does something else": (
        "MLS614",
        {**copies(FILLED, 2), "own.py": FILLED.replace("self.config", "self.settings").replace("{n}", "9")},
        2,
        3,
    ),
    "loaders of three files": ("MLS727", copies(LOADER.replace("rows that", "rows {n} that"), 3), 1, 3),
    "two libraries": ("MLS616", copies(OLD, 2), 2, 4),
    "one model, two handlers": (
        "MLS602",
        {f"{n}.py": SERVE.replace("{n}", n).replace("{model}", "m.joblib") for n in "ab"},
        1,
        2,
    ),
    "a model for each": (
        "MLS602",
        {f"{n}.py": SERVE.replace("{n}", n).replace("{model}", f"{n}.joblib") for n in "ab"},
        2,
        2,
    ),
    "two sums of one loop": ("MLS707", {"train.py": SUMS}, 1, 2),
    "short lines with the same way to them": ("MLS707", copies(SUMS + "print('{n}')\n", 3), 1, 6),
    "short lines of two files": ("MLS707", copies(SUMS + "print('{n}')\n", 2), 2, 4),
    "short lines with another way to them": (
        "MLS707",
        {name: text.replace(".backward()", f".backward()  # {name[3]}") for name, text in copies(SUMS, 3).items()},
        3,
        6,
    ),
    "lines of three files, twice in one of them": (
        "MLS712",
        {"a.py": STEP, "b.py": STEP + "print('b')\n", "c.py": STEP + STEP + "print('c')\n"},
        1,
        4,
    ),
    "lines of two files, twice in one of them": ("MLS712", {"a.py": STEP, "c.py": STEP + STEP}, 3, 3),
}


@pytest.mark.parametrize(("code", "files", "told", "places"), CASES.values(), ids=CASES)
def test_one_cause(tmp_path: Path, code: str, files: dict[str, str], told: int, places: int) -> None:
    found = shown(tmp_path, files, code)
    assert (len(found), sum(len(at.places) or 1 for at in found)) == (told, places), [
        at.finding.message for at in found
    ]


OLD_CODE = {
    "a module of Python 2": ("import cPickle\n" + OLD, []),
    "a name of Python 2": ("for n in xrange(9):\n    print(n)\n" + OLD, []),
    "a first line": ("#!/usr/bin/env python2\n" + OLD, []),
    "has_key": (OLD + "print({}.has_key('a'))\n", []),
    "an import with another way": ("try:\n    import cPickle\nexcept ImportError:\n    import pickle\n" + OLD, [2]),
    "a name of its own": ("xrange = range\nprint(xrange(3))\n" + OLD, [2]),
    "Python 3": (OLD, [2]),
}


@pytest.mark.parametrize(("text", "found"), OLD_CODE.values(), ids=OLD_CODE)
def test_python_2_had_other_libraries(tmp_path: Path, text: str, found: list[int]) -> None:
    assert [len(shown(tmp_path, {"job.py": text}, "MLS616"))] == (found or [0])


@pytest.mark.parametrize(
    "stated", [{"runtime.txt": "python-2.7.18\n"}, {"setup.py": "setup(python_requires='<3.0')\n"}]
)
def test_a_project_of_python_2(tmp_path: Path, stated: dict[str, str]) -> None:
    assert shown(tmp_path, {"job.py": OLD, **stated}, "MLS616") == []


# What says which Python a project runs on → whether it can install the NumPy without ``in1d`` (2.4, from Python 3.11).
PYTHONS: dict[str, tuple[dict[str, str], bool]] = {
    "conda": ({"environment.yml": "dependencies:\n- python=3.6\n- numpy\n"}, False),
    "an image": ({"Dockerfile": "FROM python:3.8-slim\n"}, False),
    "below": ({"pyproject.toml": "[project]\nrequires-python = '>=3.8,<3.11'\n"}, False),
    "from": ({"pyproject.toml": "[project]\nrequires-python = '>=3.8'\n"}, True),
    "new enough": ({"environment.yml": "dependencies:\n- python=3.12\n- numpy\n"}, True),
    "nothing": ({}, True),
}


@pytest.mark.parametrize(("stated", "told"), PYTHONS.values(), ids=PYTHONS)
def test_a_python_that_no_later_version_runs_on(tmp_path: Path, stated: dict[str, str], told: bool) -> None:
    code = "import numpy as np\nprint(np.in1d([1], [2]))\n"
    assert bool(shown(tmp_path, {"job.py": code, **stated}, "MLS616")) is told


def shown(folder: Path, files: dict[str, str], code: str) -> list[Located]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [at for at in run.findings if at.finding.code == code and at.finding.severity > Severity.INFO]
