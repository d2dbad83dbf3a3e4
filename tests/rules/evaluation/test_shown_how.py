"""Training scores: stackers on out-of-fold predictions, demonstrations, curves; and the claims beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import make_moons
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeRegressor
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]].values, df["t"].values
"""
FILLED = """models = [RandomForestRegressor(random_state=0), GradientBoostingRegressor(random_state=0)]
S = np.zeros((len(X), 2))
for j, m in enumerate(models):
    for seen, held in KFold(5).split(X):
        m.fit(X[seen], y[seen])
        S[held, j] = m.predict(X[held])
"""
AT_ONCE = """S = np.zeros((len(X), 2))
for j, m in enumerate([RandomForestRegressor(random_state=0), GradientBoostingRegressor(random_state=0)]):
    m.fit(X, y)
    S[:, j] = m.predict(X)
"""
CROSSED = """a = cross_val_predict(RandomForestRegressor(random_state=0), X, y)
b = cross_val_predict(GradientBoostingRegressor(random_state=0), X, y)
S = np.column_stack([a, b])
"""
OF_A_FUNCTION = """def by_folds(model, X, y):
    oof = np.zeros(len(X))
    for seen, held in KFold(5).split(X):
        model.fit(X[seen], y[seen])
        oof[held] = model.predict(X[held])
    return oof
oof_forest = by_folds(RandomForestRegressor(random_state=0), X, y)
S = pd.DataFrame({"forest": oof_forest})
"""
STACKED = "meta = Ridge().fit(S, y)\nprint('final', mean_squared_error(y, meta.predict(S)))\n"
FOREST = "m = RandomForestRegressor(random_state=0).fit(X, y)\n"
TREES = "DecisionTreeRegressor(max_depth=d, random_state=0).fit(X, y)"
# name of the case: (program, the level at which 504 is told)
CASES: dict[str, tuple[str, list[str]]] = {
    "filled fold by fold": (FILLED + STACKED, ["INFO"]),
    "predicted across folds": (CROSSED + STACKED, ["INFO"]),
    "made by a function of folds": (OF_A_FUNCTION + STACKED, ["INFO"]),
    "all rows predicted at once": (AT_ONCE + STACKED, ["ERROR"]),
    "a tree stacks": (CROSSED + STACKED.replace("Ridge()", "DecisionTreeRegressor(random_state=0)"), ["ERROR"]),
    "nothing is stacked": ("S = X\n" + STACKED, ["ERROR"]),
    "a function that shows": (
        "def demo_forest():\n    m = RandomForestRegressor(random_state=0).fit(X, y)\n"
        "    print('score', m.score(X, y))\ndemo_forest()",
        ["INFO"],
    ),
    "it overfits": (FOREST + "print('the forest overfits, R2 =', m.score(X, y))", ["INFO"]),
    "a note on overfitting": (FOREST + "# Note how the model overfits here\nprint(m.score(X, y))", ["INFO"]),
    "shown in a comment": (FOREST + "# how a forest learns its rows by heart\nprint(m.score(X, y))", ["INFO"]),
    "against overfitting": (
        "# few trees, to avoid overfitting\n" + FOREST + "# check for overfitting\nprint('R2', m.score(X, y))",
        ["ERROR"],
    ),
    "a claim": (FOREST + "print('our final model reaches', m.score(X, y))", ["ERROR"]),
    "moons": ("A, b = make_moons(99, random_state=0)\nprint(SVC().fit(A, b).score(A, b))", ["INFO"]),
    "points on a line": (
        "x = np.linspace(0, 1, 50)[:, None]\nt = np.sin(x).ravel()\n"
        "m = DecisionTreeRegressor(random_state=0).fit(x, t)\nprint(mean_squared_error(t, m.predict(x)))",
        ["INFO"],
    ),
    "drawn numbers": (
        "x = 2 * np.random.rand(100, 1) - 1\nt = x.ravel() ** 2\nm = DecisionTreeRegressor(random_state=0).fit(x, t)\n"
        "print(mean_squared_error(t, m.predict(x)))",
        ["INFO"],
    ),
    "noise on real rows": (
        "Z = X + np.random.normal(size=X.shape)\nm = DecisionTreeRegressor(random_state=0).fit(Z, y)\n"
        "print(m.score(Z, y))",
        ["ERROR"],
    ),
    "drawn from a list": (
        f"errors = [mean_squared_error(y, {TREES}.predict(X)) for d in range(9)]\nplt.plot(errors)",
        ["INFO"],
    ),
    "the least of a list": (
        f"errors = [mean_squared_error(y, {TREES}.predict(X)) for d in range(9)]\nprint(min(errors))",
        ["ERROR"],
    ),
    "drawn from a dictionary": (
        f"errors = {{}}\nfor d in range(9):\n    errors[d] = mean_squared_error(y, {TREES}.predict(X))\n"
        "plt.plot(list(errors.keys()), list(errors.values()))",
        ["INFO"],
    ),
    "drawn from a frame": (
        f"rows = []\nfor d in range(9):\n    rows.append({{'d': d, 'e': mean_squared_error(y, {TREES}.predict(X))}})\n"
        "pd.DataFrame(rows).plot(x='d', y='e')",
        ["INFO"],
    ),
    "out of the bag": (
        "m = RandomForestRegressor(oob_score=True, random_state=0).fit(X, y)\nprint(m.score(X, y), m.oob_score_)",
        [],
    ),
    "out of the bag, unread": (
        "m = RandomForestRegressor(oob_score=True, random_state=0).fit(X, y)\nprint(m.score(X, y))",
        ["ERROR"],
    ),
}


@pytest.mark.parametrize(("code", "levels"), CASES.values(), ids=CASES)
def test_levels(code: str, levels: list[str]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    assert [f.severity.name for f in found if f.code == "MLS504"] == levels
