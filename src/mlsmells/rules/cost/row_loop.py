"""A table is walked through row by row to compute what whole columns compute at once.

`iterrows` makes an object of every row, and gives its numbers another type on the way. What takes a column a few
milliseconds takes the loop minutes, and writing to `df.loc[i, c]` in it is slower still.

Bad:
    import pandas as pd
    df = pd.read_csv("orders.csv")
    for i, row in df.iterrows():
        df.loc[i, "total"] = row["price"] * row["count"]
Good:
    import pandas as pd
    df = pd.read_csv("orders.csv")
    df["total"] = df["price"] * df["count"]
Silent on:
    loops that call functions, read, write or draw; loops in which a row needs the one before; a few rows (`head`, a
    sample, groups); text that is put together
Source: https://pandas.pydata.org/docs/user_guide/basics.html#iteration
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, loops

RULE = Rule(
    __name__,
    code="MLS805",
    severity=Severity.INFO,
    once=True,
    rolls_up=3,
    message="{table} is walked through row by row by {how}() - compute with whole columns",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Loops over rows whose bodies only compute."""
    for found in loops.row_loops(facts):
        yield RULE.at(found.node, table=found.table, how=found.how)
