"""Held-out parts that lie within the training part, by names and constant bounds."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, held_in
from mlsmells.sources import source_from_text

# Code → the name of the part that lies within, "" for none.
PARTS = {
    "a beginning of a beginning": ("train = rows[:800]\nval = rows[:100]", "val"),
    "from the middle": ("X_train = X[:800]\nX_test = X[100:200]", "X_test"),
    "by iloc": ("train_df = df.iloc[0:800]\nvalid_df = df.iloc[700:800]", "valid_df"),
    "attributes": ("self.train = self.rows[:800]\nself.val = self.rows[:100]", "self.val"),
    "behind it": ("train = rows[:800]\nval = rows[800:900]", ""),
    "partly": ("train = rows[:800]\nval = rows[700:900]", ""),
    "of other rows": ("train = rows[:800]\nval = others[:100]", ""),
    "of other rows by then": ("train = rows[:800]\nrows = others\nval = rows[:100]\nrows = 1", ""),
    "cut once more": ("train = rows[:800]\nval = rows[:100]\ntrain = train[100:]", ""),
    "a training part as well": ("train = rows[:800]\ntrain_val = rows[:100]", ""),
    "for looking at": ("train = rows[:800]\ntest_rows = rows[:5]", ""),
    "bounds that are not known": ("train = rows[:n]\nval = rows[:100]", ""),
    "columns": ("train = rows[:, :800]\nval = rows[:, :100]", ""),
    "other names": ("latest = rows[:800]\nvalues = rows[:100]", ""),
}


@pytest.mark.parametrize(("code", "expected"), PARTS.values(), ids=PARTS)
def test_parts_inside(code: str, expected: str) -> None:
    facts = build(source_from_text(f"import numpy as np\nimport pandas as pd\n{code}", "train.py"))
    assert next((found.held for found in held_in.parts_inside(facts)), "") == expected
