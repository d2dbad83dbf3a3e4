"""The stage of a project is told by what it contains, of a folder by its name; whoever names a profile gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import Config, Subject, load_config
from mlsmells.config.shared import is_no_project, is_shared
from mlsmells.core import Severity
from repositories import LEAK, run

SERVICE = "api/routes.py Dockerfile k8s/deployment.yaml train.py"
CITES = "See https://arxiv.org/abs/2001.00001.\n\n```bibtex\n@article{a, title={b}}\n```\n"
STAGES = {
    "a deployed service": (SERVICE, "", "production", "a service that is deployed: api/routes.py, Dockerfile, k8s/"),
    "a watched one": ("app.py docker-compose.yml prometheus/rules.yml", "", "production", "prometheus/rules.yml"),
    "a service in a container": ("api/routes.py Dockerfile train.py", "", "project", "default"),
    "a deployment of nothing": ("train.py Dockerfile k8s/job.yaml", "", "project", "default"),
    "tests of a service": ("tests/api/app.py tests/Dockerfile tests/k8s/a.yaml train.py", "", "project", "default"),
    "an empty package": ("api/__init__.py Dockerfile Procfile", "", "project", "default"),
    "code of a paper": ("train.py", "# X\n\nOfficial PyTorch implementation of X.", "research", "README.md says"),
    "code for our paper": ("train.py", "# X\n\nCode for our NeurIPS paper.", "research", "README.md says"),
    "a paper to cite": ("train.py", CITES, "research", "asks to cite the paper"),
    "a paper that is linked": ("train.py", "We use https://arxiv.org/abs/2001.00001.", "project", "default"),
    "a service for a paper": (SERVICE, CITES, "production", "k8s/deployment.yaml"),
    "a course wins": (f"{SERVICE} week1/a.py week2/a.py week3/a.py week4/a.py week5/a.py", "", "course", "numbered"),
}


def laid_out(root: Path, paths: str, readme: str = "") -> Path:
    for name in paths.split():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    if readme:
        (root / "README.md").write_text(readme, encoding="utf-8")
    (root / "setup.cfg").write_text("", encoding="utf-8")
    return root


@pytest.mark.parametrize("paths, readme, profile, why", STAGES.values(), ids=STAGES)
def test_stage(tmp_path: Path, paths: str, readme: str, profile: str, why: str) -> None:
    config = load_config(laid_out(tmp_path, paths, readme))
    assert config.profile == profile and why in config.origins["profile"]


def test_what_lies_where_everybody_writes_is_no_stage(tmp_path: Path) -> None:
    laid_out(tmp_path, STAGES["a course wins"][0])
    assert load_config(tmp_path).profile == "course"
    tmp_path.chmod(0o1777)
    if not is_shared(tmp_path):
        pytest.skip("this system has no folders that everybody shares")
    assert load_config(tmp_path).profile == "project"


def test_where_a_file_system_begins_is_no_project() -> None:
    assert is_no_project(Path("/").absolute().anchor) and not is_no_project(Path(__file__).parent)


FOLDERS = {
    "notebooks/eda/a.ipynb": "exploration",
    "01_exploratory_analysis/b.py": "exploration",
    "src/data_exploration/deep/c.py": "exploration",
    "sandbox/x.py": "exploration",
    "explorer/a.py": "project",
    "exploration_policy/a.py": "project",
    "src/eda/plots.py": "project",  # a package of the project
    "train.py": "project",
}


@pytest.mark.parametrize("path, profile", FOLDERS.items(), ids=FOLDERS)
def test_a_folder_that_explores(tmp_path: Path, path: str, profile: str) -> None:
    config = load_config(laid_out(tmp_path, " ".join((*FOLDERS, "src/eda/__init__.py"))))
    here = config.for_path(path)
    assert here.profile == profile
    assert ("recognised: the folder is called " in here.origins["profile"]) == (profile == "exploration")


def test_whoever_names_a_profile_gets_it(tmp_path: Path) -> None:
    laid_out(tmp_path, f"{SERVICE} eda/a.py")
    (tmp_path / "mlsmells.yaml").write_text("profile: research\n", encoding="utf-8")
    config = load_config(tmp_path)
    assert config.profile == config.for_path("eda/a.py").profile == "research"
    assert config.with_options({"profile": "project"}).for_path("eda/a.py").profile == "project"


def severity(config: Config, code: str, family: str, said: Severity = Severity.WARNING) -> str:
    return str(config.severity_of(Subject(code, "x", family), said))


def test_the_same_file_speaks_louder_and_lower(tmp_path: Path) -> None:
    config = load_config(laid_out(tmp_path, "train.py"))
    told = {
        name: (
            severity(config.with_options({"profile": name}), "MLS601", "serving"),
            severity(config.with_options({"profile": name}), "MLS401", "notebooks"),
            severity(config.with_options({"profile": name}), "MLS202", "reproducibility"),
        )
        for name in ("exploration", "project", "production", "research")
    }
    assert told == {
        "exploration": ("warning", "warning", "info"),
        "project": ("warning", "warning", "warning"),
        "production": ("error", "warning", "warning"),
        "research": ("warning", "info", "warning"),
    }


SEEDLESS = LEAK.replace("train_test_split(X, y, random_state=0)", "train_test_split(X, y)")


@pytest.mark.parametrize("path, level", [("train.py", "warning"), ("eda/train.py", "note")])
def test_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, level: str) -> None:
    """One text in two places: a warning in the project, a note where it explores; the settings say why."""
    monkeypatch.chdir(laid_out(tmp_path, "train.py eda/train.py"))
    (tmp_path / path).write_text(SEEDLESS, encoding="utf-8")
    (line,) = run("check", path, "--extend-select", "MLS201", "--ignore", "leakage", "--show-notes").stdout.splitlines()
    assert f"MLS201 {level}: " in line
    shown = run("check", path, "--show-settings").stdout
    assert ("exploration  (recognised: the folder is called eda)" in shown) == (level == "note")
