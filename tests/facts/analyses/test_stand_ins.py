"""Models in the place of one that could not be loaded."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, stand_ins
from mlsmells.sources import source_from_text

HEAD = """import os
import joblib
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
    def forward(self, x):
        return self.fc(x)
class MockModel:
    def predict(self, x):
        return [0.8] * len(x)
def predict(x):
    return model(x)
"""
TRY = "try:\n    {}\nexcept Exception as e:\n    {}\n"
IF = "if os.path.exists('m.pt'):\n    {}\nelse:\n    {}\n"
FILL = "model.load_state_dict(torch.load('m.pt'))"
# the name and what stands in, "" for random weights
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a mock": (TRY.format("model = joblib.load('m.joblib')", "model = MockModel()"), [("model", "MockModel")]),
    "a function that makes one": (
        IF.format("model = joblib.load('m.joblib')", "model = create_dummy_model()"),
        [("model", "create_dummy_model")],
    ),
    "given back": (
        "def get():\n    try:\n        return joblib.load('m')\n    except Exception:\n        return MockModel()\n",
        [("MockModel", "MockModel")],
    ),
    "where it is missing": (
        "if not os.path.exists('m.pt'):\n    model = MockModel()\nelse:\n    model = joblib.load('m')\n",
        [("model", "MockModel")],
    ),
    "a new network": (TRY.format("model = torch.load('m.pt')", "model = Net()"), [("model", "")]),
    "never filled": (f"model = Net()\n{TRY.format(FILL, 'print(e)')}", [("model", "")]),
    "filled if it is there": (f"model = Net().to('cpu')\nif os.path.exists('m.pt'):\n    {FILL}\n", [("model", "")]),
    "with a word": (f"model = Net()\n{IF.format(FILL, 'print(0)')}", [("model", "")]),
    "an estimator that never learned": (
        TRY.format("model = joblib.load('m.joblib')", "model = LogisticRegression()"),
        [("model", "LogisticRegression")],
    ),
    "by a loader of the project": (
        TRY.format("model = load_artifact('m.pkl')", "model = LogisticRegression()"),
        [("model", "LogisticRegression")],
    ),
    "an estimator that learns now": (
        TRY.format("model = joblib.load('m.joblib')", "model = LogisticRegression().fit(X, y)"),
        [],
    ),
    "an estimator that learns later": (
        TRY.format("model = joblib.load('m.joblib')", "model = LogisticRegression()") + "def learn(X, y):\n"
        "    model.fit(X, y)\n",
        [],
    ),
    "an estimator that is told as missing": (
        TRY.format("model = joblib.load('m.joblib')", "raise RuntimeError(LogisticRegression())"),
        [],
    ),
    "a scaler": (TRY.format("scaler = joblib.load('s.joblib')", "scaler = StandardScaler()"), []),
    "raised": (f"model = Net()\n{TRY.format(FILL, 'raise')}", []),
    "left": (f"model = Net()\n{IF.format(FILL, 'exit(1)')}", []),
    "no model": (TRY.format("model = joblib.load('m.joblib')", "model = None"), []),
    "a flag": (f"model = Net()\n{TRY.format(FILL, 'ready = False')}", []),
    "other weights": (f"model = Net()\n{IF.format(FILL, 'model.load_state_dict(download(url))')}", []),
    "an older model": (TRY.format("model = joblib.load('m')", "model = joblib.load('old')"), []),
    "a library's weights": (TRY.format("model = torch.load('m.pt')", "model = Net(pretrained=True)"), []),
    "to train on": (f"model = Net()\n{IF.format(FILL, 'print(0)')}loss.backward()\n", []),
    "settings": (TRY.format("config = yaml.load(f)", "config = Config()"), []),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_stand_ins(code: str, expected: list[tuple[str, str]]) -> None:
    facts = build(source_from_text(HEAD + code, "app.py"))
    assert [(found.name, found.made) for found in stand_ins.stand_ins(facts)] == expected


def test_a_program_that_predicts_for_nobody() -> None:
    code = HEAD.replace("def predict(", "def shape(") + CASES["never filled"][0]
    assert not list(stand_ins.stand_ins(build(source_from_text(code, "app.py"))))
