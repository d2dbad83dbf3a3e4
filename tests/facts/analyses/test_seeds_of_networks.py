"""Seeds of networks: weights that are loaded over, the seeds of an old Keras, and a seed that is the time."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

TORCH = """
import numpy as np
import torch
from sklearn.linear_model import SGDClassifier
net = torch.nn.Linear(4, 2)
{more}
rows = net(torch.ones(3, 4)).detach().numpy()
SGDClassifier(random_state=1).fit(rows, [0, 1, 0])
"""
NETWORKS = {
    "loaded over": ("net.load_state_dict(torch.load('net.pt'))", set()),
    "loaded where there is one": ("if rows_known:\n    net.load_state_dict(torch.load('net.pt'))", set()),
    "loaded into another": ("other = torch.nn.Linear(4, 2)\nother.load_state_dict(torch.load('n.pt'))", {"MLS202"}),
    "as it was drawn": ("", {"MLS202"}),
    "loaded at once, and trained on": (
        "net.load_state_dict(torch.load('net.pt'))\nbest = torch.optim.SGD(net.parameters(), lr=1)",
        set(),
    ),
    "loaded perhaps, and trained on": (
        "if rows_known:\n    net.load_state_dict(torch.load('net.pt'))\nbest = torch.optim.SGD(net.parameters(), lr=1)",
        {"MLS202"},
    ),
    "loaded in part, and trained on": (
        "net.load_state_dict(torch.load('net.pt'), strict=False)\nbest = torch.optim.SGD(net.parameters(), lr=1)",
        {"MLS202"},
    ),
    "copied": ("with torch.no_grad():\n    net.weight.copy_(torch.ones(2, 4))\n    net.bias.zero_()", set()),
    "copied, and its bias drawn": ("with torch.no_grad():\n    net.weight.copy_(torch.ones(2, 4))", {"MLS202"}),
}
BUNDLE = """
import torch
def load_bundle(path):
    net = torch.nn.GRU(3, 4)
    {more}
    return net
"""
RETRAIN = """
import torch
from bundle import load_bundle
old = load_bundle("a.pt")
torch.manual_seed(1)
net = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for x, y in rows:
    optimizer.zero_grad()
    loss = ((net(x) - y) ** 2).mean()
    loss.backward()
    optimizer.step()
print(old(x), net(x))
"""
KERAS = """
import numpy as np
from {keras}models import Sequential
from {keras}layers import Dense
np.random.seed(7)
model = Sequential()
model.add(Dense(12, input_dim=8))
model.compile(loss='mse', optimizer='adam')
model.fit(np.load('x.npy'), np.load('y.npy'), {epochs}=9)
"""
OLD = {
    "Keras 1": ("keras.", "nb_epoch", "", set()),
    "pinned with it": ("keras.", "epochs", "keras==2.2.4\ntensorflow==1.14\n", set()),
    "any Keras": ("keras.", "epochs", "", {"MLS204"}),
    "that of TensorFlow": ("tensorflow.keras.", "epochs", "tensorflow==1.14\n", {"MLS204"}),
    "a later one": ("keras.", "epochs", "tensorflow==2.9\n", {"MLS204"}),
}
SPLIT = """
import time
from datetime import datetime
from sklearn.model_selection import train_test_split
SEED = 3
now = int(time.time())
train, test = train_test_split([[1], [2], [3]], random_state={seed})
"""


def codes(folder: Path, code: str) -> set[str]:
    (folder / "train.py").write_text(code, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return {at.finding.code for at in run.findings} & {"MLS201", "MLS202", "MLS204"}


@pytest.mark.parametrize(("more", "expected"), NETWORKS.values(), ids=NETWORKS)
def test_loaded_weights(tmp_path: Path, more: str, expected: set[str]) -> None:
    assert codes(tmp_path, TORCH.format(more=more)) == expected


@pytest.mark.parametrize(
    ("more", "expected"), [("net.load_state_dict(torch.load(path))", set()), ("print(path)", {"MLS204"})]
)
def test_loaded_in_another_module(tmp_path: Path, more: str, expected: set[str]) -> None:
    (tmp_path / "bundle.py").write_text(BUNDLE.replace("{more}", more), encoding="utf-8")
    assert codes(tmp_path, RETRAIN) == expected


@pytest.mark.parametrize(("keras", "epochs", "pins", "expected"), OLD.values(), ids=OLD)
def test_old_keras(tmp_path: Path, keras: str, epochs: str, pins: str, expected: set[str]) -> None:
    (tmp_path / "requirements.txt").write_text(pins, encoding="utf-8")
    assert codes(tmp_path, KERAS.format(keras=keras, epochs=epochs)) == expected


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("int(time.time())", {"MLS201"}),
        ("datetime.now().microsecond", {"MLS201"}),
        ("int(datetime.now().timestamp())", {"MLS201"}),
        ("now", set()),  # it has a name, and may be logged
        ("SEED", set()),
        ("int('3')", set()),
    ],
)
def test_the_time_is_no_seed(tmp_path: Path, seed: str, expected: set[str]) -> None:
    assert codes(tmp_path, SPLIT.format(seed=seed)) == expected
