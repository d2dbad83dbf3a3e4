"""Findings whose cause spans cells, files or folders: told once in a project, file by file in flake8."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.located import Located
from mlsmells.engine.project import check_paths

Files = dict[str, str | list[tuple[int, str]]]


def laid_out(root: Path, files: Files) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text if isinstance(text, str) else notebook(text), encoding="utf-8")


def notebook(cells: list[tuple[int, str]]) -> str:
    code = [{"cell_type": "code", "execution_count": n, "source": text, "outputs": []} for n, text in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": code})


def shown(root: Path, files: Files, code: str) -> list[Located]:
    laid_out(root, files)
    run = check_paths([root], load_config(root, isolated=True), jobs=1)
    return [at for at in run.findings if at.finding.code == code and at.finding.severity > Severity.INFO]


def reads(path: str) -> str:
    return f"import pandas as pd\ndf = pd.read_csv('{path}')\nprint(df['{path[-6:-4]}'].mean())\n"


def usage(comment: str) -> str:
    return (
        "import pandas as pd\n\ndef count(df):\n    return len(df)\n\n"
        f"if __name__ == '__main__':\n    {comment}\n    print(count(pd.read_csv('/home/anna/x.csv')))\n"
    )


def mounted(setting: str, read: str, mounts: str = "drive.mount('/content/drive')") -> list[tuple[int, str]]:
    path = "/content/drive/MyDrive/rows.csv"
    first = f"import pandas as pd\nfrom google.colab import drive\n{mounts}"
    cells = [first, setting.replace("{}", path), f"df = pd.read_csv({read.replace('{}', path)})\nprint(df['a'].mean())"]
    return list(enumerate(cells, 1))


IMAGE = "from kfp import dsl\n\n@dsl.component(base_image='{}')\ndef {}(n: int) -> int:\n    return n\n"
EARLY = [(1, "scores = [0.7]"), (3, "scores = [s / 2 for s in scores]"), (2, "print(max(scores))")]
ORDERLY = [(n, text) for n, (_, text) in enumerate(EARLY, 1)]
FOREST = (
    "import pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\n"
    "from sklearn.metrics import f1_score\nfrom sklearn.model_selection import train_test_split\n"
    "df = pd.read_csv('{}.csv')\nX, y = df[['a']], df['y']\n"
    "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
    "model = RandomForestClassifier(random_state=0).fit(X_train, y_train)\n"
    "print(f1_score(y_test, model.predict(X_test)))\n"
)
NAMES = "import pandas as pd\nnames = set(pd.read_csv('a.csv')['label'])\none = {n: i for i, n in enumerate(names)}\n"
STOPS = (
    "from sklearn.model_selection import train_test_split\nfrom xgboost import XGBClassifier\n"
    "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
)
STOP = (
    "clf = XGBClassifier(early_stopping_rounds={})\nclf.fit(X_train, y_train, eval_set=[(X_test, y_test)])\n"
    "print(clf.score(X_test, y_test))\n"
)
# code, files, how many are shown, what one of them says
TOLD: dict[str, tuple[str, Files, int, str]] = {
    "one home": (
        "MLS301",
        {"a.py": reads("/home/anna/p/aa.csv"), "b/c.py": reads("/home/anna/q/bb.csv")},
        1,
        "and 1 more: b/c.py",
    ),
    "two homes": (
        "MLS301",
        {"a.py": reads("/home/anna/p/aa.csv"), "b.py": reads("/home/ben/p/bb.csv")},
        1,
        "1 more: b.py",
    ),
    "one folder of Windows": (
        "MLS301",
        {"a.py": reads("C:/Users/anna/aa.csv"), "b.py": reads("C:/Users/anna/x/bb.csv")},
        1,
        "1 more: b.py",
    ),
    "a home and a drive": (
        "MLS301",
        {"a.py": reads("/home/anna/aa.csv"), "b.py": reads("D:/data/bb.csv")},
        1,
        "1 more: b.py",
    ),
    "a cell in three notebooks": (
        "MLS408",
        {f"{n}.ipynb": [(1, "%pip install -q torch pandas"), (2, "import torch")] for n in "abc"},
        1,
        "2 more: b.ipynb",
    ),
    "other lines, one remedy": (
        "MLS408",
        {"a.ipynb": [(1, "!pip install torch")], "x/b.ipynb": [(1, "!pip install pandas lightgbm")]},
        1,
        "1 more: x/b.ipynb",
    ),
    "a notebook that pins": (
        "MLS408",
        {"a.ipynb": [(1, "!pip install torch==2.4.0")], "b.ipynb": [(1, "!pip install pandas")]},
        1,
        "",
    ),
    "a drive that the notebook mounts": ("MLS301", {"a.ipynb": mounted("FOLDER = '{}'", "FOLDER")}, 0, ""),
    "a drive, the setting is annotated": ("MLS301", {"a.ipynb": mounted("rows: str = '{}'", "rows")}, 0, ""),
    "a drive, and the path where it is read": ("MLS301", {"a.ipynb": mounted("n = 3", "'{}'")}, 1, ""),
    "a drive that somebody else mounts": (
        "MLS301", {"a.ipynb": mounted("FOLDER = '{}'", "FOLDER", mounts="import os")}, 1, ""
    ),
    "a script on a drive": (
        "MLS301", {"a.py": "\n".join(text for _, text in mounted("FOLDER = '{}'", "FOLDER"))}, 1, ""
    ),
    "an example of use": ("MLS301", {"a.py": usage("# Example usage")}, 0, ""),
    "the script's own part": ("MLS301", {"a.py": usage("# count the customers")}, 1, ""),
    "one image": (
        "MLS304",
        {"a.py": IMAGE.format("r/ml:latest", "f"), "b.py": IMAGE.format("r/ml:latest", "g")},
        1,
        "1 more: b.py",
    ),
    "one image in a file": (
        "MLS304",
        {"a.py": IMAGE.format("r/ml:latest", "f") + IMAGE.format("r/ml:latest", "g")},
        1,
        "1 more: line 8",
    ),
    "two images": (
        "MLS304",
        {"a.py": IMAGE.format("r/ml:latest", "f"), "b.py": IMAGE.format("r/db:latest", "g")},
        2,
        "",
    ),
    "sibling notebooks": (
        "MLS401",
        {"n/a.ipynb": EARLY, "n/b.ipynb": [*EARLY[:2], (2, "print(min(scores))")]},
        1,
        "and 1 more: n/b.ipynb",
    ),
    "notebooks elsewhere": ("MLS401", {"n/a.ipynb": EARLY, "m/b.ipynb": EARLY}, 2, ""),
    "an orderly sibling": ("MLS401", {"n/a.ipynb": EARLY, "n/b.ipynb": ORDERLY}, 1, ""),
    "no baseline": (
        "MLS501",
        {"a/one.py": FOREST.format("a"), "b/two.py": FOREST.format("b")},
        1,
        "and 1 more: b/two.py",
    ),
    "one set": ("MLS206", {"a.py": NAMES + "two = {n: i for i, n in enumerate(list(names))}\n"}, 1, "1 more: line 4"),
    "two sets": (
        "MLS206",
        {"a.py": NAMES + "more = set(pd.read_csv('b.csv')['x'])\ntwo = {n: i for i, n in enumerate(more)}\n"},
        2,
        "",
    ),
    "one test set": ("MLS107", {"a.py": STOPS + STOP.format(5) + STOP.format(9)}, 1, "1 more like it"),
    "two test sets": (
        "MLS107",
        {"a.py": STOPS + STOP.format(5) + STOPS.replace("=0", "=1") + STOP.format(9)},
        2,
        "",
    ),
    "one statement for two files": (
        "MLS305",
        {
            "a.py": "import pandas as pd\ndef clean(path):\n    df = pd.read_csv(path).dropna()\n"
            "    df.to_csv(path)\nclean('raw/a.csv')\nclean('raw/b.csv')\n"
        },
        1,
        "'raw/a.csv' (and 1 more file) is read",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "files", "count", "says"), TOLD.values(), ids=TOLD)
def test_one_finding_for_one_cause(tmp_path: Path, code: str, files: Files, count: int, says: str) -> None:
    found = shown(tmp_path, files, code)
    assert len(found) == count, [at.finding.message for at in found]
    assert not says or any(says in at.finding.message for at in found), [at.finding.message for at in found]


def test_files_that_are_named_are_told_one_by_one(tmp_path: Path) -> None:
    """As flake8 does, which sees one file."""
    laid_out(tmp_path, {"a.py": reads("/home/anna/p/aa.csv"), "b.py": reads("/home/anna/q/bb.csv")})
    paths = [tmp_path / "a.py", tmp_path / "b.py"]
    run = check_paths(paths, load_config(tmp_path, isolated=True), jobs=1)
    assert [at.path for at in run.findings if at.finding.code == "MLS301"] == ["a.py", "b.py"]


def test_what_is_kept_from_an_earlier_run_keeps_its_cause(tmp_path: Path) -> None:
    laid_out(tmp_path, {"a.py": reads("/home/anna/p/aa.csv"), "b.py": reads("/home/anna/q/bb.csv")})
    config = load_config(tmp_path, isolated=True)
    first, again = (check_paths([tmp_path], config, jobs=1, cached=True) for _ in range(2))
    assert again.findings == first.findings and not again.analysed
    assert len([at for at in again.findings if at.finding.code == "MLS301"]) == 1


OLD = "print 'a'\n"


def test_old_python_is_told_once(tmp_path: Path) -> None:
    laid_out(tmp_path, {"a.py": OLD, "b.py": OLD, "c.py": "def f(:\n", "d.py": "x = (\n"})
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert [at.path for at in run.errors] == ["a.py", "c.py", "d.py"]
    assert run.errors[0].finding.message.endswith("(and 1 more: b.py)")
    assert run.broken == ("a.py", "b.py", "c.py", "d.py")


SHARED = "from sklearn.metrics import roc_auc_score\ndef judge(y, predicted):\n    return roc_auc_score(y, predicted)\n"
CALLER = (
    "import pandas as pd\nfrom sklearn.svm import SVC\nfrom sklearn.model_selection import train_test_split\n{0}"
    "df = pd.read_csv('{1}.csv')\nA, B, a, b = train_test_split(df.drop(columns='t'), df['t'], random_state=0)\n"
    "m{1} = SVC().fit(A, a)\nprint({2}(b, m{1}.predict(B)))\n"
)


def caller(name: str, *, own: bool = False) -> str:
    if own:
        return CALLER.format("from sklearn.metrics import roc_auc_score\n", name, "roc_auc_score")
    return CALLER.format("from shared import judge\n", name, "judge")


def test_what_a_shared_module_scores_is_told_once(tmp_path: Path) -> None:
    files: Files = {"shared.py": SHARED, **{f"{name}.py": caller(name) for name in "abc"}}
    (told,) = shown(tmp_path, files, "MLS506")
    assert [place.path for place in told.places] == ["a.py", "b.py", "c.py"]


def test_what_files_score_themselves_is_told_one_by_one(tmp_path: Path) -> None:
    files: Files = {f"{name}.py": caller(name, own=True) for name in "abc"}
    assert [at.path for at in shown(tmp_path, files, "MLS506")] == ["a.py", "b.py", "c.py"]
