"""The order of sets: what changes with every start of Python, and outlives the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HEAD = "import pandas as pd\ndf = pd.read_csv('a.csv')\n"
INDEX = "index = {{name: i for i, name in enumerate({names})}}\n"
SETS = {
    "texts of a column": ("set(df['town'])", "error"),
    "a column": ("set(df['town'].unique())", "error"),
    "keys that are no numbers": ("set(df['image_id'])", "error"),
    "numbered keys": ("set(df['tagId'].tolist())", "info"),
    "whole numbers": ("set(df['a'].astype(int))", ""),
    "lengths": ("{len(town) for town in df['town']}", ""),
    "a range": ("set(range(9))", ""),
}


def severity(folder: Path, name: str) -> str:
    run = check_paths([folder / name], load_config(folder, isolated=True), jobs=1)
    return "".join(str(at.finding.severity) for at in run.findings if at.finding.code == "MLS206")


@pytest.mark.parametrize(("names", "expected"), SETS.values(), ids=SETS)
def test_what_the_set_holds(tmp_path: Path, names: str, expected: str) -> None:
    (tmp_path / "job.py").write_text(HEAD + INDEX.format(names=names), encoding="utf-8")
    assert severity(tmp_path, "job.py") == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [("print(index)", "info"), ("import json\njson.dump(index, open('i.json', 'w'))", "error"),
     ("torch.save(net.state_dict(), 'net.pt')", "error"), ("plt.savefig('a.png')", "info")],
)  # fmt: skip
def test_a_notebook_that_saves_nothing(tmp_path: Path, last: str, expected: str) -> None:
    code = HEAD + INDEX.format(names="set(df['town'])")
    cells = [{"cell_type": "code", "source": text, "outputs": [], "metadata": {}} for text in (code, last)]
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    (tmp_path / "n.ipynb").write_text(text, encoding="utf-8")
    assert severity(tmp_path, "n.ipynb") == expected


FITTED = "import joblib\nfrom sklearn.svm import SVC\nmodel = SVC().fit(df[['a']], df['y'])\n"
# What is done with the numbering; how loud it is.
KEPT = {
    "saved alone": ("joblib.dump(index, 'i.joblib')\njoblib.dump(model, 'm.joblib')\n", "error"),
    "the model alone is saved": ("joblib.dump(model, 'm.joblib')\nprint(index['x'])\n", "error"),
    "rows are coded by it": ("df['t'] = df['town'].map(index)\ndf.to_csv('b.csv')\n", "error"),
    "in one tuple with the model": ("joblib.dump((model, index), 'm.joblib')\n", "warning"),
    "in one dictionary": ("joblib.dump({'model': model, 'towns': index}, 'm.joblib')\n", "warning"),
    "in one wrapper": ("joblib.dump(Wrapper(backend=model, index=index), 'm.joblib')\n", "warning"),
    "in a checkpoint": (
        "import torch\ntorch.save({'model': net_state, 'index': index, 'epoch': 3}, 'm.pt')\n", "warning",
    ),
    "a fit that gets both": ("result = evaluate(model, index)\n", "error"),
}  # fmt: skip


@pytest.mark.parametrize(("last", "expected"), KEPT.values(), ids=KEPT)
def test_a_numbering_that_goes_with_its_model(tmp_path: Path, last: str, expected: str) -> None:
    code = HEAD + INDEX.format(names="set(df['town'])") + FITTED + last
    (tmp_path / "job.py").write_text(code, encoding="utf-8")
    assert severity(tmp_path, "job.py") == expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("from sklearn.model_selection import train_test_split\n"
         "a, b = train_test_split(list({'x', 'y', 'z'}), random_state=0)\n", "warning"),
        ("import numpy as np\nnp.random.seed(hash('run one'))\n", "warning"),
        ("df['fold'] = df['town'].map(lambda town: hash(str(town)) % 5)\n", "error"),
    ],
    ids=["rows", "a seed", "buckets"],
)  # fmt: skip
def test_what_must_fit_another_run(tmp_path: Path, use: str, expected: str) -> None:
    (tmp_path / "job.py").write_text(HEAD + use, encoding="utf-8")
    assert severity(tmp_path, "job.py") == expected
