"""Scores that are told as those of test rows, whatever the rows are called."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.record.told_scores import test_scores as scores_told_as_test
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X_train, X_val, y_train, y_val = train_test_split(df[["a"]], df["t"])
m = LogisticRegression().fit(X_train, y_train)
p = m.predict(X_val)
"""
TOLD = {
    "printed": "print('Test accuracy', accuracy_score(y_val, p))",
    "printed later": "score = accuracy_score(y_val, p)\nprint(f'test: {score:.3f}')",
    "by its name": "test_acc = accuracy_score(y_val, p)",
    "under a key": "r = {'test': accuracy_score(y_val, p)}",
    "under one of several keys": "r = {'train': m.score(X_train, y_train), 'test': m.score(X_val, y_val)}",
    "held out": "print('held-out accuracy on unseen rows', accuracy_score(y_val, p))",
}
NOT_TOLD = {
    "without a word": "print('accuracy', accuracy_score(y_val, p))",
    "as validation": "print('validation accuracy', accuracy_score(y_val, p))",
    "by its name": "val_acc = accuracy_score(y_val, p)\nprint('test', 3)",
    "both words": "score = accuracy_score(y_val, p)\nprint('val', score)\nprint('test', score)",
    "another word that holds it": "print('latest', accuracy_score(y_val, p))",
    "one of several in a line": (
        "a, b = accuracy_score(y_val, p), m.score(X_train, y_train)\nprint('train', b, 'test', a)"
    ),
}


def found(code: str) -> int:
    return len(list(scores_told_as_test(build(source_from_text(HEAD + code + "\n", "train.py")))))


@pytest.mark.parametrize("code", TOLD.values(), ids=TOLD)
def test_told_as_a_test_score(code: str) -> None:
    assert found(code) == 1


@pytest.mark.parametrize("code", NOT_TOLD.values(), ids=NOT_TOLD)
def test_not_told_as_a_test_score(code: str) -> None:
    assert not found(code)
