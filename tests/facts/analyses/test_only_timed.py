"""Programs that train without a seed, to see how long it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
CODE = """
import time
import torch
from torch import nn
model = nn.Linear(8, 2)
optimizer = torch.optim.Adam(model.parameters())
start = {clock}
for x, y in loader:
    loss = nn.functional.cross_entropy(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print({clock} - start)
"""
TIMED = CODE.format(clock="time.time()")
SCORE = "from sklearn.metrics import accuracy_score\nprint(accuracy_score(y_test, model(X_test).argmax(1)))\n"
LEVELS = {
    "it measures time": ("profile_epochs.py", TIMED, "INFO"),
    "as its first words say": ("epochs.py", '"""Benchmark of one epoch."""\n' + TIMED, "INFO"),
    "it trains, and tells how long it took": ("train.py", TIMED, "WARNING"),
    "no clock": ("profile_epochs.py", CODE.format(clock="0"), "WARNING"),
    "it keeps the model": ("profile_epochs.py", TIMED + "torch.save(model.state_dict(), 'm.pt')\n", "WARNING"),
    "it scores as well": ("benchmark.py", TIMED + SCORE, "WARNING"),
}


@pytest.mark.parametrize(("name", "code", "level"), LEVELS.values(), ids=LEVELS)
def test_level(name: str, code: str, level: str) -> None:
    found = check_source(source_from_text(code, name), CONFIG).findings
    assert [f.severity.name for f in found if f.code == "MLS202"] == [level]
