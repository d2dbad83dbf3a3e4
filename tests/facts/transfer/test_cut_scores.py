"""Which values are scores cut at a threshold, and which keep a score."""

from __future__ import annotations

import pytest

from mlsmells.facts import Metric, build
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
scores = LogisticRegression().fit(train[["a"]], train["t"]).decision_function(test[["a"]])
"""
# Code → whether hard labels are compared.
CASES: dict[str, tuple[str, bool]] = {
    "a list of two constants": ("[1 if s > 0 else 0 for s in scores]", True),
    "two names of classes": ("['yes' if s > 0.5 else 'no' for s in scores]", True),
    "where": ("np.where(scores > 0, 1, 0)", True),
    "an arm that keeps the score": ("[s if s > 0 else 0 for s in scores]", False),
    "where one arm keeps the score": ("np.where(scores > 0, scores, 0)", False),
    "where both arms keep it": ("np.where(scores > 0, scores, -scores)", False),
    "where the arms are labels already": ("np.where(scores > 0, scores.round(), 0)", True),
    "the scores": ("scores", False),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_cut(code: str, expected: bool) -> None:
    facts = build(source_from_text(HEAD + f"print(accuracy_score(test['t'], {code}))\n", "train.py"))
    (metric,) = facts.of(Metric)
    assert metric.pred is not None and (metric.pred.has("argmaxed") is not None) is expected
