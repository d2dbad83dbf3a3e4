"""Leaks that no score shows: a split says that its parts are to be apart."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, leaks
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, StandardScaler
df = pd.read_csv("a.csv")
X, y = df.drop(columns="y"), df["y"]
scaler, model = StandardScaler(), LogisticRegression()
"""
CUT = "a, b, c, d = train_test_split(X, y, random_state=0)\n"
SCALED = "X = scaler.fit_transform(X)\n"
# name of the case: (program, what learned too much)
UNSCORED: dict[str, tuple[str, list[str]]] = {
    "the parts are returned": (
        "def prepare(df):\n    y = df.pop('y')\n    X = StandardScaler().fit_transform(df)\n"
        "    return train_test_split(X, y, random_state=0)\nparts = prepare(pd.read_csv('b.csv'))",
        ["fitted"],
    ),
    "the parts have names": (SCALED + CUT, ["fitted"]),
    "one part is saved": (SCALED + CUT + "pd.DataFrame(b).to_csv('b.csv')", ["fitted"]),
    "one part is predicted": (SCALED + CUT + "p = model.fit(a, c).predict(b)", ["fitted"]),
    "invented rows": ("X, y = SMOTE().fit_resample(X, y)\n" + CUT + "p = model.fit(a, c).predict(b)", ["resampled"]),
    "a mean of all rows in the training part": (
        CUT + "a['age'] = a['age'].fillna(X['age'].mean())\np = model.fit(a, c).predict(b)",
        ["stat"],
    ),
    "looked at": ("print(scaler.fit_transform(X).std())\n" + CUT, []),
    "learned from the training part": (
        CUT + "a = scaler.fit_transform(a)\np = model.fit(a, c).predict(scaler.transform(b))",
        [],
    ),
    "a mean of the training part": (
        CUT + "m = a['age'].mean()\na['age'] = a['age'].fillna(m)\nb['age'] = b['age'].fillna(m)\n"
        "p = model.fit(a, c).predict(b)",
        [],
    ),
    "a scaled target": ("y = scaler.fit_transform(df[['y']])\n" + CUT, []),
    "a scaled target within the table": (
        "df['y'] = scaler.fit_transform(df[['y']])\na, b = train_test_split(df, random_state=0)",
        [],
    ),
    "a mean per group": ("X['m'] = X.groupby('town')['age'].transform('mean')\n" + CUT, []),
    "a statistic along the row": ("X['m'] = X.mean(axis=1)\n" + CUT, []),
    "columns that no model takes": (
        "X['age'] = scaler.fit_transform(X[['age']])\n" + CUT + "p = model.fit(a[['town']], c).predict(b[['town']])",
        [],
    ),
    "never split": (SCALED + "model.fit(X, y)", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "kinds"), UNSCORED.values(), ids=UNSCORED)
def test_leaks_without_a_score(code: str, kinds: list[str]) -> None:
    facts = build(source_from_text(HEAD + code, "train.py"))
    found = list(leaks(facts, "fitted", "stat", "resampled"))
    assert [leak.effect.kind for leak in found] == kinds
    assert not any(leak.certain for leak in found)
