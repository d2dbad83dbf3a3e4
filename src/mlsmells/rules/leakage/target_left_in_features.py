"""The features still hold the target column.

The model then has the answer among its inputs and learns to copy it. The score
is close to perfect, and in production, where the answer is not known yet, the
column is missing.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("customers.csv")
    y = df["churned"]
    X = df.drop(columns=["id"])
    LogisticRegression().fit(X, y)
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("customers.csv")
    y = df["churned"]
    X = df.drop(columns=["id", "churned"])
    LogisticRegression().fit(X, y)
Silent on:
    `df.pop(target)`; a frame whose columns are not known (after a merge, a pivot,
    a call of another module); autoencoders, where X is the target; a Pipeline
    with a ColumnTransformer or another selection of columns
Source: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts import rows as R
from mlsmells.facts.events import CrossValidation, Fit
from mlsmells.facts.objects import Obj
from mlsmells.facts.values import Value

RULE = Rule(
    __name__,
    code="MLS112",
    severity=Severity.ERROR,
    message="the features of {est} still hold the target column '{target}'",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fits and cross-validations whose X has the column that y was taken from."""
    seen: set[tuple[str | None, int]] = set()
    events: list[Fit | CrossValidation] = [*facts.of(Fit), *facts.of(CrossValidation)]
    for event in events:
        match event:
            case Fit(obj=Obj() as obj, X=Value() as X, y=Value() as y):
                pass
            case CrossValidation(estimator=Obj() as obj, X=Value() as X, y=Value() as y):
                pass
            case _:
                continue
        if not obj.predicts or _selects(obj) or not holds_target(X, y) or (y.column, id(X.root)) in seen:
            continue
        seen.add((y.column, id(X.root)))
        steps = [TraceStep(X.read.line, "read")] if X.read is not None else []
        yield RULE.at(
            event,
            est=obj.label,
            target=y.column,
            confidence=Confidence.MEDIUM if any(v.may for v in (X, y)) else Confidence.HIGH,
            trace=[*steps, TraceStep(event.line, f"{obj.short} fitted with '{y.column}' in X and as y")],
        )


def holds_target(X: Value, y: Value) -> bool:
    """X is the frame that y was taken from, with y's column still in it."""
    return (
        X.kind == "frame"
        and y.kind == "series"
        and y.column is not None
        and X.columns is not None
        and X.columns.holds(y.column)
        and X.root is y.root
        and not R.disjoint(X.rows, y.rows)
    )


def _selects(obj: Obj) -> bool:
    """A ColumnTransformer or a transformer of the project may drop the column."""
    return any(o.is_a("columns") or o.spec is None or o.classdef is not None for o in obj.tree())
