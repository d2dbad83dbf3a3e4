"""Source in, facts out: which columns a value holds, and what they were computed from."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("a.csv")
"""


def value_of(code: str, name: str = "x") -> str:
    """How the facts describe a name at the end of a program that begins with HEAD."""
    text = list(lines(build(source_from_text(HEAD + code, "train.py"))))
    return next(line for line in text if line.startswith(f"{name} = "))


# name of the case: (program, what is known of x at its end)
COLUMNS: dict[str, tuple[str, str]] = {
    "list of columns": ("c = list(df.columns)\nc.remove('t')\nx = df[c]", "without=['t']"),
    "list given a column": ("c = list(df[['a']].columns)\nc.append('t')\nx = df[c]", "columns=['a', 't']"),
    "list without one": ("x = df[[c for c in df.columns if c != 't']]", "without=['t']"),
    "list without some": ("x = df[[c for c in df.columns if c not in ['t', 'id']]]", "without=['id', 't']"),
    "without a set of names": ("x = df[[c for c in df.columns if c not in {'t', 'id'}]]", "without=['id', 't']"),
    "without the keys of a dict": ("d = {'t': 1}\nx = df[[c for c in df if c not in d]]", "without=['t']"),
    "a difference of sets": ("x = df[list(set(df.columns) - {'t'})]", "without=['t']"),
    "by a mask over columns": ("x = df[df.columns[df.columns != 't']]", "without=['t']"),
    "two lists together": ("x = df[df.columns.drop(['t', 'id']).tolist() + ['id']]", "without=['t']"),
    "by the beginning of names": (
        "df['lag_1'] = df['a']\ndf['b'] = df['lag_1']\nx = df[[c for c in df.columns if c.startswith('lag')]]",
        "lag_1<-a",
    ),
    "dummies of some columns": ("x = pd.get_dummies(df, columns=['city'])", "without=['city']"),
    "list by two conditions": (
        "x = df[[c for c in df.columns if c != 't' and not c == 'id']]",
        "without=['id', 't']",
    ),
    "dropped from columns": ("x = df[df.columns.drop('t')]", "without=['t']"),
    "difference of columns": ("x = df.loc[:, df.columns.difference(['t'])]", "without=['t']"),
    "positional axis": ("x = df.drop('t', 1)", "without=['t']"),
    "new names": ("x = df\nx.columns = ['a', 't']", "columns=['a', 't']"),
    "array": ("x = df.drop(columns=['t']).values", "array D1 columns=all without=['t']"),
    "array by function": ("x = np.array(df[['a']])", "array D1 columns=['a']"),
    "scaled": ("x = StandardScaler().fit_transform(df[['a']])", "array D1 columns=['a']"),
    "framed again": (
        "x = pd.DataFrame(StandardScaler().fit_transform(df[['a']]), columns=df[['a']].columns)",
        "frame D1 columns=['a']",
    ),
    "a series is named": ("x = df[['a']]\nx.name = 'b'", "columns=['a']"),
    "only surely there": (
        "if df.size:\n    x = df[['a', 'b']]\nelse:\n    x = df[['a']]",
        "columns=['a']",
    ),
}


@pytest.mark.parametrize(("code", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_columns(code: str, expected: str) -> None:
    assert expected in value_of(code)


# name of the case: (program, the columns that x was made of)
SOURCES: dict[str, tuple[str, str]] = {
    "arithmetic": ("x = df['a'] / df['b']", " from=a,b"),
    "comparison": ("x = df['a'] > df['b']", " from=a,b"),
    "method": ("x = df['a'].sub(df['b'])", " from=a,b"),
    "condition": ("x = np.where(df['a'] > 0, 1, df['b'])", " from=a,b"),
    "of a made column": ("df['m'] = df['a'] * 2\nx = df['m'] + 1", " from=a,m"),
    "group mean": ("x = df.groupby('k')['a'].transform('mean')", " from=a"),
    "mapped group mean": ("x = df['k'].map(df.groupby('k')['a'].mean())", " from=a,k"),
    "in a frame": ("df['m'] = df['a'] * df['b']\nx = df", " m<-a,b"),
    "assigned": ("x = df.assign(m=df['a'] * 2)", " m<-a"),
    "against an earlier row": ("x = df['a'] - df['a'].shift(1)", " from=a"),
    "in each group": ("def f(g):\n    g['m'] = g['a'] * 2\n    return g\nx = df.groupby('k').apply(f)", " m<-a"),
    "groups together again": ("x = pd.concat([g.assign(m=g['a'] * 2) for _, g in df.groupby('k')])", " m<-a"),
    "in one branch": ("if df is not None:\n    df['m'] = df['a'] * 2\nx = df", " m<-a"),
    "with its index as a column": ("df['m'] = df['a'] * 2\nx = df.reset_index()", " m<-a"),
    "renamed": ("df['m'] = df['a'] * 2\nx = df.rename(columns={'m': 'n', 'a': 'b'})", " n<-b"),
    "windowed in a group": ("x = df.groupby('k')['a'].transform(lambda s: s.rolling(3).mean())", " from=a"),
    "windowed": ("df['m'] = df['a'].rolling(3).mean()\nx = df", " m<-a"),
}
# name of the case: a program after which x was made of nothing that is known
UNMADE: dict[str, str] = {
    "shifted": "x = df['a'].shift(1) * df['k'].shift(1)",
    "shifted by group": "x = df.groupby('k')['a'].transform('shift') * df['b']",
    "a window before the row": "x = df['a'].rolling(7, closed='left').mean()",
    "shifted in a group": "x = df.groupby('k')['a'].transform(lambda s: s.shift(1).rolling(3).mean())",
    "counts as a table": "x = df.merge(df.groupby('k').agg(n=('a', 'count')), on='k')",
    "summed up": "x = df['a'].cumsum() - df['b']",
    "counted": "x = df['k'].map(df.groupby('k')['a'].size()).rename('n') * 1",
    "all rows at once": "df['m'] = df['k'] / 2\ndf['m'] = 1\nx = df",
    "a function of one's own": "x = df.groupby('k')['a'].transform(lambda s: s.sum() - s)",
}


@pytest.mark.parametrize(("code", "expected"), SOURCES.values(), ids=SOURCES)
def test_what_a_value_is_made_of(code: str, expected: str) -> None:
    assert expected in value_of(code)


@pytest.mark.parametrize("code", UNMADE.values(), ids=UNMADE)
def test_what_is_not_made_of_the_row(code: str) -> None:
    assert "from=" not in value_of(code) and "<-" not in value_of(code)
