"""Models of a script, and the notebook of its project that tried others out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

SCRIPT = """
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import r2_score
def run(path, held):
    train, test = pd.read_csv({train}), pd.read_csv({test})
    model = RandomForestRegressor(random_state=0).fit(train.drop(columns="price"), train["price"])
    print(r2_score(test["price"], model.predict(test.drop(columns="price"))))
run(settings.train, settings.test)
"""
GIVEN = SCRIPT.replace("{train}", "path").replace("{test}", "held")
NAMED = SCRIPT.replace("{train}", "'../data/cars.csv'").replace("{test}", "'../data/test.csv'")
TRIED = """
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
cars = pd.read_csv("data/{data}.csv")
train, test = train_test_split(cars, random_state=0)
model = {model}().fit(train[["age"]], train["price"])
print(r2_score(test["price"], model.predict(test[["age"]])))
"""
LINEAR = TRIED.replace("{model}", "LinearRegression")


def notebook(code: str) -> str:
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": code, "outputs": []}]})


CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "alone": ({"src/train.py": GIVEN}, ["src/train.py"]),
    "a notebook with a linear model": (
        {"src/train.py": GIVEN, "notebooks/cars.ipynb": notebook(LINEAR.replace("{data}", "cars"))},
        [],
    ),
    "on a file of this name": (
        {"src/train.py": NAMED, "notebooks/cars.ipynb": notebook(LINEAR.replace("{data}", "cars"))},
        [],
    ),
    "on another file": (
        {"src/train.py": NAMED, "notebooks/houses.ipynb": notebook(LINEAR.replace("{data}", "houses"))},
        ["src/train.py"],
    ),
    "a notebook that looks at the data": (
        {"src/train.py": GIVEN, "notebooks/cars.ipynb": notebook("import pandas as pd\npd.read_csv('data/cars.csv')")},
        ["src/train.py"],
    ),
}


@pytest.mark.parametrize(("files", "told"), CASES.values(), ids=CASES)
def test_a_notebook_that_tried_models_out(tmp_path: Path, files: dict[str, str], told: list[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = [at.path for at in run.findings if at.finding.code == "MLS501" and at.finding.severity > Severity.INFO]
    assert [path.rpartition(tmp_path.name + "/")[2] for path in found] == told
