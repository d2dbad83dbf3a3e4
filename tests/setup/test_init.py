"""``mlsmells init``: the smallest set that fits, written once."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mlsmells.cli import main
from mlsmells.config import load_config
from mlsmells.setup import WISHES

NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
PRE_COMMIT = "# ours\nrepos:\n-   repo: https://example.org/black\n    rev: '1'\n    hooks:\n    -   id: black\n"
PYPROJECT = '[project]\nname = "x"  # us\n\n[tool.ruff]\nline-length = 100\n'
WORKFLOW = "name: tests\non: push\njobs: {}\n"

# name: (files, files that are new, files that are changed)
PROJECTS: dict[str, tuple[dict[str, str], set[str], set[str]]] = {
    "nothing": ({"train.py": "x = 1\n"}, {"mlsmells.yaml"}, set()),
    "pyproject": ({"pyproject.toml": '[project]\nname = "x"\n'}, set(), {"pyproject.toml"}),
    "ruff in pyproject": ({"pyproject.toml": PYPROJECT}, set(), {"pyproject.toml"}),
    "ruff.toml": ({"ruff.toml": 'line-length = 100\n[lint]\nselect = ["E"]\n'}, {"mlsmells.yaml"}, {"ruff.toml"}),
    "flake8 that selects": ({".flake8": "[flake8]\nselect = E,F\n"}, {"mlsmells.yaml"}, {".flake8"}),
    "flake8 that does not": ({".flake8": "[flake8]\nmax-line-length = 90\n"}, {"mlsmells.yaml"}, set()),
    "setup.cfg without flake8": ({"setup.cfg": "[metadata]\nname = x\n"}, {"mlsmells.yaml"}, set()),
    "pre-commit": ({".pre-commit-config.yaml": PRE_COMMIT}, {"mlsmells.yaml"}, {".pre-commit-config.yaml"}),
    "GitHub": ({".github/workflows/t.yml": WORKFLOW}, {"mlsmells.yaml", ".github/workflows/mlsmells.yml"}, set()),
    "GitHub without workflows": ({".github/CODEOWNERS": "* me\n"}, {"mlsmells.yaml"}, set()),
    "GitLab": ({".gitlab-ci.yml": "a: {script: make}\n"}, {"mlsmells.yaml"}, {".gitlab-ci.yml"}),
    "a job that is there": ({".gitlab-ci.yml": "a: {script: mlsmells check}\n"}, {"mlsmells.yaml"}, set()),
    "hooks that are there": (
        {".pre-commit-config.yaml": PRE_COMMIT + "    -   id: mlsmells\n"},
        {"mlsmells.yaml"},
        set(),
    ),
    "a configuration that is there": ({"mlsmells.yaml": "profile: research\n"}, set(), set()),
    "one in pyproject": ({"pyproject.toml": "[tool.mlsmells]\nseed = 1\n"}, set(), set()),
    "Windows line ends": ({".flake8": "[flake8]\r\nselect = E\r\n"}, {"mlsmells.yaml"}, {".flake8"}),
}
each_project = pytest.mark.parametrize(("files", "new", "changed"), PROJECTS.values(), ids=PROJECTS)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def texts(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git/" not in path.as_posix())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def init(folder: Path, *options: str) -> Result:
    result = CliRunner().invoke(main, ["init", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result


@each_project
def test_the_smallest_set(files: dict[str, str], new: set[str], changed: set[str], tmp_path: Path) -> None:
    write(tmp_path, files)
    before = texts(tmp_path)
    init(tmp_path)
    after = texts(tmp_path)
    assert after.keys() - before.keys() == new
    assert {name for name in before if before[name] != after[name]} == changed
    assert load_config(tmp_path).file is not None
    init(tmp_path)
    assert texts(tmp_path) == after  # nothing twice


@each_project
def test_a_dry_run_writes_nothing_and_says_all(
    files: dict[str, str], new: set[str], changed: set[str], tmp_path: Path
) -> None:
    write(tmp_path, files)
    before = texts(tmp_path)
    result = init(tmp_path, "--dry-run")
    assert texts(tmp_path) == before
    assert set(re.findall(r"^\+\+\+ b/(.*)$", result.stdout, re.MULTILINE)) == new | changed
    assert "wrote" not in result.stderr


@each_project
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_the_diff_of_a_dry_run_is_a_patch(
    files: dict[str, str], new: set[str], changed: set[str], tmp_path: Path
) -> None:
    if any("\r" in text for text in files.values()):
        pytest.skip("the lines of a diff on a terminal end as the terminal has it")
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        write(folder, files)
    patch = init(one, "--dry-run").stdout
    init(one)
    if patch:
        subprocess.run(["git", "init", "-q"], cwd=other, check=True)
        subprocess.run(["git", "apply"], cwd=other, input=patch, text=True, check=True)
    assert texts(other) == texts(one)


def test_lines_that_are_not_ours_stay(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"pyproject.toml": PYPROJECT, ".pre-commit-config.yaml": PRE_COMMIT, ".flake8": "[flake8]\r\nselect = E\r\n"},
    )
    init(tmp_path)
    text = (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
    assert text.startswith(PYPROJECT) and '[tool.ruff.lint]\nexternal = ["MLS"]' in text
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8").startswith(PRE_COMMIT)
    assert (tmp_path / ".flake8").read_bytes() == b"[flake8]\r\nselect = E,MLS\r\n"


def test_the_fix_comes_before_the_check(tmp_path: Path) -> None:
    write(tmp_path, {".pre-commit-config.yaml": PRE_COMMIT})
    init(tmp_path)
    entry = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][-1]
    ids = [hook["id"] for hook in entry["hooks"]]
    assert ids == ["mlsmells-fix", "mlsmells", "mlsmells-project"]
    shipped = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert set(ids) <= {hook["id"] for hook in shipped}


def test_a_job_makes_the_hook_for_the_project_needless_unless_data_is_versioned(tmp_path: Path) -> None:
    files = {".pre-commit-config.yaml": PRE_COMMIT, ".github/workflows/t.yml": WORKFLOW}
    for name, more, wanted in (("a", {}, False), ("b", {"data/raw.csv.dvc": "outs: []\n"}, True)):
        write(tmp_path / name, {**files, **more})
        init(tmp_path / name)
        text = (tmp_path / name / ".pre-commit-config.yaml").read_text(encoding="utf-8")
        assert ("mlsmells-project" in text) == wanted


def test_notebooks_that_explore_are_judged_so(tmp_path: Path) -> None:
    write(tmp_path, {"notebooks/a.ipynb": NOTEBOOK, **{f"src/{name}.py": "x = 1\n" for name in "bcd"}})
    result = init(tmp_path)
    config = load_config(tmp_path)
    assert config.profile == "project"
    assert config.for_path("notebooks/a.ipynb").profile == "exploration"
    assert "exploration in notebooks" in result.stderr and "1 notebook" in result.stderr


def test_other_notebooks_are_part_of_the_project(tmp_path: Path) -> None:
    modules = {f"{name}.py": "x = 1\n" for name in "bcd"}
    write(tmp_path / "one", {"train.ipynb": NOTEBOOK, "churn/model.ipynb": NOTEBOOK, **modules})
    write(tmp_path / "other", {"notebooks/model.ipynb": NOTEBOOK, "tools.py": "x = 1\n"})  # there is nothing else
    for name in ("one", "other"):
        init(tmp_path / name)
        assert "per_path" not in (tmp_path / name / "mlsmells.yaml").read_text(encoding="utf-8")


def test_course_material_is_named_so(tmp_path: Path) -> None:
    write(tmp_path, {f"lesson_{number}/intro.ipynb": NOTEBOOK for number in range(1, 6)})
    assert "course material" in init(tmp_path).stderr
    config = load_config(tmp_path)
    assert (config.profile, config.origins["profile"]) == ("course", "mlsmells.yaml:2")


STAGES = {"[build, test]": None, "[build, lint]": "lint", "[build, deploy]": "build"}


@pytest.mark.parametrize(("stages", "stage"), STAGES.items(), ids=STAGES)
def test_the_job_has_a_stage_that_exists(stages: str, stage: str | None, tmp_path: Path) -> None:
    write(tmp_path, {".gitlab-ci.yml": f"stages: {stages}\nb: {{stage: build, script: make}}\n"})
    init(tmp_path)
    job = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8"))["mlsmells"]
    assert job.get("stage") == stage


@pytest.mark.parametrize("wish", WISHES)
def test_what_is_asked_for_is_set_up(wish: str, tmp_path: Path) -> None:
    init(tmp_path, "--add", wish)
    files = {
        "pre-commit": ".pre-commit-config.yaml",
        "github": ".github/workflows/mlsmells.yml",
        "gitlab": ".gitlab-ci.yml",
    }
    assert isinstance(yaml.safe_load((tmp_path / files[wish]).read_text(encoding="utf-8")), dict)
    after = texts(tmp_path)
    init(tmp_path, "--add", wish)
    assert texts(tmp_path) == after


def test_what_cannot_be_changed_is_shown_instead(tmp_path: Path) -> None:
    write(tmp_path, {".pre-commit-config.yaml": "repos: []\n"})
    result = init(tmp_path, "--quiet")
    assert "is left alone" in result.stderr and "id: mlsmells-fix" in result.stderr
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"


def test_a_broken_configuration_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"mlsmells.yaml": "selct: [MLS]\n"})
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2 and "did you mean 'select'" in result.stderr


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"mlsmells.yaml": "seed: 1\n", ".github/workflows/t.yml": WORKFLOW})
    (tmp_path / ".github/workflows/mlsmells.yml").symlink_to(tmp_path / "no/where")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2 and "cannot be written" in result.stderr


def test_ruff_keeps_our_comments_after_init(tmp_path: Path) -> None:
    ruff = shutil.which("ruff") or str(Path(sys.executable).with_name("ruff"))
    if not Path(ruff).exists():
        pytest.skip("ruff is not there")
    line = "x = 1  # noqa: MLS103\n"
    write(tmp_path, {"a.py": line, "ruff.toml": 'lint.select = ["RUF100", "RUF102"]\n'})
    command = [ruff, "check", "--no-cache", "--fix", "--quiet", "a.py"]
    init(tmp_path)
    subprocess.run(command, cwd=tmp_path, check=False)
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == line
    (tmp_path / "ruff.toml").write_text('lint.select = ["RUF100", "RUF102"]\n', encoding="utf-8")
    subprocess.run(command, cwd=tmp_path, check=False)
    assert "noqa" not in (tmp_path / "a.py").read_text(encoding="utf-8")  # what init prevents


def test_flake8_reads_the_list(tmp_path: Path) -> None:
    write(tmp_path, {"tox.ini": "[tox]\nenvlist = py\n[flake8]\nselect =\n  E\n"})
    init(tmp_path)
    parser = configparser.ConfigParser()
    parser.read(tmp_path / "tox.ini")
    assert parser["flake8"]["select"].split() == ["E,", "MLS"]
