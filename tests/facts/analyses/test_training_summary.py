"""What a summary says of a file's models and fits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.ensemble import AdaBoostClassifier, BaggingClassifier, VotingClassifier
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


# name of the case: (program, field of the summary's training, value)
TRAINING_FIELDS: dict[str, tuple[str, str, bool]] = {
    "a linear model": ("Ridge().fit(X, y)", "linear", True),
    "no linear model": ("SVC().fit(X, y)", "linear", False),
    "a model that is no network": ("SVC().fit(X, y)", "plain", True),
    "a network": (
        "from sklearn.neural_network import MLPRegressor\nMLPRegressor().fit(X, y)",
        "plain",
        False,
    ),
    "a network of one layer": (
        "import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense(1))\nm.fit(X, y)",
        "linear",
        True,
    ),
    "a network of two layers": (
        "import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense(9))\nm.add(keras.layers.Dense(1))\nm.fit(X, y)",
        "linear",
        False,
    ),
    "a tree nobody knows": ("from mine import x\nx.MyForest(3)", "plain", True),
    "words about scores": ("evaluate(SVC().fit(X, y))", "judges", True),
    "words in an import": ("from mine import evaluate\nSVC().fit(X, y)", "judges", False),
    "a sequence": ("import keras\nkeras.layers.LSTM(3)\nSVC().fit(X, y)", "shaped", True),
    "a limit": ("SVC().fit(X[:limit], y)", "small_run", True),
    "no limit": ("SVC().fit(X, y)", "small_run", False),
}


@pytest.mark.parametrize(("code", "field", "value"), TRAINING_FIELDS.values(), ids=TRAINING_FIELDS)
def test_training_summary(code: str, field: str, value: bool) -> None:
    assert summarise(facts_of(code))["training"][field] is value


# name of the case: (program, field of the summary's last fit, value)
FIT_FIELDS: dict[str, tuple[str, str, Any]] = {
    "table": ("SVC().fit(X, y)", "table", "a.csv"),
    "a part of the table": ("a, b, c, d = train_test_split(X, y)\nSVC().fit(a, c)", "table", "a.csv"),
    "an autoencoder": ("Ridge().fit(X, X)", "table", None),
    "arrays": ("import numpy as np\nSVC().fit(np.load('x.npy'), np.load('y.npy'))", "table", None),
    "bundled": (
        "from sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\nSVC().fit(X, y)",
        "table",
        None,
    ),
    "not watched": ("SVC().fit(X, y)", "watched", False),
    "watched": ("import keras\nkeras.Sequential().fit(X, y, validation_split=0.1)", "watched", True),
    "out of bag": ("BaggingClassifier(oob_score=True).fit(X, y)", "watched", True),
    "three heavy": (
        "from sklearn.ensemble import RandomForestClassifier as F\n"
        "VotingClassifier([('a', F()), ('b', F()), ('c', F())]).fit(X, y)",
        "learners",
        3,
    ),
    "light ones": ("VotingClassifier([('a', SVC()), ('b', SVC())]).fit(X, y)", "learners", 0),
    "boosting has no members": ("AdaBoostClassifier(SVC()).fit(X, y)", "learners", 0),
}


@pytest.mark.parametrize(("code", "field", "value"), FIT_FIELDS.values(), ids=FIT_FIELDS)
def test_fits_in_the_summary(code: str, field: str, value: Any) -> None:
    fit = summarise(facts_of(code))["fits"][-1]
    assert fit[field] == value
    json.dumps(fit)
