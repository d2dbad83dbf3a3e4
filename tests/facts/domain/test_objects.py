"""What the default score of a model is."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.objects import score_of
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.ensemble import VotingClassifier
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


SCORES = {
    "classifier": ("m = SVC()", "accuracy"),
    "regressor": ("m = Ridge()", "R2"),
    "in a pipeline": ("m = make_pipeline(StandardScaler(), Ridge())", "R2"),
    "a vote": ("m = VotingClassifier([('a', SVC())])", "accuracy"),
    "a transformer": ("m = StandardScaler()", ""),
    "a class of the project": ("class T(SVC):\n    pass\nm = T", ""),
}


@pytest.mark.parametrize(("code", "score"), SCORES.values(), ids=SCORES)
def test_default_scores(code: str, score: str) -> None:
    objs = facts_of(code).module_values["m"].objs
    assert (score_of(objs[0]) if objs else "") == score
