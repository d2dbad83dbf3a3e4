"""The names of scores that are written out mean what the models compute by default: measured for each of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_classification, make_regression
from sklearn.model_selection import cross_val_score
from sklearn.utils import all_estimators

from mlsmells.fix.codemods.scoring import PLAIN

pytestmark = pytest.mark.filterwarnings("ignore")  # that so few rounds do not converge
MODELS: dict[str, Any] = dict(all_estimators())
CASES = [(name, score) for score, names in PLAIN.items() for name in names]
ROWS = {
    "accuracy": make_classification(n_samples=90, n_features=5, n_informative=3, n_classes=3, random_state=0),
    "r2": make_regression(n_samples=90, n_features=5, noise=9.0, random_state=0),
}


def folds(name: str, score: str, scoring: str | None) -> np.ndarray:
    kind = MODELS[name]
    model = kind(random_state=0) if "random_state" in kind().get_params() else kind()
    X, y = ROWS[score]
    result: np.ndarray = cross_val_score(model, np.abs(X), y, cv=3, scoring=scoring)
    return result


@pytest.mark.parametrize(("name", "score"), CASES)
def test_the_default_score_has_this_name(name: str, score: str) -> None:
    assert folds(name, score, None).tolist() == folds(name, score, score).tolist()


def test_a_model_with_a_score_of_its_own_is_told_apart() -> None:
    X, y = ROWS["r2"]
    shares = [cross_val_score(MODELS["PoissonRegressor"](), X, np.abs(y), cv=3, scoring=s) for s in (None, "r2")]
    assert shares[0].tolist() != shares[1].tolist()
    assert "PoissonRegressor" not in PLAIN["r2"]
