"""A table is read and pandas guesses the types of its columns.

A column of numbers that has one odd entry becomes text, postcodes lose their zeros, and the next file may be guessed
otherwise. Types that are said fail early. Part of the profile `parity`: other linters ask for it at every read, and
most reads do without.

Bad:
    import pandas as pd
    visits = pd.read_csv("visits.csv")
Good:
    import pandas as pd
    visits = pd.read_csv("visits.csv", dtype={"clinic": "string", "days": "int64"})
Silent on:
    `dtype=`, `converters=` and `dtype_backend=`; arguments in bulk (`**options`); formats that keep their types
    (`read_parquet`)
Source: https://pandas.pydata.org/docs/user_guide/io.html#specifying-column-data-types
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS390",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() guesses the types of the columns from the values - pass dtype=",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
