"""Each window, row or sample scaled by itself: there is nothing to reuse; parts scaled by themselves are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
"""
READ = """X, y = np.load("x.npy"), np.load("y.npy")
"""
SPLIT = (
    READ
    + """X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
)
FRAMES = """df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
SCORED = """model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
print(accuracy_score(y_test, model.predict(X_test)))
"""
# {name of the case: program}; ``# here`` ends the lines that are reported.
CASES = {
    "windows, each with a scaler of its own": """raw = pd.read_csv("a.csv").values
y = np.load("y.npy")
X = []
for i in range(len(raw) - 9):
    tmp = raw[i : i + 10, :]
    scaler = MinMaxScaler()
    tmp = scaler.fit_transform(tmp)
    X.append(tmp)
X = np.array(X).reshape(len(X), -1)
model = RandomForestClassifier(random_state=0).fit(X[:800], y[:800])
new = pd.read_csv("new.csv").values
scaler = MinMaxScaler()
new = scaler.fit_transform(new)
print(accuracy_score(np.load("t.npy"), model.predict(new.reshape(1, -1))))
""",
    "rows, one after the other": SPLIT
    + """scaler = StandardScaler()
for i in range(len(X_train)):
    X_train[i] = scaler.fit_transform(X_train[i].reshape(-1, 1)).ravel()
for i in range(len(X_test)):
    X_test[i] = scaler.fit_transform(X_test[i].reshape(-1, 1)).ravel()
"""
    + SCORED,
    "samples of a comprehension": SPLIT
    + """X_train = np.array([StandardScaler().fit_transform(w.reshape(-1, 1)).ravel() for w in X_train])
X_test = np.array([StandardScaler().fit_transform(w.reshape(-1, 1)).ravel() for w in X_test])
"""
    + SCORED,
    "a helper for each row of a loop": """def normalise(window):
    return MinMaxScaler().fit_transform(window)
def build(rows):
    out = []
    for row in rows:
        out.append(normalise(row))
    return np.stack(out)
"""
    + SPLIT
    + """X_train = build(X_train)
X_test = build(X_test)
"""
    + SCORED,
    "the columns of X.T": SPLIT
    + """s = StandardScaler()
X_train = s.fit_transform(X_train.T).T
X_test = s.fit_transform(X_test.T).T
"""
    + SCORED,
    "a function that scales each sample": SPLIT
    + """def scaled(values):
    out = np.zeros_like(values)
    for k, sample in enumerate(values):
        sc = StandardScaler()
        sc.fit(sample.reshape(-1, 1))
        out[k] = sc.transform(sample.reshape(-1, 1)).ravel()
    return out
model = RandomForestClassifier(random_state=0).fit(scaled(X_train), y_train)
print(accuracy_score(y_test, model.predict(scaled(X_test))))
""",
    "a helper for the row of a position": """def scale(w):
    s = StandardScaler()
    return s.fit_transform(w.reshape(-1, 1)).ravel()
"""
    + SPLIT
    + """for i in range(len(X_train)):
    X_train[i] = scale(X_train[i])
for i in range(len(X_test)):
    X_test[i] = scale(X_test[i])
"""
    + SCORED,
    "rows of a comprehension, by their number": SPLIT
    + "s = StandardScaler()\n"
    + "X_train = np.array([s.fit_transform(X_train[i].reshape(-1, 1)).ravel() for i in range(len(X_train))])\n"
    + "X_test = np.array([s.fit_transform(X_test[i].reshape(-1, 1)).ravel() for i in range(len(X_test))])\n"
    + SCORED,
    "rows of a map": SPLIT
    + "s = StandardScaler()\n"
    + "X_train = np.asarray(list(map(lambda w: s.fit_transform(w.reshape(-1, 1)).ravel(), X_train)))\n"
    + "X_test = np.asarray(list(map(lambda w: s.fit_transform(w.reshape(-1, 1)).ravel(), X_test)))\n"
    + SCORED,
    "windows of a while loop": SPLIT
    + "k, s = 0, MinMaxScaler()\nwhile k < len(X_train):\n"
    + "    X_train[k] = s.fit_transform(X_train[k].reshape(-1, 1)).ravel()\n    k += 1\n"
    + "X_test[0] = s.fit_transform(X_test[0].reshape(-1, 1)).ravel()\n"
    + SCORED,
    "channels of a comprehension": SPLIT
    + "s = StandardScaler()\n"
    + "X_train = np.stack([s.fit_transform(X_train[:, [i]]).ravel() for i in range(X_train.shape[1])], axis=1)\n"
    + "X_test = np.stack([s.fit_transform(X_test[:, [i]]).ravel() for i in range(X_test.shape[1])], axis=1)  # here\n"
    + SCORED,
    "parts of a comprehension": SPLIT
    + "s = StandardScaler()\n"
    + "X_train, X_test = [s.fit_transform(p) for p in (X_train, X_test)]  # here\n"
    + SCORED,
    "both parts in one loop": FRAMES
    + """s = StandardScaler()
for part in (X_train, X_test):
    part[["a", "b"]] = s.fit_transform(part[["a", "b"]])  # here
"""
    + SCORED,
    "column after column": FRAMES
    + """s = StandardScaler()
for c in ["a", "b"]:
    X_train[c] = s.fit_transform(X_train[[c]])
    X_test[c] = s.fit_transform(X_test[[c]])  # here
"""
    + SCORED,
    "channels, by their number": SPLIT
    + """for c in range(X_train.shape[1]):
    s = StandardScaler()
    X_train[:, c] = s.fit_transform(X_train[:, c])
    X_test[:, c] = s.fit_transform(X_test[:, c])  # here
"""
    + SCORED,
    "parts of folds": """X, y = np.load("x.npy"), np.load("y.npy")
out = []
for tr, te in KFold(5).split(X):
    a = StandardScaler().fit_transform(X[tr])
    b = StandardScaler().fit_transform(X[te])  # here
    m = RandomForestClassifier(random_state=0).fit(a, y[tr])
    out.append(accuracy_score(y[te], m.predict(b)))
print(np.mean(out), np.std(out))
""",
    "test rows one by one, with the scaler of all training rows": SPLIT
    + """s = StandardScaler()
X_train = s.fit_transform(X_train)
model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
hits = 0
for i in range(len(X_test)):
    row = s.fit_transform(X_test[i].reshape(1, -1))  # here
    hits += model.predict(row)[0] == y_test[i]
print(hits / len(y_test))
""",
    "a helper for each part": """def scale(rows):
    return StandardScaler().fit_transform(rows)
"""
    + SPLIT
    + """model = RandomForestClassifier(random_state=0).fit(scale(X_train), y_train)
print(accuracy_score(y_test, model.predict(scale(X_test))))  # here
""",
    "a split for each seed": """df = pd.read_csv("a.csv")
X, y = df[["a", "b"]].values, df["t"].values
scores = []
for seed in range(5):
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
    s = StandardScaler()
    X_train = s.fit_transform(X_train)
    X_test = s.fit_transform(X_test)  # here
    model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    scores.append(accuracy_score(y_test, model.predict(X_test)))
print(np.mean(scores), np.std(scores))
""",
    "a helper for each channel": """def scale(w):
    s = StandardScaler()
    return s.fit_transform(w.reshape(-1, 1)).ravel()
"""
    + SPLIT
    + """for c in range(X_train.shape[1]):
    X_train[:, c] = scale(X_train[:, c])
for c in range(X_test.shape[1]):
    X_test[:, c] = scale(X_test[:, c])  # here
"""
    + SCORED,
    "columns of each part in a loop of its own": FRAMES
    + """s = StandardScaler()
cols = ["a", "b"]
for c in cols:
    X_train[c] = s.fit_transform(X_train[c].values.reshape(-1, 1))
for c in cols:
    X_test[c] = s.fit_transform(X_test[c].values.reshape(-1, 1))  # here
"""
    + SCORED,
}


@pytest.mark.parametrize("program", CASES.values(), ids=CASES)
def test_each_alone(program: str) -> None:
    wanted = [n for n, line in enumerate((HEAD + program).splitlines(), 1) if line.endswith("# here")]
    found = check_source(source_from_text(HEAD + program, "train.py"), CONFIG).findings
    assert [f.span.line for f in found if f.code == "MLS102"] == wanted


NETWORK = """import torch
net = torch.nn.Linear(3, 4)
X, y = np.load("x.npy"), np.load("y.npy")
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
def logits(rows):
    with torch.no_grad():
        return net(torch.tensor(rows)).cpu().numpy()
def softmax(out):
    e = np.exp(out - out.max({along}))
    return e / e.sum(axis=1, keepdims=True)
X_train, X_test = softmax(logits(X_train)), softmax(logits(X_test))
"""


@pytest.mark.parametrize(
    ("along", "told"),
    [
        ("axis=1, keepdims=True", 0),  # a softmax: the largest of each row
        ("axis=-1, keepdims=True", 0),
        ("-1, keepdims=True", 0),
        ("axis=0, keepdims=True", 1),
        ("", 1),
    ],
)
def test_what_a_network_gives(along: str, told: int) -> None:
    program = HEAD + NETWORK.format(along=along) + SCORED
    found = check_source(source_from_text(program, "train.py"), CONFIG).findings
    assert sum(f.code == "MLS102" for f in found) == told


SIDEWAYS = """X, y = np.load("x.npy"), np.load("y.npy")
X = StandardScaler().fit_transform({given}){after}
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""


@pytest.mark.parametrize(
    ("given", "after", "told"),
    [
        ("X.T", ".T", 0),
        ("X.transpose()", ".T", 0),
        ("X.T", "", 1),  # the samples were the columns of the file
        ("X", "", 1),
    ],
)
def test_sideways(given: str, after: str, told: int) -> None:
    program = HEAD + SIDEWAYS.format(given=given, after=after) + SCORED
    found = check_source(source_from_text(program, "train.py"), CONFIG).findings
    assert sum(f.code == "MLS103" for f in found) == told
