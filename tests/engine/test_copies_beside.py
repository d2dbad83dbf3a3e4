"""What a copy beside its original warns of is a note; its errors, and what other files warn of, stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths
from mlsmells.knowledge.copy_names import original_of

NAMES = {
    "a/train_old.py": "a/train.py",
    "train copy.py": "train.py",
    "train copy 2.py": "train.py",
    "train-Copy1.ipynb": "train.ipynb",
    "train (1).ipynb": "train.ipynb",
    "train.bak.py": "train.py",
    "old_train.py": "train.py",
    "Copy of train.ipynb": "train.ipynb",
    "threshold.py": "",
    "photocopy.py": "",
    "old.py": "",
    "train_v2.py": "",
    "older_rows.py": "",
    "f(1).py": "f.py",
}


@pytest.mark.parametrize(("path", "original"), NAMES.items(), ids=NAMES)
def test_names(path: str, original: str) -> None:
    assert original_of(path) == original


WARNS = (
    "import pandas as pd\nfrom sklearn.model_selection import train_test_split\n"
    "def parts():\n    rows = pd.read_csv('rows.csv')\n    return train_test_split(rows, shuffle=True)\n"
)
IS_WRONG = (
    "from sklearn.svm import SVC\nfrom sklearn.metrics import roc_auc_score\n"
    "def rate(X, y, Z, t):\n    model = SVC().fit(X, y)\n    return roc_auc_score(t, model.predict(Z))\n"
)
ORIGINAL = "def parts():\n    return None\n"
LEVELS = {
    "a copy": ({"load.py": ORIGINAL, "load_old.py": WARNS}, "MLS201", Severity.INFO),
    "a copy of a copy": ({"load.py": ORIGINAL, "load_old (1).py": WARNS}, "MLS201", Severity.INFO),
    "the original is gone": ({"load copy.py": WARNS}, "MLS201", Severity.WARNING),
    "the original itself": ({"load.py": WARNS, "load_old.py": ORIGINAL}, "MLS201", Severity.WARNING),
    "another file": ({"load.py": ORIGINAL, "load_rows.py": WARNS}, "MLS201", Severity.WARNING),
    "an error of a copy": ({"load.py": ORIGINAL, "load_old.py": IS_WRONG}, "MLS506", Severity.ERROR),
}


@pytest.mark.parametrize(("files", "code", "level"), LEVELS.values(), ids=LEVELS)
def test_levels(tmp_path: Path, files: dict[str, str], code: str, level: Severity) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.finding.severity for at in run.findings if at.finding.code == code] == [level]
