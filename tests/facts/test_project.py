"""Project facts: what is versioned, who imports whom, what a file leaves in its summary."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.baselines import baseline, candidate
from mlsmells.facts.analyses.summary import summarise
from mlsmells.facts.project.data_versions import read_versions
from mlsmells.facts.project.git import read_git
from mlsmells.facts.project.model import Project, build_project
from mlsmells.facts.syntax.definitions import definitions
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


IMPORTS = {
    "a module beside": ({"a.py": "import b\n", "b.py": ""}, "a.py", {"b.py"}),
    "the nearest of two": ({"x/a.py": "import b\n", "x/b.py": "", "b.py": ""}, "x/a.py", {"x/b.py"}),
    "a package in src": ({"a.py": "from pkg.m import f\n", "src/pkg/m.py": ""}, "a.py", {"src/pkg/m.py"}),
    "a module of a package": (
        {"a.py": "from pkg import m\n", "pkg/m.py": "", "pkg/__init__.py": ""},
        "a.py",
        {"pkg/m.py", "pkg/__init__.py"},
    ),
    "relative": ({"p/a.py": "from .b import f\n", "p/b.py": "", "b.py": ""}, "p/a.py", {"p/b.py"}),
    "two levels up": ({"p/q/a.py": "from ..b import f\n", "p/b.py": ""}, "p/q/a.py", {"p/b.py"}),
    "above the root": ({"a.py": "from ...b import f\n", "b.py": ""}, "a.py", set()),
    "inside a function": ({"a.py": "def f():\n    import b\n", "b.py": ""}, "a.py", {"b.py"}),
    "a library": ({"a.py": "import numpy\n"}, "a.py", set()),
}


@pytest.mark.parametrize(("files", "path", "expected"), IMPORTS.values(), ids=IMPORTS)
def test_imports(tmp_path: Path, files: dict[str, str], path: str, expected: set[str]) -> None:
    assert project_of(tmp_path, files).imports.of(path) == expected


def test_unit_holds_callers_and_what_they_call(tmp_path: Path) -> None:
    files = {
        "run.py": "import model, score\n",
        "model.py": "",
        "score.py": "import base\n",
        "base.py": "",
        "else.py": "",
    }
    assert project_of(tmp_path, files).unit("model.py") == {"run.py", "model.py", "score.py", "base.py"}


WRITES = {
    "the same path": ("df.to_csv('data/a.csv')", True, False),
    "another path": ("df.to_csv('data/b.csv')", False, False),
    "partly known": ("df.to_csv(f'data/{name}_a.csv')", False, False),
    "partly known and fitting": ("df.to_csv(f'{folder}/a.csv')", False, True),
}


@pytest.mark.parametrize(("write", "sure", "may"), WRITES.values(), ids=WRITES)
def test_who_writes_a_path(tmp_path: Path, write: str, sure: bool, may: bool) -> None:
    code = f"import pandas as pd\ndf = pd.read_csv(source)\nname = input()\nfolder = input()\n{write}\n"
    project = project_of(tmp_path, {"make.py": code})
    assert bool(project.writers("data/a.csv", "train.py")) is sure
    assert project.may_be_written("data/a.csv") is may


def test_a_makefile_makes_it(tmp_path: Path) -> None:
    project = project_of(tmp_path, {"Makefile": "out/a.csv: b.csv\n\tcp $< $@\n"})
    assert project.made("out/a.csv")
    assert not project.made("xa.csv")


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


HEAD = (
    "import numpy as np\nimport pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\n"
    "from sklearn.metrics import accuracy_score\n"
    "m = RandomForestClassifier().fit(X, y)\naccuracy_score(yt, m.predict(Xt))\n"
)
EVIDENCE = {
    "nothing": ("", False),
    "a dummy": ("from sklearn.dummy import DummyClassifier\nDummyClassifier().fit(X, y)\n", True),
    "a linear model": ("from sklearn.linear_model import Ridge\nRidge().fit(X, y)\n", True),
    "a linear model in a pipeline": (
        "from sklearn.linear_model import Ridge\nfrom sklearn.pipeline import make_pipeline\n"
        "make_pipeline(Ridge()).fit(X, y)\n",
        True,
    ),
    "a linear model for each class": (
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.multiclass import OneVsRestClassifier\n"
        "OneVsRestClassifier(LogisticRegression()).fit(X, y)\n",
        True,
    ),
    "a linear model that selects": (
        "from sklearn.linear_model import Lasso\n"
        "from sklearn.feature_selection import SelectFromModel\nSelectFromModel(Lasso()).fit(X, y)\n",
        False,
    ),
    "a linear kernel": ("from sklearn.svm import SVC\nSVC(kernel='linear').fit(X, y)\n", True),
    "another kernel": ("from sklearn.svm import SVC\nSVC(kernel='rbf').fit(X, y)\n", False),
    "a tree beside a forest": (
        "from sklearn.tree import DecisionTreeClassifier\nDecisionTreeClassifier().fit(X, y)\n",
        True,
    ),
    "classes handed around": ("from sklearn.linear_model import Ridge\nrun(X, y, Ridge)\n", True),
    "a simple class of an unknown library": ("from x import NaiveForecaster\nNaiveForecaster().fit(X)\n", True),
    "a mean": ("accuracy_score(yt, np.full(len(yt), y.mean()))\n", True),
    "zeros, by name": ("guess = np.zeros(len(yt))\naccuracy_score(yt, guess)\n", True),
    "a repeated list": ("accuracy_score(yt, [0] * len(yt))\n", True),
    "the value before": ("accuracy_score(yt[1:], yt.shift(1)[1:])\n", True),
    "another model's predictions": ("accuracy_score(yt, other.predict(Xt))\n", False),
    "a score named so": ("baseline_accuracy = score(rule, Xt)\n", True),
    "a number named so": ("BASELINE = 0.61\n", True),
    "an attribute named so": ("self.naive = score(Xt)\n", True),
    "a key named so": ("results = {'majority': score(Xt)}\n", True),
    "an entry named so": ("results['Champion model'] = score(Xt)\n", True),
    "printed so": ("print('Baseline:', score(Xt))\n", True),
    "printed so in a format": ("print(f'baseline {score(Xt)}')\n", True),
    "a function named so": ("def predict_naive(X):\n    return X\n", True),
    "a class named so": ("class BaselineModel:\n    pass\n", True),
    "a pair named so": ("models = [('benchmark', make())]\n", True),
    "a comment": ("# baseline\n", False),
    "a path": ("path = 'out/baseline.csv'\nopen('baseline.txt')\n", False),
    "a path that is joined": ("import os\nos.path.join(folder, 'baseline')\n", False),
    "a flag": ("use_baseline = True\n", False),
    "a function for something else": ("def crop_to_baseline(image):\n    return image\n", False),
    "part of another word": ("denaived = make()\n", False),
    "the model in production": ("import joblib\nproduction = joblib.load('m.pkl')\n", True),
    "the previous model": ("import joblib\nold = joblib.load('previous.pkl')\n", True),
    "any saved model": ("import joblib\nm2 = joblib.load('m.pkl')\n", False),
}


@pytest.mark.parametrize(("code", "expected"), EVIDENCE.values(), ids=EVIDENCE)
def test_baseline_evidence(code: str, expected: bool) -> None:
    assert (baseline(build(source_from_text(HEAD + code, "a.py"))) is not None) is expected


CANDIDATES = {
    "fitted and scored": (HEAD, "m"),
    "not scored": (HEAD.rpartition("accuracy_score(")[0], None),
    "cross-validated": (
        "from sklearn.svm import SVC\nfrom sklearn.model_selection import cross_val_score\n"
        "cross_val_score(SVC(), X, y)\n",
        "SVC",
    ),
    "unsupervised": (
        "from sklearn.cluster import KMeans\nfrom sklearn.metrics import silhouette_score\n"
        "k = KMeans().fit(X)\nsilhouette_score(X, k.predict(X))\n",
        None,
    ),
    "no library": ("m = Model().fit(X, y)\nscore(m)\n", None),
}


@pytest.mark.parametrize(("code", "model"), CANDIDATES.values(), ids=CANDIDATES)
def test_candidate(code: str, model: str | None) -> None:
    found = candidate(build(source_from_text(code, "a.py")))
    assert (found and (found.obj.name or found.obj.short)) == model


DIGESTS = {
    "other names": ("def f(a):\n    b = a + 1\n    return b", "def g(x):\n    y = x + 1\n    return y", True),
    "other layout and docstring": (
        "def f(a):\n    return a",
        "def f(a):\n    '''Doc.'''\n    # why\n    return (a)",
        True,
    ),
    "another number": ("def f(a):\n    return a + 1", "def f(a):\n    return a + 2", False),
    "another function called": ("def f(a):\n    return abs(a)", "def f(a):\n    return len(a)", False),
    "arguments the other way round": ("def f(a, b):\n    return a - b", "def f(a, b):\n    return b - a", False),
}


@pytest.mark.parametrize(("one", "other", "same"), DIGESTS.values(), ids=DIGESTS)
def test_digest_of_a_definition(one: str, other: str, same: bool) -> None:
    (a,), (b,) = (list(definitions(source_from_text(text, "a.py").tree)) for text in (one, other))
    assert (a["hash"] == b["hash"]) is same


def test_summaries_are_json() -> None:
    code = HEAD + "df = pd.read_csv('a.csv')\nif __name__ == '__main__':\n    pass\n"
    summary = summarise(build(source_from_text(code, "src/a.py")))
    assert json.loads(json.dumps(summary)) == summary
    assert [r["path"] for r in summary["reads"]] == ["a.csv"]
    assert [f["class"] for f in summary["fits"]] == ["sklearn.ensemble.RandomForestClassifier"]
    assert summary["main_guard"] is True
    assert summary["candidate"]["metric"] == "accuracy_score"


BROKEN = {"broken.py": "def f(:\n", "empty.py": "", "n.ipynb": "{", "m.ipynb": '{"cells": []}'}


@pytest.mark.parametrize("name", BROKEN)
def test_summaries_of_broken_files(name: str) -> None:
    summary = summarise(build(source_from_text(BROKEN[name], name)))
    assert json.loads(json.dumps(summary)) == summary
