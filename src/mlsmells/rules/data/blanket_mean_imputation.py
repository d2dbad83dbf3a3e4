"""Every numeric column with missing values gets its mean.

The mean is one guess among several: it is wrong for skewed columns, for counts and codes, and where the value
is missing for a reason, which a constant or a flag would keep. Look at each column once, then choose. Worse is
``df.fillna(df["age"].mean())``: the mean of one column fills all others too.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("houses.csv")
    df = df.fillna(df.mean(numeric_only=True))
    model = LinearRegression().fit(df.drop(columns=["price"]), df["price"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("houses.csv")
    df["rooms"] = df["rooms"].fillna(df["rooms"].median())
    df["garage"] = df["garage"].fillna(0)
    model = LinearRegression().fit(df.drop(columns=["price"]), df["price"])
Silent on:
    columns that are named; a strategy that is chosen; flags for what was missing (``add_indicator``,
    ``isna().astype``); means of groups; different statistics in one loop; data that no model learns from
Fix:
    an imputer that is a step of a pipeline gets ``add_indicator=True``; elsewhere somebody must choose
Source: https://scikit-learn.org/stable/modules/impute.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span, regex
from mlsmells.facts import Facts, learning
from mlsmells.rules.data._imputation import blankets, foreign_fills

RULE = Rule(
    __name__,
    code="MLS309",
    severity=Severity.INFO,
    message="missing values of all numeric columns{of} become the {statistic} - decide for each column, and flag them",
)
FOREIGN = "a statistic of {column} fills the missing values of every column - fill each column with its own"
# What was missing is kept in a column of its own.
_FLAGS = regex(
    r"is(na|null)\(\)\.(astype|map|mul)|add_indicator\s*=\s*True|MissingIndicator|_(was_)?missing\b|_isnull\b|_nan\b"
)
# Between its steps nobody counts the columns.
_PIPELINES = frozenset({"Pipeline", "make_pipeline", "ColumnTransformer", "make_column_transformer"})


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fills of one column's value everywhere, and those that some model learns from."""
    # A loop over two columns fills the same place twice.
    by_place = {id(filled.node): (filled, column) for filled, column in reversed(list(foreign_fills(facts)))}
    for filled, column in by_place.values():
        name = f"'{column}'" if column else "one column"
        yield RULE.at(filled, message=FOREIGN, column=name, severity=Severity.WARNING)
    for blanket in blankets(facts):
        fit = learning.learned_from(facts, blanket.X)
        if fit is None or facts.says(_FLAGS):
            continue
        read = blanket.X.read
        yield RULE.at(
            blanket.node,
            of=f" (read at line {read.line})" if read is not None and not read.foreign else "",
            statistic=blanket.statistic,
            fix=_flagged(blanket.node, facts),
            trace=[(blanket, f"filled with the {blanket.statistic}"), (fit, "learned from")],
        )


def _flagged(node: ast.AST, facts: Facts) -> Fix | None:
    """An imputer within a pipeline can keep for itself what was missing; elsewhere somebody has to choose."""
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("SimpleImputer"):
        return None
    calls = (call for call in ast.walk(facts.source.tree or node) if isinstance(call, ast.Call) and call is not node)
    if not any(ast.unparse(call.func).rpartition(".")[2] in _PIPELINES and node in ast.walk(call) for call in calls):
        return None
    edit = AddKeyword(Span.of(node), "add_indicator", "True")
    return Fix("keep what was missing as a column", (edit,), why="the model gets a column more for each with gaps")
