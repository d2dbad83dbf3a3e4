"""Saved and loaded models: the rows they learned from, or are scored on."""

from __future__ import annotations

from typing import Literal

import pytest

from facts.seen import facts_of
from mlsmells.facts.analyses.summaries.file import summarise

SCALER = "from sklearn.preprocessing import StandardScaler\njoblib.dump(StandardScaler().fit(X), 'm')"
UNSEEDED = "a, b, ya, yb = train_test_split(X, y)\njoblib.dump(SVC().fit(a, ya), 'm')"
DRAWN = "joblib.dump(SVC().fit(a, ya), 'm')"
HEAD = "import joblib\nfrom sklearn.svm import SVC\nX, y = df.drop(columns='y'), df['y']\n"
SEED = "a, b, ya, yb = train_test_split(X, y, random_state=7)\n"
Kind = Literal["saved_models", "scored_models"]

# name of the case: (program, which, its parts as (model, data, part, draw))
MODELS: dict[str, tuple[str, Kind, list[tuple[str, str, str, str]]]] = {
    "of all rows": ("joblib.dump(SVC().fit(X, y), 'm')", "saved_models", [("m", "a.csv", "", "")]),
    "of a part": (SEED + DRAWN, "saved_models", [("m", "a.csv", "train", "seed 7")]),
    "without a seed": (UNSEEDED, "saved_models", [("m", "a.csv", "train", "no seed")]),
    "a scaler": (SCALER, "saved_models", []),
    "scored on a part": (
        SEED + "print(joblib.load('m').score(b, yb))",
        "scored_models",
        [("m", "a.csv", "test", "seed 7")],
    ),
    "scored on all": ("print(joblib.load('m').score(X, y))", "scored_models", [("m", "a.csv", "", "")]),
    "called a training score": (SEED + "print('train', joblib.load('m').score(a, ya))", "scored_models", []),
    "its own model": ("joblib.dump(SVC().fit(X, y), 'm')\nprint(joblib.load('m').score(X, y))", "scored_models", []),
}  # fmt: skip


@pytest.mark.parametrize(("code", "kind", "expected"), MODELS.values(), ids=MODELS)
def test_models(code: str, kind: Kind, expected: list[tuple[str, str, str, str]]) -> None:
    found = summarise(facts_of(HEAD + code))[kind]
    assert [(m["model"], m["data"], m["part"], m["split"]) for m in found] == expected


# name of the case: (program, the columns that were summed up per group)
GROUPS: dict[str, tuple[str, list[str]]] = {
    "a mean": ("df['r'] = df.groupby('k')['y'].transform('mean')\ndf.to_csv('b.csv')", ["y"]),
    "merged back": (
        "m = df.groupby('k')['y'].mean().reset_index(name='r')\ndf = df.merge(m, on='k')\ndf.to_csv('b.csv')",
        ["y"],
    ),
    "only looked at": ("print(df.groupby('k')['y'].mean())\ndf.to_csv('b.csv')", []),
    "of all rows": ("df['y'] = df['y'] - df['y'].mean()\ndf.to_csv('b.csv')", []),
}


@pytest.mark.parametrize(("code", "columns"), GROUPS.values(), ids=GROUPS)
def test_summaries_per_group(code: str, columns: list[str]) -> None:
    (write,) = summarise(facts_of(code))["writes"]
    assert [learned["column"] for learned in write["learned"] if learned["kind"] == "per-group"] == columns
