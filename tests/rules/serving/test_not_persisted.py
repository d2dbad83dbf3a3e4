"""What prepared a saved model's rows: learned once it must be saved; fitted anew to each file it belongs to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import joblib
import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import OrdinalEncoder, StandardScaler
paths = ["a.npy", "b.npy"]
y = np.load("y.npy")
def reduced(rows):
    return PCA(3).fit_transform(rows)
"""
LAST = """model = LogisticRegression().fit(X, y)
joblib.dump(model, "model.joblib")
"""
COLUMNS = "df = pd.read_csv('a.csv')\nfor c in ['a', 'b']:\n    df[c] = OrdinalEncoder().fit_transform(df[[c]])\n"
FOLDS = """for train, test in folds:
    X = StandardScaler().fit_transform(rows[train])
"""
# name: (what comes before the model is trained and saved; the level)
PREPARED = {
    "once": ("X = PCA(3).fit_transform(np.load('a.npy'))\n" + LAST, ["error"]),
    "by a function, once": ("X = reduced(np.load('a.npy'))\n" + LAST, ["error"]),
    "each file anew": (
        "parts = []\nfor path in paths:\n    parts.append(PCA(3).fit_transform(np.load(path)))\n"
        "X = np.concatenate(parts)\n" + LAST,
        ["info"],
    ),
    "each file anew, by a function": (
        "parts = []\nfor path in paths:\n    rows = np.load(path)\n    parts.append(reduced(rows))\n"
        "X = np.concatenate(parts)\n" + LAST,
        ["info"],
    ),
    "each file with a model of its own": (
        "for path in paths:\n    X = PCA(3).fit_transform(np.load(path))\n"
        + "".join(f"    {line}\n" for line in LAST.splitlines()),
        ["error"],
    ),
    "each column": (COLUMNS + "X = df[['a', 'b']]\n" + LAST, ["error"]),
    "the last fold": ("rows = np.load('a.npy')\n" + FOLDS + LAST, ["error"]),
}


@pytest.mark.parametrize(("code", "levels"), PREPARED.values(), ids=PREPARED)
def test_prepared(code: str, levels: list[str]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    assert [str(f.severity) for f in found if f.code == "MLS601"] == levels
