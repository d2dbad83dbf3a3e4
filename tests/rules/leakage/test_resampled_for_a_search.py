"""Rows are invented, a search divides them: how bad it is depends on what is scored afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
CODE = """
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, cross_val_score

class Forest:
    def fit(self, X, y, X_val=None, y_val=None):
        X_train, y_train = SMOTE(random_state=0).fit_resample(X, y)
        model = RandomForestClassifier(random_state=0)
        search = GridSearchCV(model, {{"max_depth": [2, 4]}}, cv=3)
        {0}
"""
SEARCHED = "search.fit(X_train, y_train)\n        "
LEVELS = {
    "validation rows are scored": (
        SEARCHED + "print(roc_auc_score(y_val, search.best_estimator_.predict_proba(X_val)[:, 1]))",
        "WARNING",
    ),
    "by the search itself": (SEARCHED + "print(search.score(X_val, y_val))", "WARNING"),
    "only the search's own score": (SEARCHED + "print(search.best_score_)", "ERROR"),
    "the resampled rows again": (SEARCHED + "print(search.score(X_train, y_train))", "ERROR"),
    "another model is scored on them": (
        SEARCHED + "print(RandomForestClassifier().fit(X, y).score(X_val, y_val), search.best_score_)",
        "ERROR",
    ),
    "folds without a search": ("print(cross_val_score(model, X_train, y_train))", "ERROR"),
}


@pytest.mark.parametrize(("code", "level"), LEVELS.values(), ids=LEVELS)
def test_level(code: str, level: str) -> None:
    found = check_source(source_from_text(CODE.format(code), "train.py"), CONFIG).findings
    assert [f.severity.name for f in found if f.code == "MLS105"] == [level]
