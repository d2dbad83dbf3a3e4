"""Definitions of a notebook that a module holds under other names."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent

import pytest

from mlsmells.facts.project.moved import held_elsewhere, module_bodies

CLEAN = """def clean(df):
    df = df[df["age"].between(0, 120)]
    df["income"] = df["income"].clip(0, df["income"].quantile(0.99))
    df["city"] = df["city"].str.lower().str.strip()
    for name in ["bmi", "height"]:
        df[name] = df[name].fillna(df.groupby("city")[name].transform("median"))
    return df.drop_duplicates(subset=["customer"])
"""
IN_METHOD = indent(CLEAN.replace("df", "self.df").replace("(self.df):", "(self):"), "    ")
MODULES: dict[str, tuple[str, bool]] = {
    "another name": (CLEAN.replace("clean(", "prepare("), True),
    "other names of variables": (CLEAN.replace("df", "customers").replace("name", "column"), True),
    "a prefix of columns": (CLEAN.replace('"age"', '"customer_age"').replace('"income"', '"customer_income"'), True),
    "in a method": (f"class Cleaner:\n{IN_METHOD}", True),
    "inside try": (
        "def clean(df):\n    try:\n" + "\n".join("    " + line for line in CLEAN.splitlines()[1:])
        + "\n    except OSError:\n        raise\n", True,
    ),
    "in two functions": (CLEAN.replace("    for name", "    return df\n\ndef fill(df):\n    for name"), True),
    "other columns": (
        CLEAN.replace("age", "price").replace("income", "tax").replace("city", "shop").replace("bmi", "weight")
        .replace("height", "size").replace("customer", "item"), False,
    ),
    "other steps": (
        'def clean(df):\n    df["age"] = pd.cut(df["age"], 5)\n    df["income"] = np.log1p(df["income"])\n'
        '    return df.merge(cities, on="city")\n', False,
    ),
    "a part of it": (CLEAN.partition("    for name")[0], False),
    "nothing": ("import pandas as pd\n", False),
}  # fmt: skip


@pytest.mark.parametrize(("module", "held"), MODULES.values(), ids=MODULES)
def test_held_elsewhere(module: str, held: bool, tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(module, encoding="utf-8")
    cell = {"cell_type": "code", "source": CLEAN, "outputs": [], "metadata": {}, "execution_count": None}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "clean.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    bodies = module_bodies(tmp_path, ["shop.py"])
    found = held_elsewhere(tmp_path, "clean.ipynb", [{"name": "clean", "line": 1}], bodies)
    assert found == ({"clean"} if held else set())
