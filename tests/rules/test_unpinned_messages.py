"""Unpinned packages: each is a place of its own, and they are told as one."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert told.startswith("numpy has no fixed version") and told.endswith("(and 2 more: study/requirements.txt)")


def test_packages_of_one_file(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"requirements.txt": "numpy\nxgboost\n"})
    assert told.startswith("numpy has no fixed version") and told.endswith("(and 1 more: line 2)")


def test_each_step_names_its_own(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"steps.py": STEPS})
    assert "installs pandas in" in told and ", as does 1 more of this file" in told


def step(*packages: str) -> str:
    return f"from kfp.dsl import component\n@component(packages_to_install={list(packages)})\ndef a():\n    pass\n"


def test_a_step_with_limits_takes_no_newest(tmp_path: Path) -> None:
    assert messages(tmp_path, **{"steps.py": step("pandas~=1.4.2", "numpy<2", "torch==2.*", "xgboost==2.0.1")}) == []


def test_a_step_names_what_is_bare(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"steps.py": step("pandas~=1.4.2", "numpy", "torch>=2", "xgboost<3")})
    assert "installs numpy, torch in" in told


def test_patch_releases_are_pins(tmp_path: Path) -> None:
    assert messages(tmp_path, **{"requirements.txt": "numpy~=1.26.4\npandas==2.2.*\n"}) == []


def test_wider_ranges_are_none(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"requirements.txt": "numpy~=1.26\npandas>=2,<3\ntorch>=1.4\nxgboost==2.0.1\n"})
    assert told.startswith("numpy ") and told.endswith("(and 2 more: line 2, line 3)")


@pytest.mark.parametrize(("files", "level"), [
    ({"requirements.txt": "numpy>=1.24,<3\npandas>=2,<3\n"}, "info"),
    ({"requirements.txt": "numpy>=1.24,<3\npandas>=2\n"}, "warning"),
    ({"requirements.txt": "numpy\npandas\nscikit-learn==1.5.2\n"}, "info"),
    ({"requirements.txt": "numpy\nxgboost\nscikit-learn==1.5.2\n"}, "warning"),
    ({"requirements.txt": "numpy\npandas\nscikit-learn\n"}, "warning"),
    ({"requirements.txt": "numpy\npandas\n", "app/requirements.txt": "scikit-learn==1.5.2\n"}, "warning"),
])  # fmt: skip
def test_what_somebody_has_decided_is_a_note(tmp_path: Path, files: dict[str, str], level: str) -> None:
    for name, text in {"train.py": TRAIN, **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [str(at.finding.severity) for at in run.findings if at.finding.code == "MLS214"] == [level]


def test_packages_and_an_image_that_moves_are_one(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "numpy\nxgboost\n",
        "Dockerfile": "FROM python:latest\nRUN pip install git+https://x.org/y\n",
    }
    (told,) = messages(tmp_path, **files)
    assert told.startswith("numpy ") and told.endswith("(and 3 more: Dockerfile)")


@pytest.mark.parametrize(("script", "level"), [("install.sh", "info"), ("run.sh", "warning")])
def test_images_of_a_platform_that_is_carried_along(tmp_path: Path, script: str, level: str) -> None:
    platform = {"plat/README.md": "x", f"plat/{script}": "x", "plat/tutorials/a.md": "x"}
    image = {"plat/docker/Dockerfile": "FROM python:3.11\nRUN pip install numpy pandas\n"}
    files = {"requirements.txt": "scikit-learn==1.5.2\n", **platform, **image}
    for name, text in {"train.py": TRAIN, **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [str(at.finding.severity) for at in run.findings if at.finding.code == "MLS214"] == [level]


LOOP = """
import torch
from torch import nn
class Trainer:
    def __init__(self, model, loader):
        self.model, self.loader = model, loader
    def run(self):
        for x, y in self.loader:
            self.model(x).backward()
if __name__ == "__main__":
    net = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 1))
    Trainer(net, None).run()
"""


def test_networks_that_train_themselves(tmp_path: Path) -> None:
    (told,) = messages(tmp_path, **{"train.py": LOOP, "requirements.txt": "torch>=1.4.0\nnumpy>=1.14.0\npandas\n"})
    assert told.startswith("torch ") and told.endswith("(and 2 more: line 2, line 3)")


def test_a_new_package_is_new_beside_accepted_ones(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from mlsmells.cli import main

    assert messages(tmp_path, **{"requirements.txt": "numpy\nxgboost\n"})
    assert CliRunner().invoke(main, ["accept", str(tmp_path)]).exit_code == 0

    def fresh() -> list[int]:
        run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
        return [at.line for at in run.findings if at.finding.code == "MLS214" and not at.accepted]

    assert fresh() == []
    (tmp_path / "requirements.txt").write_text("numpy\nxgboost\ntorch\n", encoding="utf-8")
    assert fresh() == [3]
    (tmp_path / "requirements.txt").write_text("numpy==2.1.0\nxgboost\n", encoding="utf-8")
    assert fresh() == []


PACKAGE = '[project]\nname = "study"\nversion = "0.1.0"\ndependencies = [{0}]\n'
BUILT = '\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
RANGES = '"numpy>=1.26,<2.0", "scikit-learn>=1.3"'
LEVELS = {
    "ranges of a package that is installed": ({"pyproject.toml": PACKAGE.format(RANGES) + BUILT}, "INFO"),
    "ranges of a program": ({"pyproject.toml": PACKAGE.format(RANGES)}, "WARNING"),
    "no range at all": ({"pyproject.toml": PACKAGE.format('"scikit-learn"') + BUILT}, "WARNING"),
    "requirements beside the package": (
        {"pyproject.toml": PACKAGE.format(RANGES) + BUILT, "requirements.txt": "scikit-learn>=1.3\nxgboost\n"},
        "WARNING",
    ),
}


@pytest.mark.parametrize(("files", "level"), LEVELS.values(), ids=LEVELS)
def test_ranges_of_a_package(files: dict[str, str], level: str, tmp_path: Path) -> None:
    for name, text in {"train.py": TRAIN, **files}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.finding.severity.name for at in run.findings if at.finding.code == "MLS214"] == [level]
