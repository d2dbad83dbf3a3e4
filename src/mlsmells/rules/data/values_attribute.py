"""The array behind a table is taken with `.values`.

What it gives depends on the types of the columns: an array, a copy of another type, an extension array. `to_numpy()`
always gives an array and takes the type, `.array` gives the extension array. Part of the profile `parity`: nothing
goes wrong where all columns are numbers.

Bad:
    import pandas as pd
    X = pd.read_parquet("visits.parquet").values
Good:
    import pandas as pd
    X = pd.read_parquet("visits.parquet").to_numpy()
Silent on:
    `values()` of a dict, `values` of what is not known to be a table, a column that is called values
Source: https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.values.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS392",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} is an array, a copy or an extension type, as it comes - use to_numpy() or .array",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
