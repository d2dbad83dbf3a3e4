"""Validation rows by whose scores something is chosen, and whose score is then told as that of test rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import lightgbm as lgb
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from tensorflow import keras
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]), df["t"]
X_train, X_val, y_train, y_val = train_test_split(X, y, random_state=0)
"""
THREE = """
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
X_train, X_val, y_train, y_val = train_test_split(X_train, y_train, random_state=0)
"""
STOPPED = """
model = lgb.LGBMClassifier(n_estimators=900)
model.fit(X_train, y_train, eval_set=[(X_val, y_val)], callbacks=[lgb.early_stopping(50)])
score = roc_auc_score(y_val, model.predict_proba(X_val)[:, 1])
"""
CHOSEN = """
best, kept = 0, None
for c in (0.1, 1, 10):
    model = LogisticRegression(C=c).fit(X_train, y_train)
    found = roc_auc_score(y_val, model.predict_proba(X_val)[:, 1])
    if found > best:
        best, kept = found, model
score = roc_auc_score(y_val, kept.predict_proba(X_val)[:, 1])
"""
NETWORK = """
net = keras.Sequential([keras.layers.Dense(1)])
net.compile("adam", "mse")
net.fit(X_train, y_train, validation_data=(X_val, y_val), callbacks=[keras.callbacks.EarlyStopping()])
score = net.evaluate(X_val, y_val)
"""
TOLD = "print(f'Test AUC: {score}')\n"
FINAL = "print('test', roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))\n"
CASES: dict[str, tuple[str, list[str]]] = {
    "stopped, and told as a test score": (STOPPED + TOLD, ["MLS107"]),
    "a network, too": (NETWORK + TOLD, ["MLS107"]),
    "chosen, and told as a test score": (CHOSEN + TOLD, ["MLS108"]),
    "by the name of the score": (STOPPED.replace("score =", "test_auc ="), ["MLS107"]),
    "told as a validation score": (STOPPED + TOLD.replace("Test", "Validation"), []),
    "chosen, and told as a validation score": (CHOSEN + TOLD.replace("Test", "val"), []),
    "told without a word": (STOPPED + TOLD.replace("Test ", ""), []),
    "told, with a test part that is scored in the end": (THREE + STOPPED + TOLD + FINAL, []),
    "a part of the training part": (THREE + STOPPED + TOLD, []),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_told_as_a_test_score(code: str, expected: list[str]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    assert [f.code for f in found if f.code in ("MLS107", "MLS108") and f.severity > Severity.INFO] == expected
