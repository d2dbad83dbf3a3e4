"""Files that are joined in no order: what becomes of the rows decides whether that matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HEAD = """
import glob
import os
from collections import Counter
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
"""
JOIN = "df = pd.concat([pd.read_csv(p) for p in glob.glob('parts/*.csv')])\n"
FIT = "RandomForestClassifier(random_state=1).fit(df[['a']], df['b'])\n"
STACK = "rows = np.vstack([np.load(p) for p in glob.glob('parts/*.npy')])\n"
ENSEMBLE = """
def ensemble():
    def written(how, name):
        pd.Series(how(rows, axis={axis})).to_csv(name)
    rows = np.vstack([np.load(p) for p in glob.glob('parts/*.npy')])
    for how, name in zip([{functions}], ['a.csv', 'b.csv']):
        written(how, name)
ensemble()
"""
GROWING = """
for folder in os.listdir('data'):
    {inside}
    for number in range(3):
        df = pd.concat([df, pd.DataFrame({{'a': [number]}})])
    df.to_csv('table.csv')
"""
IN_STEP = """
names, sizes = [], []
for name in os.listdir('{one}'):
    names.append(name)
{between}
    sizes.append(os.path.getsize(name))
for name, size in zip(names, sizes):
    print(name, size)
"""
BETWEEN = "for name in os.listdir('b'):"
SILENT = {
    "mean and number": JOIN + "print(df['a'].mean(), len(df), df['b'].nunique())\n",
    "masked, then counted": JOIN + "print(Counter(df[df['a'] > 0]['b']), df.shape)\n",
    "highest of the stack": STACK + "best = np.max(rows, axis=0)\nprint(best)\n",
    "a picture": JOIN + "df['a'].hist()\n",
    "groups": JOIN + "table = df.groupby('b')['a'].mean()\n",
    "reduced by a loop": ENSEMBLE.format(axis=0, functions="np.max, np.min"),
    "a table of its own in each turn": GROWING.format(inside="df = pd.DataFrame()"),
    "filled in step": IN_STEP.format(one="a", between=""),
}
TOLD = {
    "trained on": JOIN + "print(df['a'].mean())\n" + FIT,
    "written": JOIN + "df.to_csv('train.csv')\n",
    "handed on": "def load():\n    " + JOIN + "    return df\nload()\n",
    "along the columns": STACK + "means = np.mean(rows, axis=1)\nnp.save('means.npy', means)\n",
    "changes in a group": JOIN + "df['n'] = df.groupby('b').cumcount()\n",
    "reduced along the columns": ENSEMBLE.format(axis=1, functions="np.max, np.min"),
    "one of the functions is none": ENSEMBLE.format(axis=0, functions="np.max, np.cumsum"),
    "one table of all": "df = pd.DataFrame()\n" + GROWING.format(inside="print(folder)"),
    "two listings": IN_STEP.format(one="a", between=BETWEEN),
}


def listed(folder: Path, code: str, name: str = "job.py") -> bool:
    (folder / name).write_text(HEAD + code, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return "MLS207" in {at.finding.code for at in run.findings}


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_no_order_counts(tmp_path: Path, code: str) -> None:
    assert not listed(tmp_path, code)


@pytest.mark.parametrize("code", TOLD.values(), ids=TOLD)
def test_the_order_counts(tmp_path: Path, code: str) -> None:
    assert listed(tmp_path, code)


WRITTEN = JOIN + "df.to_csv({name!r})\n"
LOADED = "import torch\nnet = torch.nn.Linear(1, 1)\nnet.load_state_dict(torch.load('net.pt'))\n"


@pytest.mark.parametrize(
    ("file", "code", "told"),
    [
        ("batch_serving.py", WRITTEN.format(name="rows.csv"), False),
        ("prepare_training.py", WRITTEN.format(name="rows.csv"), True),
        ("run.py", LOADED + WRITTEN.format(name="eval_results.csv"), False),
        ("features.py", LOADED + WRITTEN.format(name="features.csv"), True),
        ("predict.py", JOIN + FIT, True),
    ],
)
def test_files_that_apply_a_model(tmp_path: Path, file: str, code: str, told: bool) -> None:
    assert listed(tmp_path, code, file) is told
