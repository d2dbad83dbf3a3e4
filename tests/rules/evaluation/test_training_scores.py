"""Scores on training rows: beside held-out predictions that nobody scores, and with arguments exchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import pandas as pd
from sklearn.inspection import permutation_importance
from sklearn.metrics import precision_score
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
df = pd.read_csv("a.csv")
y = df.pop("y")
x_train, x_test, y_train, y_test = train_test_split(df, y, random_state=0)
tree = DecisionTreeClassifier(random_state=0).fit(x_train, y_train)
"""
TREE = "a = tree.score(x_train, y_train)\nprint(a)\n"
OTHER = "print(SVC().fit(x_train, y_train).score(x_test, y_test))\n"
# name of the case: (program, the codes that are told)
TOLD: dict[str, tuple[str, list[str]]] = {
    "held-out predictions that nobody scores": ("p = tree.predict(x_test)\n" + TREE + OTHER, ["MLS504"]),
    "which are shown": ("p = tree.predict(x_test)\nprint(p)\n" + TREE + OTHER, []),
    "none": (TREE + OTHER, []),
    "of training rows as well": ("p = tree.predict(x_train)\n" + TREE + OTHER, []),
    "of a file of its own": ("p = tree.predict(pd.read_csv('b.csv'))\n" + TREE + OTHER, []),
    "called a training score": ("p = tree.predict(x_test)\n" + TREE.replace("print(", "print('train', ") + OTHER, []),
    "looked into on training rows": ("print(permutation_importance(tree, x_train, y_train))", []),
    "looked into, and scored there": ("print(permutation_importance(tree, x_train, y_train))\n" + TREE, ["MLS504"]),
    "looked into on test rows": ("print(permutation_importance(tree, x_test, y_test))\n" + TREE, []),
    "exchanged on training rows": ("p = tree.predict(x_train)\nprint(precision_score(p, y_train))", ["MLS504"]),
    "exchanged on test rows": ("p = tree.predict(x_test)\nprint(precision_score(p, y_test))", ["MLS505"]),
    "exchanged, and called a training score": (
        "p = tree.predict(x_train)\nprint('train', precision_score(p, y_train))",
        ["MLS505"],
    ),
}


@pytest.mark.parametrize(("code", "expected"), TOLD.values(), ids=TOLD)
def test_what_is_told(code: str, expected: list[str]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    assert [f.code for f in found if f.code in ("MLS504", "MLS505")] == expected


# One image whose pixels have labels in two maps; each map has gaps where the other has labels.
MAPS = """
import numpy as np
from sklearn.metrics import accuracy_score
from sklearn.tree import DecisionTreeClassifier
image, first, second = np.load("image.npy"), np.load("first.npy"), np.load("second.npy")
output = DecisionTreeClassifier(random_state=0).fit(image, first).predict(image)
"""
SCORED: dict[str, tuple[str, list[str]]] = {
    "where the other map has labels": ("there = second != 0\nprint(accuracy_score(second[there], output[there]))", []),
    "where its own has labels": ("there = first != 0\nprint(accuracy_score(first[there], output[there]))", ["MLS504"]),
    "its own where the other has": (
        "there = second != 0\nprint(accuracy_score(first[there], output[there]))",
        ["MLS504"],
    ),
    "everywhere": ("print(accuracy_score(first, output))", ["MLS504"]),
}


@pytest.mark.parametrize(("code", "expected"), SCORED.values(), ids=SCORED)
def test_maps_of_labels(code: str, expected: list[str]) -> None:
    found = check_source(source_from_text(MAPS + code, "train.py"), CONFIG).findings
    assert [f.code for f in found if f.code == "MLS504"] == expected
