"""The target among the features, and features made from it."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.features import made_from_target, source_in, target_in, trainings
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
df = pd.read_csv("a.csv")
"""


# name of the case: (X, y, how the target in X is called)
TARGETS: dict[str, tuple[str, str, str | None]] = {
    "whole": ("df", "df['t']", "'t'"),
    "array": ("df.values", "df['t'].values", "'t'"),
    "frame of one": ("df", "df[['t']]", "'t'"),
    "computed value by value": ("df", "np.log(df['t'])", "'t'"),
    "compared": ("df", "df['t'] > 3", "'t'"),
    "by position": ("df.iloc[:, 1:]", "df.iloc[:, -1]", "number -1"),
    "by position, counted": ("df.values[:, 0:9]", "df.values[:, 8]", "number 8"),
    "by position, one array": ("a[:, 0:9]", "a[:, 8]", "number 8"),
    "by listed positions": ("a[:, [1, 2]]", "a[:, 2]", "number 2"),
    "by position, left out": ("a[:, 0:8]", "a[:, 8]", None),
    "ends that cannot be compared": ("a[:, 0:8]", "a[:, -1]", None),
    "a width that is known": ("b[:, :2]", "b[:, -1]", None),
    "a width that is known, all": ("b[:, :3]", "b[:, -1]", "number -1"),
    "shifted": ("df", "df['t'].shift(-1)", None),
    "of two columns": ("df", "df['t'] - df['s']", None),
    "numbers for a regressor": ("df.select_dtypes('number')", "df['t']", "'t'"),
    "texts for a regressor": ("df.select_dtypes('object')", "df['t']", None),
    "of another frame": ("df", "pd.read_csv('b.csv')['t']", None),
    "joined": ("df.merge(a, on='id')", "df['t']", None),
}


@pytest.mark.parametrize(("X", "y", "expected"), TARGETS.values(), ids=TARGETS)
def test_the_target_among_the_features(X: str, y: str, expected: str | None) -> None:
    code = f"a = df.to_numpy()\nb = df[['p', 'q', 't']].to_numpy()\nLinearRegression().fit({X}, {y})"
    (training,) = trainings(build(source_from_text(HEAD + code, "train.py")))
    assert target_in(training) == expected


def test_features_made_from_the_target() -> None:
    code = "df['m'] = df['t'] + df['s']\ndf['t'] = df['t'] * 2\nLinearRegression().fit(df[['m', 's']], df['t'])"
    (training,) = trainings(build(source_from_text(HEAD + code, "train.py")))
    assert [(name, made.how) for name, made, _ in made_from_target(training)] == [("m", "row by row")]


def test_the_source_of_the_target() -> None:
    code = "df['t'] = df['s'] > 3\nLinearRegression().fit(df[['s']], df['t'])"
    (training,) = trainings(build(source_from_text(HEAD + code, "train.py")))
    found = source_in(training)
    assert found is not None and found[0] == "s"
