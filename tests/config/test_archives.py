"""What says that it is put aside, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.config.archives import is_archived
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

ASIDE = (
    "scripts/arch/bert.py", "archive/a.py", "src/Archive/a.ipynb", "old/a.py", "old_scripts/a.py",
    "models_old/train.py", "x/legacy/deep/a.py", "deprecated/a.py", "backup-2020/a.py", "attic/a.py", "unused/a.py",
    "bak/a.py", "temp/train.py", "src/tmp/a.ipynb", "scratch/a.py", "temp2/deep/a.py",
    "train_old.py", "src/train.bak.py", "analysis_bak.py", "fit_old2.py", "unused_model.py", "old_train.py",
    "kernels/Jane_Doe_kernel.py", "public_kernels/a.py",
)  # fmt: skip
LIVE = (
    "models/arch/resnet.py", "archs/a.py", "architecture/a.py", "src/threshold.py", "household/a.py", "hold_out/a.py",
    "legacy_loader.py", "backup_model.py", "years_old.py", "old_faithful.py", "archive_results.py", "fold/a.py",
    "temp_model/a.py", "from_scratch/a.py", "templates/a.py", "temperature/a.py", "temp.py",
    "svm_kernel.py", "Gaussian_kernel.py", "golden/a.py", "train.py",
)  # fmt: skip


@pytest.mark.parametrize("path", ASIDE)
def test_put_aside(tmp_path: Path, path: str) -> None:
    assert is_archived(tmp_path, path)


@pytest.mark.parametrize("path", LIVE)
def test_live(tmp_path: Path, path: str) -> None:
    assert not is_archived(tmp_path, path)


VERSIONS = [
    ("train_v1.py", "train_v2.py", True), ("train_v2.py", "train_v1.py", False), ("train_v1.py", "train_v1.txt", False),
    ("train_v1.py", "predict_v2.py", False), ("train_v9.py", "train_v10.py", True),
    ("v1/train.py", "v2/train.py", True),
    ("v1/deep/train.py", "v2/train.py", True), ("pipeline-v1.0/a.ipynb", "pipeline-v1.1/a.ipynb", True),
    ("job_version1.ipynb", "job_version2.ipynb", True), ("v1/train.py", "v2.py", False),
    ("v1/train.py", "v1/a.py", False),
    ("api/v1/app.py", "api/v2/app.py", False), ("service_v1.py", "service_v2.py", False),
    ("yolo_v3.py", "yolo_v5.py", False), ("models/block_v1.py", "models/block_v2.py", False),
    ("train.py", "train_v2.py", False), ("survey1.py", "survey2.py", False),
]  # fmt: skip


@pytest.mark.parametrize(("path", "beside", "aside"), VERSIONS)
def test_earlier_versions(tmp_path: Path, path: str, beside: str, aside: bool) -> None:
    for name in (path, beside):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert is_archived(tmp_path, path) == aside


def test_a_package_of_architectures(tmp_path: Path) -> None:
    (tmp_path / "pkg/arch").mkdir(parents=True)
    (tmp_path / "pkg/arch/__init__.py").touch()
    assert not is_archived(tmp_path, "pkg/arch/unet.py")


CODE = """import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split
train, test = train_test_split(pd.read_csv("/home/anna/{name}/rows.csv"))
scaler = StandardScaler()
model = RandomForestClassifier().fit(scaler.fit_transform(train[["a"]]), train["y"])
print(model.score(scaler.fit_transform(test[["a"]]), test["y"]))
"""


def test_hygiene_is_a_note_there_and_leaks_stay(tmp_path: Path) -> None:
    for folder in ("arch", "live"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.py").write_text(CODE.replace("{name}", folder), encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    levels = {(at.path, at.finding.code): at.finding.severity for at in run.findings}
    assert levels["arch/a.py", "MLS301"] == levels["arch/a.py", "MLS202"] == Severity.INFO
    assert levels["live/a.py", "MLS301"] == levels["live/a.py", "MLS202"] == Severity.WARNING
    errors = [at for at in run.findings if at.finding.code == "MLS102"]
    assert {at.finding.severity for at in errors} == {Severity.ERROR}
    assert {place.path for at in errors for place in at.places or (at,)} == {"arch/a.py", "live/a.py"}
