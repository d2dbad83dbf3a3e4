"""Rules that say "only", "never" or "nothing" know nothing of a cell that does not parse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

TRAIN = """import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("rows.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a"]], df["b"], random_state=0)
model = RandomForestClassifier(n_estimators=10)
model.fit(X_train, y_train)
model.score(X_train, y_train)
"""
CELLS = {
    "nothing else": ("x = 1", {"MLS202", "MLS504"}),
    "a broken cell of other things": ("print 'rows', len(df)", {"MLS202", "MLS504"}),
    "a broken cell that scores": ("print 'test', model.score(X_test, y_test)", {"MLS202"}),
    "a broken cell that seeds": ("print 'seed'; np.random.seed(0)", {"MLS504"}),
    "a blank for the seed": ("np.random.seed(<your seed>)", {"MLS504"}),
}


@pytest.mark.parametrize(("first", "codes"), CELLS.values(), ids=CELLS)
def test_what_a_broken_cell_may_do(first: str, codes: set[str], tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": text, "outputs": [], "metadata": {}, "execution_count": None}
        for text in (first, TRAIN)
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    found = check_source(source_from_text(text, "a.ipynb"), load_config(tmp_path)).findings
    assert {f.code for f in found} & {"MLS202", "MLS504"} == codes
