"""Models that only notebooks train: which of several is the one that matters, and what it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

TRAINS = """
import joblib, numpy as np
from sklearn.ensemble import RandomForestClassifier
X, y = np.load("x.npy"), np.load("y.npy")
forest = RandomForestClassifier(random_state=0).fit(X, y)
best = forest
"""
SAVES = 'joblib.dump(best, "models/{}.joblib")\n'
SERVES = """
import joblib
def serve(rows):
    return joblib.load("models/{}.joblib").predict(rows)
"""
COPIES = 'import shutil\nfor name in ["{}.joblib"]:\n    shutil.copy("models/" + name, "service")\n'


def told(folder: Path, module: str, *saved: str) -> list[tuple[str, bool, str]]:
    (folder / "pyproject.toml").write_text("[project]\nname='p'\n", encoding="utf-8")
    package = folder / "p"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "service.py").write_text(module, encoding="utf-8")
    for number, name in enumerate(saved):
        cells = [{"cell_type": "code", "source": TRAINS + SAVES.format(name), "outputs": []}]
        (folder / f"{number}.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    found = [at for at in run.findings if at.finding.code == "MLS403"]
    return [(at.path, at.finding.severity == Severity.WARNING, at.finding.message) for at in found]


@pytest.mark.parametrize("module", [SERVES, COPIES], ids=["loaded", "copied"])
def test_what_is_shipped_is_told_the_rest_is_a_note(tmp_path: Path, module: str) -> None:
    found = told(tmp_path, module.format("final"), "first", "final")
    assert [(path, shown) for path, shown, _ in found] == [("0.ipynb", False), ("1.ipynb", True)]
    assert "the model in 'final.joblib'" in found[1][2]


def test_what_nobody_uses_is_a_note(tmp_path: Path) -> None:
    ((path, shown, message),) = told(tmp_path, SERVES.format("other"), "first", "second")
    assert (path, shown) == ("0.ipynb", False)
    assert "the model in 'first.joblib'" in message and message.endswith("(and 1 more: 1.ipynb)")


def test_several_that_are_used_are_told_once(tmp_path: Path) -> None:
    ((_, shown, message),) = told(tmp_path, 'FILES = ["first.joblib", "second.joblib"]\n', "first", "second")
    assert shown
    assert "p/service.py uses what it writes" in message and message.endswith("(and 1 more: 1.ipynb)")


# What stands in the module; whether the training in the notebook is worth a comment.
MODULES = {
    "loads it": (SERVES.format("final"), True),
    "joins its path": ('from pathlib import Path\nMODEL = Path("models") / "final.joblib"\n', True),
    "in an f-string": ('def load(folder):\n    return open(f"{folder}/final.joblib", "rb")\n', True),
    "names another": (SERVES.format("finalist"), False),
    "names it in a text": ('"""The notebook leaves final.joblib for us."""\n', False),
    "names it in a comment": ("# final.joblib is made by hand\nX = 1\n", False),
    "writes it": (SERVES.format("final") + 'import joblib\njoblib.dump({}, "models/final.joblib")\n', False),
    "writes it under a number": (
        SERVES.format("final") + 'import joblib\ndef keep(n):\n    joblib.dump({}, f"models/fina{n}.joblib")\n', False,
    ),
    "trains a classifier as well": (
        SERVES.format("final") + "from sklearn.svm import SVC\ndef train(X, y):\n    return SVC().fit(X, y)\n", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("module", "worth"), MODULES.values(), ids=MODULES)
def test_who_uses_the_model(tmp_path: Path, module: str, worth: bool | None) -> None:
    assert [shown for _, shown, _ in told(tmp_path, module, "final")] == ([] if worth is None else [worth])


@pytest.mark.parametrize(
    ("name", "text", "worth"),
    [
        ("Dockerfile", "FROM python:3.11\nCOPY models/final.joblib /app/\n", True),
        ("config/serve.yaml", "model: models/final.joblib\n", True),
        ("config/serve.yaml", "model: models/final2.joblib\n", False),
        ("notes.md", "We use `models/final.joblib`\n", False),
    ],
)
def test_settings_that_name_the_model(tmp_path: Path, name: str, text: str, worth: bool) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    ((_, shown, _),) = told(tmp_path, "X = 1\n", "final")
    assert shown is worth


@pytest.mark.parametrize(
    ("remark", "worth"),
    [
        ("# Incorrect implementation: DON'T USE", False),
        ("# old version, see train.py", False),
        ("# wrong: scaled twice", False),
        ("# the old customers are in the table as well", True),
        ("# trained on 2023", True),
    ],
)
def test_a_cell_that_is_given_up(tmp_path: Path, remark: str, worth: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "TRAINS", f"{remark}\n{TRAINS}")
    ((_, shown, _),) = told(tmp_path, SERVES.format("final"), "final")
    assert shown is worth


NETWORK = """
import torch
from torch import nn
from torch.utils.data import DataLoader
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
loss_of = nn.CrossEntropyLoss()
opt = torch.optim.Adam(net.parameters())
for x, y in DataLoader(rows, batch_size=8):
    opt.zero_grad()
    loss_of(net(x), y).backward()
    opt.step()
torch.save(net.state_dict(), "models/net0.pt")
"""
LOOP = """
import torch
import torch.nn.functional as F
class Loop:
    def epoch(self):
        for x, y in self.loader:
            {does}
            self.opt.step()
STATE = "net0.pt"
"""


@pytest.mark.parametrize(
    ("does", "told_at_all"),
    [("F.cross_entropy(self.net(x), y).backward()", False), ("self.seen += len(x)", True)],
)
def test_networks_of_one_loss_are_one_training(tmp_path: Path, does: str, told_at_all: bool) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname='p'\n", encoding="utf-8")
    (tmp_path / "p").mkdir()
    (tmp_path / "p/__init__.py").touch()
    (tmp_path / "p/loop.py").write_text(LOOP.replace("{does}", does), encoding="utf-8")
    cells = [{"cell_type": "code", "source": NETWORK, "outputs": []}]
    (tmp_path / "a.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert any(at.finding.code == "MLS403" for at in run.findings) is told_at_all
