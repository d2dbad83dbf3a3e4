"""A second model learns from predictions that the first ones made for their own training rows.

A forest is right about nearly every row it has learned. The model that is stacked on it learns to trust it blindly,
and on new rows, where it errs, the stack errs with it; the weights of the members are those of who learns best by
heart. The same holds for a calibrator. Predict each row by models that have not seen it (`cross_val_predict`,
`StackingClassifier`), or keep rows back for the second model.

Bad:
    import numpy as np
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    rows = pd.read_csv("rows.csv")
    X, y = rows[["a", "b"]], rows["sold"]
    forest = RandomForestClassifier(random_state=0).fit(X, y)
    stack = LogisticRegression().fit(forest.predict_proba(X), y)
Good:
    import numpy as np
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict
    rows = pd.read_csv("rows.csv")
    X, y = rows[["a", "b"]], rows["sold"]
    unseen = cross_val_predict(RandomForestClassifier(random_state=0), X, y, method="predict_proba")
    stack = LogisticRegression().fit(unseen, y)
Silent on:
    predictions out of fold and for rows that were kept back; linear models, which learn little by heart; clusters and
    outlier scores, which know no labels; models of other labels
Source: https://scikit-learn.org/stable/modules/generated/sklearn.ensemble.StackingClassifier.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts
from mlsmells.rules.leakage import _base_predictions

RULE = Rule(
    __name__,
    code="MLS121",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="{meta} learns from what {base} says of the rows it was trained on ({line}) - predict them out of fold",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Second models on predictions for training rows."""
    for found in _base_predictions.stacked(facts):
        yield RULE.at(
            found.fit,
            meta=found.fit.obj.label,
            base=found.predict.obj.label,
            line=found.base.where,
            trace=[
                (found.base, "learned"),
                (found.predict, "predicts the same rows"),
                (found.fit, "learned from that"),
            ],
        )
