"""An encoder in a pipeline stops at the first category it has not seen.

`OneHotEncoder` and `OrdinalEncoder` raise an error at a category that was not among the training rows: a new product, a
misspelt city, a fold without a rare value. Whether that should stop the service is a decision; write it down.

Bad:
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder
    df = pd.read_csv("train.csv")
    model = make_pipeline(OneHotEncoder(), LogisticRegression())
    model.fit(df[["city"]], df["left"])
    joblib.dump(model, "model.joblib")
Good:
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder
    df = pd.read_csv("train.csv")
    model = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
    model.fit(df[["city"]], df["left"])
    joblib.dump(model, "model.joblib")
Silent on:
    `handle_unknown` whatever it says; categories that are listed; `drop`; encoders outside of a pipeline that is saved
    or cross-validated
Source: https://scikit-learn.org/stable/modules/preprocessing.html#encoding-categorical-features
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import Facts, contracts

RULE = Rule(
    __name__,
    code="MLS607",
    severity=Severity.INFO,
    once=True,
    message="{encoder} raises an error at a category it has not seen - decide by handle_unknown=",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Encoders of pipelines that outlive the training rows."""
    for encoder in contracts.strict_encoders(facts):
        fix = None
        if encoder.short == "OneHotEncoder":
            edit = AddKeyword(Span.of(encoder.node), "handle_unknown", '"ignore"')
            fix = Fix("ignore unseen categories", (edit,), why="an unseen category passes without an error")
        yield RULE.at(encoder.node, encoder=encoder.short, fix=fix)
