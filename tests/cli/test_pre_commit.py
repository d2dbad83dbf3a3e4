"""The hooks under pre-commit itself: the first run changes the file and fails, the second passes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from mlsmells.cli import main

ROOT = Path(__file__).resolve().parents[2]
PRE_COMMIT = shutil.which("pre-commit")
pytestmark = pytest.mark.skipif(PRE_COMMIT is None or shutil.which("git") is None, reason="pre-commit is not there")

# As in the README: what is fixed needs no complaint.
CONFIG = """\
repos:
  - repo: local
    hooks:
      - id: mlsmells-fix
        name: mlsmells fix
        entry: {python} -m mlsmells fix --fix-only
        language: system
        types_or: [python, jupyter]
        require_serial: true
      - id: mlsmells
        name: mlsmells
        entry: {python} -m mlsmells check
        language: system
        types_or: [python, jupyter]
        require_serial: true
"""
UNSORTED = """\
import os

import pandas as pd

frames = []
for name in os.listdir("data/parts"):
    frames.append(pd.read_csv(os.path.join("data/parts", name)))
together = pd.concat(frames, ignore_index=True)
"""


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PRE_COMMIT_HOME": str(folder.parent / "home")}
    command = [str(PRE_COMMIT), "run", "--all-files", "--color", "never"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def shipped() -> list[dict[str, Any]]:
    hooks: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return hooks


def test_the_fix_comes_before_the_check() -> None:
    assert [hook["id"] for hook in shipped()] == ["mlsmells-fix", "mlsmells", "mlsmells-project"]


@pytest.mark.parametrize("hook", shipped(), ids=lambda hook: hook["id"])
def test_the_commands_of_the_hooks_exist(hook: dict[str, Any]) -> None:
    _, *arguments = hook["entry"].split()
    result = CliRunner().invoke(main, [*arguments, "--help"])
    assert result.exit_code == 0


FIRES = """
    train.py src/a.pyi notebooks/look.ipynb data/raw.csv.dvc dvc.yaml work/dvc.lock params.yaml requirements.txt
    requirements-dev.txt requirements/base.in constraints.txt environment.yml conda-lock.yml pyproject.toml setup.cfg
    poetry.lock uv.lock Pipfile Pipfile.lock mlsmells.yaml mlsmells-accepted.json docker/Dockerfile .gitignore
""".split()
SLEEPS = "README.md data/raw.csv docs/setup.txt app.js notes.dvc.txt python.md tests/data.yaml".split()


@pytest.mark.parametrize(("path", "wanted"), [*((p, True) for p in FIRES), *((p, False) for p in SLEEPS)])
def test_when_the_hook_for_the_project_runs(path: str, wanted: bool) -> None:
    (hook,) = (hook for hook in shipped() if hook["id"] == "mlsmells-project")
    assert (re.search(hook["files"], path) is not None) == wanted
    assert "types_or" not in hook and "types" not in hook  # which would be asked as well


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(python=sys.executable), encoding="utf-8")
    (folder / ".gitignore").write_text(".mlsmells_cache/\n", encoding="utf-8")
    (folder / "train.py").write_text(UNSORTED, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    return folder


def test_the_first_run_changes_and_fails_the_second_passes(repository: Path) -> None:
    first = run(repository)
    assert first.returncode == 1, first.stdout
    assert "files were modified by this hook" in first.stdout
    assert 'sorted(os.listdir("data/parts"))' in (repository / "train.py").read_text(encoding="utf-8")
    # The second hook saw the mended file already.
    assert first.stdout.count("Failed") == 1 and first.stdout.count("Passed") == 1, first.stdout
    git(repository, "add", ".")
    second = run(repository)
    assert second.returncode == 0, second.stdout
    assert second.stdout.count("Passed") == 2


def test_what_has_no_safe_fix_stays_and_fails(repository: Path) -> None:
    leak = (
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "from sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n"
        'df = pd.read_csv("a.csv")\ny = df.pop("y")\nX = StandardScaler().fit_transform(df)\n'
        "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
        "model = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n"
    )
    (repository / "train.py").write_text(leak, encoding="utf-8")
    git(repository, "add", ".")
    ran = run(repository)
    assert ran.returncode == 1 and "MLS103" in ran.stdout
    assert "files were modified" not in ran.stdout
    assert (repository / "train.py").read_text(encoding="utf-8") == leak
