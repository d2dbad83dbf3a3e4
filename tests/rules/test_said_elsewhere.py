"""What another finding says already, what is retired, and what is only habit: silent or a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

BALANCED = """import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
df = pd.read_csv("rows.csv")
X, y = df.drop(columns="y"), df["y"]
{before}
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
{after}
model = SVC(){more}.fit(X_train, y_train)
print(accuracy_score(y_test, model.predict(X_test)))
"""
SAMPLER = "smote = SMOTE(random_state=0)\n{0}, {1} = smote.fit_resample({0}, {1})"
BEFORE, AFTER = SAMPLER.format("X", "y"), SAMPLER.format("X_train", "y_train")
SEEDS = """import os
import random
import numpy as np
import torch

def set_seed(seed):
    {python}
    np.random.seed(seed)
    torch.manual_seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
{more}"""
STEP = """import pandas as pd
from kfp import dsl

@dsl.component(base_image="python:3.11", packages_to_install=["pandas", "torch"])
def train(path: str) -> None:
    print(pd.read_csv(path))
"""
# code, file, text; then the levels at which it is reported
CASES: dict[str, tuple[str, str, str, list[Severity]]] = {
    "sampler before the split": ("MLS508", "a.py", BALANCED.format(before=BEFORE, after="", more=""), []),
    "sampler after the split": (
        "MLS508", "a.py", BALANCED.format(before="", after=AFTER, more=""), [Severity.WARNING],
    ),
    "everything is seeded": ("MLS210", "a.py", SEEDS.format(python="random.seed(seed)", more=""), [Severity.INFO]),
    "Python and NumPy are seeded": (
        "MLS210", "a.py",
        SEEDS.format(python="random.seed(seed)", more="").replace("torch.manual_seed(seed)", "pass"), [Severity.INFO],
    ),
    "Python is not seeded": ("MLS210", "a.py", SEEDS.format(python="pass", more=""), [Severity.WARNING]),
    "something hashes": (
        "MLS210", "a.py", SEEDS.format(python="random.seed(seed)", more="print(hash('a') % 7)\n"), [Severity.WARNING],
    ),
    "by itself": (
        "MLS210", "a.py", 'import os\nimport torch\nos.environ["PYTHONHASHSEED"] = "0"\ntorch.manual_seed(0)\n',
        [Severity.WARNING],
    ),
    "a step in use": ("MLS214", "pipeline.py", STEP, [Severity.WARNING]),
    "a retired step": ("MLS214", "pipeline_archive.py", STEP, []),
    "a step in a retired folder": ("MLS214", "deprecated/pipeline.py", STEP, []),
    "a name that holds the word": ("MLS214", "archiver.py", STEP, [Severity.WARNING]),
}  # fmt: skip


@pytest.mark.parametrize(("code", "file", "text", "levels"), CASES.values(), ids=CASES)
def test_levels(tmp_path: Path, code: str, file: str, text: str, levels: list[Severity]) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.finding.severity for at in run.findings if at.finding.code == code] == levels


def test_the_leak_itself_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BALANCED.format(before=BEFORE, after="", more=""), encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert "MLS105" in {at.finding.code for at in run.findings}
