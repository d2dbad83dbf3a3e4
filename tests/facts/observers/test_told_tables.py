"""Tables whose index surely has no name."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
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
