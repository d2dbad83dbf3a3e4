"""Project rules over fixture projects: each is copied, put under git, and judged by its markers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mlsmells.core import Rule, Severity
from mlsmells.facts import build
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.facts.project.model import Project, build_project
from mlsmells.rules.data import unversioned_data_file
from mlsmells.rules.evaluation import (
    automl_only,
    never_evaluated,
    no_baseline,
    no_smoke_option,
    too_good_to_be_true,
)
from mlsmells.rules.notebooks import notebook_only_logic
from mlsmells.sources import Source, read_source, source_from_text

FIXTURES = Path(__file__).parents[2] / "fixtures"
MARKER = re.compile(r"# expect: (MLS\d{3})")
RULES = {r.code: r for r in (unversioned_data_file.RULE, no_baseline.RULE, notebook_only_logic.RULE)}
OWN = {"MLS303": "data/unversioned-data-file", "MLS403": "notebooks/notebook-only-logic"}
PROJECTS = [(code, folder) for code, where in OWN.items() for folder in sorted((FIXTURES / where).glob("project*"))]


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def sources(root: Path) -> dict[str, Source]:
    paths = [p for p in sorted(root.rglob("*")) if p.suffix in (".py", ".ipynb")]
    return {p.relative_to(root).as_posix(): read_source(p, display=p.relative_to(root).as_posix()) for p in paths}


def found(rule: Rule, project: Project, read: dict[str, Source]) -> set[tuple[str, str, int]]:
    return {(f.code, f.path, f.span.line) for f in rule.run_project(project) if f.path in read}


@pytest.mark.parametrize(("code", "folder"), PROJECTS, ids=[f"{code}-{p.name}" for code, p in PROJECTS])
def test_fixture_projects(tmp_path: Path, code: str, folder: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(folder, root)
    git(root, "init", "-q")
    git(root, "add", ".")
    read = sources(root)
    expected = {
        (match[1], path, number)
        for path, source in read.items()
        for number, line in enumerate(source.lines, 1)
        for match in MARKER.finditer(line)
        if match[1] == code
    }
    project = build_project(root, {path: summarise(build(source)) for path, source in read.items()})
    assert found(RULES[code], project, read) == expected


def project_of(root: Path, files: dict[str, str], *, tracked: tuple[str, ...] | None = (), **options: Any) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if tracked is not None:
        git(root, "init", "-q")
        git(root, "add", *(tracked or [n for n in files if n.endswith(".py")]))
    code = {n: t for n, t in files.items() if n.endswith((".py", ".ipynb"))}
    return build_project(root, {n: summarise(build(source_from_text(t, n))) for n, t in code.items()}, **options)


READS = (
    "import pandas as pd\nfrom sklearn.linear_model import Ridge\n"
    "{}df = pd.read_csv('lost/rows.csv')\nRidge().fit(df[['a']], df['b'])\n"
)
UNVERSIONED = {
    "nothing versions it": ({"t.py": READS.format("")}, 1),
    "lakeFS is used": ({"t.py": READS.format("import lakefs\n")}, 0),
    "a checksum is compared": (
        {"t.py": READS.format(f"import hashlib\nassert hashlib.md5(b'').hexdigest() == '{'0' * 32}'\n")},
        0,
    ),
    "read through a module": (
        {
            "t.py": "from sklearn.svm import SVC\nimport rows\nSVC().fit(rows.X, rows.y)\n",
            "rows.py": "import pandas as pd\nX = pd.read_csv('lost/rows.csv')\n",
        },
        1,
    ),
    "read but not trained on": ({"t.py": "import pandas as pd\ndf = pd.read_csv('lost/rows.csv')\n"}, 0),
    "other rows are trained on": (
        {
            "t.py": (
                "import pandas as pd\nfrom sklearn.svm import SVC\nfrom sklearn.datasets import load_iris\n"
                "d = pd.read_csv('lost/rows.csv')\nX, y = load_iris(return_X_y=True)\nSVC().fit(X, y)\n"
            )
        },
        0,
    ),
    "tests": ({"tests/test_t.py": READS.format("")}, 0),
    "made from a lost file": (
        {
            "t.py": READS.format(""),
            "make.py": "import pandas as pd\npd.read_csv('gone/raw_sales.csv').to_csv('lost/rows.csv')\n",
        },
        1,
    ),
    "a shell line downloads": (
        {
            "t.ipynb": json.dumps(
                {"cells": [{"cell_type": "code", "source": "!wget x/rows.csv\n" + READS.format("")}]}
            ),
            "a.py": "",
        },
        0,
    ),
    "a module downloads it, put together from parameters": (
        {
            "t.py": READS.format(""),
            "fetch.py": "import os, urllib.request\ndef load(path, key):\n"
            "    urllib.request.urlretrieve('https://x/%s' % key, os.path.join(path, key))\nload('lost', 'rows.csv')\n",
        },
        0,
    ),
    "a module downloads an archive to its folder": (
        {
            "t.py": READS.format(""),
            "get.py": "import requests\nopen('lost/all.zip', 'wb').write(requests.get(U + 'all.zip').content)\n"
            "TO = 'lost'\n",
        },
        0,
    ),
    "a module with a telling name downloads whatever it is told": (
        {
            "t.py": READS.format(""),
            "download_data.py": "import requests, sys\n"
            "open(sys.argv[2], 'wb').write(requests.get(sys.argv[1]).content)\n",
        },
        0,
    ),
    "a script downloads a competition's files": (
        {"t.py": READS.format(""), "get.sh": "kaggle competitions download -c x -p lost\nunzip lost/x.zip -d lost\n"},
        0,
    ),
    "an image downloads it": (
        {"t.py": READS.format(""), "Dockerfile": "FROM python\nRUN curl -o lost/rows.csv $URL\n"},
        0,
    ),
    "a notebook's shell lines download it": (
        {
            "t.py": READS.format(""),
            "get.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": "!gdown 1abc -O lost/rows.csv\n"}]}),
        },
        0,
    ),
    "a module downloads another file": (
        {
            "t.py": READS.format(""),
            "fetch.py": "import urllib.request\nurllib.request.urlretrieve(U, 'lost/others.csv')\n",
        },
        1,
    ),
    "a script downloads a model": (
        {"t.py": READS.format(""), "download_model.sh": "wget https://x/bert.bin -P models\n"},
        1,
    ),
    "an interface is asked, and nothing written": (
        {"t.py": READS.format(""), "lost.py": "import requests\nanswer = requests.get('https://x/lost').json()\n"},
        1,
    ),
    "the README alone says where it is": (
        {"t.py": READS.format(""), "README.md": "# Sales\nGet rows.csv from https://x\n"},
        1,
    ),
    "a placeholder": ({"t.py": READS.format("").replace("lost/rows.csv", "PATH/TO/DATA/FILE")}, 0),
    "another placeholder": ({"t.py": READS.format("").replace("lost/rows.csv", "your_file.csv")}, 0),
    "no placeholder": ({"t.py": READS.format("").replace("lost/rows.csv", "yours/tour_data.csv")}, 1),
    "data roots": ({"t.py": READS.format("")}, 0),
    "a Delta table is used": ({"t.py": READS.format("spark.read.format('delta').load('rows')\n")}, 0),
    "MLflow keeps a digest": ({"t.py": READS.format("import mlflow\nmlflow.log_input(rows)\n")}, 0),
    "an artifact of a tracker": ({"t.py": READS.format("import wandb\nwandb.use_artifact('rows:v3')\n")}, 0),
    "a stage makes it": (
        {"t.py": READS.format(""), "dvc.yaml": "stages:\n  s:\n    cmd: x\n    outs: [lost/rows.csv]\n"},
        0,
    ),
    "a stage makes another file": (
        {"t.py": READS.format(""), "dvc.yaml": "stages:\n  s:\n    cmd: x\n    outs: [lost/other.csv]\n"},
        1,
    ),
    "LFS for other files": ({"t.py": READS.format(""), ".gitattributes": "*.bin filter=lfs\n"}, 1),
}


@pytest.mark.parametrize("case", UNVERSIONED)
def test_unversioned_data(tmp_path: Path, case: str) -> None:
    files, expected = UNVERSIONED[case]
    roots = ["lost/"] if case == "data roots" else []
    project = project_of(tmp_path, files, data_roots=roots)
    assert len(list(unversioned_data_file.RULE.run_project(project))) == expected


@pytest.mark.parametrize(
    ("readme", "more", "note"),
    [
        ("My solution of https://www.kaggle.com/c/titanic", {}, True),
        ("Second place in the Kaggle competition", {}, True),
        ("The challenge of the year on DrivenData", {}, True),
        ("", {"kaggle.json": "{}"}, True),
        ("", {"b.py": "import pandas as pd\nsub = pd.read_csv('sample_submission.csv')\n"}, True),
        ("Forecasts for our shops", {}, False),
        ("Rows from https://www.kaggle.com/datasets/anna/rows", {}, False),  # a data set, of which there are versions
        ("No competition can do this", {}, False),
    ],
)
def test_files_of_a_competition_are_a_remark(tmp_path: Path, readme: str, more: dict[str, str], note: bool) -> None:
    files = {"t.py": READS.format(""), "README.md": readme, **more}
    project = project_of(tmp_path / "work", files, tracked=tuple(files))
    (finding,) = unversioned_data_file.RULE.run_project(project)
    assert (finding.severity is Severity.INFO) is note


def reading(root: Path) -> Project:
    (root / "t.py").write_text(READS.format(""), encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "t.py")
    return build_project(root, {"t.py": summarise(build(read_source(root / "t.py", display="t.py")))})


@pytest.mark.parametrize("tool", ["lfs", "annex", "submodule", "nothing"])
def test_data_that_git_knows_without_its_content(tmp_path: Path, tool: str) -> None:
    """What stands in the tree is a pointer, a link to nowhere or the commit of another repository."""
    project = reading(tmp_path)
    (tmp_path / "lost").mkdir()
    rows = tmp_path / "lost/rows.csv"
    if tool == "lfs":
        rows.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n")
        git(tmp_path, "add", "lost/rows.csv")
    elif tool == "annex":
        rows.symlink_to("../.git/annex/objects/0/rows.csv")
        git(tmp_path, "add", "lost/rows.csv")
    elif tool == "submodule":
        git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},lost")
    found = list(unversioned_data_file.RULE.run_project(project))
    assert len(found) == (tool == "nothing")


def test_all_paths_have_one_cause_without_a_tool(tmp_path: Path) -> None:
    two = READS.format("").replace("rows.csv", "more.csv")
    project = project_of(tmp_path, {"a.py": READS.format(""), "b.py": two})
    found = list(unversioned_data_file.RULE.run_project(project))
    assert [(f.path, f.cause) for f in found] == [("a.py", ""), ("b.py", "")]
    assert ["lost/rows.csv" in f.message for f in found] == [True, False]


def test_one_finding_per_path_with_a_tool(tmp_path: Path) -> None:
    two = READS.format("").replace("rows.csv", "more.csv")
    project = project_of(tmp_path, {"a.py": READS.format(""), "b.py": two, "x.csv.dvc": ""})
    assert [f.path for f in unversioned_data_file.RULE.run_project(project)] == ["a.py", "b.py"]
    assert len({f.cause for f in unversioned_data_file.RULE.run_project(project)}) == 2


def test_not_checked_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    project = project_of(tmp_path, {"a.py": READS.format("")}, tracked=None)
    assert list(unversioned_data_file.RULE.run_project(project)) == []
    assert project.git.problem == "not a git repository"


FOREST = (
    "import pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\nfrom sklearn.metrics import f1_score\n"
    "df = pd.read_csv('data/rows.csv')\nm = RandomForestClassifier().fit(df[['a']], df['b'])\n"
    "f1_score(yt, m.predict(Xt))\n"
)
DUMMY = "from sklearn.dummy import DummyClassifier\nd = DummyClassifier().fit(X, y)\n"
SAME_DATA = "import pandas as pd\ndf = pd.read_csv('data/rows.csv')\n" + DUMMY
BASELINES = {
    "none": ({"a/t.py": FOREST}, {}, [Severity.WARNING]),
    # Shown as one, with the places of all.
    "two files": ({"a/t.py": FOREST, "b/u.py": FOREST}, {}, [Severity.WARNING, Severity.WARNING]),
    "in a module it imports": ({"a/t.py": FOREST + "import b\n", "b.py": DUMMY}, {}, []),
    "in what imports it": ({"x/t.py": FOREST, "r.py": "import x.t\n" + DUMMY}, {}, []),
    "in a script beside it": ({"a/t.py": FOREST, "a/u.py": DUMMY}, {}, []),
    "on the same data elsewhere": ({"a/t.py": FOREST, "z/u.py": SAME_DATA}, {}, []),
    "in another experiment": ({"a/t.py": FOREST, "z/u.py": DUMMY}, {}, [Severity.WARNING]),
    "in a file named so": ({"a/t.py": FOREST, "z/train_baseline.py": DUMMY}, {}, []),
    "in a document, with a number": (
        {"a/t.py": FOREST, "README.md": "The baseline reaches 61 %.\n"},
        {},
        [Severity.INFO],
    ),
    "in a document, without a number": (
        {"a/t.py": FOREST, "README.md": "We need a baseline.\n"},
        {},
        [Severity.WARNING],
    ),
    "in a document of another folder": ({"a/t.py": FOREST, "z/README.md": "Baseline: 0.61\n"}, {}, [Severity.WARNING]),
    "in the configuration": ({"a/t.py": FOREST}, {"baselines": ["models/prod"]}, []),
    "a test": ({"tests/test_t.py": FOREST}, {}, []),
}


@pytest.mark.parametrize(("files", "options", "expected"), BASELINES.values(), ids=BASELINES)
def test_baselines(tmp_path: Path, files: dict[str, str], options: dict[str, Any], expected: list[Severity]) -> None:
    project = project_of(tmp_path, files, tracked=None, **options)
    assert [f.severity for f in no_baseline.RULE.run_project(project)] == expected


TPOT = "import joblib\nfrom tpot import TPOTClassifier\nm = TPOTClassifier(random_state=0).fit(X, y)\n"
SAVED = TPOT + "joblib.dump(m, 'm.joblib')\n"
SVM = "from sklearn.svm import SVC\nSVC().fit(X, y)\n"
FLASK = "from flask import Flask\nimport sklearn\napp = Flask('a')\n"
AUTOML = {
    "saved": ({"t.py": SAVED}, 1),
    "served": ({"t.py": TPOT, "app.py": FLASK}, 1),
    "neither": ({"t.py": TPOT}, 0),
    "beside another model": ({"t.py": SAVED, "u.py": SVM}, 0),
    "a test": ({"tests/test_t.py": SAVED}, 0),
    "no search": ({"u.py": SVM}, 0),
}


@pytest.mark.parametrize(("files", "expected"), AUTOML.values(), ids=AUTOML)
def test_automl_only(tmp_path: Path, files: dict[str, str], expected: int) -> None:
    assert not automl_only.RULE.default_on
    assert len(list(automl_only.RULE.run_project(project_of(tmp_path, files, tracked=None)))) == expected


TRAINS = "import argparse\nimport pandas as pd\n" + SVM
SMOKE = {
    "no way": ({"t.py": TRAINS}, 1),
    "no command line": ({"t.py": SVM}, 0),
    "a limit": ({"t.py": TRAINS + "p.add_argument('--limit')\n"}, 0),
    "a sample": ({"t.py": TRAINS.replace("fit(X", "fit(X.sample(3)")}, 0),
    "words of an import are no option": ({"t.py": "from mine import limit\n" + TRAINS}, 1),
    "nothing is trained": ({"t.py": "import argparse\nimport sklearn\n"}, 0),
    "only a transformer": (
        {"t.py": "import argparse\nfrom sklearn.preprocessing import StandardScaler\nStandardScaler().fit(X)\n"},
        0,
    ),
    "a test runs it": ({"t.py": TRAINS, "tests/test_t.py": "import t\n"}, 0),
    "another test": ({"t.py": TRAINS, "tests/test_u.py": "import u\n"}, 1),
    "a test itself": ({"tests/test_t.py": TRAINS}, 0),
}


@pytest.mark.parametrize(("files", "expected"), SMOKE.values(), ids=SMOKE)
def test_no_smoke_option(tmp_path: Path, files: dict[str, str], expected: int) -> None:
    assert not no_smoke_option.RULE.default_on
    assert len(list(no_smoke_option.RULE.run_project(project_of(tmp_path, files, tracked=None)))) == expected


PERFECT = '{"test": {"auc": 0.9995}}'
METRICS_FILES = {
    "metrics": ({"t.py": READS.format(""), "out/metrics.json": PERFECT}, ["out/metrics.json"]),
    "with a name before": ({"t.py": READS.format(""), "svm_scores.json": PERFECT}, ["svm_scores.json"]),
    "another file": ({"t.py": READS.format(""), "params.json": PERFECT}, []),
    "of a fixture": ({"t.py": READS.format(""), "tests/metrics.json": PERFECT}, []),
    "not perfect": ({"t.py": READS.format(""), "metrics.json": '{"auc": 0.91}'}, []),
    "an exercise": ({"t.py": "from sklearn.datasets import load_iris\nload_iris()\n", "metrics.json": PERFECT}, []),
    "an exercise in a file": ({"t.py": READS.format("").replace("rows", "iris"), "metrics.json": PERFECT}, []),
}


@pytest.mark.parametrize(("files", "expected"), METRICS_FILES.values(), ids=METRICS_FILES)
def test_perfect_metrics_files(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    found = too_good_to_be_true.RULE.run_project(project_of(tmp_path, files, tracked=tuple(files)))
    assert [f.path for f in found] == expected


RIDGE = "import joblib\nfrom sklearn.linear_model import Ridge\njoblib.dump(Ridge().fit(X, y), 'out/r.joblib')\n"
LOADS = "import joblib\nimport sklearn\nm = joblib.load({})\nreport_score(m)\n"
NEVER = {
    "never": ({"t.py": RIDGE}, 1),
    "not saved": ({"t.py": RIDGE.replace("joblib.dump(", "(")}, 0),
    "the same class elsewhere": (
        {"t.py": RIDGE, "z/e.py": "from sklearn.linear_model import Ridge\nRidge().fit(A, a).score(B, b)\n"},
        0,
    ),
    "another class elsewhere": (
        {"t.py": RIDGE, "z/e.py": "from sklearn.svm import SVR\nSVR().fit(A, a).score(B, b)\n"},
        1,
    ),
    "loaded by name and scored": ({"a/b/t.py": RIDGE, "z/e.py": LOADS.format("'../out/r.joblib'")}, 0),
    "another model loaded and scored": ({"a/b/t.py": RIDGE, "z/e.py": LOADS.format("'other.joblib'")}, 1),
    "something loaded beside and scored": ({"a/b/t.py": RIDGE, "a/c/e.py": LOADS.format("path")}, 0),
    "something loaded far away and scored": ({"a/b/t.py": RIDGE, "z/e.py": LOADS.format("path")}, 1),
    "loaded and only used": (
        {"a/b/t.py": RIDGE, "z/e.py": LOADS.format("'../out/r.joblib'").replace("report_score", "serve")},
        1,
    ),
    "told in what it calls": (
        {"t.py": RIDGE + "import h\n", "h.py": "import sklearn\ndef f(m):\n    return evaluate(m)\n"},
        0,
    ),
    "one package, two classes": (
        {
            "t.py": "import xgboost\nb = xgboost.train({}, xgboost.DMatrix(X, y))\nb.save_model('b.json')\n",
            "z/e.py": "from xgboost import XGBRegressor\nXGBRegressor().fit(A, a).score(B, b)\n",
        },
        0,
    ),
    "a test": ({"tests/test_t.py": RIDGE}, 0),
}


@pytest.mark.parametrize(("files", "expected"), NEVER.values(), ids=NEVER)
def test_never_evaluated(tmp_path: Path, files: dict[str, str], expected: int) -> None:
    assert len(list(never_evaluated.RULE.run_project(project_of(tmp_path, files, tracked=None)))) == expected
