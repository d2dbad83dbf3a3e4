"""Scores in the saved outputs of notebooks and in files of metrics."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.saved_scores import perfect, perfect_in_file
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def notebook(*cells: tuple[str, str]) -> Facts:
    """Facts of a notebook: HEAD, then the cells, each with what it printed."""
    made = [
        {"cell_type": "code", "source": code, "outputs": [{"output_type": "stream", "text": text}] if text else []}
        for code, text in ((HEAD, ""), *cells)
    ]
    return build(source_from_text(json.dumps({"cells": made, "nbformat": 4, "metadata": {}}), "n.ipynb"))


SPLIT = "a, b, c, d = train_test_split(X, y, random_state=0)\nm = SVC().fit(a, c)\n"
SCORE = SPLIT + "print('accuracy', accuracy_score(d, m.predict(b)))"
TRAINING = SPLIT + "print('accuracy', accuracy_score(c, m.predict(a)))"
OUTPUTS: dict[str, tuple[str, str, str | None]] = {
    "of held-out rows": (SCORE, "accuracy 0.9995", "0.9995"),
    "in per cent": (SCORE, "accuracy: 99.95 %", "99.95"),
    "exactly one": (SCORE, "accuracy 1.0", "1.0"),
    "alone": (SCORE, "0.99951", "0.99951"),
    "not that good": (SCORE, "accuracy 0.9985", None),
    "two digits": (SCORE, "accuracy 1.00", None),
    "of training rows": (TRAINING, "accuracy 0.9995", None),
    "called a training score": (SCORE, "train accuracy 0.9995", None),
    "another number": (SCORE, "threshold 0.9995", None),
    "a log": (SCORE, "epoch 3 accuracy 0.9995", None),
    "a table": (SCORE, "accuracy 0.9995 0.9 0.8 0.7 300", None),
    "no known score, named": (SPLIT + "report(m)", "test auc 0.9995", "0.9995"),
    "no known score, not named": (SPLIT + "report(m)", "auc 0.9995", None),
    "rounded": (SCORE.replace("accuracy_score(d", "round(accuracy_score(d"), "accuracy 1.0", None),
    "nothing learned": ("report(X)", "test auc 0.9995", None),
    "imbalanced": (SCORE.replace("SVC()", "SVC(class_weight='balanced')"), "accuracy 0.9995", None),
    "toy data": (SCORE + "\niris = 1", "accuracy 0.9995", None),
    "toy data in a comment": (SCORE + "\n# not iris", "accuracy 0.9995", "0.9995"),
}


@pytest.mark.parametrize(("code", "text", "value"), OUTPUTS.values(), ids=OUTPUTS)
def test_perfect_outputs(code: str, text: str, value: str | None) -> None:
    found = perfect(notebook((code, text)))
    assert (found.value if found is not None else None) == value


FILES: dict[str, tuple[Any, str | None]] = {
    "held-out": ({"test": {"auc": 0.9995}}, "test.auc"),
    "training": ({"train": {"auc": 0.9995}}, None),
    "no score": ({"share": 0.9995}, None),
    "above one": ({"auc": 99.95}, None),
    "accuracy of a rare class": ({"accuracy": 0.9995, "f1": 0.7}, None),
    "accuracy": ({"accuracy": 0.9995, "f1": 0.9992}, "accuracy"),
    "a list": ([1, 2], None),
}


@pytest.mark.parametrize(("content", "metric"), FILES.values(), ids=FILES)
def test_perfect_files(content: Any, metric: str | None) -> None:
    found = perfect_in_file(json.dumps(content))
    assert (found.metric if found is not None else None) == metric
    assert perfect_in_file("{") is None


def test_the_line_of_a_perfect_score_in_a_file() -> None:
    found = perfect_in_file(json.dumps({"a": {"auc": 0.5}, "b": {"auc": 0.9995}}, indent=1))
    assert found is not None and found.line == 6
