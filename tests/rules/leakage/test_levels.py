"""How loud a leak is told: what changes no score that one could measure is a note."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.engine.project import check_paths
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import LabelEncoder, OrdinalEncoder, StandardScaler
df = pd.read_csv("a.csv")
y = df.pop("y")
"""
SCORED = """
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
print(model.score(X_test, y_test))
"""
NETWORK = """
from tensorflow import keras
X = StandardScaler().fit_transform(df)
for i, j in KFold(5, shuffle=True, random_state=0).split(X):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.fit(X[i], y[i], validation_data=(X[j], y[j]))
"""
REFIT = """
labels = df[["grade"]]
X_train, X_test, y_train, y_test = train_test_split(df[["age"]], labels, random_state=0)
encoder = LabelEncoder()
y_train = encoder.fit_transform(y_train)
y_test = encoder.fit_transform(y_test)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
"""
REFIT_FEATURES = """
X_train, X_test, y_train, y_test = train_test_split(df[["town"]], y, random_state=0)
encoder = OrdinalEncoder()
X_train = encoder.fit_transform(X_train)
X_test = encoder.fit_transform(X_test)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
"""
LEVELS: dict[str, tuple[str, tuple[str, str]]] = {
    "capped at quantiles": (
        "low, high = df['a'].quantile(.01), df['a'].quantile(.99)\ndf['a'] = df['a'].clip(low, high)\nX = df" + SCORED,
        ("MLS103", "info"),
    ),
    "filled in a function, where there are gaps": (
        "def clean(d):\n    if d['a'].isna().any():\n        d['a'] = d['a'].fillna(d['a'].median())\n"
        "clean(df)\nX_train, X_test, y_train, y_test = train_test_split(df, y, random_state=0)\n",
        ("MLS103", "info"),
    ),
    "scaled in a function": (
        "def scale(d):\n    d['a'] = (d['a'] - d['a'].mean()) / d['a'].std()\n"
        "scale(df)\nX_train, X_test, y_train, y_test = train_test_split(df, y, random_state=0)\n",
        ("MLS103", "warning"),
    ),
    "scaled by mean and deviation": (
        "df['a'] = (df['a'] - df['a'].mean()) / df['a'].std()\nX = df" + SCORED,
        ("MLS103", "warning"),
    ),
    "without rare words": ("X = CountVectorizer(min_df=3).fit_transform(df['text'])" + SCORED, ("MLS103", "info")),
    "the most frequent words": (
        "X = CountVectorizer(max_features=500).fit_transform(df['text'])" + SCORED,
        ("MLS103", "warning"),
    ),
    "weights of words": ("X = TfidfVectorizer(min_df=3).fit_transform(df['text'])" + SCORED, ("MLS103", "warning")),
    "folds that are only watched": (NETWORK, ("MLS106", "info")),
    "folds that are scored": (NETWORK + "    print(model.evaluate(X[j], y[j]))\n", ("MLS106", "warning")),
    "an encoder of labels": (REFIT, ("MLS102", "info")),
    "an encoder of features": (REFIT_FEATURES, ("MLS102", "error")),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), LEVELS.values(), ids=LEVELS.keys())
def test_level(code: str, expected: tuple[str, str]) -> None:
    result = check_source(source_from_text(HEAD + code, "train.py"), CONFIG)
    found = [(f.code, str(f.severity.name).lower()) for f in result.findings if f.code.startswith("MLS1")]
    assert expected in found and len(found) == len(set(found))
    assert [level for code_, level in found if code_ == expected[0]] == [expected[1]] * found.count(expected)


GROUPS = """
df["y"] = y
df["town_rate"] = df.groupby("town")["y"].transform("mean")
df["job_rate"] = df.groupby("job")["y"].transform("mean")
"""


