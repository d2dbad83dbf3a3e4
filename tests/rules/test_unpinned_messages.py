"""Unpinned packages: a message names those of the file it stands at, and counts those of others."""

from __future__ import annotations

from pathlib import Path

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

TRAIN = "from sklearn.linear_model import LogisticRegression\nLogisticRegression().fit([[1], [2]], [0, 1])\n"
STEPS = """
from kfp.dsl import component

@component(packages_to_install=["pandas"])
def read():
    pass

@component(packages_to_install=["torch", "optuna"])
def train():
    pass
"""


def messages(folder: Path, **files: str) -> list[str]:
    for name, text in {"train.py": TRAIN, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [at.finding.message for at in run.findings if at.finding.code == "MLS214"]


def test_packages_of_two_files(tmp_path: Path) -> None:
    files = {"requirements.txt": "numpy\npandas\n", "study/requirements.txt": "xgboost\npandas\n"}
    (told,) = messages(tmp_path, **files)
    assert told.startswith("2 ML packages") and "xgboost" not in told
    assert "; 1 more in study/requirements.txt" in told


def test_packages_of_one_file(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"requirements.txt": "numpy\nxgboost\n"})
    assert "(numpy, xgboost)" in told


def test_each_step_names_its_own(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"steps.py": STEPS})
    assert "installs pandas in" in told and ", as does 1 more of this file" in told
