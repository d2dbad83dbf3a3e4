"""Which import names are known, and in which file. Plain Python: asking opens nothing."""

from __future__ import annotations

# Opened for every file that is analysed at all.
ALWAYS = ("python", "families")

PACKAGES: dict[str, str] = {
    "catboost": "catboost",
    "category_encoders": "category_encoders",
    "imblearn": "imblearn",
    "lightgbm": "lightgbm",
    "xgboost": "xgboost",
    "numpy": "numpy",
    "pandas": "pandas",
    "sklearn": "sklearn",
}

ML_PACKAGES: frozenset[str] = frozenset(PACKAGES)
