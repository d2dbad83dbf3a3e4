"""Conditions whose truth the values decide."""

from __future__ import annotations

from mlsmells.facts import Facts, build
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


def test_a_text_in_a_list_decides_a_branch() -> None:
    facts = facts_of(
        "n = 'a'\nif n in ['a', 'b']:\n    x = 1\nelse:\n    x = 2\nif n not in ('a',):\n    z = 1\nelse:\n    z = 2"
    )
    assert (facts.module_values["x"].const, facts.module_values["z"].const) == (1, 2)
