"""Cells that ran too early: which of them leave something stale, and which had only been run again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Finding, Severity
from mlsmells.engine.project import check_paths

IMPORTS = "import pandas as pd\nimport seaborn as sns\nfrom sklearn.linear_model import LogisticRegression\n"
READ = "df = pd.read_csv('a.csv')"
FIT = "model = LogisticRegression(C=2).fit(df[['a']], df['b'])"
DEF = "def clean(frame):\n    return frame.dropna()"
SCORE = "scores = [score / 2 for score in scores]"


def findings(folder: Path, *cells: tuple[int, str]) -> list[Finding]:
    body = [
        {"cell_type": "code", "execution_count": count, "metadata": {}, "outputs": [], "source": code}
        for count, code in cells
    ]
    notebook = {"cells": body, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "a.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [at.finding for at in run.findings if at.finding.code == "MLS401"]


AGAIN = {
    "the same file is read": [(1, IMPORTS), (9, READ), (3, FIT)],
    "a function is defined": [(1, IMPORTS + READ), (9, DEF), (3, "df = clean(df)"), (4, FIT)],
    "a constant beside imports": [(9, IMPORTS + "c = 3"), (2, "df = pd.DataFrame({'a': [c]})"), (3, "x = df['a']")],
    "the environment": [(1, "import os"), (9, "url = os.getenv('URL')"), (3, "link = open(url)"), (4, "link.read()")],
    "a picture is older": [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, "sns.heatmap(df)"), (10, FIT)],
    "a picture by a function of the notebook": [
        (1, IMPORTS + READ + "\ndef show_batch(x):\n    sns.heatmap(x)"), (9, "df['a'] = df['a'] * 2"),
        (3, "show_batch(df)"), (10, FIT),
    ],
    "counts of two sessions": [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, FIT), (3, "print(model)")],
    "only shown": [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, "print(df.groupby('b').mean())"), (10, FIT)],
    "worked out once more": [
        (1, IMPORTS + READ), (9, "small = df.groupby('b').sum()"), (3, "top = small.T"), (4, "print(top)"),
    ],
    "the form of what another cell got": [
        (1, IMPORTS + READ), (9, "df = df[df['a'] > 0]"), (3, "x = df['a'] + 1"), (10, "x.shape"), (11, "x.head()"),
    ],
    "a picture of what another cell got": [
        (1, IMPORTS + READ), (9, "df = df[df['a'] > 0]"), (3, "x = df['a'] + 1"), (10, "y = x"), (11, "sns.kdeplot(y)"),
    ],
}  # fmt: skip
LOOKED_AT = {
    "what another cell shows": [(1, IMPORTS + READ), (9, "df = df[df['a'] > 0]"), (3, "x = df['a'] + 1"), (10, "x")],
    "printed over several cells": [
        (1, IMPORTS + READ), (9, "small = df[df['a'] > 7]"), (3, "top = small.T"), (4, "print(top)"),
    ],
    "a draft of an operation": [(9, "a = make()\nc = make()"), (3, "c[a] = c[a] + 1"), (4, "c")],
    "a table that is drawn": [
        (1, IMPORTS), (9, "data = list(rows())"), (3, "table = pd.DataFrame(data)"), (4, "sns.lineplot(table)"),
    ],
}  # fmt: skip
STALE = {
    "a fit": [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, FIT)],
    "another number is left out": [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, FIT), (5, "print(model)")],
    "a function of the notebook that does more": [
        (1, IMPORTS + READ + "\ndef shower(x):\n    x['c'] = x['a']"), (9, "df['a'] = df['a'] * 2"), (3, "shower(df)"),
        (4, "LogisticRegression().fit(df[['c']], df['b'])"),
    ],
    "a score": [(1, "scores = [0.7]"), (4, SCORE), (3, "print(max(scores))")],
    "a written file": [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, "df.to_csv('b.csv')")],
    "what another cell fits": [
        (1, IMPORTS + READ), (9, "df = df[df['a'] > 0]"), (3, "x = df[['a']]"), (10, "LogisticRegression().fit(x, y)"),
    ],
    "over several cells to a file": [
        (1, IMPORTS + READ), (9, "df = df[df['a'] > 0]"), (3, "x = df['a'] + 1"), (4, "y = x"), (5, "y.to_csv('y')"),
    ],
    "worked out once more from what was touched": [
        (1, IMPORTS + READ), (9, "small = df.groupby('b').sum()"), (3, "top = small.T"), (4, "top.to_csv('t')"),
        (8, "df['a'] = df['a'] * 2"),
    ],
    "with a number that may have changed": [
        (1, IMPORTS + READ), (9, "small = df[df['a'] > 7]"), (3, "top = small.T"), (4, "top.to_csv('t')"),
    ],
    "drawn once more": [
        (1, IMPORTS + READ), (9, "small = df.sample(frac=share)"), (3, "top = small.T"), (4, "top.to_csv('t')"),
    ],
    "settings with names of others in them": [
        (1, IMPORTS + READ), (9, "options = {'C': [1, 2], 'data': df}"), (3, "run = dict(options)"), (4, "m.fit(run)"),
    ],
    "a constant of its own": [(1, IMPORTS + READ), (9, "c = 3"), (3, "model = LogisticRegression(C=c).fit(df, df)")],
    "a function that changes it": [
        (1, IMPORTS + READ + "\n" + "def clean(frame):\n    frame.dropna(inplace=True)"),
        (9, "df = df[df['a'] > 0]"),
        (3, "clean(df)"),
    ],
    "read and changed": [(1, IMPORTS), (9, READ + "\ndf['a'] = df['a'] * 2"), (3, FIT)],
    "read anew, but the whole in another order": [
        (1, IMPORTS),
        (30, READ),
        *((number, f"x{number} = df['a'] + {number}") for number in range(2, 14)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("cells", AGAIN.values(), ids=AGAIN)
def test_run_again(tmp_path: Path, cells: list[tuple[int, str]]) -> None:
    assert [finding.severity for finding in findings(tmp_path, *cells)] in ([], [Severity.INFO])


@pytest.mark.parametrize("cells", LOOKED_AT.values(), ids=LOOKED_AT)
def test_looked_at(tmp_path: Path, cells: list[tuple[int, str]]) -> None:
    assert [finding.severity for finding in findings(tmp_path, *cells)] == [Severity.INFO]


@pytest.mark.parametrize("cells", STALE.values(), ids=STALE)
def test_stale(tmp_path: Path, cells: list[tuple[int, str]]) -> None:
    assert [finding.severity for finding in findings(tmp_path, *cells)] == [Severity.WARNING]


def test_the_worst_is_named(tmp_path: Path) -> None:
    cells = [(1, IMPORTS + READ), (9, "df['a'] = df['a'] * 2"), (3, "x = df['a'] + 1"), (4, FIT), (10, "x.to_csv('x')")]
    (found,) = findings(tmp_path, *cells)
    assert "ran ([4])" in found.message and "1 more cell" in found.message
