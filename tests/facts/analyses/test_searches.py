"""What a search and a training cost."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, searches
from mlsmells.sources import source_from_text

SEARCH = """import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV
df = pd.read_csv("a.csv")
s = GridSearchCV(RandomForestClassifier(), {grid}, cv={cv})
s.fit(df[["a"]], df["b"])
"""
GRIDS = {
    "a product": ("{'a': [1, 2, 3], 'b': [1, 2]}", "5", [30]),
    "a sum": ("[{'a': [1, 2, 3]}, {'a': [1], 'b': [1, 2]}]", "2", [10]),
    "an unknown list": ("{'a': values, 'b': [1, 2]}", "5", []),
    "unknown folds": ("{'a': [1, 2]}", "folds", []),
    "the default folds": ("{'a': [1, 2]}", "None", [10]),
}
TRIALS = {
    "none": ("study.optimize(f)", 1),
    "trials": ("study.optimize(f, n_trials=9)", 0),
    "trials by place": ("study.optimize(f, 9)", 0),
    "a time": ("study.optimize(f, timeout=60)", 0),
    "a callback": ("study.optimize(f, callbacks=[stop])", 0),
    "in bulk": ("study.optimize(f, **options)", 0),
}


@pytest.mark.parametrize(("grid", "cv", "expected"), GRIDS.values(), ids=GRIDS)
def test_grids(grid: str, cv: str, expected: list[int]) -> None:
    facts = build(source_from_text(SEARCH.format(grid=grid, cv=cv), "a.py"))
    assert [found.models for found in searches.grids(facts)] == expected


@pytest.mark.parametrize(("code", "expected"), TRIALS.values(), ids=TRIALS)
def test_trials(code: str, expected: int) -> None:
    facts = build(source_from_text(f"import optuna\nstudy = optuna.create_study()\n{code}", "a.py"))
    assert len(list(searches.endless(facts))) == expected


LONG = """from tensorflow import keras
net = keras.Sequential([keras.layers.Dense(1)])
net.compile("adam", "mse")
{fit}
"""
TRAININGS: dict[str, tuple[str, list[int]]] = {
    "many epochs": ("net.fit(X, y, epochs=500)", [500]),
    "as many as asked": ("net.fit(X, y, epochs=100)", [100]),
    "few": ("net.fit(X, y, epochs=99)", []),
    "a name for them": ("epochs = 300\nnet.fit(X, y, epochs=epochs)", [300]),
    "not known": ("net.fit(X, y, epochs=count())", []),
    "not said": ("net.fit(X, y)", []),
    "an end": ("net.fit(X, y, epochs=500, callbacks=[keras.callbacks.EarlyStopping()])", []),
    "callbacks from elsewhere": ("net.fit(X, y, epochs=500, callbacks=given)", []),
    "twice": ("net.fit(X, y, epochs=200)\nnet.fit(X, y, epochs=400)", [200, 400]),
}


@pytest.mark.parametrize(("fit", "expected"), TRAININGS.values(), ids=TRAININGS)
def test_trainings_that_nothing_ends(fit: str, expected: list[int]) -> None:
    facts = build(source_from_text(LONG.format(fit=fit), "train.py"))
    assert [found.epochs for found in searches.long_trainings(facts, 100)] == expected
