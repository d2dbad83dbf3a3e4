"""A scaler that is fitted on a file of new rows beside a finished model, in a script: told once, and by one rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import joblib
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import OrdinalEncoder, StandardScaler
model = joblib.load("model.joblib")
scaler = StandardScaler()
"""
TEST = "test = pd.read_csv('test.csv')\ntest = scaler.fit_transform(test)\nprint(model.predict(test))\n"
TRAIN = "train = pd.read_csv('train.csv')\n"
CASES = {
    "new rows alone": (TEST, ["MLS623"]),
    "training rows fitted before, by the same scaler": (
        TRAIN + "train = scaler.fit_transform(train)\n" + TEST,
        ["MLS102"],
    ),
    "training rows fitted before, by an encoder": (TRAIN + "OrdinalEncoder().fit(train)\n" + TEST, ["MLS623"]),
    "another model learns in the file": (TRAIN + "LinearRegression().fit(train[['a']], train['y'])\n" + TEST, []),
    "a file of no name": (TEST.replace("test.csv", "data.csv"), []),
    "from a data base": (TEST.replace("read_csv('test.csv')", "read_sql('select * from test', connection)"), []),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_refit_in_scripts(code: str, expected: list[str]) -> None:
    source = source_from_text(HEAD + code, "predict.py")
    found = [f.code for f in check_source(source, CONFIG).findings if f.code in ("MLS102", "MLS623")]
    assert found == expected
