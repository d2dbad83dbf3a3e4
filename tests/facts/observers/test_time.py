"""What shows that rows are ordered by time, and what looks at later rows."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = """
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
"""


def value_of(code: str) -> str:
    """How the facts describe x at the end of a program that begins with HEAD."""
    text = list(lines(build(source_from_text(HEAD + code, "train.py"))))
    return next(line for line in text if line.startswith("x = "))


# name of the case: (program, the hints that x carries at its end)
HINTS: dict[str, tuple[str, str]] = {
    "read with dates": ("x = pd.read_csv('b.csv', parse_dates=['day'])", "dates"),
    "read with an index": ("x = pd.read_csv('b.csv', parse_dates=['day'], index_col='day')", "dates,index"),
    "index parsed": ("x = pd.read_csv('b.csv', index_col=0, parse_dates=True)", "dates,index"),
    "index by name": ("x = pd.read_csv('b.csv', index_col='Date')", "index"),
    "column of dates": ("df['d'] = pd.to_datetime(df['d'])\nx = df", "dates"),
    "column by attribute": ("df.d = pd.to_datetime(df.d)\nx = df", "dates"),
    "column by type": ("df['d'] = df['d'].astype('datetime64[ns]')\nx = df", "dates"),
    "column by function": ("df['d'] = df['d'].apply(pd.to_datetime)\nx = df", "dates"),
    "index set": ("df['d'] = pd.to_datetime(df['d'])\nx = df.set_index('d')", "dates,index"),
    "index assigned": ("df.index = pd.to_datetime(df['d'])\nx = df", "index"),
    "sorted": ("df['d'] = pd.to_datetime(df['d'])\nx = df.sort_values(['d', 'shop'])", "dates,sorted"),
    "sorted by name": ("x = df.sort_values('order_date')", "sorted"),
    "sorted from new to old": ("x = df.sort_values('date', ascending=False)", "descending"),
    "lag": ("df['l'] = df['a'].shift(1)\nx = df", "lag"),
    "lag in arithmetic": ("df['l'] = df['a'] / df['a'].shift(1) - 1\nx = df", "lag"),
    "window": ("df['l'] = df['a'].rolling(7).mean()\nx = df", "lag"),
    "window by group": ("df['l'] = df.groupby('k')['a'].diff()\nx = df", "lag"),
    "resampled": ("x = df.resample('D').mean()", "resample"),
    "kept by parts": ("df['l'] = df['a'].shift(1)\nx, y = train_test_split(df[['a']])", "lag"),
    "kept by a merge": ("df['l'] = df['a'].shift(1)\nx = df.merge(pd.read_csv('b.csv'), on='k')", "lag"),
    "made unique": ("x = df.drop_duplicates()", "unique"),
    "windows in a loop": ("p = []\nfor i in range(90):\n    p.append(df['a'][i:i + 10])\nx = np.array(p)", "windows"),
    "windows that end in a loop": ("x = np.array([df['a'][i - 9:i] for i in range(9, 90)])", "windows"),
    "pieces that do not overlap": ("x = np.array([df['a'][i:i + 10] for i in range(0, 90, 10)])", "piece"),
    "windows by a computed step": ("n = 8\nx = np.array([df['a'][i:i + n] for i in range(0, 90, n - 4)])", "windows"),
    "windows by a half": ("n = f()\nx = np.array([df['a'][i:i + n] for i in range(0, 90, n // 2)])", "windows"),
    "windows of a while loop": (
        "p, i = [], 0\nwhile i < 90:\n    p.append(df['a'][i:i + 8])\n    i += 2\nx = np.array(p)",
        "windows",
    ),
    "windows of many signals": (
        "p = []\nfor i in range(90):\n    p.append(df.values[:, i:i + 9])\nx = np.array(p)",
        "windows",
    ),
    "shuffled": ("x = df.sample(frac=1)", "shuffled"),
    "shuffled positions": ("x = np.random.permutation(len(df))", "shuffled"),
    "shuffled in place": ("x = df.values\nnp.random.default_rng(0).shuffle(x)", "shuffled"),
    "chosen by chance": ("x = np.random.rand(len(df)) < 0.8", "shuffled"),
    "taken in a random order": ("x = df.values[np.random.permutation(len(df))]", "shuffled"),
    "prices by day": ("import yfinance\nx = yfinance.download('XYZ')", "index"),
}
# name of the case: a program that says nothing of time
SILENT: dict[str, str] = {
    "year of a date": "df['y'] = pd.to_datetime(df['d']).dt.year\nx = df",
    "duration": "df['age'] = pd.to_datetime(df['d']) - pd.to_datetime(df['e'])\nx = df",
    "names": "x = df[['date', 'time']]",
    "sorted by another column": "x = df.sort_values('price')",
    "index by another column": "x = df.set_index('id')",
    "shuffled and sorted again": "x = df.sample(frac=1).sort_index()",
    "noise": "x = df['a'] + np.random.normal(0, 1, len(df))",
    "looked at": "df['a'].rolling(7).mean().plot()\nx = df",
}


@pytest.mark.parametrize(("code", "expected"), HINTS.values(), ids=HINTS)
def test_hints(code: str, expected: str) -> None:
    assert f" hints={expected}" in value_of(code) and value_of(code).endswith(expected)


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_no_hints(code: str) -> None:
    assert "hints=" not in value_of(code)


# name of the case: (program, whether x holds values of later rows)
LATER: dict[str, tuple[str, bool]] = {
    "shifted back": ("x = df['a'].shift(-1)", True),
    "shifted back by keyword": ("x = df['a'].shift(periods=-2)", True),
    "by group": ("x = df.groupby('k')['a'].shift(-1)", True),
    "centred": ("x = df['a'].rolling(5, center=True).mean()", True),
    "difference to the next": ("x = df['a'].diff(-1)", True),
    "shifted": ("x = df['a'].shift(1)", False),
    "shifted by some": ("x = df['a'].shift(n)", False),
    "difference": ("x = df['a'].diff()", False),
    "not centred": ("x = df['a'].rolling(5).mean()", False),
    "from new to old": ("x = df.sort_values('date', ascending=False)['a'].shift(-1)", False),
    "filled from the next": ("x = df.sort_values('date')['a'].bfill()", True),
    "filled by method": ("x = df.sort_values('date')['a'].fillna(method='bfill')", True),
    "interpolated": ("x = df.sort_values('date')['a'].interpolate()", True),
    "interpolated forwards": ("x = df.sort_values('date')['a'].interpolate('ffill')", False),
    "filled without order": ("x = df['a'].bfill()", False),
    "filled from before first": ("x = df.sort_values('date')['a'].ffill().bfill()", False),
}


@pytest.mark.parametrize(("code", "later"), LATER.values(), ids=LATER)
def test_values_of_later_rows(code: str, later: bool) -> None:
    assert ("future@" in value_of(code)) is later


# name of the case: (program, whether x is counted from the day of the run)
TODAY: dict[str, tuple[str, bool]] = {
    "a duration": ("x = datetime.now() - df['a']", True),
    "the other way round": ("x = (df['a'] - pd.Timestamp.now()).dt.days", True),
    "years": ("x = datetime.today().year - df['a']", True),
    "kept in a variable": ("now = datetime.now()\ndf['age'] = now - df['a']\nx = df", True),
    "two columns": ("x = df['b'] - df['a']", False),
    "a fixed day": ("x = datetime(2024, 1, 1) - df['a']", False),
    "the last day in the data": ("x = df['b'].max() - df['a']", False),
    "another operator": ("x = df['a'] * datetime.now().year", False),
}


@pytest.mark.parametrize(("code", "expected"), TODAY.values(), ids=TODAY)
def test_today(code: str, expected: bool) -> None:
    assert ("today@" in value_of("from datetime import datetime\n" + code)) is expected
