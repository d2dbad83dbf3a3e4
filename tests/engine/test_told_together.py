"""Which findings of one file are told as one: by file, by notebook, by cell or function."""

from __future__ import annotations

import json
from pathlib import Path

from mlsmells.config import load_config
from mlsmells.engine.located import Located
from mlsmells.engine.project import check_paths


def found(folder: Path, code: str, *files: str) -> list[Located]:
    for number, text in enumerate(files):
        (folder / f"job{number}").with_suffix(".ipynb" if text.startswith("{") else ".py").write_text(
            text, encoding="utf-8"
        )
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [at for at in run.findings if at.finding.code == code]


def notebook(*cells: str) -> str:
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": c, "outputs": []} for c in cells]})


LABELS = """
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
model = LogisticRegression().fit(X_train, y_train)
"""
SCORED = "print(roc_auc_score(y_test, model.predict(X_test)))\nprint(roc_auc_score(y_val, model.predict(X_val)))\n"


def test_scores_of_labels_are_told_once_per_file(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS506", LABELS + SCORED)
    assert at.finding.message.endswith("(and 1 more: line 6)")
    assert at.finding.fix is not None and len(at.finding.fix.edits) == 4
    assert len(found(tmp_path, "MLS506", LABELS + SCORED, LABELS + SCORED.replace("X_val", "X_new"))) == 2


KEYS = [f"wandb.login(key='{key * 2}')" for key in ("3f9a1c5e7b2d8f604a6c", "9f1b4c6e8d2a0f7354be")]


def test_credentials_are_told_once_per_notebook(tmp_path: Path) -> None:
    cells = ["import wandb", *KEYS]
    (at,) = found(tmp_path, "MLS409", notebook(*cells))
    assert at.finding.message.endswith("(and 1 more: cell 3 line 1)")


def test_in_a_script_each_credential_is_told(tmp_path: Path) -> None:
    assert len(found(tmp_path, "MLS409", "\n".join(["import wandb", *KEYS]))) == 2


REFIT = """
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
scaler = StandardScaler()
a = scaler.fit_transform(X_train)
"""
AGAIN = ["b = scaler.fit_transform(X_test)", "c = scaler.fit_transform(X_test)"]


def test_refits_of_one_cell_are_one(tmp_path: Path) -> None:
    cells = [REFIT, "\n".join(["print(a)", AGAIN[0], "print(b)", AGAIN[1]])]
    (at,) = found(tmp_path, "MLS102", notebook(*cells))
    assert at.finding.message.endswith("(and 1 more: cell 2 line 4)")


def test_refits_of_two_cells_are_two(tmp_path: Path) -> None:
    cells = [REFIT, *AGAIN]
    assert len(found(tmp_path, "MLS102", notebook(*cells))) == 2


def test_refits_of_one_function_are_one(tmp_path: Path) -> None:
    body = "".join(f"    {line}\n    print({line[0]})\n" for line in AGAIN)
    (at,) = found(tmp_path, "MLS102", REFIT + f"def later():\n{body}later()\n")
    assert at.finding.message.endswith("(and 1 more: line 11)")


def test_refits_of_a_script_are_told_one_by_one(tmp_path: Path) -> None:
    assert len(found(tmp_path, "MLS102", REFIT + "\n".join([AGAIN[0], "print(b)", AGAIN[1]]))) == 2


def test_names_that_a_cell_lacks_are_one(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS402", notebook("a = 1", "print(a)\nprint(left)\nprint(right)", "left = right = 1"))
    assert "(and it lacks 'right')" in at.finding.message and len(at.places) == 2


def test_names_that_two_cells_lack_are_two(tmp_path: Path) -> None:
    cells = ["a = 1", "print(left)", "print(right)", "left = right = 1"]
    assert len(found(tmp_path, "MLS402", notebook(*cells))) == 2


SPLIT = """
import joblib
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
X, y = np.load("x.npy"), np.load("y.npy")
X_train, X_test, y_train, y_test = train_test_split(X, y)
"""
FOREST = "forest = RandomForestClassifier().fit(X_train, y_train)\njoblib.dump(forest, 'forest.joblib')\n"
SEEDED = FOREST.replace("()", "(random_state=0)", 1)
CLOCK = "import time\n" + SPLIT.replace("(X, y)\n", "(X, y, random_state=int(time.time()))\n")


def test_an_unseeded_split_is_a_place_of_the_unseeded_program(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS202", SPLIT + FOREST)
    assert at.finding.message.endswith("(and 1 more: line 7)")
    assert [(each.finding.code, each.line) for each in at.places] == [("MLS202", 8), ("MLS201", 7)]
    assert not found(tmp_path, "MLS201")


def test_a_split_with_another_cause_or_alone_stands(tmp_path: Path) -> None:
    assert [at.line for at in found(tmp_path, "MLS201", SPLIT + SEEDED)] == [7]
    assert [at.line for at in found(tmp_path, "MLS201", CLOCK + FOREST)] == [8]


def test_unseeded_splits_are_told_once_per_file_and_from_three_files_on_once(tmp_path: Path) -> None:
    again = "a, b = train_test_split(X_train)\n"
    (at,) = found(tmp_path, "MLS201", SPLIT + again + SEEDED)
    assert at.finding.message.endswith("(and 1 more: line 8)")
    assert len(found(tmp_path, "MLS201", SPLIT + SEEDED, SPLIT + SEEDED)) == 2
    (at,) = found(tmp_path, "MLS201", *[SPLIT + SEEDED] * 3)
    assert len(at.places) == 3


TUNED = """
import optuna
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
OBJECTIVE = """
def objective{0}(trial):
    model = KNeighborsClassifier(trial.suggest_int("k", 1, 30)).fit(X_train, y_train)
    return model.score(X_test, y_test)
study{0} = optuna.create_study()
study{0}.optimize(objective{0}, n_trials=9)
print(study{0}.best_params)
"""
AGAIN_CUT = "X_train, X_test, y_train, y_test = train_test_split(Z, z, random_state=0)\n"


def test_searches_on_the_same_rows_are_one(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS108", TUNED + OBJECTIVE.format(1) + OBJECTIVE.format(2))
    assert len(at.places) == 2


def test_searches_on_other_rows_are_two(tmp_path: Path) -> None:
    code = TUNED + OBJECTIVE.format(1) + AGAIN_CUT + OBJECTIVE.format(2)
    assert len(found(tmp_path, "MLS108", code)) == 2
