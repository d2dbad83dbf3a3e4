"""What is computed for a statistical test, or numbered for a picture, claims nothing of new rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

FITTED = """
import numpy as np
import pandas as pd
from scipy import stats
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
def {name}(df):
    X, y = df[["a", "b"]], df["y"]
    model = LinearRegression().fit(X, y)
    error = mean_squared_error(y, model.predict(X))
    {last}
print({name}(pd.read_csv("a.csv")))
"""
SCORES = {
    "a distribution": ("compare", "return 1 - stats.f.cdf(error / 3, 1, 9)", Severity.INFO),
    "a probability": ("compare", "p_value = error / 3; return p_value", Severity.INFO),
    "a criterion": ("aic", "return len(y) * np.log(error) + 4", Severity.INFO),
    "a score": ("compare", "return error", Severity.ERROR),
    "a name that holds the letters": ("mosaic", "return error", Severity.ERROR),
}
NUMBERED = """
import json
import pandas as pd
import plotly.graph_objects as go
import joblib
def {name}(df):
    names = list(set(df["from"].tolist() + df["to"].tolist()))
    index = {{name: i for i, name in enumerate(names)}}
    {last}
shown = {name}(pd.read_csv("a.csv"))
"""
PICTURES = {
    "a figure": ("links", "fig = go.Figure(go.Sankey(link=index)); return fig", Severity.INFO),
    "a function that draws": ("draw", "go.Figure(go.Sankey(link=index)).show()", Severity.INFO),
    "an index": ("links", "return index", Severity.ERROR),
    "an index that is saved": ("links", "fig = go.Figure(); joblib.dump(index, 'i.pkl'); return fig", Severity.ERROR),
}


@pytest.mark.parametrize(("name", "last", "level"), SCORES.values(), ids=SCORES)
def test_training_scores(tmp_path: Path, name: str, last: str, level: Severity) -> None:
    assert levels(tmp_path, FITTED.format(name=name, last=last), "MLS504") == [level]


@pytest.mark.parametrize(("name", "last", "level"), PICTURES.values(), ids=PICTURES)
def test_numbers_from_sets(tmp_path: Path, name: str, last: str, level: Severity) -> None:
    assert levels(tmp_path, NUMBERED.format(name=name, last=last), "MLS206") == [level]


def levels(folder: Path, text: str, code: str) -> list[Severity]:
    found = check_source(source_from_text(text, "job.py"), load_config(folder, isolated=True)).findings
    return [finding.severity for finding in found if finding.code == code]
