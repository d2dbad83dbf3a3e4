"""Questions a program asks about its own values."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.sources import source_from_text

HEAD = """
from abc import ABC
from elsewhere import Base
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC, LinearSVC
class Own(ABC):
    def predict(self, X): return X
class Sub(Own):
    def __init__(self): self.classes_ = [0, 1]
class Open(Base):
    pass
class Made:
    def __getattr__(self, name): return 1
forest, linear, svc, odds = RandomForestClassifier(), LinearSVC(), SVC(), SVC(probability=True)
pipe = make_pipeline(LinearSVC())
"""

# question: the answer, None where it is not known
ANSWERS: dict[str, bool | None] = {
    "hasattr(forest, 'predict_proba')": True,
    "hasattr(linear, 'predict_proba')": False,
    "hasattr(svc, 'predict_proba')": False,
    "hasattr(odds, 'predict_proba')": True,
    "hasattr(SVC(probability=chosen), 'predict_proba')": None,
    "hasattr(pipe, 'predict_proba')": False,
    "hasattr(RandomForestRegressor(), 'predict_proba')": False,
    "hasattr(linear, 'decision_function')": True,
    "hasattr(forest, 'decision_function')": None,
    "hasattr(forest, 'oob_score_')": None,
    "hasattr(Sub(), 'predict')": True,
    "hasattr(Sub(), 'classes_')": True,
    "hasattr(Sub(), 'predict_proba')": False,
    "hasattr(Open(), 'predict_proba')": None,
    "hasattr(Made(), 'predict_proba')": None,
    "hasattr(unknown, 'predict_proba')": None,
    "isinstance(forest, RandomForestClassifier)": True,
    "isinstance(forest, LinearSVC)": False,
    "isinstance(forest, (LinearSVC, RandomForestClassifier))": True,
    "isinstance(linear, LogisticRegression)": None,
    "isinstance(Sub(), Own)": True,
    "isinstance(Own(), Sub)": False,
    "isinstance(Open(), Own)": None,
    "isinstance(forest, Own)": False,
    "isinstance('a', str)": True,
    "isinstance([1], dict)": False,
    "isinstance(unknown, dict)": None,
    "callable(getattr(forest, 'predict_proba', None))": True,
    "callable(getattr(linear, 'predict_proba', None))": False,
    "getattr(forest, 'predict_proba', None) is not None": True,
    "getattr(linear, 'predict_proba', None) is None": True,
    "hasattr(forest, 'predict_proba') and hasattr(svc, 'predict_proba')": False,
    "hasattr(svc, 'predict_proba') or hasattr(forest, 'predict_proba')": True,
    "unknown and hasattr(svc, 'predict_proba')": False,
    "unknown or hasattr(svc, 'predict_proba')": None,
}


@pytest.mark.parametrize("question", ANSWERS)
def test_answers(question: str) -> None:
    code = f"{HEAD}from other import unknown, chosen\nif {question}:\n    yes = 1\nelse:\n    no = 1\n"
    names = build(source_from_text(code, "train.py")).module_values
    found = None if "yes" in names and "no" in names else "yes" in names
    assert found is ANSWERS[question]
