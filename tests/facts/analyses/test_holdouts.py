"""Which rows count as test rows, which as validation rows."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses import holdouts
from mlsmells.facts.domain.events import Metric
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, train_test_split
from sklearn.neighbors import KNeighborsClassifier
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
"""
SCORE = """
def score(k):
    return KNeighborsClassifier(k).fit(X_train, y_train).score(X_test, y_test)
"""


def facts_of(code: str) -> Facts:
    calls_score = any(call in code for call in ("score(k)", "score(1)", "score(trial"))
    return build(source_from_text(HEAD + (SCORE if calls_score else "") + code, "train.py"))


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        ("A, B = train_test_split(X)", True),
        ("A, C = train_test_split(X)\nA, B = train_test_split(A)", False),
        ("A, C = train_test_split(X)\nD, B = train_test_split(C)", True),
        ("A, C = train_test_split(X)\nB, D = train_test_split(C)", False),
        ("n = 9\nA, B = X[:n], X[n:]", True),
        ("for a, b in KFold().split(X):\n    A, B = X.iloc[a], X.iloc[b]", False),
        ("B = X", False),
    ],
    ids=["test part", "part of the training part", "second half of the rest", "first half", "tail", "fold", "whole"],
)
def test_what_counts_as_test_rows(split: str, expected: bool) -> None:
    assert (holdouts.test_step(facts_of(split).module_values["B"].rows) is not None) is expected


# name of the case: (program after the split of X and y into X_train, X_b, y_train, y_b, is it called validation rows)
CALLED = {
    "neutral": ("print(model.score(X_b, y_b))", False),
    "another name": ("X_val = X_b\nmodel.score(X_val, y_b)", True),
    "short": ("X_va = X_b\nmodel.score(X_va, y_b)", True),
    "a set": ("dev_set = X_b\nmodel.score(dev_set, y_b)", True),
    "folded": ("x_val2 = X_b\nmodel.score(x_val2, y_b)", True),
    "no whole word": ("interval = X_b\nmodel.score(interval, y_b)", False),
    "values": ("values = X_b\nmodel.score(values, y_b)", False),
    "device": ("device = X_b\nmodel.score(device, y_b)", False),
    "printed": ("print('Val AUC:', model.score(X_b, y_b))", True),
    "f-string": ("s = model.score(X_b, y_b)\nprint(f'valid accuracy {s:.3f}')", True),
    "a key": ("print({'dev_acc': model.score(X_b, y_b)})", True),
    "test as well": ("X_test = X_b\nX_val = X_test\nmodel.score(X_val, y_b)", False),
    "parameter": ("def f(X_val):\n    return model.score(X_val, y_b)\nf(X_b)", True),
    "test rows in a parameter": ("X_test = X_b\ndef f(X_val):\n    return model.score(X_val, y_b)\nf(X_test)", False),
}


@pytest.mark.parametrize("case", CALLED)
def test_rows_that_are_called_validation_rows(case: str) -> None:
    code, expected = CALLED[case]
    split = "X_train, X_b, y_train, y_b = train_test_split(X, y, random_state=0)\n"
    facts = facts_of(f"{split}model = LogisticRegression().fit(X_train, y_train)\n{code}")
    (metric,) = facts.of(Metric)
    assert holdouts.says_validation(facts, metric.rows, metric) is expected
