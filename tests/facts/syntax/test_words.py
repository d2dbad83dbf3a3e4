"""Words of names and texts, and what they say of rows."""

from __future__ import annotations

import pytest

from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, words_of

# name: what it says
WORDS = {
    "X_val": "validation", "va": "validation", "X_vl2": "validation", "devSet": "validation", "Xvalid": "validation",
    "Val AUC:": "validation", "yval": "validation", "X_test": "testing", "Xtest": "testing", "y_te": "testing",
    "trainAccuracy": "training", "train_acc": "training", "training set": "training", "evaluation": "",
    "interval": "", "survival": "", "retrieval": "", "values": "", "device": "", "latest": "", "constrained": "",
    "trained": "",
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_words(name: str) -> None:
    said = {"validation": VALIDATION, "testing": TESTING, "training": TRAINING}
    assert [what for what, words in said.items() if words & words_of(name)] == ([WORDS[name]] if WORDS[name] else [])
