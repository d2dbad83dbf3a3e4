"""Whose code a file is, and what is said of the code of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.config.third_party import is_third_party
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

MINE, THEIRS = "MIT License\n\nCopyright (c) 2024 Anna\n", "MIT License\n\nCopyright (c) 2019 Ben\n"
# files with their texts; the file asked about; whether others wrote it
TREES: dict[str, tuple[dict[str, str], str, bool]] = {
    "vendor": ({}, "vendor/lib/a.py", True),
    "third_party, deep": ({}, "src/third_party/a.py", True),
    "node_modules": ({}, "ui/node_modules/x/a.py", True),
    "a file of the name": ({}, "vendor.py", False),
    "a longer name": ({}, "vendor_scores/a.py", False),
    "own project below": (
        {"LICENSE": MINE, "requirements.txt": "", "packages/tool/LICENSE": THEIRS, "packages/tool/setup.py": ""},
        "packages/tool/x/a.py", True,
    ),
    "no licence above": (
        {"requirements.txt": "", "tool/LICENSE": THEIRS, "tool/requirements.txt": ""}, "tool/a.py", True,
    ),
    "beside it": (
        {"LICENSE": MINE, "requirements.txt": "", "tool/LICENSE": THEIRS, "tool/setup.py": ""}, "tools/a.py", False,
    ),
    "the same licence in another year": (
        {"LICENSE": MINE, "requirements.txt": "", "model/LICENSE": MINE.replace("4", "2"), "model/setup.py": ""},
        "model/a.py", False,
    ),
    "a licence without settings": ({"LICENSE": MINE, "setup.py": "", "data/LICENSE": THEIRS}, "data/a.py", False),
    "a member of the workspace": (
        {"pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n', "packages/a/LICENSE": MINE,
         "packages/a/pyproject.toml": ""},
        "packages/a/a.py", False,
    ),
    "installed from here": (
        {"pyproject.toml": "[tool.x]\na = {path = './core'}\n", "core/LICENSE": MINE, "core/setup.py": ""},
        "core/a.py", False,
    ),
    "a collection": ({"README.md": "", "churn/LICENSE": MINE, "churn/requirements.txt": ""}, "churn/a.py", False),
}  # fmt: skip


def laid_out(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("files", "path", "others"), TREES.values(), ids=TREES)
def test_whose_it_is(tmp_path: Path, files: dict[str, str], path: str, others: bool) -> None:
    laid_out(tmp_path, files)
    assert is_third_party(tmp_path, path) is others


CODE = """import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
train, test = train_test_split(pd.read_csv("/home/anna/rows.csv"))
scaler = StandardScaler()
model = SVC().fit(scaler.fit_transform(train[["a"]]), train["y"])
print(model.score(scaler.fit_transform(test[["a"]]), test["y"]))
"""


@pytest.mark.parametrize(("path", "hygiene"), [("vendor/x/a.py", Severity.INFO), ("src/x/a.py", Severity.WARNING)])
def test_leaks_stay_and_hygiene_is_a_note(tmp_path: Path, path: str, hygiene: Severity) -> None:
    laid_out(tmp_path, {path: CODE})
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    levels = {at.finding.code: at.finding.severity for at in run.findings}
    assert levels["MLS102"] == Severity.ERROR
    assert levels["MLS301"] == levels["MLS201"] == hygiene


def test_a_level_that_is_written_down_stands(tmp_path: Path) -> None:
    laid_out(tmp_path, {"vendor/a.py": CODE, "mlsmells.yaml": "severity:\n  MLS301: error\n"})
    run = check_paths([tmp_path], load_config(tmp_path), jobs=1)
    assert {at.finding.severity for at in run.findings if at.finding.code == "MLS301"} == {Severity.ERROR}


TUTORIALS = {"requirements.txt": "numpy==2.1.3\n", "plat/README.md": "", "plat/install.sh": ""}


@pytest.mark.parametrize(
    ("files", "others"),
    [
        (TUTORIALS | {"plat/tutorials/a.md": ""}, True),
        (TUTORIALS, False),
        ({"requirements.txt": "", "plat/tutorials/a.md": "", "plat/README.md": ""}, False),
        ({"plat/README.md": "", "plat/install.sh": "", "plat/tutorials/a.md": ""}, False),
    ],
    ids=["with tutorials of its own", "a part without", "installed with the project", "a collection"],
)
def test_a_platform_that_is_carried_along(tmp_path: Path, files: dict[str, str], others: bool) -> None:
    laid_out(tmp_path, files)
    assert is_third_party(tmp_path, "plat/tutorials/a.py") is others
