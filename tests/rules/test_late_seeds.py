"""A seed that comes after a split: told at the split, with the line of the seed, and not once more at the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
CODE = """import random
import numpy as np
import pandas as pd
import torch
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
a, b, c, d = train_test_split(df[["x"]], df["y"]{more})
first = SGDClassifier().fit(a, c)
{after}
model = SGDClassifier().fit(a, c)
print(first.score(b, d), model.score(b, d))
"""
LATE, NOTHING = "numpy is seeded only at line 10", "nothing is seeded"
# name of the case: (what the split gets, what follows, what is said of the split, whether the seed is told)
CASES: dict[str, tuple[str, str, str, bool]] = {
    "the same generator": ("", "np.random.seed(1)", LATE, False),
    "another generator": ("", "random.seed(1)", NOTHING, False),
    "a function nobody calls": ("", "def fix():\n    np.random.seed(1)", "", False),
    "another library": ("", "torch.manual_seed(1)", NOTHING, False),
    "the split brings its own": (", random_state=3", "np.random.seed(1)", "", True),
}


@pytest.mark.parametrize(("more", "after", "said", "told"), CASES.values(), ids=CASES)
def test_late_seeds(more: str, after: str, said: str, told: bool) -> None:
    found = check_source(source_from_text(CODE.format(more=more, after=after), "train.py"), CONFIG).findings
    splits = [f.message for f in found if f.code == "MLS201"]
    assert len(splits) == bool(said) and all(said in message for message in splits)
    assert any(f.code == "MLS204" and "only after" in f.message for f in found) is told
