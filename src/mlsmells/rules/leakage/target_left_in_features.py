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
    `df.pop(target)`; columns that are not known (chosen by a condition, by another module, by type
    where the target may not be of it); autoencoders, where X is the target; a target from later rows
    (`df["price"].shift(-1)`); a Pipeline with a ColumnTransformer or another selection of columns
Source: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, Training, source_in, target_in, trainings

RULE = Rule(
    __name__,
    code="MLS112",
    severity=Severity.ERROR,
    message="the features of {est} still hold {target} - drop it from X",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fits and cross-validations whose X has the column that y was taken from, or computed from."""
    seen: set[tuple[str, int]] = set()
    for training in trainings(facts):
        target, sure, made = target_in(training), training.certain and not _by_type(training), None
        if target is None:
            found = source_in(training)
            if found is None:
                continue
            (source, made), sure = found, False
            target = f"'{source}', from which the target '{training.y.column}' is computed"
        else:
            target = f"the target column {target}"
        if (target, id(training.X.root)) in seen:
            continue
        seen.add((target, id(training.X.root)))
        yield RULE.at(
            training.event,
            est=training.obj.label,
            target=target,
            sure=sure,
            trace=[
                (training.X.read, "read"),
                (made, "the target is computed"),
                (training.event, f"{training.obj.short} fitted with it in X and as y"),
            ],
        )


def _by_type(training: Training) -> bool:
    return training.X.columns is not None and bool(training.X.columns.only)
