"""Classes of the project that fit and predict by themselves."""

from __future__ import annotations

import pytest

from facts.seen import events

CLASS = """
class Line:
    def fit(self, X, y):
        self.w = np.linalg.pinv(X) @ y
        return self
    def predict(self, X):
        return X @ self.w
a, b, ya, yb = train_test_split(df[["a"]].values, df["y"].values, random_state=0)
"""
WRAPPED = """
from sklearn.svm import SVC
class Wrap:
    def __init__(self):
        self.svc = SVC()
    def fit(self, X, y):
        self.svc.fit(X, y)
    def predict(self, X):
        return self.svc.predict(X)
"""
SCALER = """
class Scale:
    def fit(self, X, y=None):
        self.m = X.mean()
    def transform(self, X):
        return X - self.m
"""

# name of the case: (program, the classes of the fits, those of the predictions)
PROGRAMS: dict[str, tuple[str, list[str], list[str]]] = {
    "fitted and asked": (CLASS + "m = Line()\nm.fit(a, ya)\nm.predict(b)", ["Line"], ["Line.predict"]),
    "in a chain": (CLASS + "Line().fit(a, ya).predict(b)", ["Line"], ["Line.predict"]),
    "labels by keyword": (CLASS + "m = Line()\nm.fit(a, y=ya)\nm.predict(b)", ["Line"], ["Line.predict"]),
    "never fitted": (CLASS + "Line().predict(b)", [], []),
    "asked in a function": (
        CLASS + "def ask(m, X):\n    return m.predict(X)\nask(Line().fit(a, ya), b)",
        ["Line"],
        ["Line.predict"],
    ),
    "a model of a library inside": (
        WRAPPED + "m = Wrap()\nm.fit(df[['a']], df['y'])\nm.predict(df[['a']])",
        ["SVC"],
        ["SVC.predict"],
    ),
    "no predictions": (SCALER + "s = Scale()\ns.fit(df[['a']], df['y'])", [], []),
    "settings, no rows": (CLASS + "m = Line()\nm.fit('a.csv', 3)", [], []),
    "one argument": (CLASS.replace("X, y)", "X)", 1) + "m = Line()\nm.fit(a)", [], []),
}


@pytest.mark.parametrize(("code", "fits", "predictions"), PROGRAMS.values(), ids=PROGRAMS)
def test_own_models(code: str, fits: list[str], predictions: list[str]) -> None:
    # A chain of calls is walked more than once.
    assert list(dict.fromkeys(event.split()[0] for event in events(code, "Fit"))) == fits
    assert [event.split()[0] for event in events(code, "Predict")] == predictions
