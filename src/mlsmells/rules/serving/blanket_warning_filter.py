"""All warnings are switched off at once.

Among them are those that say that a model did not converge, that a column has mixed types, that a result is about to
change with the next version, that a division gave `nan`. Filter the one category that is understood, around the one
call that raises it.

Bad:
    import warnings
    import pandas as pd
    warnings.filterwarnings("ignore")
    df = pd.read_csv("rows.csv")
Good:
    import warnings
    import pandas as pd
    warnings.filterwarnings("ignore", category=FutureWarning, module="seaborn")
    df = pd.read_csv("rows.csv")
Silent on:
    filters with a category, a message or a module; filters inside of `catch_warnings`; tests
Source: https://docs.python.org/3/library/warnings.html#the-warnings-filter
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, hushed

RULE = Rule(
    __name__,
    code="MLS612",
    severity=Severity.INFO,
    once=True,
    rolls_up=2,
    message="{how} hides warnings of convergence, types and removals as well - filter the one category you understand",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Filters without a category."""
    for found in hushed.blanket_filters(facts):
        yield RULE.at(found.node, how=found.how)
