"""The files of a project together: who imports whom, who writes what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.facts.project.model import Project, build_project
from mlsmells.sources import source_from_text


def make(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def project_of(root: Path, files: dict[str, str], **options: Any) -> Project:
    """A project on disk with the summaries of its Python files."""
    make(root, files)
    code = {name: text for name, text in files.items() if name.endswith((".py", ".ipynb"))}
    return build_project(root, {n: summarise(build(source_from_text(t, n))) for n, t in code.items()}, **options)


SURE = {
    "beside": ({"x/run.py": "import train\n", "x/train.py": ""}, "x/train.py", {"x/run.py"}),
    "above": ({"x/y/run.py": "import train\n", "train.py": ""}, "train.py", {"x/y/run.py"}),
    "in src": ({"jobs/run.py": "import train\n", "src/train.py": ""}, "src/train.py", {"jobs/run.py"}),
    "a package in src": (
        {"run.py": "from shop import train\n", "src/shop/train.py": ""},
        "src/shop/train.py",
        {"run.py"},
    ),
    "relative": ({"x/p/run.py": "from ..q import train\n", "x/q/train.py": ""}, "x/q/train.py", {"x/p/run.py"}),
    "beside imports of deeper files": (
        {"p/run.py": "import train\nfrom p.q.r import f\n", "p/q/r.py": "", "train.py": ""},
        "train.py",
        {"p/run.py"},
    ),
    "of the same name, in another folder": ({"x/run.py": "import train\n", "y/train.py": ""}, "y/train.py", set()),
    "a package of another folder": ({"x/run.py": "import p.train\n", "y/p/train.py": ""}, "y/p/train.py", set()),
    "beside a module of a folder": (
        {"run.py": "import train\nimport utils.own\n", "train.py": "", "utils/own.py": ""},
        "train.py",
        {"run.py"},
    ),
    "in the src of another": ({"x/run.py": "import train\n", "y/src/train.py": ""}, "y/src/train.py", set()),
}


@pytest.mark.parametrize("case", SURE)
def test_who_surely_imports_a_module(case: str, tmp_path: Path) -> None:
    files, path, importers = SURE[case]
    assert project_of(tmp_path, files).imports.sure_importers(path) == importers


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
    "named like a library, in another folder": (
        {"a/run.py": "import xgboost\n", "b/xgboost.py": ""},
        "a/run.py",
        set(),
    ),
    "named like a library, below": ({"run.py": "import xgboost\n", "b/xgboost.py": ""}, "run.py", set()),
    "named like a library, beside": ({"a.py": "import datasets\n", "datasets.py": ""}, "a.py", {"datasets.py"}),
    "named like a library, above": (
        {"app/a.py": "from datasets.images import f\n", "datasets/images.py": "", "datasets/__init__.py": ""},
        "app/a.py",
        {"datasets/images.py"},
    ),
    "it imports the library": ({"a.py": "import xgboost\n", "xgboost.py": "import xgboost as xgb\n"}, "a.py", set()),
    "another name, in another folder": ({"a/run.py": "import tools\n", "b/tools.py": ""}, "a/run.py", {"b/tools.py"}),
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
