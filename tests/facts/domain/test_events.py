"""What events say of themselves."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import CrossValidation
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


SCORING = {
    "absent": ("cross_val_score(SVC(), X, y)", "absent"),
    "given": ("cross_val_score(SVC(), X, y, scoring='f1')", "known"),
    "stars": ("cross_val_score(SVC(), X, y, **o)", "unclear"),
    "search": ("GridSearchCV(SVC(), {}).fit(X, y)", "absent"),
    "search by name": ("GridSearchCV(SVC(), {}, scoring=metric).fit(X, y)", "present"),
    "no such argument": (
        "from sklearn.model_selection import cross_val_predict\ncross_val_predict(SVC(), X, y)",
        "unclear",
    ),
}


@pytest.mark.parametrize(("code", "state"), SCORING.values(), ids=SCORING)
def test_scoring_of_a_validation(code: str, state: str) -> None:
    (event,) = facts_of(code).of(CrossValidation)
    assert event.scoring.state.value == state