def test_encodings_by_one_target_are_one_mistake() -> None:
    """Other features that are made of the target are told one by one."""
    code = (
        GROUPS + "df['twice'] = df['y'] * 2\nLogisticRegression().fit(df[['town_rate', 'job_rate', 'twice']], df['y'])"
    )
    result = check_source(source_from_text(HEAD + code, "train.py"), CONFIG)
    found = [f.message for f in result.findings if f.code == "MLS113"]
    assert len(found) == 2
    assert "'town_rate' (and 1 more like it)" in found[0]
    assert "'twice' is" in found[1]


DIVIDED = """
class Data:
    def __init__(self, train, test):
        self.train, self.test, self.scaler = train, test, StandardScaler()

    def prepare(self):
        X_train, X_test = self.train[COLUMNS].values, self.test[COLUMNS].values
        X_train = self.scaler.fit_transform(X_train)
        X_test = self.scaler.transform(X_test)
        return X_test, train_test_split(X_train, self.train["t"], random_state=0)
"""
MORE = re.sub(r"(?<!train_)test", "more", DIVIDED)
HELD = """
Z = StandardScaler().fit_transform(df)
X_train, X_{name}, y_train, y_{name} = train_test_split(Z, y, random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_{name}, y_{name}))
"""
WORDS: dict[str, tuple[str, tuple[str, str]]] = {
    "a validation part, beside test rows": (DIVIDED, ("INFO", "validation")),
    "beside other rows": (MORE, ("WARNING", "test")),
    "beside test rows, as the parameters say": (DIVIDED.replace("X_test", "X_more"), ("INFO", "validation")),
    "validation rows by their name": (HELD.format(name="val"), ("WARNING", "validation")),
    "test rows": (HELD.format(name="test"), ("WARNING", "test")),
    "rows without a name for it": (HELD.format(name="b"), ("WARNING", "test")),
}


@pytest.mark.parametrize(("code", "expected"), WORDS.values(), ids=WORDS)
def test_what_the_rows_are_called(code: str, expected: tuple[str, str]) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    told = [(f.severity.name, f.message) for f in found if f.code == "MLS103"]
    assert [level for level, _ in told] == [expected[0]]
    assert f"the {expected[1]} rows of the split" in told[0][1]


COLUMN = """
Z{n} = StandardScaler().fit_transform(df[["{name}"]])
a{n}, b{n}, c{n}, d{n} = train_test_split(Z{n}, y, random_state=0)
print(LogisticRegression().fit(a{n}, c{n}).score(b{n}, d{n}))
"""
WORD = COLUMN.replace("StandardScaler()", "TfidfVectorizer()").replace('[["{name}"]]', '["{name}"]')


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (COLUMN.format(n=1, name="a") + COLUMN.format(n=2, name="b") + COLUMN.format(n=3, name="c"), 1),
        (COLUMN.format(n=1, name="a") + WORD.format(n=2, name="b"), 2),
        (COLUMN.format(n=1, name="a"), 1),
    ],
    ids=["three of one kind", "two kinds", "one"],
)
def test_one_finding_for_a_kind(code: str, told: int, tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": HEAD + code, "outputs": [], "metadata": {}, "execution_count": None}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    (tmp_path / "train.ipynb").write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = [at.finding.message for at in run.findings if at.finding.code == "MLS103"]
    assert len(found) == told
    assert ("and 2 more" in found[0]) == ("Z3" in code)


WRITES = """import pandas as pd
df = pd.read_csv("raw.csv")
{learned}
df.to_csv("clean.csv", index=False)
"""
READS = """import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
df = pd.read_csv("clean.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
"""


@pytest.mark.parametrize(
    ("learned", "expected"),
    [
        ("df['a'] = df['a'].fillna(df['a'].mean())", ["INFO"]),
        ("df['a'] = (df['a'] - df['a'].mean()) / df['a'].std()", ["WARNING"]),
        ("df['a'] = df['a'].fillna(0)", []),
    ],
)
def test_level_between_files(learned: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "clean.py").write_text(WRITES.format(learned=learned), encoding="utf-8")
    (tmp_path / "train.py").write_text(READS, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.finding.severity.name for at in run.findings if at.finding.code == "MLS103"] == expected
