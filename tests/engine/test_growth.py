"""The work grows as the program does: four times the lines, about four times the calls.

Calls are counted rather than seconds: they are the same on every machine. What grows with the square of the lines would
be sixteen times as much.
"""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core.rule import PROJECT
from mlsmells.engine.project import check_one
from mlsmells.sources import source_from_text

HEAD = """import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import torch
from torch import nn
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, TimeSeriesSplit, train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["label"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
"""
# Lines of a program, each shape with what people repeat: {0} is a number.
SHAPES = {
    "a notebook's steps": """
df_{0} = pd.read_csv("d_{0}.csv").dropna()
df_{0}["r"] = df_{0}["a"] / df_{0}["b"]
X_{0}, y_{0} = df_{0}.drop(columns="label"), df_{0}["label"]
a_{0}, b_{0}, c_{0}, d_{0} = train_test_split(X_{0}, y_{0}, random_state={0})
s_{0} = StandardScaler().fit(a_{0})
m_{0} = LogisticRegression().fit(s_{0}.transform(a_{0}), c_{0})
print("accuracy of {0}", accuracy_score(d_{0}, m_{0}.predict(s_{0}.transform(b_{0}))))
plt.title("Random forest {0}")
""",
    "models on one split": """
rf_{0} = (RandomForestClassifier if {0} % 2 else LogisticRegression)()
lr_{0} = LogisticRegression(C={0}).fit(X_train, y_train)
pred_{0} = lr_{0}.predict(X_test)
acc_{0} = accuracy_score(y_test, pred_{0})
print("Random forest", acc_{0}, "logistic regression", {0})
g_{0} = GridSearchCV(LogisticRegression(), {{"C": [1, {0}]}}, cv=5).fit(X_train, y_train)
print(g_{0}.best_params_, g_{0}.score(X_test, y_test))
""",
    "columns of one table": """
df["c_{0}"] = df["a"] * {0} + df["b"].mean()
df["d_{0}"] = df["c_{0}"].fillna(df["c_{0}"].median())
df = df[df["c_{0}"] > {0}]
""",
    "networks and loops": """
class Net{0}(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, {0})
    def forward(self, x):
        return torch.softmax(self.a(x), dim=1)

def train_{0}(loader):
    net = Net{0}()
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    for epoch in range(10):
        for x, y in loader:
            opt.zero_grad()
            loss = nn.CrossEntropyLoss()(net(x), y)
            loss.backward()
            opt.step()

train_{0}(torch.utils.data.DataLoader(data, shuffle=True))
""",
    "helpers": """
def clean_{0}(table, columns=None):
    for name in columns or list(table.columns):
        table[name] = table[name].fillna(0)
    return table.dropna(subset=columns)

out_{0} = clean_{0}(df).sample(frac=1)
out_{0}.to_csv("out_{0}.csv")
np.random.shuffle(out_{0}["a"].values)
""",
}
FEW, TIMES = 12, 4
# What a table has been through is remembered by column, so a little more than four.
MOST = 5.5


def calls(shape: str, number: int, folder: Path) -> int:
    text = HEAD + "".join(SHAPES[shape].format(at) for at in range(number))
    source, config = source_from_text(text, "program.py"), load_config(folder, isolated=True)
    profile = cProfile.Profile()
    profile.enable()
    checked = check_one(source, config, PROJECT)
    profile.disable()
    assert checked.whole
    return sum(primitive for primitive, *_ in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_program_does(shape: str, tmp_path: Path) -> None:
    calls(shape, 1, tmp_path)  # what is read once
    none, few, many = (calls(shape, number, tmp_path) for number in (0, FEW, FEW * TIMES))
    assert (many - none) / (few - none) < MOST
