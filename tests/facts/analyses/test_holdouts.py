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


@pytest.mark.parametrize(
    ("name", "expected"), [("X_val", True), ("dev_set", True), ("values", False), ("device", False), ("X_new", False)]
)
def test_rows_that_are_called_validation_rows(name: str, expected: bool) -> None:
    facts = facts_of(f"{name} = X_test\nLogisticRegression().fit(X_train, y_train).score({name}, y_test)")
    (metric,) = facts.of(Metric)
    assert holdouts.says_validation(metric) is expected
