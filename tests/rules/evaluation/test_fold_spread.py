"""Means over folds that are shown without their spread."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import CrossValidation
from mlsmells.rules.evaluation._fold_spread import means_only
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneOut, cross_val_score, train_test_split
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


# name of the case: (how the mean is shown, reported as a mean only?)
MEANS: dict[str, tuple[str, bool]] = {
    "mean": ("s = cross_val_score(m, X, y)\nprint(s.mean())", True),
    "at once": ("print(np.mean(cross_val_score(m, X, y)))", True),
    "through a name": ("s = cross_val_score(m, X, y).mean()\nprint(f'{s:.2f}')", True),
    "root of the negative": ("s = np.sqrt(-cross_val_score(m, X, y))\nprint(s.mean())", True),
    "not shown": ("s = cross_val_score(m, X, y)\nx = s.mean()", False),
    "with spread": ("s = cross_val_score(m, X, y)\nprint(s.mean(), s.std())", False),
    "whole": ("s = cross_val_score(m, X, y)\nprint(s)\nprint(s.mean())", False),
    "bound anew": ("s = cross_val_score(m, X, y)\nprint(s.mean())\ns = [1]\nprint(s)", True),
    "leave one out": ("s = cross_val_score(m, X, y, cv=LeaveOneOut())\nprint(s.mean())", False),
    "of candidates": ("a = []\nfor k in r:\n    a.append(cross_val_score(m, X, y).mean())\nprint(a)", False),
}


@pytest.mark.parametrize(("code", "expected"), MEANS.values(), ids=MEANS.keys())
def test_means_only(code: str, expected: bool) -> None:
    facts = facts_of("m = LogisticRegression()\n" + code)
    assert facts.of(CrossValidation)
    assert bool(list(means_only(facts))) is expected
