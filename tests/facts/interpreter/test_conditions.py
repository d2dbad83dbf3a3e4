"""Conditions whose truth the values decide."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(("test", "value"), [
    ("n is True", 2), ("n is False", 1), ("n is not True", 1), ("n is not False", 2), ("n == True", 2),
    ("m is None", 1), ("m is not None", 2), ("unknown is True", None),
])  # fmt: skip
def test_what_is_handed_over_decides_a_branch(test: str, value: int | None) -> None:
    code = f"def f(n, m=None):\n    if {test}:\n        return 1\n    return 2\nx = f(False)"
    held = facts_of(code).module_values["x"]
    assert (held.const if held.known and not held.may else None) == value
