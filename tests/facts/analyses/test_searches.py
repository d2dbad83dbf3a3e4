"""What a search and a training cost."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, searches
from mlsmells.sources import source_from_text

SEARCH = """import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV
df = pd.read_csv("a.csv")
s = GridSearchCV(RandomForestClassifier(), {grid}, cv={cv})
s.fit(df[["a"]], df["b"])
"""
GRIDS = {
    "a product": ("{'a': [1, 2, 3], 'b': [1, 2]}", "5", [30]),
    "a sum": ("[{'a': [1, 2, 3]}, {'a': [1], 'b': [1, 2]}]", "2", [10]),
    "an unknown list": ("{'a': values, 'b': [1, 2]}", "5", []),
    "unknown folds": ("{'a': [1, 2]}", "folds", []),
    "the default folds": ("{'a': [1, 2]}", "None", [10]),
}
TRIALS = {
    "none": ("study.optimize(f)", 1),
    "trials": ("study.optimize(f, n_trials=9)", 0),
    "trials by place": ("study.optimize(f, 9)", 0),
    "a time": ("study.optimize(f, timeout=60)", 0),
    "a callback": ("study.optimize(f, callbacks=[stop])", 0),
    "in bulk": ("study.optimize(f, **options)", 0),
}


@pytest.mark.parametrize(("grid", "cv", "expected"), GRIDS.values(), ids=GRIDS)
def test_grids(grid: str, cv: str, expected: list[int]) -> None:
    facts = build(source_from_text(SEARCH.format(grid=grid, cv=cv), "a.py"))
    assert [found.models for found in searches.grids(facts)] == expected


@pytest.mark.parametrize(("code", "expected"), TRIALS.values(), ids=TRIALS)
def test_trials(code: str, expected: int) -> None:
    facts = build(source_from_text(f"import optuna\nstudy = optuna.create_study()\n{code}", "a.py"))
    assert len(list(searches.endless(facts))) == expected
