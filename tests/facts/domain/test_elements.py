"""What a loop over a value sees."""

from __future__ import annotations

import pytest

from facts.seen import held
from mlsmells.facts.domain.elements import MAX_UNROLLED, elements, one_of
from mlsmells.facts.domain.values import Value

ROWS = frozenset({(1, ())})


def items(count: int) -> Value:
    return Value(kind="list", items=tuple(Value(const=n) for n in range(count)))


# name of the case: (value, the constants of its elements; None for one that stands for any)
ELEMENTS: dict[str, tuple[Value, list[object]]] = {
    "known": (items(3), [0, 1, 2]),
    "none": (items(0), []),
    "as many as are looked at": (items(MAX_UNROLLED), list(range(MAX_UNROLLED))),
    "too many": (items(MAX_UNROLLED + 1), [None]),
    "keys of a dict": (Value(kind="dict", entries={"a": Value(), "b": Value()}), ["a", "b"]),
    "one for any": (Value(kind="list", element=Value(const=3)), [3]),
    "columns": (Value(kind="columns"), [None]),
    "unknown": (Value(), [None]),
}


@pytest.mark.parametrize(("value", "expected"), ELEMENTS.values(), ids=ELEMENTS)
def test_elements(value: Value, expected: list[object]) -> None:
    assert [one.const if one.known else None for one in elements(value)] == expected


def test_one_of_the_rows_is_not_all_of_them() -> None:
    listing = Value(kind="listing", rows=ROWS)
    one = one_of(listing)
    assert one.kind == "path" and one.rows is not None
    ((source, path),) = one.rows
    assert source == 1 and [part for _, part in path] == ["any"]
    assert one_of(listing).rows == one.rows, "the same any element each time"
    assert one_of(Value(kind="listing", rows=ROWS)).rows != one.rows


def test_an_unknown_value_has_unknown_elements() -> None:
    assert one_of(Value()).rows is None
    assert one_of(Value(kind="stat", rows=ROWS)).rows is None


TORCH = """import torch
import pandas as pd
from torch.utils.data import DataLoader, TensorDataset, random_split
df = pd.read_csv("a.csv")
ds = TensorDataset(torch.tensor(df["a"].values), torch.tensor(df["t"].values))
train, test = random_split(ds, [8, 2])
"""
# name of the case: (what is gone over, the rows of x at the end)
BATCHES = {
    "all batches of a loader are its rows": ("for x, y in DataLoader(ds): pass", "D1"),
    "of a part": ("for x, y in DataLoader(train): pass", "D1/S1.train"),
    "the other element": ("for y, x in DataLoader(test): pass", "D1/S1.test"),
    "with their number": ("for i, (x, y) in enumerate(DataLoader(test)): pass", "D1/S1.test"),
}


@pytest.mark.parametrize(("code", "rows"), BATCHES.values(), ids=BATCHES)
def test_batches(code: str, rows: str) -> None:
    assert rows in held(code, head=TORCH).split()
