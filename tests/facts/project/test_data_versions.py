"""Which data files git, DVC and their kin keep."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.facts.project.data_versions import read_versions
from mlsmells.facts.project.git import read_git
from mlsmells.facts.project.model import Project, build_project
from mlsmells.sources import source_from_text


def make(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def project_of(root: Path, files: dict[str, str], **options: Any) -> Project:
    """A project on disk with the summaries of its Python files."""
    make(root, files)
    code = {name: text for name, text in files.items() if name.endswith((".py", ".ipynb"))}
    return build_project(root, {n: summarise(build(source_from_text(t, n))) for n, t in code.items()}, **options)


HASH = "5d41402abc4b2a76b9719d911017c592"
VERSIONED = {
    "a .dvc file": ({"data/a.csv.dvc": f"outs:\n- md5: {HASH}\n  path: a.csv\n"}, "data/a.csv", "dvc"),
    "a folder in a .dvc file": ({"data.dvc": f"outs:\n- md5: {HASH}.dir\n  path: data\n"}, "data/x/a.csv", "dvc"),
    "a .dvc file with wdir": ({"dvc/a.dvc": "wdir: ../data\nouts:\n- path: a.csv\n"}, "data/a.csv", "dvc"),
    "a stage's output": ({"dvc.yaml": "stages:\n  s:\n    cmd: x\n    outs:\n    - a.csv\n"}, "a.csv", "dvc"),
    "a stage's output with options": (
        {"dvc.yaml": "stages:\n  s:\n    outs:\n    - a.csv:\n        cache: false\n"},
        "a.csv",
        "dvc",
    ),
    "a stage's wdir": ({"dvc.yaml": "stages:\n  s:\n    wdir: sub\n    outs: [a.csv]\n"}, "sub/a.csv", "dvc"),
    "a foreach stage": (
        {"dvc.yaml": "stages:\n  s:\n    foreach: [1, 2]\n    do:\n      outs: ['out/${item}.csv']\n"},
        "out/1.csv",
        "dvc",
    ),
    "a lock's input": (
        {"dvc.lock": f"stages:\n  s:\n    deps:\n    - path: a.csv\n      md5: {HASH}\n"},
        "a.csv",
        "dvc",
    ),
    "a stage's input alone": ({"dvc.yaml": "stages:\n  s:\n    deps: [a.csv]\n"}, "a.csv", ""),
    "a manifest with a checksum": ({"data/sha256sums.txt": f"{HASH}  a.csv\n"}, "data/a.csv", "manifest"),
    "a manifest without a checksum": ({"manifest.json": '{"a.csv": 1}'}, "a.csv", ""),
    "a manifest of other files": ({"checksums.txt": f"{HASH}  b.csv\n"}, "a.csv", ""),
    "a versioned catalogue": (
        {"conf/base/catalog.yml": "a:\n  filepath: data/a.csv\n  versioned: true\n"},
        "data/a.csv",
        "kedro",
    ),
    "a catalogue of a folder": (
        {"shop/conf/base/catalog.yml": "a:\n  filepath: data/a.csv\n  versioned: true\n"},
        "shop/data/a.csv",
        "kedro",
    ),
    "a factory of a catalogue": (
        {"conf/base/catalog.yml": '"{name}_rows":\n  filepath: data/{name}.csv\n  versioned: true\n'},
        "data/a.csv",
        "kedro",
    ),
    "a factory of other files": (
        {"conf/base/catalog.yml": '"{name}_rows":\n  filepath: data/{name}.parquet\n  versioned: true\n'},
        "data/a.csv",
        "",
    ),
    "an unversioned catalogue": ({"conf/base/catalog.yml": "a:\n  filepath: data/a.csv\n"}, "data/a.csv", ""),
    "broken YAML": ({"dvc.yaml": "stages: [", "a.dvc": "outs: 3", "b.dvc": "- x"}, "a.csv", ""),
    "nothing": ({}, "a.csv", ""),
}


@pytest.mark.parametrize(("files", "path", "tool"), VERSIONED.values(), ids=VERSIONED)
def test_versioned(tmp_path: Path, files: dict[str, str], path: str, tool: str) -> None:
    assert read_versions(make(tmp_path, files), None).of(path) == tool


TOOLS = {
    "dvc": ({"a.dvc": ""}, {"dvc"}),
    "lfs": ({".gitattributes": "*.csv filter=lfs diff=lfs\n"}, {"lfs"}),
    "gitattributes without lfs": ({".gitattributes": "*.py text\n"}, set()),
    "lakefs": ({".lakefs_ref.yaml": "src: x\n"}, {"lakefs"}),
    "datalad": ({".datalad/config": ""}, {"datalad"}),
    "an import": ({"a.py": "import quilt3\n"}, {"quilt3"}),
    "none": ({"a.py": "import json\n"}, set()),
}


@pytest.mark.parametrize(("files", "tools"), TOOLS.values(), ids=TOOLS)
def test_data_tools(tmp_path: Path, files: dict[str, str], tools: set[str]) -> None:
    assert project_of(tmp_path, files).data_tools == tools


TRACKED = {
    "as it is": ("data/known.csv", "train.py", "git"),
    "from the reader's folder": ("../data/known.csv", "notebooks/n.py", "git"),
    "from the root, read in a folder": ("data/known.csv", "src/deep/train.py", "git"),
    "with a dot": ("./data/known.csv", "train.py", "git"),
    "other case": ("data/Known.CSV", "train.py", "git"),
    "a folder": ("data", "train.py", "git"),
    "packed": ("data/packed.csv", "train.py", "git"),
    "a name of its own elsewhere": ("known.csv", "train.py", "git"),
    "a common name elsewhere": ("other/train.csv", "train.py", ""),
    "a longer name": ("data/unknown.csv", "train.py", ""),
    "not there": ("data/lost.csv", "train.py", ""),
}


@pytest.mark.parametrize(("path", "reader", "tool"), TRACKED.values(), ids=TRACKED)
def test_tracked_by_git(tmp_path: Path, path: str, reader: str, tool: str) -> None:
    root = make(tmp_path, {"data/known.csv": "1", "data/packed.csv.gz": "1", "data/raw/train.csv": "1", "train.py": ""})
    git(root, "init", "-q")
    git(root, "add", ".")
    assert build_project(root, {}).versioned(path, reader) == tool


def test_git_below_the_repository(tmp_path: Path) -> None:
    git(make(tmp_path, {"data/a.csv": "1", "app/train.py": ""}), "init", "-q")
    git(tmp_path, "add", ".")
    assert read_git(tmp_path / "app").files == {"train.py", "../data/a.csv"}


def test_odd_file_names(tmp_path: Path) -> None:
    git(make(tmp_path, {"a b\té.csv": "1"}), "init", "-q")
    git(tmp_path, "add", ".")
    assert read_git(tmp_path).files == {"a b\té.csv"}


NO_GIT = {
    "no repository": (None, "not a git repository"),
    "no git": (FileNotFoundError(), "git is not installed"),
    "too slow": (subprocess.TimeoutExpired("git", 1), "git did not answer in time"),
    "not allowed": (PermissionError(), "not a git repository"),
}


@pytest.mark.parametrize(("error", "problem"), NO_GIT.values(), ids=NO_GIT)
def test_without_git_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception | None, problem: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if error is not None:

        def fail(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr("mlsmells.facts.project.git.subprocess.run", fail)
    found = read_git(tmp_path)
    assert (found.files, found.problem) == (None, problem)


def test_an_empty_repository_is_not_checked(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert read_git(tmp_path).problem == "git tracks no file here"


ELSEWHERE = {
    "https://x/a.csv": True,
    "s3://b/a.csv": True,
    "/data/a.csv": True,
    "~/a.csv": True,
    "C:\\a.csv": True,
    "../input/a.csv": True,
    "shared/a.csv": True,
    "data/a.csv": False,
    "../a.csv": False,
}


@pytest.mark.parametrize(("path", "expected"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_data_elsewhere(tmp_path: Path, path: str, expected: bool) -> None:
    assert build_project(tmp_path, {}, data_roots=["shared/"]).is_elsewhere(path) is expected
