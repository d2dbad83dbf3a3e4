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


def test_several_of_which_none_is_named_are_told_once(tmp_path: Path) -> None:
    ((path, shown, message),) = told(tmp_path, SERVES.format("other"), "first", "second")
    assert (path, shown) == ("0.ipynb", True)
    assert "the model in 'first.joblib'" in message and message.endswith("(and 1 more: 1.ipynb)")


def test_one_alone_is_told_whatever_it_is_called(tmp_path: Path) -> None:
    ((_, shown, _),) = told(tmp_path, SERVES.format("other"), "first")
    assert shown
