"""What shows that someone dealt with rare classes."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.imbalance import imbalance
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


IMBALANCE: dict[str, tuple[str, str | None]] = {
    "class weight": ("SVC(class_weight='balanced')", "class_weight='balanced'"),
    "class weight by value": ("SVC(class_weight={0: 1, 1: 9})", "class_weight"),
    "no class weight": ("SVC(class_weight=None)", None),
    "weight of the positive class": ("import xgboost\nxgboost.XGBClassifier(scale_pos_weight=9)", "scale_pos_weight=9"),
    "weight of one": ("import xgboost\nxgboost.XGBClassifier(scale_pos_weight=1)", None),
    "in native parameters": (
        "import lightgbm\nlightgbm.train({'is_unbalance': True}, lightgbm.Dataset(X, y))",
        "is_unbalance=True",
    ),
    "a sampler that is used": ("from imblearn.over_sampling import SMOTE\nSMOTE().fit_resample(X, y)", "SMOTE"),
    "a sampler that is not used": ("from imblearn.over_sampling import SMOTE\nSMOTE()", None),
    "a computed weight": (
        "from sklearn.utils.class_weight import compute_class_weight\ncompute_class_weight('balanced', y=y)",
        "compute_class_weight",
    ),
    "a balanced forest": (
        "from imblearn.ensemble import BalancedRandomForestClassifier\nBalancedRandomForestClassifier()",
        "BalancedRandomForestClassifier",
    ),
    "shares that the split keeps": (
        "print(df['t'].value_counts(normalize=True))\ntrain_test_split(X, y, stratify=y)",
        "value_counts(normalize=True) and stratify=",
    ),
    "shares of another column": (
        "print(df['a'].value_counts(normalize=True))\ntrain_test_split(X, y, stratify=y)",
        None,
    ),
    "counts": ("print(df['t'].value_counts())\ntrain_test_split(X, y, stratify=y)", None),
}


@pytest.mark.parametrize(("code", "why"), IMBALANCE.values(), ids=IMBALANCE)
def test_imbalance(code: str, why: str | None) -> None:
    found = imbalance(facts_of(code))
    assert (found.why if found is not None else None) == why
