"""Summaries: what a project remembers of each of its files."""

from __future__ import annotations

import json

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.sources import source_from_text

HEAD = (
    "import numpy as np\nimport pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\n"
    "from sklearn.metrics import accuracy_score\n"
    "m = RandomForestClassifier().fit(X, y)\naccuracy_score(yt, m.predict(Xt))\n"
)


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
