"""Columns that a loop keeps or drops one by one: what is kept knows the labels, if the condition does."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from scipy.stats import pearsonr
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import mutual_info_classif
df = pd.read_csv("a.csv")
y = df["t"]
X = df.drop(columns=["t"])
kept = []
"""
LOOP = "for c in X.columns:\n    if abs(X[c].corr(y)) > 0.1:\n        "
WEAK = LOOP.replace("> 0.1", "< 0.1")
DICT = "r = {}\nfor c in X:\n    r[c] = X[c].corr(y)\n"
FOREST = "forest = RandomForestClassifier().fit(X, y)\n"
# name: (program, the variable that has learned from the labels)
KEPT: dict[str, tuple[str, str]] = {
    "appended": (LOOP + "kept.append(c)", "kept"),
    "added to a set": ("kept = set()\n" + LOOP + "kept.add(c)", "kept"),
    "added by a sign": (LOOP + "kept += [c]", "kept"),
    "a statistic with a name": (
        "for c in X:\n    r = X[c].corr(y)\n    if abs(r) > 0.1 and c != 'id':\n        kept.append(c)",
        "kept",
    ),
    "a p-value": ("for c in X:\n    r, p = pearsonr(X[c], y)\n    if p < 0.05:\n        kept.append(c)", "kept"),
    "information": ("for c in X:\n    if mutual_info_classif(X[[c]], y)[0] > 0.1:\n        kept.append(c)", "kept"),
    "positions": (
        "A = X.values\nfor i in range(9):\n    if np.corrcoef(A[:, i], y)[0, 1] > 0.1:\n        kept.append(i)",
        "kept",
    ),
    "importances": (
        FOREST + "for c, v in zip(X.columns, forest.feature_importances_):\n    if v > 0.01:\n        kept.append(c)",
        "kept",
    ),
    "the strongest of a dict": (DICT + "kept = sorted(r, key=r.get)[-5:]", "kept"),
    "the strongest pairs of a dict": (
        DICT + "kept = [c for c, v in sorted(r.items(), key=lambda pair: pair[1])[:5]]",
        "kept",
    ),
    "the strongest of sorted pairs": (
        "r = []\nfor c in X:\n    r.append((c, X[c].corr(y)))\nr.sort(key=lambda pair: pair[1])\n"
        "kept = [c for c, v in r[:5]]",
        "kept",
    ),
    "the else arm": (WEAK + "print(c)\n    else:\n        kept.append(c)", "kept"),
    "behind continue": (WEAK + "continue\n    kept.append(c)", "kept"),
    "dropped": (WEAK + "X = X.drop(columns=c)", "X"),
    "dropped in place": (WEAK + "X.drop([c], axis=1, inplace=True)", "X"),
    "of a list of the columns": (LOOP.replace("X.columns", "list(X)") + "kept.append(c)", "kept"),
    "deleted": (WEAK.replace("X.columns", "list(X.columns)") + "del X[c]", "X"),
    "weak ones listed": (WEAK + "kept.append(c)", "kept"),
    "a border below that of a twin": (LOOP.replace("0.1", "0.8") + "kept.append(c)", "kept"),
}
DICT_OF_SIZES = "r = {}\nfor c in X:\n    r[c] = X[c].nunique()\n"
NOT_KEPT: dict[str, tuple[str, str]] = {
    "only shown": (LOOP + "print(c)", "kept"),
    "without labels": ("for c in X:\n    if X[c].nunique() > 1:\n        kept.append(c)", "kept"),
    "beside the condition": (LOOP + "print(c)\n    kept.append(c)", "kept"),
    "before continue is asked": (
        "for c in X:\n    kept.append(c)\n    if abs(X[c].corr(y)) < 0.1:\n        continue\n    print(c)",
        "kept",
    ),
    "the largest of a dict": (DICT_OF_SIZES + "kept = sorted(r, key=r.get)[-5:]", "kept"),
    "all pairs in another order": (DICT + "kept = [c for c, v in sorted(r.items(), key=lambda p: p[1])]", "kept"),
    "names in order": (DICT + "kept = sorted(X.columns)[:5]", "kept"),
    "another list": ("weak = []\n" + LOOP + "kept.append(c)", "weak"),
    "something else appended": (LOOP + "kept.append(len(c))", "kept"),
    "another column dropped": (WEAK + "X = X.drop(columns='id')", "X"),
    "a twin of the labels dropped": (LOOP.replace("0.1", "0.95") + "X = X.drop(columns=c)", "X"),
    "the names compared": ("for c in X:\n    if c != 'id':\n        kept.append(c)", "kept"),
    "another comparison before": (
        "print(X['a'].corr(y) > 0.1)\nfor c in X:\n    if X[c].nunique() > 1:\n        kept.append(c)",
        "kept",
    ),
}


def knows_labels(code: str, name: str) -> bool:
    value = build(source_from_text(HEAD + code, "train.py")).module_values[name]
    return value.has("uses-y") is not None


@pytest.mark.parametrize(("code", "name"), KEPT.values(), ids=KEPT)
def test_kept_by_labels(code: str, name: str) -> None:
    assert knows_labels(code, name)


@pytest.mark.parametrize(("code", "name"), NOT_KEPT.values(), ids=NOT_KEPT)
def test_not_kept_by_labels(code: str, name: str) -> None:
    assert not knows_labels(code, name)
