"""Tables whose index surely has no name."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.table_events import Begun, Unwrapped
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport pandas as pd\nimport torch\ndf = pd.read_csv('a.csv')\n"


# An expression that leaves the frame with its plain index, or that gives it another one.
PLAIN: dict[str, tuple[str, bool]] = {
    "read": ("df", True),
    "rows": ("df[df.a > 1].dropna().head()", True),
    "columns": ("df[['a', 'b']].drop(columns=['b'])", True),
    "concatenated": ("pd.concat([df, df.copy()])", True),
    "from a list": ("pd.DataFrame([[1, 2]])", True),
    "from lists": ("pd.DataFrame({'a': [1, 2]})", True),
    "index put back": ("df.set_index('a').reset_index()", True),
    "read with an index": ("pd.read_csv('b.csv', index_col=0)", False),
    "index set": ("df.set_index('a')", False),
    "groups": ("df.groupby('a').apply(len)", False),
    "turned": ("df.T", False),
    "concatenated with keys": ("pd.concat([df, df.copy()], keys=['a', 'b'])", False),
    "from columns of something": ("pd.DataFrame({'a': df.set_index('b').a})", False),
    "from a file that keeps its index": ("pd.read_parquet('b.parquet')", False),
}


@pytest.mark.parametrize(("code", "plain"), PLAIN.values(), ids=PLAIN)
def test_the_index_is_plain(code: str, plain: bool) -> None:
    facts = build(source_from_text(f"{HEAD}x = {code}\n", "train.py"))
    assert facts.module_values["x"].kind == "frame"
    assert facts.module_values["x"].plain is plain


@pytest.mark.parametrize("code", ["df.index = df.a", "df.index.name = 'n'"])
def test_an_index_of_ones_own_is_not_plain(code: str) -> None:
    assert not build(source_from_text(f"{HEAD}{code}\n", "train.py")).module_values["df"].plain


# What is done, and what is said of it: the views of tables, the columns that begin as a constant.
TOLD: dict[str, tuple[str, list[str]]] = {
    "an array of a frame": ("x = df.drop(columns=['a']).values", ["Unwrapped"]),
    "an array of a column": ("x = df['a'].values", ["Unwrapped"]),
    "values of a dict": ("x = {'a': 1}.values()", []),
    "values of whatever": ("def f(thing):\n    return thing.values", []),
    "to_numpy": ("x = df.to_numpy()", []),
    "a zero": ("df['n'] = 0", ["Begun n 0"]),
    "an empty text": ("df['n'] = ''", ["Begun n ''"]),
    "two columns": ("df[['m', 'n']] = 1.5", ["Begun m 1.5", "Begun n 1.5"]),
    "a missing value": ("df['n'] = np.nan", []),
    "another column": ("df['n'] = df['a']", []),
    "a column that is there": ("part = df[['a', 'b']].copy()\npart['a'] = 0", []),
    "an entry of a dict": ("d = {}\nd['n'] = 0", []),
    "rows of a column": ("df.loc[df['a'] > 1, 'n'] = 0", []),
}


@pytest.mark.parametrize(("code", "expected"), TOLD.values(), ids=TOLD)
def test_views_and_columns_that_begin(code: str, expected: list[str]) -> None:
    facts = build(source_from_text(f"{HEAD}{code}\n", "train.py"))
    begun = [f"Begun {event.column} {event.value!r}" for event in facts.of(Begun)]
    assert ["Unwrapped" for _ in facts.of(Unwrapped)] + begun == expected
