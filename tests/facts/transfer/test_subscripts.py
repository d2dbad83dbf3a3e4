"""Subscripts: columns, rows by masks and by positions, elements of containers."""

from __future__ import annotations

import pytest

from facts.seen import held

# name of the case: (program, how x is described)
SUBSCRIPTS: dict[str, tuple[str, str]] = {
    "a column": ("x = df['a']", "series D1 column=a"),
    "columns": ("x = df[['a', 'b']]", "frame D1 columns=['a', 'b']"),
    "by an attribute": ("x = df.a", "series D1 column=a"),
    "by loc": ("x = df.loc[:, 'a']", "series D1 column=a"),
    "columns by loc": ("x = df.loc[:, ['a', 'b']]", "frame D1 columns=['a', 'b']"),
    "rows and columns": ("x = df.loc[df['a'] > 3, ['b']]", "frame D1/S1.> 3 columns=['b']"),
    "a mask": ("x = df[df['a'] > 3]", "frame D1/S1.> 3"),
    "the other side": ("m = df['a'] > 3\ny = df[m]\nx = df[~m]", "frame D1/S1.<= 3"),
    "two masks": ("x = df[(df['a'] > 3) & (df['b'] < 5)]", "frame D1/S1.> 3/S2.< 5"),
    "a column of truth values": ("y = df[df['old']]\nx = df[~df['old']]", "frame D1/S1.== False"),
    "positions from a split": ("a, b = train_test_split(np.arange(len(df)))\nx = df.iloc[b]", "frame D1/S1.test"),
    "positions from folds": ("for a, b in KFold().split(df):\n    x = df.iloc[b]", "frame D1/S1.fold-test"),
    "an element of a tuple": ("x = (df, 3)[0]", "frame D1"),
    "the last": ("x = [3, df][-1]", "frame D1"),
    "an entry": ("x = {'a': df, 'b': 3}['a']", "frame D1"),
    "an entry by a known name": ("k = 'a'\nx = {'a': df, 'b': 3}[k]", "frame D1"),
    "an entry by an unknown name": ("x = {'a': df, 'b': df['c']}[k]", "unknown D1"),
    "a column by an unknown name": ("x = df[k]", "frame D1/S1.yes"),
    "columns of what nobody knows": (
        "t = load()\na, b = train_test_split(t)\nx = b[['a', 'b']]",
        "frame D2/S1.test columns=['a', 'b']",
    ),
    "names of columns in a variable": (
        "t = load()\na, b = train_test_split(t)\nn = ['a']\nx = b[n]",
        "frame D2/S1.test columns=['a']",
    ),
    "positions in what nobody knows": (
        "t = load()\na, b = train_test_split(t)\nx = b[[0, 3]]",
        "unknown D2/S1.test/S2.yes",
    ),
}


@pytest.mark.parametrize(("code", "expected"), SUBSCRIPTS.values(), ids=SUBSCRIPTS)
def test_subscripts(code: str, expected: str) -> None:
    assert held(code) == expected
