"""Copied functions: one finding per copied set, and none for what nobody would import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

IMPORTS = "import numpy as np\nimport pandas as pd\n\n"
LINE = "    rows = rows[rows['{0}'] > {1}]\n"


def function(name: str, word: str, lines: int = 11) -> str:
    body = "".join(LINE.format(f"{word}{n}", n) for n in range(lines))
    return f"{IMPORTS}def {name}(rows):\n    rows = pd.DataFrame(rows)\n{body}    return np.log(rows)\n"


def network(layer: str, size: str = "64") -> str:
    body = "".join(f"    x = layers.Dense({n}, name='d{n}')(x)\n" for n in range(14))
    return (
        f"from tensorflow.keras import layers\n\ndef build(shape):\n    x = start = layers.Input(shape)\n{body}"
        f"    x = layers.{layer}({size})(x)\n    return start, x\n"
    )


def varied(transform: str) -> str:
    body = "".join(f"    rows = rows[rows['{n}'] > {n}]\n" for n in range(40))
    return (
        "import albumentations as A\n\ndef transforms(rows):\n"
        f"    both = A.Compose([A.HorizontalFlip(), A.{transform}()])\n{body}    return both, rows\n"
    )


def stacked(cell: str, rate: str = "0.5") -> str:
    body = "".join(f"    part{n} = nn.Linear({n}, {n})\n" for n in range(14))
    return (
        f"from torch import nn\n\ndef model(size):\n{body}    last = nn.{cell}(size, 8, dropout={rate})\n"
        "    return nn.Sequential(part0, part1, last)\n"
    )


def scaled(scaler: str) -> str:
    body = "".join(f"    rows = rows[rows['{n}'] > {n}]\n" for n in range(20))
    return (
        "from sklearn.preprocessing import MinMaxScaler, StandardScaler\n\ndef prepare(rows):\n"
        f"{body}    return {scaler}().fit_transform(rows)\n"
    )


CLEAN, JOIN = function("clean", "a", 40), function("join", "b", 40)
SOME, OTHERS = function("clean", "a"), function("join", "b")
CHANGED = SOME.replace("> 10]", ">= 12]")
TOLD = SOME.replace("    return", "    print(len(rows))\n    return")
EXPLAINED = SOME.replace("(rows):\n", "(rows):\n    '''It cleans.'''\n")
GROWN = SOME.replace("    return", "    rows = rows.dropna()\n    return")
TRAINS = "\nfrom sklearn.svm import SVC\nSVC(random_state=0).fit(np.load('x.npy'), np.load('y.npy'))\n"
SERVES = "import flask\napp = flask.Flask('a')\n"
CELL = CLEAN.replace("def clean", "@app.cell\ndef load").replace("import numpy", "import marimo\nimport numpy")
HALF = function("clean", "a", 60)  # the name, and more than half
OTHER = function("clean", "c", 40)  # the name alone
# files; then the file at which each finding stands
TREES: dict[str, tuple[dict[str, str], list[str]]] = {
    "two files": ({"train.py": CLEAN, "app/rows.py": CLEAN}, ["train.py"]),
    "a copied folder": (
        {"one/u/a.py": CLEAN, "one/u/v/b.py": JOIN, "two/w/a.py": CLEAN, "two/w/v/b.py": JOIN},
        ["two/w/a.py"],
    ),
    "pairs of other folders": (
        {"one/a.py": CLEAN, "two/a.py": CLEAN, "three/b.py": JOIN, "four/b.py": JOIN},
        ["three/b.py", "two/a.py"],
    ),
    "siblings of two folders": (
        {"one/a.py": CLEAN, "one/b.py": CLEAN, "two/a.py": JOIN, "two/b.py": JOIN},
        ["one/b.py", "two/b.py"],
    ),
    "one function changed since": (
        {"one/a.py": CLEAN, "two/b.py": CLEAN, "three/c.py": HALF, "four/d.py": HALF},
        ["three/c.py"],
    ),
    "a name that is only the same": (
        {"one/a.py": CLEAN, "two/b.py": CLEAN, "three/c.py": OTHER, "four/d.py": OTHER},
        ["three/c.py", "two/b.py"],
    ),
    "a milestone": ({"src/a.py": CLEAN, "milestones/02/a.py": CLEAN}, []),
    "a staging folder": ({"src/a.py": CLEAN, "staging/a.py": CLEAN}, []),
    "scratch files": ({"src/a.py": CLEAN, "dev_files/a.py": CLEAN}, []),
    "versions": ({"api/v1/a.py": CLEAN, "api/v2/a.py": CLEAN}, []),
    "a version and another file": ({"api/v1/a.py": CLEAN, "train.py": CLEAN}, ["train.py"]),
    "a name like a snapshot": ({"src/a.py": CLEAN, "milestone_model.py": CLEAN}, ["src/a.py"]),
    "cells of a notebook in Python": ({"src/a.py": CELL, "apps/b.py": CELL}, []),
    "cells without a name": (
        {"src/a.py": CLEAN.replace("clean", "_"), "apps/b.py": CLEAN.replace("clean", "_")},
        [],
    ),
    "a first version": ({"src/a.py": CLEAN, "churn_initial/a.py": CLEAN}, []),
    "beside the saved model it is for": (
        {"src/a.py": CLEAN, "models/b.py": '"""Upload this file along with forest.joblib."""\n' + CLEAN},
        [],
    ),
    "needed when a model is loaded": (
        {"src/a.py": CLEAN, "hub/m.pt": "", "hub/b.py": '"""Must be available when loading the model."""\n' + CLEAN},
        [],
    ),
    "as a hub asks for it": ({"src/a.py": CLEAN, "hub/model.safetensors": "", "hub/modeling_a.py": CLEAN}, []),
    "a file called so and no model beside it": (
        {"src/a.py": CLEAN, "hub/modeling_a.py": CLEAN},
        ["src/a.py"],
    ),
    "a docstring that speaks of files": (
        {"src/a.py": CLEAN, "tools/b.py": '"""Upload the rows to the bucket."""\n' + CLEAN},
        ["tools/b.py"],
    ),
    "a model beside a file of the program": ({"src/a.py": CLEAN, "run/m.pt": "", "run/b.py": CLEAN}, ["src/a.py"]),
    "little": ({"train.py": SOME, "app/rows.py": SOME}, []),
    "little of two functions": ({"train.py": SOME + OTHERS, "app/rows.py": SOME + OTHERS}, []),
    "little in many files": ({f"{n}.py": SOME for n in "abcde"}, ["e.py"]),
    "little that is served": ({"rows.py": SOME, "app.py": SERVES + SOME}, ["app.py"]),
    "little of programs that share nothing": ({"cats/a.py": SOME + TRAINS, "dogs/b.py": CHANGED + TRAINS}, []),
    "much of programs that share nothing": ({"cats/a.py": CLEAN + TRAINS, "dogs/b.py": CLEAN + TRAINS}, ["dogs/b.py"]),
    "little of programs that share more": (
        {"cats/a.py": SOME + TRAINS, "cats/c.py": "from dogs import b\nimport pandas\n", "dogs/b.py": CHANGED + TRAINS},
        ["dogs/b.py"],
    ),
    "another bound": ({"a.py": SOME, "b.py": CHANGED}, ["b.py"]),
    "another function of a library": ({"a.py": SOME, "b.py": SOME.replace("np.log", "np.log1p")}, ["b.py"]),
    "one step more": ({"a.py": SOME, "b.py": GROWN}, ["b.py"]),
    "the loop of a program": ({n: t.replace("clean", "train") for n, t in {"a.py": SOME, "b.py": CHANGED}.items()}, []),
    "another column": ({"a.py": SOME, "b.py": SOME.replace("'a3'", "'x3'")}, []),
    "other names": ({"a.py": SOME, "b.py": SOME.replace("rows", "table")}, []),
    "one that tells more": ({"a.py": SOME, "b.py": TOLD}, []),
    "one that is explained": ({"a.py": SOME, "b.py": EXPLAINED}, []),
    "two folders of one program": ({"train/a.py": CLEAN + TRAINS, "evaluate/b.py": CLEAN}, ["train/a.py"]),
    "little of services that are built each": (
        {"s/one/Dockerfile": "", "s/one/a.py": SOME, "s/two/requirements.txt": "", "s/two/b.py": CHANGED},
        [],
    ),
    "folders of one service": ({"s/Dockerfile": "", "s/one/a.py": CLEAN, "s/two/b.py": CLEAN}, ["s/two/b.py"]),
    "little, of training and serving": (
        {"train/Dockerfile": "", "train/a.py": SOME + TRAINS, "serve/Dockerfile": "", "serve/app.py": SERVES + SOME},
        ["serve/app.py"],
    ),
    "networks of other layers": ({"a.py": network("GRU"), "b.py": network("SimpleRNN")}, []),
    "networks of one kind, changed a little": ({"a.py": network("GRU"), "b.py": network("GRU", "32")}, ["b.py"]),
    "augmentations of other transforms": ({"a.py": varied("RandomRotate90"), "b.py": varied("GaussNoise")}, []),
    "one augmentation": ({"a.py": varied("GaussNoise"), "b.py": varied("GaussNoise")}, ["b.py"]),
    "models of torch": ({"a.py": stacked("LSTM"), "b.py": stacked("GRU")}, []),
    "a model of torch": ({"a.py": stacked("LSTM"), "b.py": stacked("LSTM", "0.1")}, ["b.py"]),
    "a step with another scaler": (
        {"a.py": scaled("MinMaxScaler"), "b.py": scaled("StandardScaler")},
        ["b.py"],
    ),
    "six statements": ({"a.py": function("clean", "a", 4), "b.py": function("clean", "a", 4)}, []),
    "two of six": (
        {
            "a.py": function("clean", "a", 4) + function("join", "b", 4),
            "b.py": function("clean", "a", 4) + function("join", "b", 4),
        },
        [],
    ),
    "a folder for the moment": ({"src/a.py": CLEAN, "temp/a.py": CLEAN, "tmp/x/b.py": CLEAN}, []),
    "a folder of temperatures": ({"src/a.py": CLEAN, "temp_model/b.py": CLEAN}, ["temp_model/b.py"]),
    "code of others": ({"vendor/x/a.py": CLEAN, "vendor/y/b.py": CLEAN}, []),
}


@pytest.mark.parametrize(("files", "places"), TREES.values(), ids=TREES)
def test_copied_code(tmp_path: Path, files: dict[str, str], places: list[str]) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = [at for at in run.findings if at.finding.code == "MLS412" and at.finding.severity > Severity.INFO]
    assert [leaf.path for at in found for leaf in at.places or (at,)] == places


SHOWS = "import streamlit\n"
WORDS = {
    "training and serving": (CLEAN + TRAINS, SERVES + CLEAN, "training and serving drift apart"),
    "what training imports": (CLEAN, SERVES + CLEAN, "training and serving drift apart"),
    "two that serve": (SHOWS + CLEAN, SERVES + CLEAN, "copies drift apart"),
    "a view of tables": (CLEAN, SHOWS + CLEAN, "copies drift apart"),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_drifts_apart(tmp_path: Path, name: str) -> None:
    one, other, words = WORDS[name]
    (tmp_path / "rows.py").write_text(one, encoding="utf-8")
    (tmp_path / "app.py").write_text(other, encoding="utf-8")
    if name == "what training imports":
        (tmp_path / "train.py").write_text("from rows import clean\nimport numpy as np" + TRAINS, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    (found,) = [at for at in run.findings if at.finding.code == "MLS412"]
    assert words in found.finding.message


@pytest.mark.parametrize(("lines", "other", "shown"), [
    (5, ".ipynb", False), (25, ".ipynb", False), (40, ".ipynb", True), (5, ".py", False), (12, ".py", False),
    (40, ".py", True),
])  # fmt: skip
def test_helpers_of_notebooks(tmp_path: Path, lines: int, other: str, shown: bool) -> None:
    text = function("clean", "a", lines)
    cells = [{"cell_type": "code", "source": text, "outputs": []}]
    for name in ("one.ipynb", f"two{other}"):
        written = json.dumps({"nbformat": 4, "cells": cells}) if name.endswith(".ipynb") else text
        (tmp_path / name).write_text(written, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    (found,) = [at for at in run.findings if at.finding.code == "MLS412"]
    assert (found.finding.severity > Severity.INFO) == shown
