"""A model learns from a column that only says which row it is.

A number of the passenger, order or patient means nothing for those who come later. Trees split on it all the same:
rows are memorised, or, where numbers were given in the order of time or outcome, the target leaks through them.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("train.csv")
    model = LogisticRegression().fit(df[["PassengerId", "Age", "Fare"]], df["Survived"])
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("train.csv")
    model = LogisticRegression().fit(df[["Age", "Fare"]], df["Survived"])
Silent on:
    features that are not all known; numbers of shops, products and regions, which many rows share; recommenders and
    embeddings; splits by group
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, contracts

RULE = Rule(
    __name__,
    code="MLS613",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,  # what a column is, its name says
    once=True,
    message="{model} learns from '{column}', which only says which row it is - leave it out of the features",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Features that are identifiers."""
    for found in contracts.identifiers(facts):
        training = found.training
        yield RULE.at(training.event, model=training.obj.label, column=found.column, cause=found.column)
