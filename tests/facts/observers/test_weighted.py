"""Predictions that are weighted by scores, and scored again."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.events import Choice
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import cross_val_score, train_test_split
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a", "b"]], df["t"])
one, two = RandomForestClassifier().fit(X_train, y_train), LogisticRegression().fit(X_train, y_train)
p, q = one.predict_proba(X_test)[:, 1], two.predict_proba(X_test)[:, 1]
a, b = accuracy_score(y_test, p > 0.5), accuracy_score(y_test, q > 0.5)
"""
SCORE = "accuracy_score(y_test, both > 0.5)\n"
WEIGHTED = {
    "a mean": "both = (a * p + b * q) / (a + b)\n" + SCORE,
    "shares": "both = a / (a + b) * p + b / (a + b) * q\n" + SCORE,
    "the score behind": "both = (p * a + q * b) / (a + b)\n" + SCORE,
    "a list of weights": "w = [a, b]\nboth = (w[0] * p + w[1] * q) / sum(w)\n" + SCORE,
    "as numbers": "both = (a * p + b * q) / (a + b)\naccuracy_score(y_test, (both >= 0.5).astype(int))",
    "in a function": "def mix(v, w):\n    return v * p + w * q\nboth = mix(a, b)\n" + SCORE,
    "scores of the models": "both = one.score(X_test, y_test) * p + two.score(X_test, y_test) * q\n" + SCORE,
}
NOT_WEIGHTED = {
    "the same weight for all": "both = (p + q) / 2\n" + SCORE,
    "weights that are written": "both = 0.7 * p + 0.3 * q\n" + SCORE,
    "one of them alone": "both = a * p\n" + SCORE,
    "never scored": "both = (a * p + b * q) / (a + b)\nprint(both)\n",
    "others are scored": "both = (a * p + b * q) / (a + b)\naccuracy_score(y_test, p > 0.3)\n",
    "the mean of the scores": "both = p\nprint((a + b) / 2)\n" + SCORE,
}


def choices(code: str) -> list[Choice]:
    return [
        choice for choice in build(source_from_text(HEAD + code, "train.py")).of(Choice) if choice.how == "weighted"
    ]


@pytest.mark.parametrize("code", WEIGHTED.values(), ids=WEIGHTED)
def test_weighted_by_scores(code: str) -> None:
    (choice,) = choices(code)
    assert len(choice.scores) == 2
    assert [how for _, how in choice.uses] == ["scored"]


@pytest.mark.parametrize("code", NOT_WEIGHTED.values(), ids=NOT_WEIGHTED)
def test_not_weighted(code: str) -> None:
    assert not choices(code)
