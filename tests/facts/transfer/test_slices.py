"""Slices of rows: head, tail, middle, and where two of them are the parts of one split."""

from __future__ import annotations

import pytest

from facts.seen import events, facts_of, held
from mlsmells.facts import Fit, Predict
from mlsmells.facts.domain import rows as R

# name of the case: (program, how x is described)
SLICES: dict[str, tuple[str, str]] = {
    "head": ("x = df[:100]", "frame D1/S1.head"),
    "tail": ("x = df[100:]", "frame D1/S1.tail"),
    "middle": ("x = df[10:20]", "frame D1/S1.middle"),
    "all": ("x = df[:]", "frame D1"),
    "by position": ("x = df.iloc[:100]", "frame D1/S1.head"),
    "of an array": ("x = df.to_numpy()[:100]", "array D1/S1.head"),
    "head and tail are one split": ("a = df[:100]\nx = df[100:]", "frame D1/S1.tail"),
    "another bound is another split": ("a = df[:100]\nx = df[200:]", "frame D1/S2.tail"),
    "a bound by its name": ("n = f()\na = df[:n]\nx = df[n:]", "frame D1/S1.tail"),
    "a bound that changed": ("n = f()\na = df[:n]\nn = g()\nx = df[n:]", "frame D1/S2.tail"),
    "counted from the end": ("a = df[:-k]\nx = df[-k:]", "frame D1/S1.tail"),
    "labels": ("a = df[:'2020']\nx = df['2021':]", "frame D1/S1.>= '2021'"),
    "a text is no rows": ("x = 'abc'[1:]", "text"),
    "known items": ("x = [1, 2, 3][1:][0]", "unknown 2"),
    "cut where it was joined": ("b = pd.read_csv('b.csv')\nx = pd.concat([df, b])[:len(df)]", "frame D1"),
    "cut elsewhere": ("b = pd.read_csv('b.csv')\nx = pd.concat([df, b])[:9]", "frame D1/S1.head+D2/S1.head"),
}


@pytest.mark.parametrize(("code", "expected"), SLICES.values(), ids=SLICES)
def test_slices(code: str, expected: str) -> None:
    assert held(code) == expected


BY_GROUP = "days = df.groupby('day').sum().reset_index()\nX = days.drop(columns=['y'])\n"
# Parts of a table of statistics by group: none of them is the whole table.
PARTS = {
    "conditions": ("X[days['day'] <= 3]", "X[days['day'] > 3]"),
    "conditions and loc": ("X.loc[X.day <= 3]", "X.loc[X.day > 3]"),
    "slices": ("X[:100]", "X[100:]"),
    "positions": ("X.iloc[:100]", "X.iloc[100:]"),
    "positions and columns": ("X.iloc[:100, 1:]", "X.iloc[100:, 1:]"),
    "an array": ("X.values[:100]", "X.values[100:]"),
    "head and tail": ("X.head(100)", "X.tail(20)"),
    "queries": ("X.query('day < 3')", "X.query('day >= 3')"),
}


@pytest.mark.parametrize(("one", "other"), PARTS.values(), ids=PARTS)
def test_parts_of_a_table_by_group_are_not_the_table(one: str, other: str) -> None:
    learned, asked = _rows(one, other)
    assert not R.covers(learned, asked)


def test_a_table_by_group_is_itself() -> None:
    assert R.covers(*_rows("X", "X"))


def _rows(one: str, other: str) -> tuple[R.Rows | None, R.Rows | None]:
    """What a model learns from, and what it is asked about."""
    seen = facts_of(f"from sklearn.svm import SVC\n{BY_GROUP}m = SVC().fit({one}, 1)\nm.predict({other})")
    (fit,), (predict,) = seen.of(Fit), seen.of(Predict)
    assert fit.X is not None and predict.X is not None
    return fit.rows, predict.X.rows


def test_a_cut_is_a_split_once() -> None:
    assert len(events("a, b = df[:100], df[100:]\nc = df[:100]", "Split")) == 1
    assert len(events("a, b = df[:100], df[200:]", "Split")) == 2
    assert events("a = df[10:20]", "Split") == []
