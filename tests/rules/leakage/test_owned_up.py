"""A leak that is called wrong and then done otherwise is a note; one that the author believes to avoid is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["y"]
"""
SCALED = "Z = StandardScaler().fit_transform(X)\n"
CUT = "X_train, X_test, y_train, y_test = train_test_split(Z, y, random_state=0)\n"
SCORED = "model = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n"
RIGHT = CUT.replace("Z", "X") + (
    "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n"
)
ANEW = "model = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n"
PIPED = "print(cross_val_score(make_pipeline(StandardScaler(), LogisticRegression()), X, y).std())\n"
OVER = "Z, y2 = SMOTE(random_state=0).fit_resample(X, y)\n"
CUT2 = CUT.replace("y,", "y2,")
FEWER = "Z = SelectKBest(k=1).fit_transform(X, y)\n"

# name of the case: (cells, levels); a cell that begins with "%" is a document
CASES: dict[str, tuple[list[str], list[str]]] = {
    "a heading says so": (["%## The wrong way", SCALED, CUT + SCORED, "%## The right way", RIGHT, ANEW], ["INFO"]),
    "a comment says so": (["# wrong: fitted on everything\n" + SCALED + CUT + SCORED, RIGHT + ANEW], ["INFO"]),
    "found later": (
        [SCALED + CUT + SCORED, "%### What went wrong\nThe scaler causes data leakage.", RIGHT + ANEW],
        ["INFO"],
    ),
    "in a pipeline then": ([SCALED + CUT + SCORED, "%Problem: this leaks.", PIPED + RIGHT + ANEW], ["INFO"]),
    "a sampler": (
        ["%Don't do this", OVER + CUT2 + SCORED, "%Better", CUT.replace("Z", "X"),
         "A, b = SMOTE(random_state=0).fit_resample(X_train, y_train)\nm = LogisticRegression().fit(A, b)\n"
         "print(m.score(X_test, y_test))"],
        ["INFO"],
    ),
    "a selector": (
        ["%# Leaky selection", FEWER + CUT + SCORED, "%# Correct selection", CUT.replace("Z", "X"),
         "k = SelectKBest(k=1)\nA = k.fit_transform(X_train, y_train)\nm = LogisticRegression().fit(A, y_train)\n"
         "print(m.score(k.transform(X_test), y_test))"],
        ["INFO"],
    ),
    "never mended": (["%## The wrong way", SCALED, CUT + SCORED], ["WARNING"]),
    "believed to be avoided": (
        [SCALED, "%We split now, to avoid data leakage.", CUT + SCORED, RIGHT + ANEW],
        ["WARNING"],
    ),
    "checked for": ([SCALED + CUT + SCORED, "%There is no data leakage.", RIGHT + ANEW], ["WARNING"]),
    "another leak is named": (
        [SCALED + CUT + SCORED, "%The target encoding caused leakage.", RIGHT + ANEW],
        ["WARNING"],
    ),
    "done again in the same way": (
        [SCALED + CUT + SCORED, "%The scaler caused leakage.", SCALED + CUT + SCORED],
        ["WARNING", "WARNING"],
    ),
    "explained, and done all the same": (
        [SCALED, "%It is wrong to fit on all rows before the split, since that is a leak that makes the score too "
         "good: the scaler knows the test rows.", CUT + SCORED, ANEW],
        ["WARNING"],
    ),
    "another model, the same rows": (["%## The wrong way", SCALED, CUT + SCORED, ANEW], ["WARNING"]),
    "nothing said": ([SCALED + CUT + SCORED, RIGHT + ANEW], ["WARNING"]),
}  # fmt: skip


def notebook(cells: list[str]) -> str:
    out = [
        {"cell_type": "markdown", "metadata": {}, "source": text[1:]}
        if text.startswith("%")
        else {"cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
        for text in (HEAD, *cells)
    ]
    return json.dumps({"cells": out, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.mark.parametrize(("cells", "levels"), CASES.values(), ids=CASES)
def test_levels(cells: list[str], levels: list[str]) -> None:
    found = check_source(source_from_text(notebook(cells), "a.ipynb"), CONFIG).findings
    assert [f.severity.name for f in found if f.code in ("MLS103", "MLS104", "MLS105")] == levels
