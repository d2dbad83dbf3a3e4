"""Fits that choose by what they watch."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import Fit
from mlsmells.rules.leakage._early_stopping import selects
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
import lightgbm, xgboost
from catboost import CatBoostClassifier
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from tensorflow import keras
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


FIT = "m.fit(X_train, y_train, eval_set=[(X_test, y_test)]"
KERAS = "m = keras.Sequential()\nm.fit(X_train, y_train, validation_data=(X_test, y_test)"
# name of the case: (program, whether the fit chooses by what it watches)
STOPS: dict[str, tuple[str, bool | None]] = {
    "in the constructor": ("m = xgboost.XGBClassifier(early_stopping_rounds=5)\n" + FIT + ")", True),
    "in the fit": ("m = xgboost.XGBClassifier()\n" + FIT + ", early_stopping_rounds=5)", True),
    "switched off": ("m = xgboost.XGBClassifier()\n" + FIT + ", early_stopping_rounds=None)", False),
    "not given": ("m = xgboost.XGBClassifier()\n" + FIT + ")", False),
    "perhaps given": ("m = xgboost.XGBClassifier(**settings)\n" + FIT + ")", None),
    "callback": ("m = lightgbm.LGBMClassifier()\n" + FIT + ", callbacks=[lightgbm.early_stopping(5)])", True),
    "callback that prints": (
        "m = lightgbm.LGBMClassifier()\n" + FIT + ", callbacks=[lightgbm.log_evaluation(5)])",
        None,
    ),
    "library default": ("m = CatBoostClassifier()\n" + FIT + ")", True),
    "library default switched off": ("m = CatBoostClassifier(use_best_model=False)\n" + FIT + ")", False),
    "keras": (KERAS + ", callbacks=[keras.callbacks.EarlyStopping()])", True),
    "keras, by the training loss": (KERAS + ", callbacks=[keras.callbacks.EarlyStopping(monitor='loss')])", False),
    "keras, slower": (KERAS + ", callbacks=[keras.callbacks.ReduceLROnPlateau()])", True),
    "keras, every checkpoint": (KERAS + ", callbacks=[keras.callbacks.ModelCheckpoint('a.keras')])", False),
    "keras, best checkpoint": (
        KERAS + ", callbacks=[keras.callbacks.ModelCheckpoint('a.keras', save_best_only=True)])",
        True,
    ),
    "keras, unknown callbacks": (KERAS + ", callbacks=make_callbacks())", None),
    "keras, none": (KERAS + ")", False),
}


@pytest.mark.parametrize(("code", "expected"), STOPS.values(), ids=STOPS.keys())
def test_stopping(code: str, expected: bool | None) -> None:
    facts = facts_of(code)
    (fit,) = facts.of(Fit)
    assert selects(facts, fit) is expected
