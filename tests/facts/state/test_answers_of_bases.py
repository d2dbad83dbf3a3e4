"""``isinstance(model, BaseDecisionTree)``: a base class of one package is none of another's classes."""

from __future__ import annotations

import pytest

from mlsmells.facts import Fit, build
from mlsmells.sources import source_from_text

CODE = """
from sklearn.base import BaseEstimator
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.tree import BaseDecisionTree, DecisionTreeClassifier
def run(X, y, model):
    if isinstance(model, {base}):
        SVC().fit(X, y)
run([[1], [2]], [0, 1], {made})
"""


@pytest.mark.parametrize(("base", "made", "may"), [
    ("BaseDecisionTree", "LogisticRegression()", False),
    ("BaseDecisionTree", "RandomForestClassifier()", False),
    ("(BaseDecisionTree, str)", "LogisticRegression()", True),
    ("BaseDecisionTree", "DecisionTreeClassifier()", True),
    ("BaseEstimator", "LogisticRegression()", True),
    ("BaseDecisionTree", "load()", True),
])  # fmt: skip
def test_the_branch_is_taken(base: str, made: str, may: bool) -> None:
    facts = build(source_from_text(CODE.replace("{base}", base).replace("{made}", made), "a.py"))
    assert bool(facts.of(Fit)) is may
