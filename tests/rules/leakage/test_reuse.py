"""Test rows that several models are compared by."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.rules.leakage._reuse import reused
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
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
    ("code", "models"),
    [
        ("print(score(1), score(3), score(5))", [3]),
        ("print(score(1), score(3))", []),
        ("print(score(1), score(3), score(5), cross_val_score(LogisticRegression(), X, y))", []),
    ],
    ids=["three", "two", "three and a cross-validation"],
)
def test_reused_test_rows(code: str, models: list[int]) -> None:
    assert [found.models for found in reused(facts_of(code))] == models
