"""The order of sets: what changes with every start of Python, and outlives the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HEAD = "import numpy as np\nimport pandas as pd\ndf = pd.read_csv('a.csv')\n"
INDEX = "index = {{name: i for i, name in enumerate({names})}}\n"
SETS = {
    "texts of a column": ("set(df['town'])", "error"),
    "a column": ("set(df['town'].unique())", "error"),
    "keys that are no numbers": ("set(df['image_id'])", "error"),
    "numbered keys": ("set(df['tagId'].tolist())", "info"),
    "whole numbers": ("set(df['a'].astype(int))", ""),
    "lengths": ("{len(town) for town in df['town']}", ""),
    "a range": ("set(range(9))", ""),
    "an array of whole numbers": ("set(np.reshape(np.array(df['a'], np.int64), [-1]).tolist())", ""),
    "an array of texts": ("set(np.reshape(np.array(df['a'], object), [-1]).tolist())", "error"),
    "made of whole numbers": ("set(np.zeros((9,), dtype=int))", ""),
    "made for anything": ("set(np.empty((9,), dtype=object))", "error"),
    "different whole numbers": ("set(np.unique(np.array(df['a']).astype('int64')))", ""),
    "different texts": ("set(np.unique(np.array(df['a'])))", "error"),
    "numbers that became texts": ("set(np.array(df['a'], np.int64).astype(str))", "error"),
    "numbers that became names": ("set(df['a'].astype(int).map(names))", "error"),
}
# What is put into an array before, in a function that may be handed anything.
ARRAYS = {
    "whole numbers": ("np.array(labels, np.int64)", ""),
    "whole numbers by name": ("np.asarray(labels, dtype='int32')", ""),
    "anything": ("np.array(labels)", "error"),
    "texts": ("np.array(labels, dtype=str)", "error"),
}
NUMBERING = """import json
import numpy as np
def number(labels):
    labels = {made}
    found = list(set(np.reshape(labels, [-1]).tolist()))
    numbers = {{}}
    for i in range(len(found)):
        numbers[found[i]] = i
    json.dump(numbers, open("numbers.json", "w"))
"""


def severity(folder: Path, name: str) -> str:
    run = check_paths([folder / name], load_config(folder, isolated=True), jobs=1)
    return "".join(str(at.finding.severity) for at in run.findings if at.finding.code == "MLS206")


@pytest.mark.parametrize(("names", "expected"), SETS.values(), ids=SETS)
def test_what_the_set_holds(tmp_path: Path, names: str, expected: str) -> None:
    (tmp_path / "job.py").write_text(HEAD + INDEX.format(names=names), encoding="utf-8")
    assert severity(tmp_path, "job.py") == expected


@pytest.mark.parametrize(("made", "expected"), ARRAYS.values(), ids=ARRAYS)
def test_what_the_array_holds(tmp_path: Path, made: str, expected: str) -> None:
    (tmp_path / "job.py").write_text(NUMBERING.format(made=made), encoding="utf-8")
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
        ("def vector(text):\n    np.random.seed(hash(text) % (2**32 - 1))\n    return np.random.normal(size=9)\n",
         "warning"),
        ("def vector(text):\n    return np.random.RandomState(seed=hash(str(text)) % 999).normal(size=9)\n", "warning"),
        ("def vector(text):\n    seed = hash(text) % 999\n    return np.random.default_rng(seed).normal(size=9)\n",
         "warning"),
        ("df['fold'] = df['town'].map(lambda town: hash(str(town)) % 5)\n", "error"),
        ("def fold(text):\n    return hash(text) % 5\n", "error"),
    ],
    ids=["rows", "a seed", "a seed within bounds", "a seed by keyword", "a seed by name", "buckets", "a function's"],
)  # fmt: skip
def test_what_must_fit_another_run(tmp_path: Path, use: str, expected: str) -> None:
    (tmp_path / "job.py").write_text(HEAD + use, encoding="utf-8")
    assert severity(tmp_path, "job.py") == expected


FILLED = """import json
import pandas as pd
from sklearn.linear_model import LinearRegression
def number(paths):
    ids = set()
    for path in paths:
        {read}
        ids.add(pid)
    json.dump({{pid: i for i, pid in enumerate(ids)}}, open("numbers.json", "w"))
"""


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("pid, camera = map(int, path.split('_'))", ""),
        ("pid = int(path[:4])", ""),
        ("pid, camera = path.split('_')", "error"),
        ("pid = path[:4]", "error"),
    ],
)
def test_what_a_set_was_filled_with(tmp_path: Path, read: str, expected: str) -> None:
    (tmp_path / "job.py").write_text(FILLED.format(read=read), encoding="utf-8")
    assert severity(tmp_path, "job.py") == expected
