"""Which parts of the rows comparisons of texts select: what is asked of a column is not the column."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain import rows as R
from mlsmells.sources import source_from_text

HEAD = "import pandas as pd\ndf = pd.read_csv('a.csv')\nname, other = input(), input()\n"
SAME = {
    "the same text": ("df['d'].str.find('x') != -1", "df['d'].str.find('x') != -1"),
    "the column": ("df['d'] == 'x'", "df['d'] == 'x'"),
    "without an argument": ("df['d'].str.len() > 3", "df['d'].str.len() > 3"),
}
OTHER = {
    "another text": ("df['d'].str.find('x') != -1", "df['d'].str.find('z') != -1"),
    "a text that a variable holds": ("df['d'].str.find(name) != -1", "df['d'].str.find(other) != -1"),
    "counted": ("df['d'].str.count(name) > 0", "df['d'].str.count(other) > 0"),
}
APART = {
    "found and not found": ("df['d'].str.find('x') != -1", "df['d'].str.find('x') == -1"),
    "long and short": ("df['d'].str.len() > 3", "df['d'].str.len() <= 3"),
    "by a number": ("df['d'] > 3", "df['d'] <= 3"),
}


def parts(first: str, second: str) -> tuple[R.Rows | None, R.Rows | None]:
    values = build(source_from_text(f"{HEAD}a = df[{first}]\nb = df[{second}]\n", "train.py")).module_values
    return values["a"].rows, values["b"].rows


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME)
def test_the_same_rows(first: str, second: str) -> None:
    a, b = parts(first, second)
    assert R.covers(a, b)
    assert R.covers(b, a)


@pytest.mark.parametrize(("first", "second"), OTHER.values(), ids=OTHER)
def test_other_rows(first: str, second: str) -> None:
    a, b = parts(first, second)
    assert not R.covers(a, b)
    assert not R.disjoint(a, b)


@pytest.mark.parametrize(("first", "second"), APART.values(), ids=APART)
def test_rows_apart(first: str, second: str) -> None:
    assert R.disjoint(*parts(first, second))
