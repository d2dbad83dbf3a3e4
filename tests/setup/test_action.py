"""The action at the repository's root: it is valid, and its steps do what they say."""

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
from mlsmells.report import formats
from mlsmells.setup import parts

TOP = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


def valid(schema: str, path: Path, *options: str) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_one() -> None:
    valid("vendor.github-actions", TOP / "action.yml")


def test_the_workflow_is_one(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yml").write_text(parts.workflow(), encoding="utf-8")
    valid("vendor.github-workflows", tmp_path / "mlsmells.yml")


@pytest.mark.parametrize("stage", ["", "lint"])
def test_the_job_is_one(stage: str, tmp_path: Path) -> None:
    (tmp_path / "ci.yml").write_text(parts.gitlab_job(stage), encoding="utf-8")
    valid("vendor.gitlab-ci", tmp_path / "ci.yml")


def test_every_input_is_used_and_none_is_unknown() -> None:
    text = (TOP / "action.yml").read_text(encoding="utf-8").partition("runs:")[2]
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_nothing_that_others_write_is_put_into_a_script() -> None:
    """Inputs reach the shell as variables: what stands in them is never read as code."""
    assert all("${{" not in step["run"] for step in STEPS.values())


@pytest.mark.parametrize("format_", ["github", "markdown", "gitlab"])
def test_the_formats_exist(format_: str) -> None:
    if format_ not in formats():
        pytest.skip(f"the format {format_} is not there")
    assert CliRunner().invoke(main, ["check", "--output-format", format_, "--help"]).exit_code == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there")
@pytest.mark.parametrize(("paths", "args", "code"), [(".", "", 1), (".", "--exit-zero", 0), ("good.py", "", 0)])
def test_the_check_step(paths: str, args: str, code: int, tmp_path: Path) -> None:
    if "github" not in formats():
        pytest.skip("the format github is not there")
    (tmp_path / "good.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "bad.py").write_text(
        "import pandas as pd\nfrom sklearn.model_selection import train_test_split\n"
        'a, b = train_test_split(pd.read_csv("a.csv"))\n',
        encoding="utf-8",
    )
    env = {"PATHS": paths, "ARGS": args, "MLSMELLS_PYTHON": sys.executable, "PYTHONPATH": str(TOP / "src")}
    done = subprocess.run(["bash", "-e", "-c", STEPS["Check"]["run"]], cwd=tmp_path, env=os.environ | env, check=False)
    assert done.returncode == code
