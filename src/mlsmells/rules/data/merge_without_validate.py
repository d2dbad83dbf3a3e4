"""Tables are joined without saying how often a key may occur.

A key that is repeated on the wrong side multiplies rows, and nothing fails. `validate="many_to_one"` says what is
expected, and pandas checks it. Part of the profile `parity`: it speaks of every join; MLS313 speaks where a model
learns from what was joined.

Bad:
    import pandas as pd
    orders = pd.read_parquet("orders.parquet")
    prices = pd.read_parquet("prices.parquet")
    both = orders.merge(prices, on="product")
Good:
    import pandas as pd
    orders = pd.read_parquet("orders.parquet")
    prices = pd.read_parquet("prices.parquet")
    both = orders.merge(prices, on="product", validate="many_to_one")
Silent on:
    `validate=`; cross joins; `join`, `concat` and `merge_asof`; arguments in bulk; `merge` of what is no table
Source: https://pandas.pydata.org/docs/user_guide/merging.html#merge-key-uniqueness
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS391",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} does not say how often a key may occur on either side - pass validate=",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
