"""A new column is filled with zeros or empty texts, to be filled in later.

What is never filled in cannot be told from a value afterwards: `isna()` finds nothing, and a mean counts the zeros. A
missing value says that it is missing. Part of the profile `parity`: a zero may be just what is meant.

Bad:
    import pandas as pd
    visits = pd.read_parquet("visits.parquet")
    visits["days"] = 0
Good:
    import numpy as np
    import pandas as pd
    visits = pd.read_parquet("visits.parquet")
    visits["days"] = np.nan
Silent on:
    missing values; other constants; columns that are made of others; columns that the table is known to have
Source: https://pandas.pydata.org/docs/user_guide/missing_data.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS393",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="column '{what}' begins as {constant} in every row: whoever does not fill it in keeps it as data - use NaN",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what, constant=use.lacking)
