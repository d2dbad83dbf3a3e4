"""Updates of a table that are lost, and comparisons that are never true."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.table_events import Inspected, Lost
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport pandas as pd\nimport torch\ndf = pd.read_csv('a.csv')\n"

# name of the case: (program, what a line of the facts must hold)
SEEN: dict[str, tuple[str, str]] = {
    "copy dropped": ("df.dropna()", "Lost dropped dropna frame"),
    "copy dropped at the end of a chain": ("df.drop('a', axis=1).reset_index()", "Lost dropped reset_index"),
    "text method dropped": ("df['a'].str.strip()", "Lost dropped strip series"),
    "chained, rows first": ("df[df.a > 1]['b'] = 1", "Lost chained  frame"),
    "chained, column first": ("df['b'][df.a > 1] = 1", "Lost chained  frame"),
    "chained, attribute": ("df.b[df.a > 1] = 1", "Lost chained  frame"),
    "chained, locator behind": ("df['b'].loc[0] = 1", "Lost chained  frame"),
    "chained, locator before": ("df.loc[df.a > 1]['b'] = 1", "Lost chained  frame"),
    "chained, rows of a locator": ("df.loc[:, 'b'][0] = 1", "Lost chained  frame"),
    "chained, unknown column": ("for c in df.columns:\n    df[c][0] = 1", "Lost chained  frame"),
    "chained, augmented": ("df['b'][0] += 1", "Lost chained  frame"),
    "in place on a column": ("df['b'].fillna(0, inplace=True)", "Lost inplace fillna series"),
    "in place on rows": ("df[df.a > 1].dropna(inplace=True)", "Lost inplace dropna frame"),
    "in place on a result": ("df.head().dropna(inplace=True)", "Lost inplace dropna frame"),
    "in place on an alias": ("s = df['b']\ns.fillna(0, inplace=True)", "Lost alias fillna series"),
    "alias set": ("s = df['b']\ns[0] = 1", "Lost alias  series"),
    "annotated parameter": ("def f(x: pd.DataFrame):\n    x['b'][0] = 1", "Lost chained  frame"),
    "nan of NumPy": ("x = df.a == np.nan", "NanComparison numpy.nan == series"),
    "nan made from text": ("x = df.a != float('NaN')", "NanComparison math.nan != series"),
    "nan by another name": ("from math import nan as no\nx = no == df.a", "NanComparison math.nan == series"),
    "nan in a condition": ("if df.a[0] == pd.NA:\n    pass", "NanComparison pandas.NA =="),
    "nan in an index": ("df.loc[df.a == pd.NaT, 'b'] = 1", "NanComparison pandas.NaT =="),
    "nan of torch": ("x = torch.zeros(1) == torch.nan", "NanComparison torch.nan =="),
    "filled": ("x = df.fillna(df.mean())", "Filled frame.fillna of frame D1 with stat"),
    "filled with neighbours": ("x = df.ffill()", "Filled frame.ffill of frame D1 with -"),
    "coerced": ("x = pd.to_numeric(df.a, errors='coerce')", "Coerced pandas.to_numeric series D1 column=a"),
    "rows dropped": ("x = df.dropna()", "RowsDropped frame.dropna frame D1"),
    "merged": ("x = df.merge(pd.read_csv('b.csv'))", "Merged frame.merge frame D1 with frame D2"),
    "looked at": ("df.info()", "Inspected frame.info frame D1"),
    "counted": ("n = len(df)", "Inspected len frame D1"),
    "asserted": ("assert df.a.notna().all()", "Inspected frame.notna series D1 column=a asserted"),
    "stopped": ("if df.empty:\n    raise ValueError", "Inspected empty frame D1 asserted"),
    "a dictionary of sheets": ("x = pd.read_excel('b.xlsx', sheet_name=None)", "x = dict D2"),
    "one of the sheets": ("x = pd.read_excel('b.xlsx', sheet_name=None)['a']", "x = frame D2"),
    "a file in pieces": ("x = pd.read_csv('b.csv', chunksize=9)", "x = iterator D2"),
}
# Nothing is lost, and nothing is compared with a missing value.
SILENT: dict[str, str] = {
    "kept": "df = df.dropna()",
    "in place on the whole": "df.dropna(inplace=True)",
    "in place or not": "df.dropna(inplace=len(df) > 3)",
    "one step": "df.loc[df.a > 1, 'b'] = 1",
    "a new column": "df['b'] = 1",
    "one cell that holds a list": "df.loc[0, 'b'][1] = 2",
    "a cell of a column": "df['b'][0][1] = 2",
    "a dictionary of frames": "d = {'a': df}\nd['a']['b'] = 1\nd['a'].dropna(inplace=True)",
    "sheets": "d = pd.read_excel('b.xlsx', sheet_name=None)\nd['a']['b'] = 1",
    "a list of frames": "d = [df, df]\nd[0]['b'] = 1",
    "an array": "x = np.zeros((2, 2))\nx[0][1] = 1",
    "a parameter": "def f(x):\n    x['a'][0] = 1\n    x['a'].fillna(0, inplace=True)\n    x.drop('a')",
    "a text": "'abc'.replace('a', 'b')",
    "another library": "import polars\ndf.dropna()",
    "a smaller number": "x = df.a < np.nan",
    "a name that may be another": "m = np.nan if df.a.any() else 1\nx = df.a == m",
    "a text nan": "x = df.a == 'nan'",
}


def facts_of(code: str) -> list[str]:
    return list(lines(build(source_from_text(HEAD + code + "\n", "train.py"))))


@pytest.mark.parametrize(("code", "expected"), SEEN.values(), ids=SEEN)
def test_it_is_seen(code: str, expected: str) -> None:
    assert any(expected in line for line in facts_of(code)), "\n".join(facts_of(code))


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_it_is_no_loss(code: str) -> None:
    assert not [line for line in facts_of(code) if "Lost" in line or "NanComparison" in line]


def test_events_know_their_frame() -> None:
    facts = build(source_from_text(HEAD + "df['b'].fillna(0, inplace=True)\nprint(df.shape)\n", "train.py"))
    (lost,) = facts.of(Lost)
    assert lost.target is not None and lost.call is lost.node
    assert [look.name for look in facts.of(Inspected)] == ["shape"]
