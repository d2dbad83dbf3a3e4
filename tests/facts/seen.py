"""A program in, what the walk saw out: for tests that stand beside one module of the walk."""

from __future__ import annotations

from mlsmells.facts import Facts, build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = """import numpy as np
import pandas as pd
from sklearn.model_selection import KFold, train_test_split
df = pd.read_csv("a.csv")
"""


def facts_of(code: str, head: str = HEAD) -> Facts:
    """The facts of a program that begins with HEAD."""
    return build(source_from_text(head + code + "\n", "train.py"))


def held(code: str, name: str = "x", head: str = HEAD) -> str:
    """How ``mlsmells facts`` describes what a name holds at the end of a program."""
    text = list(lines(facts_of(code, head)))
    return next(line for line in text if line.startswith(f"{name} = ")).partition(" = ")[2]


def events(code: str, kind: str, head: str = HEAD) -> list[str]:
    """The events of one kind, as they are printed, without their lines."""
    text = (line.partition(": ")[2] for line in lines(facts_of(code, head)))
    return [line.removeprefix(f"{kind} ") for line in text if line.startswith(f"{kind} ")]
